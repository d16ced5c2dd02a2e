"""The guidelines of a district, their versions, and who has acknowledged which. Nothing here writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from accounts.access import Standing, local_day
from accounts.models import Person
from accounts.selectors import Cursor, Page, page_of
from accounts.wording import full_day
from records.statements import Given

from ..derived import naming_guidelines
from ..document import Policy
from ..models import Acknowledgement, Campaign, Guideline, GuidelineVersion

# which version ------------------------------------------------------------------------------------------------------


def version_of_guideline(guideline: Guideline, on: date) -> GuidelineVersion | None:
    """The version of a guideline that applies on a day: the last of those that have begun."""
    return guideline.versions.filter(in_force_from__lte=on).order_by("-number").first()


def last_version(guideline: Guideline) -> GuidelineVersion | None:
    """The version written last, begun or not."""
    return guideline.versions.order_by("-number").first()


def guideline_seen_by(standing: Standing, pk: int) -> Guideline:
    """A guideline of the person's own district; Guideline.DoesNotExist for any other."""
    return Guideline.objects.select_related("district").get(pk=pk, district_id=standing.district_id)


def version_seen_by(standing: Standing, pk: int, number: int) -> GuidelineVersion:
    """One version of a guideline of the person's own district; GuidelineVersion.DoesNotExist for any other."""
    rows = GuidelineVersion.objects.select_related("guideline__district")
    return rows.get(guideline_id=pk, number=number, guideline__district_id=standing.district_id)


def offered(district_id: int, policy: Policy | None) -> list[tuple[str, str]]:
    """The guidelines that the policy names and nobody has added yet, as (key, title). One query."""
    held = set(Guideline.objects.filter(district_id=district_id).values_list("key", flat=True))
    return [(spec.key, spec.title) for spec in (policy.guidelines if policy else ()) if spec.key not in held]


def versions_to_accept(district_id: int, policy: Policy, on: date) -> dict[str, GuidelineVersion]:
    """What is in force on a day of the guidelines that the policy names, by key, without the texts. One query, or none."""
    keys = [spec.key for spec in policy.guidelines]
    if not keys:
        return {}
    rows = GuidelineVersion.objects.filter(guideline__district_id=district_id, guideline__key__in=keys, in_force_from__lte=on)
    return {row.guideline.key: row for row in rows.select_related("guideline__district").defer("text").order_by("number")}


def with_guidelines(policy: Policy, versions: Mapping[str, GuidelineVersion]) -> Policy:
    """The policy whose statements name these versions."""
    if not versions:
        return policy
    return naming_guidelines(policy, {key: (row.number, full_day(row.in_force_from)) for key, row in versions.items()})


# lists --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class GuidelineLine:
    """One guideline of the list: which version applies, and whether the reader acknowledged it."""

    pk: int
    title: str
    state: str
    acknowledged: str
    has_text: bool


def guidelines_page(standing: Standing, *, cursor: Cursor) -> Page[GuidelineLine]:
    """Fifty guidelines of a district by title. Two queries beside those of the page."""

    def say(rows: list[Guideline]) -> list[GuidelineLine]:
        found = _in_force([row.pk for row in rows], standing.on)
        mine = _acknowledged(standing.person, [version.pk for version in found.values()])
        return [_line(row, found.get(row.pk), mine) for row in rows]

    rows = Guideline.objects.filter(district_id=standing.district_id)
    return page_of(rows, by="title", cursor=cursor, say=say)


def _in_force(pks: Sequence[int], on: date) -> dict[int, GuidelineVersion]:
    rows = GuidelineVersion.objects.filter(guideline__in=pks, in_force_from__lte=on).defer("text").order_by("number")
    return {row.guideline_id: row for row in rows}


def _acknowledged(person: Person, versions: Sequence[int]) -> dict[int, date]:
    zone = person.district.time_zone if person.district else "UTC"
    rows = Acknowledgement.objects.filter(person=person, version__in=versions).values_list("version_id", "at")
    return {pk: local_day(at, zone) for pk, at in rows}


