"""Which policy applies, and what it says. Nothing here writes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from importlib import resources

from django.db.models import DateField, Exists, F, Min, OuterRef, Q, QuerySet

from accounts.access import local_day
from accounts.models import Appointment, District
from accounts.selectors import calendar_of
from accounts.wording import full_day
from records.events import OPERATOR
from records.statements import Given, Objects

from .. import durations
from ..derived import read_as_policy
from ..document import Policy, Problem, parse
from ..document.lines import line_at, lines_of
from ..models import Followed, PolicyVersion, Retirement

PAGE = 50


class _Stored:
    """A stored version as a key of the cache: equal when the hash of its text is. The text is read only on a miss."""

    def __init__(self, version: PolicyVersion) -> None:
        self.version = version

    def __hash__(self) -> int:
        return hash(self.version.sha256)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Stored) and other.version.sha256 == self.version.sha256


@lru_cache(maxsize=64)
def _parsed(stored: _Stored) -> Policy:
    return parse(stored.version.text)


def document_of(version: PolicyVersion) -> Policy:
    """The document of a version; parsed once per text and process."""
    return _parsed(_Stored(version))


@lru_cache(maxsize=256)
def _form(stored: _Stored, key: str) -> Policy | None:
    return read_as_policy(_parsed(stored), key)


def form_of(version: PolicyVersion, key: str) -> Policy | None:
    """One of a version's other forms as a small policy (see policies.derived); None where it has no such form."""
    return _form(_Stored(version), key)


def hash_of(text: str) -> str:
    """The SHA-256 of a document's text, as it is stored beside it."""
    return sha256(text.encode()).hexdigest()


def version_in_force(district_id: int, on: date) -> PolicyVersion | None:
    """The version that applies in a district on a day: the last to begin, and of two from one day the later loaded.

    None before the first one, and from the day on which the last one was retired. One that was retired before it began
    counts as never loaded.
    Its text is read only when somebody asks for it: `document_of` does so once per process.
    """
    last = LAST_BEGUN.first(district=district_id, on=on)
    return last if last and not _is_over(last, on) else None


def versions_in_force(district_ids: Collection[int], on: date) -> dict[int, PolicyVersion]:
    """The version that applies in each of some districts on a day, where one does; without the texts. One query."""
    rows = _begun(on).filter(district_id__in=district_ids).order_by("in_force_from", "number")
    last = {row.district_id: row for row in rows}
    return {district_id: row for district_id, row in last.items() if not _is_over(row, on)}


def _begun(on: date | Given) -> QuerySet[PolicyVersion]:
    """What has begun on a day and counts, without the texts."""
    return _counted().filter(in_force_from__lte=on)


def _counted() -> QuerySet[PolicyVersion]:
    """What was not retired before it began, without the texts."""
    counted = Q(retirement__isnull=True) | Q(retirement__from_on__gt=F("in_force_from"))
    return PolicyVersion.objects.filter(counted).defer("text").select_related("retirement")


LAST_BEGUN: Objects[PolicyVersion] = Objects(
    lambda: _begun(Given("on", DateField())).filter(district_id=Given("district")).order_by("-in_force_from", "-number")[:1]
)


def version_to_follow(district_id: int, on: date) -> PolicyVersion | None:
    """The version that a district's roles follow on a day: the last to begin, also once it is retired; before any has begun
    the first that will, because a district appoints its people before its first day. Two queries at most."""
    coming = _counted().filter(district_id=district_id).order_by("in_force_from", "-number")
    return LAST_BEGUN.first(district=district_id, on=on) or coming.first()


def not_followed(district_id: int | Given, on: date | Given) -> QuerySet[PolicyVersion]:
    """The version that has come into force in a district, where its roles do not follow it yet."""
    last = _begun(on).filter(district_id=district_id).order_by("-in_force_from", "-number")
    followed = Followed.objects.filter(version=OuterRef("pk"))
    return PolicyVersion.objects.filter(~Exists(followed), pk__in=last.values("pk")[:1]).order_by()


def _is_over(version: PolicyVersion, on: date) -> bool:
    retirement = retirement_of(version)
    return retirement is not None and retirement.from_on <= on


def retirement_of(version: PolicyVersion) -> Retirement | None:
    """Since when a version applies no more; None where nobody retired it."""
    return getattr(version, "retirement", None)


