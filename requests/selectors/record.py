"""The submissions about a site as parts of its public record: what was asked, accepted, decided. Nothing given in confidence."""

from collections.abc import Iterator, Mapping
from typing import Any

from accounts.models import Person
from policies.document import Policy
from records.bundles import Item, Part, for_whom, stamp
from records.events import part_of
from registry.models import Site

from .. import states
from ..fields import said
from ..models import Acceptance, Answer, Round, Submission
from .filed import policy_of, submission_number

REASONS = ("submit", "withdraw", "approve", "return", "decline", "acknowledge", "provide", "assign", "record", "expire")
BESIDE = ("submission__policy_version", "submission__district", "submission__requester")


def record_parts(site: Site) -> list[Part]:
    """Every submission about a site with its answers, statements, decisions and history. Drafts and private notices are not."""
    zone = site.district.time_zone
    filed = Submission.objects.filter(site=site, confidential=False).exclude(status=states.DRAFT)
    about = filed.order_by().values("pk")
    known = _names(site.district_id)
    return [
        Part(
            "submissions",
            "Submissions",
            ("Number", "Kind", "Name", "By", "Submitted", "Status", "Ended"),
            filed.select_related("requester").order_by("id"),
            lambda row: [_submission(row, zone)],
        ),
        Part(
            "answers",
            "What was answered",
            ("Submission", "Round", "Question", "Answer"),
            Round.objects.filter(submission__in=about).select_related(*BESIDE).order_by("submission_id", "number"),
            lambda row: _answers(row.submission, row.pk, row.number, row.answers, known),
        ),
        Part(
            "statements",
            "Statements that were accepted",
            ("Submission", "Round", "Statement", "Clause", "Accepted"),
            Acceptance.objects.filter(submission__in=about).select_related("submission").order_by("id"),
            lambda row: [_statement(row, zone)],
        ),
        Part(
            "decisions",
            "What each step said",
            ("Submission", "Round", "Step", "Said", "By", "When", "Reason"),
            Answer.objects.filter(seat__step__submission__in=about)
            .select_related(*(f"seat__step__{name}" for name in BESIDE))
            .order_by("id"),
            lambda row: _decision(row, zone, known),
        ),
        part_of(
            "submission-history", "History of submissions", kind="submission", subjects=about, zone=zone, open_reasons=REASONS
        ),
    ]


def _names(district_id: int) -> Mapping[int, str]:
    """The people of a district by id, read when the first is asked for."""
    return _People(district_id)


class _People(dict[int, str]):
    """Names by id: all of the district's, with the first that is missing."""

    def __init__(self, district_id: int) -> None:
        super().__init__()
        self._district_id = district_id
        self._read = False

    def get(self, key: int, default: Any = None) -> Any:
        """The name of one of them."""
        if not self._read:
            self.update(Person.objects.filter(district_id=self._district_id).values_list("pk", "name"))
            self._read = True
        return super().get(key, default)


def _submission(row: Submission, zone: str) -> Item:
    days = (stamp(row.submitted_at, zone), row.get_status_display(), stamp(row.ended_at, zone))
    return Item(str(row.pk), (submission_number(row), row.get_kind_display(), row.name, row.requester.name, *days))


def _answers(
    submission: Submission, pk: int, number: int, answers: Mapping[str, Any], names: Mapping[int, str]
) -> Iterator[Item]:
    """One item for each question, in words; of a request to join, what they would post."""
    head = (submission_number(submission), str(number))
    if submission.kind == Submission.Kind.JOIN:
        yield Item(f"{pk}:reason", (*head, "What they would post", str(answers.get("reason", ""))))
        return
    for key, label, words in _worded(policy_of(submission), answers, names):
        yield Item(f"{pk}:{key}", (*head, label, words))


def _worded(policy: Policy, answers: Mapping[str, Any], names: Mapping[int, str]) -> Iterator[tuple[str, str, str]]:
    for spec in policy.fields:
        if words := said(spec, answers.get(spec.key), policy, names):
            yield spec.key, spec.label, words


def _statement(row: Acceptance, zone: str) -> Item:
    return Item(str(row.pk), (submission_number(row.submission), str(row.round), row.text, row.clause, stamp(row.at, zone)))


def _decision(row: Answer, zone: str, names: Mapping[int, str]) -> Iterator[Item]:
    """The verdict with its reason, and one item for each thing that was set or given with it."""
    step = row.seat.step
    policy = policy_of(step.submission)
    head = (submission_number(step.submission), str(step.round))
    spec = next((each for each in policy.steps if each.key == step.key), None)
    by = (for_whom(row.person_name, row.acting_for), stamp(row.at, zone))
    yield Item(str(row.pk), (*head, spec.label if spec else step.key, row.outcome, *by, row.reason))
    for key, label, words in _worded(policy, row.values, names):
        yield Item(f"{row.pk}:{key}", (*head, label, words, *by, ""))