def _line(row: Guideline, version: GuidelineVersion | None, mine: dict[int, date]) -> GuidelineLine:
    if version is None:
        return GuidelineLine(row.pk, row.title, "Nothing is in force yet.", "", False)
    state = f"Version {version.number}, in force from {full_day(version.in_force_from)}."
    on = mine.get(version.pk)
    return GuidelineLine(row.pk, row.title, state, f"You acknowledged it on {full_day(on)}" if on else "", True)


@dataclass(frozen=True)
class GuidelineVersionLine:
    """One version of a guideline, in words; `state` is "now", "next" or "past"."""

    number: int
    begins: str
    written: str
    note: str
    state: str
    acknowledged: int


def guideline_versions(guideline: Guideline, *, on: date, cursor: Cursor) -> Page[GuidelineVersionLine]:
    """Fifty versions of a guideline, the last first, without their texts; how many have acknowledged each."""
    current = version_of_guideline(guideline, on)
    rows = guideline.versions.defer("text").annotate(acknowledged=Count("acknowledgements"))
    zone = guideline.district.time_zone

    def say(found: list[Any]) -> list[GuidelineVersionLine]:
        return [
            GuidelineVersionLine(
                number=row.number,
                begins=full_day(row.in_force_from),
                written=f"{full_day(local_day(row.written_at, zone))}, by {row.written_by}",
                note=row.note,
                state=_state(row, current),
                acknowledged=row.acknowledged,
            )
            for row in found
        ]

    return page_of(rows, by="number", cursor=cursor, say=say, newest_first=True)


def _state(row: GuidelineVersion, current: GuidelineVersion | None) -> str:
    if current is None or row.number > current.number:
        return "next"
    return "now" if row.number == current.number else "past"


# who has acknowledged ------------------------------------------------------------------------------------------------


def acknowledged_on(version: GuidelineVersion, person: Person) -> date | None:
    """The day on which somebody acknowledged a version; None where they did not. One query."""
    return _acknowledged(person, [version.pk]).get(version.pk)


def people_covered(district_id: int, policy: Policy | None) -> QuerySet[Person]:
    """The active people of a district to whom its policy applies; before there is one, all of them."""
    rows = Person.objects.filter(district_id=district_id, is_active=True)
    kinds = policy.policy.applies_to if policy else ()
    return rows.filter(kind__in=kinds) if kinds else rows


def open_campaign(guideline: Guideline) -> Campaign | None:
    """What people are asked about a guideline today."""
    rows = Campaign.objects.filter(guideline=guideline, ended_at__isnull=True)
    return rows.select_related("version", "guideline__district").first()


def open_campaigns(district_id: int | Given) -> QuerySet[Campaign]:
    """Every campaign of a district that is open, the one due first first."""
    rows = Campaign.objects.filter(guideline__district_id=district_id, ended_at__isnull=True)
    return rows.select_related("guideline__district", "version").defer("version__text").order_by("due_on", "id")


def unanswered_by(person: Person) -> list[Campaign]:
    """The open campaigns whose version, or a later one, somebody has not acknowledged; whether it is for them is not asked.

    One query.
    """
    mine = Acknowledgement.objects.filter(
        person=person, version__guideline=OuterRef("guideline"), version__number__gte=OuterRef("version__number")
    )
    return list(open_campaigns(person.district_id or 0).filter(~Exists(mine)))


def without_answer(people: QuerySet[Person], campaign: Campaign) -> QuerySet[Person]:
    """Those of some people who have acknowledged neither the version of a campaign nor a later one."""
    theirs = Acknowledgement.objects.filter(
        person=OuterRef("pk"), version__guideline=campaign.guideline_id, version__number__gte=campaign.version.number
    )
    return people.filter(~Exists(theirs))
