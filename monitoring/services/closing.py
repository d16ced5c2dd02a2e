"""A snow day: a school, or the whole district, closes at once, and every clock of it moves."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts import rules as accounts_rules
from accounts import services as accounts
from accounts.access import local_day, standing_of
from accounts.models import District, Person, School
from accounts.selectors import Calendars, calendars_if_closed, calendars_if_taken_back
from monitoring.selectors import Moving, held_back_mails, moving, unsent_mails
from records import outbox

from .recounting import recount

NO_SCHOOL = "Held back: no school on this day."


def what_closing_moves(*, district: District, school: School | None, on: date, at: datetime) -> Moving:
    """What closing a day at once would move. Nothing is written."""
    pk = school.pk if school else None
    found = calendars_if_closed(district, on, school_id=pk)
    return _moving(district, school, found, on, at, unsent_mails(district, school, on=on, at=at).count())


def what_taking_back_moves(*, district: District, school: School | None, on: date, at: datetime) -> Moving:
    """What taking a snow day back would move. Nothing is written."""
    pk = school.pk if school else None
    found = calendars_if_taken_back(district, on, school_id=pk)
    return _moving(district, school, found, on, at, held_back_mails(district, school, on=on, at=at, why=NO_SCHOOL).count())


def _moving(district: District, school: School | None, calendars: Calendars, on: date, at: datetime, mails: int) -> Moving:
    schools = [school.pk] if school else None
    today = local_day(at, district.time_zone)
    return moving(district=district, schools=schools, calendars=calendars, on=on, today=today, mails=mails)


@transaction.atomic
def close_at_once(
    *,
    district: District,
    on: date,
    label: str,
    by: Person,
    at: datetime,
    school: School | None = None,
    further: tuple[str, ...] = (),
) -> Moving:
    """Close a day of a school or of the district; what is counted in its school days is counted anew. Returns what moved.

    `further` is what a room above this one moves with it, in words: it stands in the same line of the trail. Mails of this
    morning to people of a closed place that were not sent yet are held back: what they said stands in those of the next
    school morning. Refuses whom `accounts.services.close_at_once` refuses.
    """
    _asked(district, school, by, at)
    moved = replace(what_closing_moves(district=district, school=school, on=on, at=at), further=further)
    typed: dict[str, Any] = {"district": district, "school": school, "on": on, "by": by, "at": at}
    accounts.close_at_once(label=label, effects=moved.sentences(), **typed)
    outbox.hold_back(unsent_mails(district, school, on=on, at=at), why=NO_SCHOOL)
    _recount(district, school, at)
    return moved


@transaction.atomic
def take_back(
    *, district: District, on: date, by: Person, at: datetime, school: School | None = None, further: tuple[str, ...] = ()
) -> Moving:
    """Let a snow day be a school day again: the clocks go back, mails that were held back go out while their day lasts."""
    _asked(district, school, by, at)
    moved = replace(what_taking_back_moves(district=district, school=school, on=on, at=at), further=further)
    typed: dict[str, Any] = {"district": district, "school": school, "on": on, "by": by, "at": at}
    accounts.take_back(effects=moved.sentences(back=True), **typed)
    outbox.put_back(held_back_mails(district, school, on=on, at=at, why=NO_SCHOOL), at=at)
    _recount(district, school, at)
    return moved


def _asked(district: District, school: School | None, by: Person, at: datetime) -> None:
    """The rule first: whoever may not do it learns nothing of what would move."""
    accounts_rules.may_close_at_once(standing_of(by, at=at), district_id=district.pk, school=school)


def _recount(district: District, school: School | None, at: datetime) -> None:
    schools = [school.pk] if school else None
    today = local_day(at, district.time_zone)
    recount(district=district, schools=schools, calendars=Calendars(district), today=today)
