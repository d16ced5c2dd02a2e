"""One message as the bytes of a mail: the same at every attempt, written once instead of built, parsed and flattened."""

import binascii
from datetime import UTC
from email.utils import format_datetime, formataddr, parseaddr
from functools import cache
from hashlib import sha256

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import forbid_multi_line_headers

from records.letters import absolute
from records.models import Message

LONGEST_LINE = 998  # bytes, RFC 5322
Pair = tuple[str, str]  # a name, blank where nobody shows it, and an address


class Written:
    """A mail that is written already: its headers by name, and its bytes."""

    def __init__(self, headers: dict[str, str], content: bytes) -> None:
        self._headers = headers
        self._content = content

    def __getitem__(self, name: str) -> str:
        return self._headers[name]

    def as_bytes(self, *, linesep: str = "\n") -> bytes:
        """The whole mail with these line ends."""
        return self._content.replace(b"\n", linesep.encode())


class Envelope(EmailMultiAlternatives):
    """A mail for any of Django's backends, which ask it for its words, its addresses and its bytes."""

    def __init__(self, message: Message) -> None:
        """Nothing is written yet."""
        super().__init__(
            subject=message.subject,
            body=message.text,
            to=[formataddr((message.to_name, message.to_address))],
            reply_to=[message.reply_to] if message.reply_to else None,
            headers={
                "Message-ID": message.message_id,
                "Date": format_datetime(message.created_at.astimezone(UTC)),
                "Auto-Submitted": "auto-generated",
                **_way_out(message),
            },
        )
        self.attach_alternative(message.html, "text/html")
        self._html = message.html
        self._sender = self.from_email
        self.from_email = _bare(self._sender)  # type: ignore[assignment]  # a backend takes a pair as well as text
        self._recipients: list[Pair] = [("", message.to_address)]

    def recipients(self) -> list[Pair]:  # type: ignore[override]  # as above
        """Whom the mail server is told. Parted already: Django would read text by the whole grammar of addresses again."""
        return self._recipients

    def message(self) -> Written:  # type: ignore[override]  # all that a backend asks of it
        """Headers, text and page. Refuses (BadHeaderError) a header with a line break."""
        boundary = f"=_{sha256(self.extra_headers['Message-ID'].encode()).hexdigest()[:32]}"
        given = {
            "Content-Type": f'multipart/alternative; boundary="{boundary}"',
            "MIME-Version": "1.0",
            "Subject": self.subject,
            "From": self._sender,
            "To": ", ".join(self.to),
            **({"Reply-To": ", ".join(self.reply_to)} if self.reply_to else {}),
            **self.extra_headers,
        }
        headers = dict(forbid_multi_line_headers(name, value, settings.DEFAULT_CHARSET) for name, value in given.items())
        head = "".join(f"{name}: {value}\n" for name, value in headers.items()).encode("ascii")
        fence = f"\n--{boundary}".encode()
        parts = fence + b"\n" + _part("plain", str(self.body)) + fence + b"\n" + _part("html", self._html)
        return Written(headers, head + parts + fence + b"--\n")


def _way_out(message: Message) -> dict[str, str]:
    """How a mail program switches this kind off with one click (RFC 2369, RFC 8058), where it may be."""
    if not message.way_out:
        return {}
    return {"List-Unsubscribe": f"<{absolute(message.way_out)}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _part(kind: str, text: str) -> bytes:
    """One version of the text: as it is where every server carries it, else quoted-printable."""
    content = text.replace("\r\n", "\n").replace("\r", "\n").encode()
    plain = content.isascii() and max(map(len, content.split(b"\n"))) <= LONGEST_LINE
    encoding = "7bit" if plain else "quoted-printable"
    head = f'Content-Type: text/{kind}; charset="utf-8"\nMIME-Version: 1.0\nContent-Transfer-Encoding: {encoding}\n\n'
    return head.encode() + (content if plain else binascii.b2a_qp(content))


@cache
def _bare(sender: str) -> Pair:
    """The address of a sender without the name, as a backend takes it."""
    return "", parseaddr(sender)[1]
