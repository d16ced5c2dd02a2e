"""Who is administrator of a site on its platform now, and which sites have too few."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from policies.models import PolicyVersion
from policies.selectors import document_of

from .. import states
from ..models import PlatformAdmin


def running() -> QuerySet[PlatformAdmin]:
    """Whoever is administrator now: listed, and not left the district."""
    return PlatformAdmin.objects.filter(Q(person__isnull=True) | Q(person__is_active=True), ended_on__isnull=True)


def short_of_admins(district_id: int, *, asked_for: bool | None = None) -> Q:
    """Live sites with fewer administrators than their policy wants, or without an office it names; two where it says nothing.

    `asked_for`: only where a policy asks for a number or an office, or only where two are mere advice. One query for the
    versions; whoever is enough is counted once for the whole district.
    """
    wanted: dict[tuple[int, tuple[str, ...]], list[int]] = {}
    for version in PolicyVersion.objects.filter(district_id=district_id).defer("text"):
        spec = document_of(version).site
        if asked_for is not None and bool(spec.minimum_admins or spec.admin_offices) is not asked_for:
            continue
        wanted.setdefault((spec.minimum_admins or states.ADMINISTRATORS_ADVISED, spec.admin_offices), []).append(version.pk)
    there = running().filter(site__district_id=district_id).order_by()
    found = Q(policy_version__isnull=True) & ~Q(pk__in=_enough(there, states.ADMINISTRATORS_ADVISED))
    found = Q(pk__in=()) if asked_for else found
    for (least, offices_wanted), versions in wanted.items():
        short = ~Q(pk__in=_enough(there, least))
        for office in offices_wanted:
            short |= ~Q(pk__in=there.filter(office=office).values("site"))
        found |= Q(policy_version__in=versions) & short
    return found & Q(status__in=states.LIVE)


def _enough(there: QuerySet[PlatformAdmin], least: int) -> QuerySet[Any, Any]:
    return there.values("site").annotate(count=Count("pk")).filter(count__gte=least).values("site")
