"""Messages to write in a line."""

from datetime import UTC, datetime, timedelta
from typing import Any

from records import outbox
from records.letters import compose
from records.models import Message
from records.outbox import Addressee, Outgoing

AT = datetime(2026, 9, 15, 14, 0, tzinfo=UTC)
MAYA = Addressee(7, "Maya Ortega", "maya@lakeside.example")
LETTER = compose(subject="One thing for you today", opening="Maya, one thing waits for you.", sender="Lakeside Community Schools")


def after(**span: float) -> datetime:
    """A moment after AT."""
    return AT + timedelta(**span)


def outgoing(key: str = "digest:7:2026-09-15", **more: Any) -> Outgoing:
    """A digest to Maya, unless said otherwise."""
    return Outgoing(**{"to": MAYA, "letter": LETTER, "kind": "digest", "key": key, "at": AT, "district_id": 1, **more})


def posted(key: str = "digest:7:2026-09-15", **more: Any) -> Message:
    """The same, in the outbox."""
    row = outgoing(key, **more)
    message = outbox.post(**{name: getattr(row, name) for name in row.__dataclass_fields__})
    assert message is not None
    return message
