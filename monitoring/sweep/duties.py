"""Duties begin when a site is registered or reinstated, rest while it is suspended, and end with it."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from accounts.access import local_day
from accounts.schooldays import SchoolDays
from accounts.selectors import Calendars
from monitoring import schedule, states
from monitoring.models import CheckIn, Duty
from monitoring.services.resting import begin_again
from monitoring.summer import in_summer, kept
from policies.document import DutySpec, Policy
from policies.durations import BadDuration, parse
from policies.models import PolicyVersion
from policies.selectors import document_of
from policies.upkeep import upkeep
from records.statements import Given
from registry import services as registry
from registry import states as sites
from registry.models import Site

from .claim import Claim

CHUNK = 1000  # sites or duties of one transaction
FRESH = timedelta(days=90)  # so long after it was listed nobody asks on a day of the year whether a site is still right
OVER = (sites.CLOSED, sites.SHUT_DOWN, sites.UNOFFICIAL)


def stop(claim: Claim) -> int:
    """End the duties of sites that are closed and let those of suspended sites rest; their open check-ins are cancelled."""
    stopped = 0
    while True:
        with claim.batch() as ours:
            pks = list(to_stop(claim.district.pk).values_list("pk", flat=True)[:CHUNK]) if ours else []
            if not pks:
                return stopped
            stopped += _stop(pks, claim)


def to_stop(district_id: int | Given) -> QuerySet[Site]:
    """The sites of a district that are watched though they are active no more."""
    watched = Site.objects.filter(district_id=district_id, watched_since__isnull=False)
    return watched.exclude(status=sites.ACTIVE).order_by("id")


def _stop(pks: list[int], claim: Claim) -> int:
    running = Duty.objects.filter(site__in=pks, ended_at__isnull=True)
    running.update(next_due_on=None)
    Duty.objects.filter(pk__in=list(running.filter(site__status__in=OVER).values_list("pk", flat=True))).update(ended_at=claim.at)
    CheckIn.objects.filter(site__in=pks, state=states.OPEN).update(state=states.CANCELLED)
    registry.note_watch_many({"site_id": pk, "next_due_on": None, "overdue_since": None, "watched_since": None} for pk in pks)
    return len(pks)


def end_resting(claim: Claim) -> int:
    """Duties that rested (suspended, paused) when their site was closed end too; how many."""
    with claim.batch() as ours:
        over = list(resting_for_good(claim.district.pk).values_list("pk", flat=True)[:CHUNK]) if ours else []
        return Duty.objects.filter(pk__in=over).update(ended_at=claim.at) if over else 0


def resting_for_good(district_id: int | Given) -> QuerySet[Duty]:
    """The duties of a district that rest, though their site has ended."""
    resting = Duty.objects.filter(ended_at__isnull=True, next_due_on__isnull=True)
    return resting.filter(site__district_id=district_id, site__status__in=OVER).order_by("paused_until", "id")


def begin(claim: Claim, calendars: Calendars) -> int:
    """Begin the duties of active sites that are not watched yet: from the policy they were registered under.

    The first due date counts from the day the site became active, so that a late sweep catches up.
    """
    begun = 0
    columns = ("pk", "school_id", "policy_version_id", "terms", "status_since")
    while True:
        with claim.batch() as ours:
            rows = list(to_begin(claim.district.pk).values(*columns)[:CHUNK]) if ours else []
            if not rows:
                return begun
            begun += _begin(rows, claim, calendars)


def to_begin(district_id: int | Given) -> QuerySet[Site]:
    """The active sites of a district that are not watched yet."""
    return Site.objects.filter(district_id=district_id, status=sites.ACTIVE, watched_since__isnull=True).order_by("id")


def _begin(rows: list[dict[str, Any]], claim: Claim, calendars: Calendars) -> int:
    starts = {row["pk"]: local_day(row["status_since"], claim.district.time_zone) for row in rows}
    kept = list(Duty.objects.filter(site__in=starts, ended_at__isnull=True).select_related("site"))
    rested = [duty for duty in kept if duty.next_due_on is None and duty.paused_at is None]
    begun = begin_again(rested, calendars=calendars, start=lambda duty: starts[duty.site_id])
    known = {duty.site_id for duty in kept}
    specs = duties_of({row["policy_version_id"] for row in rows})
    fresh = [
        duty
        for row in rows
        if row["pk"] not in known
        for spec, summer in specs.get(row["policy_version_id"], ())
        if (duty := duty_under(row, spec, starts[row["pk"]], calendars.of(row["school_id"]), summer))
    ]
    Duty.objects.bulk_create(fresh, ignore_conflicts=True)
    due = _earliest(Duty.objects.filter(site__in=starts, ended_at__isnull=True, next_due_on__isnull=False))
    registry.note_watch_many(
        {"site_id": pk, "watched_since": claim.today, "next_due_on": due.get(pk), "overdue_since": None} for pk in starts
    )
    return begun + len(fresh)


def _earliest(duties: Any) -> dict[int, date]:
    found: dict[int, date] = {}
    for pk, on in duties.values_list("site_id", "next_due_on"):
        found[pk] = min(on, found.get(pk, on))
    return found


def duties_of(version_ids: Iterable[int | None]) -> dict[int, list[tuple[DutySpec, str]]]:
    """What each policy version demands of its sites. What it only says that somebody "may" do is nobody's duty.

    Each with the rule for the summer, as a duty keeps it.
    """
    versions = PolicyVersion.objects.in_bulk([pk for pk in version_ids if pk is not None])
    documents = {pk: document_of(version) for pk, version in versions.items()}
    return {pk: [(spec, kept(policy.summer)) for spec in owed(policy)] for pk, policy in documents.items()}


def owed(policy: Policy) -> tuple[DutySpec, ...]:
    """What a document demands of each site: its duties, and what it asks to keep the register true."""
    return (*(spec for spec in policy.duties if spec.level != "may"), *upkeep(policy))


def duty_under(row: Mapping[str, Any], spec: DutySpec, start: date, days: SchoolDays, summer: str = "") -> Duty | None:
    """One duty of one site, or None where neither policy nor terms say how often: then nobody is reminded."""
    every = str(row["terms"].get(spec.every_field) or "") if spec.every_field else spec.every
    try:
        length = parse(every)
    except BadDuration:
        return None
    since = start + FRESH if length.on else start
    first = schedule.first_due(since, length, in_summer(days, summer), spec.calendar)
    return Duty(
        site_id=row["pk"],
        key=spec.key,
        label=spec.label,
        role=spec.who[0],
        every=every,
        calendar=spec.calendar,
        from_mail=spec.from_mail,
        remind_before=spec.remind_before or "",
        ladder=schedule.in_order({"after": rung.after, "to": list(rung.to)} for rung in spec.overdue),
        summer=summer,
        started_on=start,
        next_due_on=first,
        counted_from=since,
    )


def resume_paused(claim: Claim, calendars: Calendars) -> int:
    """Begin duties again whose pause ends today or ended before: the next due date counts from that day."""
    with claim.batch() as ours:
        if not ours:
            return 0
        rows = list(to_resume(claim.district.pk, claim.today).select_related("site")[:CHUNK])
        if not rows:
            return 0
        begun = begin_again(rows, calendars=calendars, start=lambda duty: duty.paused_until or claim.today)
        due = _earliest(Duty.objects.filter(site__in={row.site_id for row in rows}, next_due_on__isnull=False))
        registry.note_watch_many({"site_id": pk, "next_due_on": on} for pk, on in due.items())
        return begun


def to_resume(district_id: int | Given, today: date | Given) -> QuerySet[Duty]:
    """The duties of a district's active sites whose pause is over."""
    over = Duty.objects.filter(paused_until__lte=today, ended_at__isnull=True, next_due_on__isnull=True)
    return over.filter(site__district_id=district_id, site__status=sites.ACTIVE).order_by("paused_until", "id")
