"""Private notices in one list, for the role that the text names and its designee alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from accounts import roles, wording
from accounts.access import Standing, local_day
from accounts.selectors import Calendars, Cursor, Page, page_of
from policies.derived import in_time_until, other_form
from policies.selectors import document_of

from .. import states
from ..models import Answer, Seat, Submission
from .seats import mine_to_act


@dataclass(frozen=True)
class NoticeLine:
    """One notice: what it is about, who gave it and when, whether it was read. Nothing of what it says."""

    pk: int
    title: str
    meta: str
    waits: bool
    late: str = ""


def notices_read_by(standing: Standing) -> QuerySet[Submission]:
    """The notices of others that this person may read today: a seat of theirs is, or was, this person's to act on.

    A new principal finds the old one's notices; whoever no longer holds the role finds none.
    """
    seats = Seat.objects.filter(mine_to_act(standing), step__submission=OuterRef("pk"))
    seats = seats.exclude(acts__in=(roles.REQUESTER, roles.RESPONSIBLE))
    rows = Submission.objects.filter(district_id=standing.district_id, kind=Submission.Kind.NOTICE)
    return rows.filter(Exists(seats)).exclude(requester=standing.person)


def has_notices(standing: Standing, to: Iterable[str]) -> bool:
    """Whether there is such a list for this person: they hold one of the roles that notices go `to`, or read one already."""
    return sits_at(standing, to) or notices_read_by(standing).exists()


def sits_at(standing: Standing, to: Iterable[str]) -> bool:
    """Whether somebody holds one of these roles today, in their own right or as a designee. A head is a supervisor."""
    wanted = set(to)
    return any(held.role in wanted or (roles.SUPERVISOR in wanted and roles.HEADS in held.capabilities) for held in standing.held)


def notices_page(standing: Standing, cursor: Cursor) -> Page[NoticeLine]:
    """Fifty of them, the newest first. Four queries, and one for each policy version among them that was not read yet."""
    rows = notices_read_by(standing).select_related("requester", "place", "district", "policy_version")
    return page_of(rows, by="submitted_at", cursor=cursor, newest_first=True, say=_lines)


def _lines(rows: list[Submission]) -> list[NoticeLine]:
    answers = Answer.objects.filter(seat__step__submission__in=rows)
    read = {pk: said for pk, *said in answers.values_list("seat__step__submission_id", "person_name", "acting_for", "at")}
    calendars: dict[int, Calendars] = {}
    return [_line(row, read.get(row.pk), calendars) for row in rows]


def given_late(row: Submission, calendars: dict[int, Calendars] | None = None) -> str:
    """That a notice was given after the time that the policy gives for it, in a sentence; blank where it was in time.

    `calendars` remembers those of a district for a list. No query where the policy sets no time.
    """
    policy = document_of(row.policy_version)
    form = other_form(policy, row.form)
    if form is None or not form.within or row.submitted_at is None:
        return ""
    known = {} if calendars is None else calendars
    if row.district_id not in known:
        known[row.district_id] = Calendars(row.district)
    last = in_time_until(policy, row.form, row.answers, known[row.district_id].of(row.place_id))
    if last is None or local_day(row.submitted_at, row.district.time_zone) <= last:
        return ""
    return f"The policy gave until {wording.full_day(last)} for it."


def _line(row: Submission, read: Sequence[Any] | None, calendars: dict[int, Calendars]) -> NoticeLine:
    form = other_form(document_of(row.policy_version), row.form)
    said = [f"{row.requester.name}, {row.place.name}." if row.place else f"{row.requester.name}."]
    if row.submitted_at:
        said.append(f"Given on {_day(row, row.submitted_at)}.")
    if read:
        name, whom, at = read
        said.append(f"{name}{f' for {whom}' if whom else ''} acknowledged it on {_day(row, at)}.")
    late = given_late(row, calendars)
    return NoticeLine(row.pk, form.title if form else row.name, " ".join(said), row.status == states.OPEN, late)


def _day(row: Submission, at: datetime) -> str:
    return wording.full_day(local_day(at, row.district.time_zone))
