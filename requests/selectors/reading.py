"""What a submission says, in words: for its page, for lists and for whoever decides."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F

from accounts import wording
from accounts.access import local_day
from accounts.models import Person, School
from policies.conditions import holds
from policies.document import FieldSpec, Policy
from policies.selectors import existing_pages_by
from records.models import Message
from records.statements import Given, Statement

from .. import states
from ..checks import warnings
from ..columns import PAGE_SINCE
from ..fields import said
from ..models import Acceptance, Answer, Seat, Step, Submission
from .filed import asks_address, merged_answers, policy_of
from .seats import RELATED, Sitters
from .whole import ROUNDS, Whole, changed


@dataclass(frozen=True)
class Fact:
    """One answer in words, with the sentence of the policy it answers and what stood there before."""

    key: str
    label: str
    value: str
    clause: str = ""
    quote: str = ""
    level: str = ""
    long: bool = False
    before: str = ""


def facts(submission: Submission, policy: Policy, *, with_changes: bool = True) -> list[Fact]:
    """Every answer of a submission in the policy's order, blank ones left out."""
    if submission.kind == Submission.Kind.JOIN:
        return _join_facts(submission)
    return _facts(policy, merged_answers(submission), changed(ROUNDS.all(submission=submission.pk)) if with_changes else {}, {})


def facts_of(found: Whole) -> list[Fact]:
    """The same, with changes, of a submission that was read with all of it. No query, one where others are named."""
    if found.submission.kind == Submission.Kind.JOIN:
        return _join_facts(found.submission)
    return [*_place_changed(found), *_facts(found.policy, found.answers, found.changes, found.names)]


def _place_changed(found: Whole) -> list[Fact]:
    """The place, where it is another than before it was returned; else it stands above with whoever asks. One query then."""
    if not found.was_for:
        return []
    asked = f"Which {found.policy.term('school')} or office is it for?"
    return [Fact("place", asked, str(found.submission.place), before=str(School.objects.get(pk=found.was_for)))]


def _join_facts(submission: Submission) -> list[Fact]:
    return [Fact("reason", "What they would post", str(submission.answers.get("reason", "")), long=True)]


def _facts(
    policy: Policy, answers: Mapping[str, Any], changes: Mapping[str, tuple[Any, Any]], known: Mapping[int, str]
) -> list[Fact]:
    names = _names(policy.fields, [answers, {key: pair[0] for key, pair in changes.items()}], known)
    found = []
    for spec in policy.fields:
        value = said(spec, answers.get(spec.key), policy, names)
        before = said(spec, changes[spec.key][0], policy, names) if spec.key in changes else ""
        if value or before:
            found.append(
                Fact(
                    spec.key, spec.label, value, spec.clause, spec.quote, spec.level,
                    spec.type == "longtext", before or ("(nothing)" if spec.key in changes else ""),
                )
            )  # fmt: skip
    return found


def own_words(submission: Submission) -> Fact | None:
    """What the requester wrote at length: the first long answer, with what stood there before it was returned."""
    if submission.kind == Submission.Kind.JOIN:
        return Fact("reason", "What they would post", str(submission.answers.get("reason", "")), long=True)
    for spec in policy_of(submission).fields_at("request"):
        value = submission.answers.get(spec.key)
        if spec.type == "longtext" and isinstance(value, str) and value:
            return Fact(spec.key, spec.label, value, spec.clause, spec.quote, spec.level, long=True)
    return None


def made_before(submission: Submission, policy: Policy, answers: Mapping[str, Any]) -> str:
    """That a page is older than its approval, as a sentence, where the policy wants it approved before it is made; else "".

    One query, and none where nobody said since when the page exists.
    """
    since = answers.get(PAGE_SINCE)
    if not since or not policy.intake.before_creation:
        return ""
    given = Answer.objects.filter(seat__step__submission=submission, seat__step__kind=Step.Kind.APPROVE, outcome="approve")
    approved_at = given.filter(seat__step__round=submission.round).order_by("-at").values_list("at", flat=True).first()
    made_on = date.fromisoformat(since)
    if approved_at is None or made_on >= (approved_on := local_day(approved_at, submission.district.time_zone)):
        return ""
    return f"The page exists since {wording.full_day(made_on)}; it was approved on {wording.full_day(approved_on)}."


