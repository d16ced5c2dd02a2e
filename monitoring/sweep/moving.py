"""Sites that are right under another version of the policy stand under it from its first morning on, with its duties."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from accounts.selectors import Calendars
from monitoring import states
from monitoring.models import CheckIn, Confirmation, Duty
from monitoring.services.watching import keep_watch
from policies.document import DutySpec
from policies.models import PolicyVersion
from registry import services as registry
from registry import states as sites
from registry.models import Site

from .claim import Claim
from .duties import duties_of, duty_under

CHUNK = 500  # confirmations of one transaction
ALIKE = ("every", "calendar", "role", "summer")


def move_confirmed(claim: Claim, calendars: Calendars) -> int:
    """Move the sites somebody confirmed, once the version is in force; what is asked about sites that ended is dropped."""
    moved = 0
    while True:
        with claim.batch() as ours:
            rows = _due(claim) if ours else []
            if not rows:
                return moved
            by_version: dict[int, list[int]] = defaultdict(list)
            for _pk, site, version in rows:
                by_version[version].append(site)
            for version, pks in by_version.items():
                moved += _move(PolicyVersion.objects.defer("text").get(pk=version), pks, claim, calendars)
            Confirmation.objects.filter(pk__in=[pk for pk, _site, _version in rows]).update(moved_at=claim.at)


def _due(claim: Claim) -> list[tuple[int, int, int]]:
    ours = Confirmation.objects.filter(site__district=claim.district)
    ended = ours.filter(state=states.OPEN).exclude(site__status__in=sites.LIVE)
    Confirmation.objects.filter(pk__in=list(ended.values_list("pk", flat=True)[:CHUNK])).update(state=states.CANCELLED)
    right = ours.filter(outcome=states.RIGHT, moved_at__isnull=True, policy_version__in_force_from__lte=claim.today)
    return list(right.order_by("id").values_list("pk", "site_id", "policy_version_id")[:CHUNK])


def _move(version: PolicyVersion, pks: Collection[int], claim: Claim, calendars: Calendars) -> int:
    registry.follow(site_ids=pks, version=version)
    specs = duties_of([version.pk])[version.pk]
    rows = list(Site.objects.filter(pk__in=pks, watched_since__isnull=False).values("pk", "school_id", "terms", "status"))
    running: dict[int, dict[str, Duty]] = defaultdict(dict)
    for duty in Duty.objects.filter(site__in=[row["pk"] for row in rows], ended_at__isnull=True):
        running[duty.site_id][duty.key] = duty
    over: list[Duty] = []
    fresh: list[Duty] = []
    for row in rows:
        gone, begun = _changed(row, specs, running[row["pk"]], claim, calendars)
        over, fresh = over + gone, fresh + begun
    Duty.objects.filter(pk__in=[duty.pk for duty in over]).update(ended_at=claim.at, next_due_on=None)
    CheckIn.objects.filter(duty__in=over, state=states.OPEN).update(state=states.CANCELLED)
    Duty.objects.bulk_create(fresh)
    keep_watch([row["pk"] for row in rows], today=claim.today, calendars=calendars)
    return len(pks)


def _changed(
    row: Mapping[str, Any], specs: Sequence[tuple[DutySpec, str]], running: dict[str, Duty], claim: Claim, calendars: Calendars
) -> tuple[list[Duty], list[Duty]]:
    """Which duties of one site end, and which begin today; one that is asked as before goes on with the new ladder."""
    begun = []
    for spec, summer in specs:
        wanted = duty_under(row, spec, claim.today, calendars.of(row["school_id"]), summer)
        held = running.get(spec.key)
        if wanted is None:
            continue
        if held is not None and all(getattr(held, name) == getattr(wanted, name) for name in ALIKE):
            Duty.objects.filter(pk=held.pk).update(ladder=wanted.ladder, label=wanted.label, remind_before=wanted.remind_before)
            del running[spec.key]
            continue
        if held is not None and held.next_due_on is None:
            wanted.paused_at, wanted.paused_until, wanted.pause_reason = held.paused_at, held.paused_until, held.pause_reason
            wanted.next_due_on = None
        if row["status"] != sites.ACTIVE:
            wanted.next_due_on = None
        begun.append(wanted)
    return [duty for duty in running.values() if not duty.is_own], begun
