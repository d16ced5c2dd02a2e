"""Reading what deeds left behind."""

import re
from html import unescape
from typing import Any

from records.models import Event, Message


def told() -> list[tuple[str, str, str]]:
    """Every event after the cast was made, as who, verb and sentence."""
    rows = Event.objects.exclude(subject_kind="policy").order_by("id")
    return [(row.actor_name, row.verb, row.sentence) for row in rows]


def last_event() -> Event:
    """The newest line of the trail."""
    return Event.objects.latest("id")


def mails() -> list[tuple[str, str, str]]:
    """Every message as kind, address and state."""
    return list(Message.objects.order_by("id").values_list("kind", "to_address", "state"))


def link_in(message: Message) -> str:
    """The path of the link to set a password that a mail holds."""
    found = re.search(r"https?://[^/\s]+(/set-password/\S+)", message.text)
    assert found
    return found.group(1)


def text(response: Any) -> str:
    """A page's source, with its entities resolved."""
    return unescape(response.content.decode())
