"""Who may send a message, until when, and what they may record: conditional updates, the same on both databases."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from records.models import Message

from .relay import Answer

LEASE = timedelta(minutes=5)  # longer than the slowest conversation with a mail server
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 20, 30))  # the last one repeats
LOST = "lost"  # somebody else has the message by now: nothing was recorded

WAITING, SENT, FAILED = Message.State.WAITING, Message.State.SENT, Message.State.FAILED


def due(*, at: datetime, limit: int) -> list[Message]:
    """Messages whose moment has come and that nobody holds, longest due first. One query."""
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=at)
    return list(Message.objects.filter(free, state=WAITING, due_at__lte=at).order_by("due_at", "id")[:limit])


def claim(message: Message, *, at: datetime) -> bool:
    """Take a message for the length of a lease; False where another sender was faster or it was cancelled.

    The attempt number it is given fences the others: they can neither claim nor record under an older one.
    """
    mine = message.attempt + 1
    still_as_read = Message.objects.filter(pk=message.pk, state=WAITING, attempt=message.attempt)
    won = still_as_read.update(attempt=mine, leased_until=at + LEASE) == 1
    message.attempt = mine
    return won


def settle(message: Message, answer: Answer, *, at: datetime) -> str:
    """Record how my attempt went: the state the message has now, or LOST where my lease has passed to somebody else."""
    outcome = _outcome(message, answer, at)
    mine = Message.objects.filter(pk=message.pk, attempt=message.attempt)
    if answer.state != SENT:
        mine = mine.filter(state=WAITING)  # cancelled meanwhile: it stays so, unless it has left the house
    return str(outcome["state"]) if mine.update(leased_until=None, **outcome) == 1 else LOST


def _outcome(message: Message, answer: Answer, at: datetime) -> dict[str, Any]:
    if answer.state == SENT:
        return {"state": SENT, "sent_at": at, "error": ""}
    if answer.state == FAILED:
        return {"state": FAILED, "error": answer.sentence}
    return _put_off(message, answer, at)


def _put_off(message: Message, answer: Answer, at: datetime) -> dict[str, Any]:
    """Try again later, or give up; the hours count from the first attempt, so an outage of ours costs nobody a mail."""
    patience = message.give_up_at - message.created_at
    give_up_at = max(message.give_up_at, at + patience) if message.attempt == 1 else message.give_up_at
    again_at = at + BACK_OFF[min(message.attempt, len(BACK_OFF)) - 1]
    if again_at <= give_up_at:
        return {"state": WAITING, "due_at": again_at, "give_up_at": give_up_at, "error": answer.sentence}
    return {"state": FAILED, "error": f"{answer.sentence} {_gave_up(message)}"}


def _gave_up(message: Message) -> str:
    return (
        f"Rollcall gave up after {message.attempt} attempts. Tell {message.to_name} yourself, and ask whoever runs the "
        "mail server to look."
    )
