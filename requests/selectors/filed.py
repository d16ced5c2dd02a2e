"""Finding submissions, and what all their answers amount to."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from accounts.access import Standing
from accounts.models import Person
from policies.conditions import mentions
from policies.derived import OtherForm, asked_of_volunteers, other_forms
from policies.document import FieldSpec, Policy, StepSpec, parse
from policies.selectors import document_of, form_of
from registry.models import Site

from .. import rules, states
from ..models import Answer, Seat, Step, Submission

PAGE = 50
JOIN = Path(__file__).parent.parent / "join.toml"


def spec_of(policy: Policy, step: Step) -> StepSpec:
    """What the policy says about a step. A stored version never loses a step, so one that is missing is a broken row."""
    found = policy.step(step.key)
    if found is None:
        raise LookupError(f"{policy.policy.key} has no step {step.key!r}.")
    return found


def gives_address(policy: Policy, step: Step) -> bool:
    """Whether a step by which something is given asks for a web address; some policies ask for something else."""
    return any(each.type == "address" for each in policy.fields_of(spec_of(policy, step)))


def asks_address(step: Step) -> bool:
    """Whether a step asks for the web address of a site."""
    return step.kind == Step.Kind.PROVIDE and gives_address(policy_of(step.submission), step)


@cache
def join_policy() -> Policy:
    """The one-step route of a request to post on a site that exists."""
    return parse(JOIN.read_text())


def policy_of(submission: Submission) -> Policy:
    """The rules a submission was filed under: its policy version's document, one of its other forms, or those of joining.

    One that names its responsible employee though the document does not ask for it was filed by a volunteer, who is asked.
    """
    if submission.kind == Submission.Kind.JOIN:
        return join_policy()
    if not submission.form:
        policy = document_of(submission.policy_version)
        return asked_of_volunteers(policy) if "responsible" in submission.answers else policy
    found = form_of(submission.policy_version, submission.form)
    if found is None:  # a stored version never loses a form, so one that is missing is a broken row
        raise LookupError(f"This version has no form {submission.form!r}.")
    return found


def seen_by(standing: Standing, pk: int) -> Submission:
    """A submission this person may read; otherwise Submission.DoesNotExist, whatever the reason."""
    rows = Submission.objects.select_related(
        "district", "requester__supervisor", "place", "policy_version", "site__responsible", "site__school"
    )
    submission = rows.defer("policy_version__text").get(pk=pk, district_id=standing.district_id)
    seats = Seat.objects.filter(step__submission=submission).select_related("person__supervisor", "step")
    if not rules.reads(standing, submission, seats):
        raise Submission.DoesNotExist
    return submission


def mine(standing: Standing) -> QuerySet[Submission]:
    """One's own submissions and drafts, newest first."""
    return Submission.objects.filter(requester=standing.person).select_related("place", "site", "district").order_by("-id")


def page_of(standing: Standing, *, before: int | None = None) -> QuerySet[Submission]:
    """One page of one's own submissions, by keyset; one more row than fits says that there is another page."""
    rows = mine(standing)
    return (rows.filter(pk__lt=before) if before else rows)[: PAGE + 1]


def drafts_of(standing: Standing) -> QuerySet[Submission]:
    """One's own drafts, newest first."""
    return mine(standing).filter(status=states.DRAFT)


def merged_answers(submission: Submission) -> dict[str, Any]:
    """The answers of the form, with those of the steps of this round laid over them in the order they were given."""
    merged = dict(submission.answers)
    given = Answer.objects.filter(seat__step__submission=submission, seat__step__round=submission.round)
    for values in given.order_by("id").values_list("values", flat=True):
        merged.update(values)
    return merged


def answers_for(submission: Submission, policy: Policy, specs: Iterable[FieldSpec]) -> dict[str, Any]:
    """What is known already and questions of a step may speak of: the answers of the form, and those of earlier steps only
    where a question mentions one of them."""
    at_hand = {spec.key for spec in (*specs, *policy.fields_at("request"))}
    return merged_answers(submission) if _mentioned(policy, specs) - at_hand else dict(submission.answers)


def _mentioned(policy: Policy, specs: Iterable[FieldSpec]) -> set[str]:
    """The fields that conditions and checks of these questions look at."""
    found = {policy.key_of("platform") for spec in specs if spec.type == "address"}
    for spec in specs:
        for condition in (spec.show_when, spec.required_when):
            found |= {test.field for _path, test in mentions(condition, spec.key)}
    return found


def site_permissions(site: Site) -> list[OtherForm]:
    """The permissions that the policy a site is registered under has about sites, such as a logo on it."""
    if site.policy_version is None:
        return []
    return [form for form in other_forms(document_of(site.policy_version)) if form.about == "site"]


def notices_before(requester: Person, form: OtherForm) -> int:
    """How many notices of one kind somebody gave or noted before."""
    keys = (form.key, form.key.replace("notice.", "note.", 1))
    return Submission.objects.filter(requester=requester, kind=Submission.Kind.NOTICE, form__in=keys).count()


def submission_number(submission: Submission) -> str:
    """The number people quote: the year it was begun and the row, 26-0148."""
    return f"{submission.started_at:%y}-{submission.pk:04d}"


def returned_because(submission: Submission) -> Answer | None:
    """Who returned a submission and what they asked for, while it is returned."""
    if submission.status != states.RETURNED:
        return None
    given = Answer.objects.filter(seat__step__submission=submission, seat__step__round=submission.round, outcome="return")
    return given.order_by("-id").first()


def accepted_before(submission: Submission) -> list[str]:
    """The statements accepted when it was last submitted, by key."""
    return list(submission.acceptances.filter(round=submission.round).values_list("statement", flat=True))


def is_decided_in_writing(submission: Submission, policy: Policy, steps: Iterable[Step] | None = None) -> bool:
    """Whether the policy wants a written decision and this round has had its last word: declined, or every approval in.

    `steps` are those of this round, where the caller has them at hand.
    """
    if not policy.intake.written_decision or submission.kind in (Submission.Kind.JOIN, Submission.Kind.NOTICE):
        return False
    if submission.status == states.DECLINED:
        return True
    asked = submission.steps.filter(round=submission.round) if steps is None else steps
    found = [step for step in asked if step.kind == Step.Kind.APPROVE and step.holds_up_listing]
    approved = any(step.outcome == "approve" for step in found)
    return approved and all(step.state in states.SATISFIED for step in found)
