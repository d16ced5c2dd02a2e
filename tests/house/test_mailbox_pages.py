"""The mailbox of the demo: every mail it sent, newest first, a page at a time."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from records.models import Message
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def maya(cast: Cast, settings: Any) -> Client:
    settings.DEMO = True
    return cast.client(cast.maya)


def sent(count: int) -> None:
    """So many mails, two in each minute."""
    Message.objects.all().delete()
    Message.objects.bulk_create(
        Message(
            key=f"m{number}", message_id=f"<m{number}@rollcall.example>", to_name="Pat", to_address="pat@lakeside.example",
            kind="digest", subject=f"Mail {number}.", text="…", html="…", created_at=AT, due_at=AT, give_up_at=AT,
            state=Message.State.SENT, sent_at=AT + timedelta(minutes=number // 2),
        )
        for number in range(count)
    )  # fmt: skip


def shown(client: Client, path: str = "/demo/mailbox/") -> tuple[list[int], str, dict[str, str]]:
    """The numbers of the mails on a page, its words on how many there are, and the pages beside it."""
    with time_machine.travel(AT + timedelta(hours=4)):
        said = client.get(path).content.decode()
    beside = {rel: path for path, rel in re.findall(r'href="(\?[^"]+)" rel="(prev|next)"', said)}
    words = re.search(r'<span class="meta">(\d+ mails?)</span>', said)
    return [int(number) for number in re.findall(r">Mail (\d+)\.<", said)], words[1] if words else "", beside


def test_every_mail_is_on_one_of_its_pages(maya: Client) -> None:
    sent(169)
    pages, path = [], "/demo/mailbox/"
    while path:
        numbers, words, beside = shown(maya, path)
        assert words == "169 mails"
        pages.append(numbers)
        path = f"/demo/mailbox/{beside['next']}" if "next" in beside else ""
    assert [len(numbers) for numbers in pages] == [50, 50, 50, 19]
    assert [number for numbers in pages for number in numbers] == list(range(168, -1, -1))
    assert shown(maya, f"/demo/mailbox/{beside['prev']}")[0] == pages[-2]


def test_a_few_mails_are_one_page(maya: Client) -> None:
    sent(3)
    assert shown(maya) == ([2, 1, 0], "", {})
    assert shown(maya, "/demo/mailbox/?after=nothing") == ([2, 1, 0], "", {})


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_asks_the_same_however_many_mails_there_are(maya: Client, count: int) -> None:
    sent(count)
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            shown(maya)
    assert len(captured) == 6