def policy_in_force(district_id: int, on: date) -> Policy | None:
    """The document that applies in a district on a day; None before there is one."""
    version = version_in_force(district_id, on)
    return document_of(version) if version is not None else None


def existing_pages_by(district: District, on: date) -> date | None:
    """The day by which pages that existed already are to be registered, under the policy in force on a day; None without one.

    Counted from the first day of the policy, whichever of its versions is in force. At most three queries.
    """
    version = version_in_force(district.pk, on)
    within = document_of(version).intake.existing_pages_within if version else None
    if version is None or within is None:
        return None
    same = PolicyVersion.objects.filter(district=district, key=version.key)
    begun: date = same.aggregate(first=Min("in_force_from"))["first"]
    return durations.add(begun, durations.parse(within), calendar_of(district=district, school_id=None))


def same_in_force(district_id: int, text: str, on: date) -> PolicyVersion | None:
    """The version in force on a day, where its text is this one to the letter."""
    version = version_in_force(district_id, on)
    return version if version is not None and version.sha256 == hash_of(text) else None


@dataclass(frozen=True)
class VersionLine:
    """One version in the list, in words."""

    number: int
    title: str
    begins: str
    loaded: str


@dataclass(frozen=True)
class VersionPage:
    """One page of versions, and the way to the next."""

    lines: list[VersionLine]
    next_url: str
    previous_url: str = ""
    words: str = ""


def version_page(district: District, *, before: int | None = None) -> VersionPage:
    """The versions a district loaded, the last one first, from below the number `before`; without their texts."""
    rows = PolicyVersion.objects.filter(district=district).defer("text").select_related("retirement").order_by("-number")
    found = list((rows.filter(number__lt=before) if before is not None else rows)[: PAGE + 1])
    lines = [
        VersionLine(
            number=row.number,
            title=row.title,
            begins=_span(row),
            loaded=f"{full_day(local_day(row.loaded_at, district.time_zone))}, by {_by(row)}",
        )
        for row in found[:PAGE]
    ]
    return VersionPage(lines, f"?before={lines[-1].number}" if len(found) > PAGE else "")


def _by(version: PolicyVersion) -> str:
    """Who loaded it, within a sentence."""
    return "the operator" if version.loaded_by == OPERATOR.name else version.loaded_by


def _span(version: PolicyVersion) -> str:
    """From when on a version applies, and until when where it was retired."""
    retirement = retirement_of(version)
    return full_day(version.in_force_from) + (f", retired from {full_day(retirement.from_on)}" if retirement else "")


def numbered(district_id: int, number: int) -> PolicyVersion:
    """One version of a district by its number; PolicyVersion.DoesNotExist where there is none."""
    return PolicyVersion.objects.get(district_id=district_id, number=number)


def presets() -> list[str]:
    """The keys of the policies that come with the product."""
    folder = resources.files("policies").joinpath("presets")
    return sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml"))


def preset_text(key: str) -> str:
    """The text of a preset; KeyError where there is none of that key."""
    if key not in presets():
        raise KeyError(key)
    return resources.files("policies").joinpath("presets", f"{key}.toml").read_text(encoding="utf-8")


@lru_cache(maxsize=16)
def preset(key: str) -> Policy:
    """The document of a preset; KeyError where there is none of that key."""
    return parse(preset_text(key))


def against_roles(district: District, policy: Policy, text: str, *, on: date) -> list[Problem]:
    """What speaks against a document in this district: a role with appointments stays where it is.

    Its holders would otherwise answer for other places overnight. One query.
    """
    held = Appointment.objects.filter(role__district=district).exclude(ends_on__lt=on)
    known = {key: (scope, label) for key, scope, label in held.values_list("role__key", "role__scope", "role__label")}
    moved = [
        (at, *known[spec.key]) for at, spec in enumerate(policy.roles) if known.get(spec.key, (spec.scope,))[0] != spec.scope
    ]
    lines = lines_of(text) if moved else {}
    return [
        Problem(
            f"role[{at}].scope",
            f"expected {scope!r}: people are appointed to {label} under that scope",
            line_at(lines, f"role[{at}].scope"),
        )
        for at, scope, label in moved
    ]