def registered_late(submission: Submission, policy: Policy, answers: Mapping[str, Any], *, on: date) -> str:
    """That a page existed already and is registered after the day the policy sets for that, as a sentence; else "".

    No query where the policy sets no such day or the page is new.
    """
    if not policy.intake.existing_pages_within or answers.get("exists_already") is not True:
        return ""
    by = existing_pages_by(submission.district, on)
    if by is None or on <= by:
        return ""
    return f"The page existed already and was to be registered by {wording.full_day(by)}."


@dataclass(frozen=True)
class Check:
    """One line of the policy's checklist, filled in from the answers. `ok` False needs a look."""

    ok: bool
    title: str
    text: str
    clause: str


def accepted_counts(submissions: Sequence[Submission]) -> dict[int, int]:
    """How many statements were accepted in the current round of each submission: one query."""
    found = Acceptance.objects.filter(submission__in=submissions, round=F("submission__round"))
    return dict(found.order_by().values_list("submission_id").annotate(Count("id")))


def checklist(submission: Submission, policy: Policy, *, accepted: int) -> list[Check]:
    """The answers against the policy: what it asks for is there, what it prefers was followed or explained."""
    if submission.kind == Submission.Kind.JOIN:
        return []
    answers = submission.answers
    found = [_check(spec, answers, policy) for spec in policy.fields_at("request")]
    found += [
        Check(False, spec.label, sentence, spec.clause)
        for spec in policy.fields_at("request")
        for sentence in warnings(spec, answers.get(spec.key), submission.district)
    ]
    filed_on = local_day(submission.submitted_at, submission.district.time_zone) if submission.submitted_at else date.min
    if late := registered_late(submission, policy, answers, on=filed_on):
        found.append(Check(False, "Late", late, "must"))
    asked = sum(holds(row.show_when, answers) for row in policy.statements_at("request"))
    if asked:
        found.append(Check(accepted >= asked, "Statements", f"{accepted} of {max(asked, accepted)} accepted", "must"))
    preferred = policy.site.visibility.default
    chosen = answers.get(policy.key_of("visibility"))
    if chosen and preferred and chosen != preferred:
        reason = str(answers.get(policy.site.visibility.reason or "public_reason") or "No reason was given.")
        found.append(Check(False, _off_the_default(policy, str(chosen), preferred), reason, "should"))
    return [check for check in found if check]


def _off_the_default(policy: Policy, chosen: str, preferred: str) -> str:
    field = policy.field_of("site.visibility")
    words = dict(policy.options(field)) if field else {}
    return f"{words.get(chosen, chosen)}; the policy prefers {words.get(preferred, preferred).lower()}"


def _check(spec: FieldSpec, answers: dict[str, object], policy: Policy) -> Check | None:
    value = answers.get(spec.key)
    label = spec.label
    clause = ", ".join(part for part in (spec.clause, spec.level) if part)
    if spec.type == "longtext" and isinstance(value, str) and value:
        return Check(True, label, wording.count(len(value.split()), "word"), clause)
    asked = spec.required or (spec.required_when is not None and holds(spec.required_when, answers))
    if spec.level == "should" and asked and value in (None, "", []) and holds(spec.show_when, answers):
        return Check(False, label, "Not answered, though the policy prefers it.", clause)
    return None


def _names(specs: Iterable[FieldSpec], answer_sets: Iterable[Mapping[str, Any]], known: Mapping[int, str]) -> dict[int, str]:
    people = [spec.key for spec in specs if spec.type in ("person", "people")]
    pks: set[int] = set()
    for answers in answer_sets:
        for key in people:
            value = answers.get(key)
            pks |= {item for item in (value if isinstance(value, list) else [value]) if isinstance(item, int)}
    missing = pks - known.keys()
    return {**known, **(dict(Person.objects.filter(pk__in=missing).values_list("pk", "name")) if missing else {})}


