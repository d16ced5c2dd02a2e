"""The mail somebody was sent, and that of a district for whoever audits it. Nothing here writes.

A log names a mail by its subject; one whose kind is for its reader alone is named by its kind. Its text stands in none.
"""

from dataclasses import dataclass

from django.db.models import QuerySet

from accounts import wording
from accounts.access import Standing
from accounts.selectors import Cursor, Page, page_of
from records.mails import CALM, TEST, kind_of
from records.models import Message

STATE = Message.State
PILLS = {
    STATE.WAITING: ("", "clock", "On its way"),
    STATE.SENT: ("done", "check-circle", "Sent"),
    STATE.FAILED: ("late", "exclamation-triangle", "Not delivered"),
    STATE.CANCELLED: ("off", "minus", "Not sent"),
    STATE.HELD: ("due", "clock", "Held back"),
    STATE.MERGED: ("off", "envelope", "In a later letter"),
}
VIEWS = {"": "All", STATE.WAITING: "On its way", STATE.SENT: "Sent", STATE.FAILED: "Not delivered", STATE.HELD: "Held back",
         STATE.CANCELLED: "Not sent"}  # fmt: skip

NOT_NEEDED = "It was not needed any more: something newer says it, or its reader has ended."


@dataclass(frozen=True)
class MailLine:
    """One mail of a log, in words. `trouble`: why it did not go out, and what to do."""

    subject: str
    meta: str
    trouble: str
    pill: tuple[str, str, str]
    url: str


def my_mail(standing: Standing, cursor: Cursor) -> Page[MailLine]:
    """Every mail that was written to somebody, newest first."""
    rows = Message.objects.filter(person_id=standing.person.pk)
    return page_of(rows, by="id", cursor=cursor, newest_first=True, say=lambda found: [_mine(row, standing) for row in found])


def district_mail(standing: Standing, cursor: Cursor, *, state: str) -> Page[MailLine]:
    """Every mail of the district, newest first; of one state where one of `VIEWS` is asked for."""
    rows = Message.objects.filter(district_id=standing.district_id)
    rows = rows.filter(state=state) if state in VIEWS and state else rows
    return page_of(rows, by="id", cursor=cursor, newest_first=True, say=lambda found: [_ours(row, standing) for row in found])


def may_be_read(row: Message) -> bool:
    """Whether its text may be shown on a page: a link to set a password, or to answer by, never is."""
    return row.kind in CALM


def my_letter(standing: Standing, pk: int) -> Message:
    """One mail that was written to this person, whose text may be shown; else Message.DoesNotExist."""
    found = Message.objects.get(pk=pk, person_id=standing.person.pk)
    if not may_be_read(found):
        raise Message.DoesNotExist
    return found


def last_test(standing: Standing) -> MailLine | None:
    """The last test mail of this person, and what became of it."""
    rows: QuerySet[Message] = Message.objects.filter(person_id=standing.person.pk, kind=TEST)
    found = rows.order_by("-id").first()
    return _mine(found, standing) if found else None


def _mine(row: Message, standing: Standing) -> MailLine:
    url = f"/mail/{row.pk}/" if may_be_read(row) else ""
    return MailLine(
        row.subject, f"{_when(row, standing)} {kind_of(row.kind).label}.", _trouble(row), PILLS[STATE(row.state)], url
    )


def _ours(row: Message, standing: Standing) -> MailLine:
    kind = kind_of(row.kind)
    tries = wording.count(row.attempt, "attempt") if row.attempt else "not tried yet"
    named = row.person_id == standing.person.pk or not kind.private
    subject = row.subject if named else f"{kind.label} (private)"
    meta = f"To {row.to_name}, {row.to_address}. {_when(row, standing)} {kind.label}, {tries}."
    return MailLine(subject, meta, _trouble(row), PILLS[STATE(row.state)], "")


def _when(row: Message, standing: Standing) -> str:
    zone = standing.person.district.time_zone if standing.person.district else "UTC"
    return wording.moment(row.sent_at or row.created_at, zone, today=standing.on)


def _trouble(row: Message) -> str:
    """Why it did not go out, where it did not."""
    return row.error or (NOT_NEEDED if row.state == STATE.CANCELLED else "")
