"""A message as the bytes of a mail."""

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from django.core.mail import BadHeaderError

from records.delivery.envelope import Envelope
from records.models import Message
from tests.records.writing import AT

SUBJECT = "Grüße " * 40 + "an alle"


def message(**columns: str) -> Message:
    given = {
        "message_id": "<1@lakeside.example>", "to_name": "Maya Ortega", "to_address": "maya@lakeside.example",
        "subject": "One thing", "text": "One thing waits.\n", "html": "<p>One thing waits.</p>\n",
    }  # fmt: skip
    return Message(created_at=AT, **{**given, **columns})


def written(**columns: str) -> bytes:
    return Envelope(message(**columns)).message().as_bytes(linesep="\r\n")


def read(content: bytes) -> EmailMessage:
    found = message_from_bytes(content.replace(b"\r\n", b"\n"), policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def test_every_attempt_sends_the_same_bytes() -> None:
    assert written() == written()
    assert written() != written(message_id="<2@lakeside.example>")


@pytest.mark.parametrize(
    "text",
    [
        "plain\n",
        "Zoë, ein Gruß\n",
        "a = b\n",
        "long " * 300 + "\n",
        "trailing space \nß\n",
        ".\n..\n",
        "From here\n",
        "--=_x--\n",
        "\n",
    ],
)
def test_both_versions_are_read_as_they_were_written(text: str) -> None:
    parts = list(read(written(text=text, html=f"<p>{text}</p>\n")).iter_parts())
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    assert [part.get_content() for part in parts] == [text, f"<p>{text}</p>\n"]


@pytest.mark.parametrize("text", ["Zoë\n", "x" * 3_000 + "\n"])
def test_every_server_carries_it_seven_bits_and_short_lines(text: str) -> None:
    content = written(text=text, html=text, to_name="Zoë Novák", subject=SUBJECT)
    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) <= 998
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert str(read(content)["Subject"]) == SUBJECT
    assert str(read(content)["To"]) == "Zoë Novák <maya@lakeside.example>"


@pytest.mark.parametrize("column", ["subject", "to_name", "message_id"])
def test_a_header_with_a_line_break_is_refused(column: str) -> None:
    with pytest.raises(BadHeaderError):
        written(**{column: "Maya\nBcc: all@lakeside.example"})
