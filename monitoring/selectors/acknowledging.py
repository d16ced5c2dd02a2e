"""Who is asked to acknowledge a guideline, and what somebody has still to read. Nothing here writes."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from accounts.access import Standing
from accounts.models import Person
from accounts.schooldays import SchoolDays
from accounts.selectors import calendar_of
from policies.document import Policy
from policies.models import Campaign
from policies.selectors import people_covered, policy_in_force, unanswered_by
from registry.selectors import people_of_sites

from .check_ins import Line, how_late


def asked_of(campaign: Campaign, policy: Policy | None) -> QuerySet[Person]:
    """Everybody whom a campaign asks today, whether they have answered or not. `policy`: the one in force."""
    district_id = campaign.guideline.district_id
    if campaign.audience == Campaign.Audience.SITES:
        return people_of_sites(district_id)
    return people_covered(district_id, policy)


def to_acknowledge(standing: Standing) -> list[Line]:
    """What somebody is asked to read and acknowledge, the one due first first.

    One query where nothing is; else three at most beside it, however much it is.
    """
    person, district = standing.person, standing.person.district
    found = unanswered_by(person) if district is not None else []
    if not found or district is None:
        return []
    policy = policy_in_force(district.pk, standing.on)
    mine = {audience for audience in {row.audience for row in found} if _is_asked(person, audience, found, policy)}
    days = calendar_of(district=district, school_id=person.place_id)
    return [_line(row, days, standing.on) for row in found if row.audience in mine]


def _is_asked(person: Person, audience: str, found: list[Campaign], policy: Policy | None) -> bool:
    campaign = next(row for row in found if row.audience == audience)
    return asked_of(campaign, policy).filter(pk=person.pk).exists()


def _line(row: Campaign, days: SchoolDays, on: date) -> Line:
    badge, tone = how_late(row.due_on, days, today=on)
    return Line(row.pk, f"Read and acknowledge: {row.guideline}", about(row), badge, tone, where(row, on))


def about(row: Campaign) -> str:
    """Which version, and what changed in it."""
    return f"Version {row.version.number}. {row.version.note}".strip()


def where(row: Campaign, on: date) -> str:
    """The page to read: the guideline as it holds, or the version asked about where it begins only later."""
    if row.version.in_force_from <= on:
        return reverse("guideline", args=[row.guideline_id])
    return reverse("guideline-version", args=[row.guideline_id, row.version.number])