@dataclass(frozen=True)
class Summary:
    """A submission as one line of a list: where it is and since when."""

    submission: Submission
    where: str
    done: int
    total: int
    is_draft: bool
    needs_me: bool
    by: str = ""

    @property
    def dots(self) -> list[str]:
        """The route as marks: done, now, or still to come."""
        now = ["now"] if self.done < self.total else []
        return ["done"] * self.done + now + [""] * (self.total - self.done - len(now))


def summaries(rows: Sequence[Submission], *, on: date, reader: Person | None = None) -> list[Summary]:
    """Lines for a list of one's own submissions, or of everybody's for a `reader`. A constant number of queries."""
    seats = list(
        Seat.objects.filter(step__submission__in=rows, state=states.STEP_OPEN)
        .select_related(*RELATED)
        .order_by("opened_at", "id")
    )
    sitters = Sitters(seats, on=on)
    counts: dict[int, list[str]] = {}
    for pk, round_, state in (
        Step.objects.filter(submission__in=rows).exclude(state=states.SKIPPED).values_list("submission_id", "round", "state")
    ):
        counts.setdefault(pk * 1000 + round_, []).append(state)
    by_row: dict[int, list[Seat]] = {}
    for seat in seats:
        by_row.setdefault(seat.step.submission_id, []).append(seat)
    return [_summary(row, by_row.get(row.pk, []), sitters, counts, on, reader) for row in rows]


def _summary(
    row: Submission, seats: list[Seat], sitters: Sitters, counts: dict[int, list[str]], on: date, reader: Person | None
) -> Summary:
    found = counts.get(row.pk * 1000 + row.round, [])
    done = sum(state == states.STEP_DONE for state in found)
    mine = any(seat.acts == "requester" for seat in seats)
    own = reader is None or row.requester_id == reader.pk
    by = "" if reader is None else ", ".join(filter(None, [row.requester.name, row.place.name if row.place else ""]))
    where = _where(row, seats, sitters, on, own=own)
    return Summary(row, where, done, len(found), row.status == states.DRAFT, mine and own, by)


def _where(row: Submission, seats: list[Seat], sitters: Sitters, on: date, *, own: bool) -> str:
    if row.status == states.DRAFT:
        return "Nobody sees it until you submit it."
    if row.status == states.RETURNED and not own:
        return f"Returned to {row.requester.name}, who has not submitted it again yet."
    if row.status == states.RETURNED:
        return "Returned to you. Change what was asked for and submit it again."
    if row.status != states.OPEN:  # how it ended stands beside it
        return f"Since {wording.day(local_day(row.ended_at, row.district.time_zone), today=on)}." if row.ended_at else ""
    if not seats:
        return "On its way."
    names = list(dict.fromkeys(holder.person.name for seat in seats for holder in sitters.of(seat) if holder.acting_for is None))
    opened = seats[0].opened_at
    since = f" since {wording.day(local_day(opened, row.district.time_zone), today=on)}" if opened else ""
    if seats[0].acts == "requester" and own:
        what = "the web address" if asks_address(seats[0].step) else "what is asked"
        return f"Your turn{since}: give {what}."
    return f"With {wording.listing(names)}{since}." if names else f"With nobody{since}: nobody holds the role now."


@dataclass(frozen=True)
class Told:
    """A mail about a submission: to whom, when, and how it went."""

    name: str
    subject: str
    when: str
    state: str


def told(submission: Submission, *, on: date) -> list[Told]:
    """Who was told about a submission at once, newest first."""
    zone = submission.district.time_zone
    return [
        Told(name, subject, wording.moment(sent_at or created_at, zone, today=on), state)
        for name, subject, sent_at, created_at, state in TOLD.rows(submission=submission.pk)
    ]


TOLD = Statement(
    lambda: (
        Message.objects.filter(about_kind="submission", about_id=Given("submission"))
        .order_by("-id")
        .values_list("to_name", "subject", "sent_at", "created_at", "state")[:20]
    )
)
