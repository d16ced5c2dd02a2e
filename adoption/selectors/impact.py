"""What adopting a policy would do: submissions that keep the old version, sites that would fall out of line, and why."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from accounts import roles, wording
from accounts.models import District, Person
from accounts.schooldays import SchoolDays
from monitoring.models import Duty
from monitoring.selectors import Roster
from monitoring.sweep.duties import duty_under, owed
from policies import durations, routing
from policies.document import DutySpec, Policy
from registry import states as site_states
from registry.models import Site
from requests import states
from requests.models import Submission
from requests.selectors import submission_number

SHOWN = 50
CHUNK = 500  # sites read at once
REASONS = {
    "platform": "Platform",
    "entity": "What it is for",
    "rule": "A rule of the policy",
    "visibility": "Who can see it",
    "container": "Group, page or account",
    "duty": "Duties",
    "unset": "Something nobody has set",
    "person": "Responsible employee",
    "role": "Nobody holds a role",
}
WAITING = (states.OPEN, states.RETURNED)
COLUMNS = (
    "pk", "name", "platform", "platform_label", "entity", "entity_label", "visibility", "terms", "school_id", "school__name",
    "responsible_id", "responsible__name", "responsible__kind", "responsible__place_id", "responsible__supervisor_id",
    "responsible__is_active", "responsible__supervisor__is_active", "watched_since",
)  # fmt: skip


class Row(NamedTuple):
    """One site as it is looked at."""

    pk: int
    name: str
    platform: str
    platform_label: str
    entity: str
    entity_label: str
    visibility: str
    terms: dict[str, Any]
    school_id: int
    school_name: str
    responsible_id: int | None
    responsible_name: str | None
    responsible_kind: str | None
    responsible_place_id: int | None
    responsible_supervisor_id: int | None
    responsible_is_active: bool | None
    supervisor_is_active: bool | None
    watched_since: date | None


@dataclass(frozen=True)
class Reason:
    """Why a site is out of line: which kind of reason, and a sentence."""

    kind: str
    sentence: str


@dataclass(frozen=True)
class SiteLine:
    """A site that would be out of line, and every reason."""

    pk: int
    name: str
    meta: str
    reasons: tuple[Reason, ...]
    responsible_id: int | None


@dataclass(frozen=True)
class Kept:
    """A submission that keeps the version it was filed under."""

    pk: int
    number: str
    title: str
    meta: str


@dataclass
class Impact:
    """What adopting would do. `out` are the first sites out of line, `counts` all of them by kind of reason."""

    looked_at: int = 0
    out_of_line: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    out: list[SiteLine] = field(default_factory=list)
    waiting: int = 0
    drafts: int = 0
    kept: list[Kept] = field(default_factory=list)

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """How many sites have each kind of reason, in words."""
        return [(REASONS[kind], self.counts[kind]) for kind in REASONS if self.counts[kind]]


def impact_of(district: District, policy: Policy, *, on: date) -> Impact:
    """What adopting a policy would do in a district today. Six queries, two more for each further 500 sites."""
    found = Impact()
    for line in out_of_line(district, policy, on=on, tally=found):
        found.out_of_line += 1
        found.counts.update({reason.kind for reason in line.reasons})
        found.out += [line] if len(found.out) < SHOWN else []
    _keeping(district, found)
    return found


def _keeping(district: District, found: Impact) -> None:
    """Submissions on their way; drafts are their authors' alone and are only counted."""
    rows = Submission.objects.filter(district=district, status__in=(*WAITING, states.DRAFT))
    by_status = Counter(rows.values_list("status", flat=True))
    found.drafts = by_status[states.DRAFT]
    found.waiting = sum(by_status[status] for status in WAITING)
    sent = rows.filter(status__in=WAITING).select_related("requester", "place", "policy_version").order_by("-id")
    found.kept = [_kept(row) for row in sent.defer("policy_version__text", "answers")[:SHOWN]]


def _kept(row: Submission) -> Kept:
    where = f", {row.place}" if row.place else ""
    return Kept(
        row.pk, submission_number(row), str(row), f"{row.requester}{where}. Filed under version {row.policy_version.number}."
    )


def out_of_line(district: District, policy: Policy, *, on: date, tally: Impact | None = None) -> Iterator[SiteLine]:
    """Every live site of a district that does not fit a policy, by name, with every reason."""
    judge = _Judge(district, policy, on)
    after: tuple[str, int] | None = None
    while rows := _chunk(district, after):
        if tally is not None:
            tally.looked_at += len(rows)
        yield from judge.lines(rows)
        if len(rows) < CHUNK:
            return
        after = rows[-1].name, rows[-1].pk


def _chunk(district: District, after: tuple[str, int] | None) -> list[Row]:
    rows = Site.objects.filter(district=district, status__in=site_states.LIVE).order_by("name", "id")
    if after:
        rows = rows.filter(name__gte=after[0]).exclude(name=after[0], pk__lte=after[1])
    return [Row(*values) for values in rows.values_list(*COLUMNS)[:CHUNK]]


