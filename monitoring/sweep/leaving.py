"""On a school morning: those who leave, and whoever answers for them, are reminded; what was left behind waits for somebody."""

from collections.abc import Iterable
from datetime import date
from functools import partial

from accounts.access import local_day
from accounts.models import Person
from accounts.selectors import Holder, leaving_soon
from monitoring.schedule import next_due
from monitoring.selectors import HandOverProgress, hand_overs_of, is_reminded, leaving_item, unique
from policies.document.course import LeavingSpec
from policies.durations import parse
from policies.selectors import policy_in_force
from registry.selectors import how_many_left_behind

from .morning import Morning

MOST = 500  # people of one district whose hand-overs one morning speaks of


def going(morning: Morning) -> None:
    """Those who leave, and whoever answers for them, are reminded. One query where nobody leaves soon."""
    soon = list(leaving_soon(morning.district.pk, morning.today)[:MOST])
    for progress in hand_overs_of(soon, morning.calendars, on=morning.today):
        days = morning.days(progress.person.place_id)
        if is_reminded(progress, days, on=morning.today):
            _remind(morning, progress)


def behind(morning: Morning) -> None:
    """What was left behind, into the baskets of whoever takes it over. Two queries where nobody left anything."""
    whose = how_many_left_behind(morning.district.pk)
    gone = list(Person.objects.filter(pk__in=whose).select_related("supervisor", "place").order_by("pk")[:MOST]) if whose else []
    policy = policy_in_force(morning.district.pk, morning.today) if gone else None
    for progress in hand_overs_of(gone, morning.calendars, on=morning.today):
        _need_owner(morning, progress, policy.leaving if policy else LeavingSpec())


def _remind(morning: Morning, progress: HandOverProgress) -> None:
    """To the one who leaves, and to whoever answers for them."""
    person = progress.person
    above = morning.roster.supervisors(person, school_id=person.place_id)
    _put(morning, progress, unique([Holder(person, None, ""), *above]), progress.person.ends_on or morning.today)


def _need_owner(morning: Morning, progress: HandOverProgress, spec: LeavingSpec) -> None:
    """To the supervisor, else to whoever hears of what nobody else can act on; after a while also to whom the policy names."""
    person = progress.person
    since = local_day(person.ended_at, morning.zone) if person.ended_at else morning.today
    told = morning.roster.supervisors(person, school_id=person.place_id) or morning.roster.last_resort()[1]
    if spec.escalate_to and _is_time(spec, since, morning):
        told = [*told, *morning.roster.first_held([spec.escalate_to], school_id=person.place_id, of=person)[1]]
    _put(morning, progress, unique(told), since)


def _is_time(spec: LeavingSpec, since: date, morning: Morning) -> bool:
    if spec.escalate_after is None:
        return True
    return next_due(since, parse(spec.escalate_after), morning.days(None)) <= morning.today


def _put(morning: Morning, progress: HandOverProgress, holders: Iterable[Holder], on: date) -> None:
    for holder in holders:
        acting = holder.acting_for.name if holder.acting_for else ""
        word = partial(leaving_item, progress, to=holder.person, on=morning.today, for_whom=acting)
        morning.put(holder, progress.tone, on, lambda _holder, word=word: word())  # type: ignore[misc]
