"""Who may send a message, until when, and what they may record: conditional updates, the same on both databases."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import DateTimeField, F, Q, QuerySet

from records.models import Message
from records.statements import Change, Given, Statement

from .relay import Answer

LEASE = timedelta(minutes=5)  # longer than the slowest conversation with a mail server
SPENT = timedelta(seconds=30)  # of a lease at most, before a conversation begins: else it is begun anew
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 20, 30))  # the last one repeats
LOST = "lost"  # somebody else has the message by now: nothing was recorded

WAITING, SENT, FAILED = Message.State.WAITING, Message.State.SENT, Message.State.FAILED
FOR_GOOD = (FAILED, Message.State.HELD, Message.State.CANCELLED)


def due(*, at: datetime) -> QuerySet[Message]:
    """Messages whose moment has come and that nobody holds, longest due first."""
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=at)
    return Message.objects.filter(free, state=WAITING, due_at__lte=at).order_by("due_at", "id")


@transaction.atomic
def claim(*, at: datetime, limit: int) -> list[Message]:
    """Take up to so many messages that are due for the length of a lease; what another sender is taking is left to them.

    One write for all of them. Nobody is waited for, so a claim and a person who ends never hold each other up. The attempt
    number each is given fences the others: they can record nothing under an older one.
    """
    rows = list(due(at=at).select_for_update(skip_locked=True)[:limit])
    if rows:
        Message.objects.filter(pk__in=[row.pk for row in rows]).update(attempt=F("attempt") + 1, leased_until=at + LEASE)
    for row in rows:
        row.attempt += 1
        row.leased_until = at + LEASE
    return rows


def holds(message: Message, *, at: datetime) -> bool:
    """Whether I may still send what I claimed, asked right before: it was not cancelled and nobody else has it.

    Where others before it took their time, its lease begins anew. The statement that will record it is made ready here, so
    that nothing of it stands between the mail server's answer and the record.
    """
    LEFT.tell()
    if message.leased_until is not None and message.leased_until - at >= LEASE - SPENT:
        return bool(MINE.rows(pk=message.pk, attempt=message.attempt))
    return HELD_ON.made(pk=message.pk, attempt=message.attempt, until=at + LEASE) == 1


def settle(message: Message, answer: Answer, *, at: datetime) -> str:
    """Record how my attempt went: the state the message has now, or LOST where my lease has passed to somebody else."""
    if answer.state == SENT:
        return str(SENT) if LEFT.made(pk=message.pk, attempt=message.attempt, at=at) == 1 else LOST
    outcome = _outcome(message, answer, at)
    mine = _mine(pk=message.pk, attempt=message.attempt)  # cancelled meanwhile: it stays so, unless it has left the house
    return str(outcome["state"]) if mine.update(leased_until=None, **outcome) == 1 else LOST


def _mine(pk: int | Given, attempt: int | Given) -> QuerySet[Message]:
    """A message under my attempt, unless it was cancelled or settled."""
    return Message.objects.filter(pk=pk, state=WAITING, attempt=attempt)


MINE = Statement(lambda: _mine(Given("pk"), Given("attempt")).order_by().values_list("pk"))
HELD_ON = Change(lambda: _mine(Given("pk"), Given("attempt")), leased_until=Given("until", DateTimeField()))
LEFT = Change(
    lambda: Message.objects.filter(pk=Given("pk"), attempt=Given("attempt")),
    leased_until=None,
    state=SENT,
    sent_at=Given("at", DateTimeField()),
    error="",
)


def _outcome(message: Message, answer: Answer, at: datetime) -> dict[str, Any]:
    if answer.state in FOR_GOOD:
        return {"state": answer.state, "error": answer.sentence}
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