class _Judge:
    """Holds sites against a policy."""

    def __init__(self, district: District, policy: Policy, on: date) -> None:
        """Who holds what: read once."""
        self.policy = policy
        self.on = on
        self.roster = Roster(district.pk, on)
        self.duties = list(owed(policy))
        platform, entity = policy.field_of("platform"), policy.field_of("entity")
        self.keys = (platform.key if platform else "platform", entity.key if entity else "entity")
        self.container = policy.site.container.required
        self.container_field = policy.field_of("platform.containers")

    def lines(self, rows: Sequence[Row]) -> Iterator[SiteLine]:
        """Those of some sites that do not fit: two queries for all of them."""
        pks = [row.pk for row in rows]
        filed = Submission.objects.filter(site__in=pks, kind=Submission.Kind.SITE).order_by("id")
        answers: dict[int | None, dict[str, Any]] = dict(filed.values_list("site_id", "answers"))
        held: dict[int, dict[str, str]] = defaultdict(dict)
        for site, key, every in Duty.objects.filter(site__in=pks, ended_at__isnull=True, is_own=False).values_list(
            "site_id", "key", "every"
        ):
            held[site][key] = every
        for row in rows:
            reasons = tuple(self.reasons(row, answers.get(row.pk, {}), held.get(row.pk, {})))
            if reasons:
                meta = f"{row.platform_label}, {row.school_name}. {row.responsible_name or 'Nobody'} answers for it."
                yield SiteLine(row.pk, row.name, meta, reasons, row.responsible_id)

    def reasons(self, row: Row, answers: Mapping[str, Any], held: Mapping[str, str]) -> Iterator[Reason]:
        """Everything that speaks against one site."""
        yield from self._platform(row, answers)
        yield from self._terms(row, answers)
        yield from self._person(row)
        for spec in self.duties:
            yield from self._duty(spec, row, held)
        now = {spec.key for spec in self.duties}
        for key in held:
            if key not in now:
                yield Reason("duty", f"“{key.lstrip(':').replace('_', ' ').capitalize()}” would no longer be asked.")

    def _platform(self, row: Row, answers: Mapping[str, Any]) -> Iterator[Reason]:
        spec = self.policy.platform(row.platform)
        if spec is None and self.policy.platforms:
            yield Reason("platform", f"{row.platform_label} is not among the platforms of the policy.")
        if self.policy.entities and row.entity and self.policy.entity(row.entity) is None:
            yield Reason("entity", f"“{row.entity_label or row.entity}” is not what a site may be for.")
        stopped = routing.verdict(self.policy, {**answers, self.keys[0]: row.platform, self.keys[1]: row.entity})
        if stopped is not None and stopped.effect == "refuse":
            is_platform = spec is not None and stopped.key == spec.key
            why = f"{row.platform_label} would not be allowed." if is_platform else f"It would be refused: {stopped.label}."
            yield Reason("platform" if is_platform else "rule", f"{why} {stopped.explain}".strip())

    def _terms(self, row: Row, answers: Mapping[str, Any]) -> Iterator[Reason]:
        visibility = self.policy.site.visibility
        if row.visibility and row.visibility not in visibility.allowed:
            allowed = wording.listing([said(each) for each in visibility.allowed], "or")
            yield Reason("visibility", f"It is {said(row.visibility)}; the policy allows {allowed}.")
        if self.container and self.container_field:
            is_now = answers.get(self.container_field.key)
            if is_now != self.container:
                known = f"it is a {said(str(is_now))}" if is_now else "what it is was never asked"
                yield Reason("container", f"It must be a {said(self.container)}; {known}.")

    def _person(self, row: Row) -> Iterator[Reason]:
        if row.responsible_id is None or not row.responsible_is_active:
            yield Reason("person", "Nobody answers for it at the moment.")
        elif row.responsible_kind not in self.policy.policy.applies_to:
            yield Reason(
                "person", f"{row.responsible_name} answers for it, but the policy does not apply to {row.responsible_kind}s."
            )

    def _duty(self, spec: DutySpec, row: Row, held: Mapping[str, str]) -> Iterator[Reason]:
        duty = duty_under({"pk": row.pk, "terms": row.terms}, spec, self.on, SchoolDays())
        if duty is None and spec.every_field:
            field = self.policy.field(spec.every_field)
            yield Reason("unset", f"{spec.label}: nobody has said how often. “{field.label if field else spec.every_field}”")
        elif duty is not None and row.watched_since and spec.key not in held:
            yield Reason("duty", f"{spec.label} would be new: {_often(duty.every)}.")
        elif duty is not None and held.get(spec.key, duty.every) != duty.every:
            yield Reason("duty", f"{spec.label}: {_often(held[spec.key])} now, {_often(duty.every)} then.")
        if not self.roster.holders(spec.who[0], school_id=row.school_id, of=self._responsible(row)):
            label = self.policy.role_label(spec.who[0])
            if spec.who[0] != roles.RESPONSIBLE:
                yield Reason("role", f"Nobody can act as {label}, who owes the {spec.label}.")

    def _responsible(self, row: Row) -> Person | None:
        if row.responsible_id is None:
            return None
        person = Person(
            pk=row.responsible_id, name=row.responsible_name or "", is_active=bool(row.responsible_is_active),
            place_id=row.responsible_place_id,
        )  # fmt: skip
        supervisor = row.responsible_supervisor_id
        person.supervisor = Person(pk=supervisor, is_active=bool(row.supervisor_is_active)) if supervisor else None
        return person


def _often(every: str) -> str:
    words = durations.how_often(durations.parse(every))
    return words[0].lower() + words[1:]


def said(value: str) -> str:
    """A stored word inside a sentence."""
    return value.replace("_", " ")
