"""Whether somebody may ask for a site with these answers, and who may be named as the one who answers for it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from accounts.models import Person, School
from accounts.rules import Refused
from policies import routing
from policies.document import Policy
from policies.selectors import training_missing

from .. import rules
from ..models import Submission


def may_be_submitted(
    submission: Submission, policy: Policy, answers: Mapping[str, Any], place: School | None, *, by: Person, on: date
) -> None:
    """Everything that a submission of these answers may be refused for, but whose draft it is and when."""
    rules.may_file(by, policy)
    is_trained(by, policy, by=by, on=on)
    somebody_may_answer(submission, policy, answers)
    may_be_named(submission, policy, answers, by=by, on=on)
    stopped = routing.verdict(policy, answers)
    if stopped is not None:
        raise Refused(stopped.explain or "The policy of your district does not allow this.")
    if place is None or place.district_id != submission.district_id:
        raise Refused("Choose the school or office it is for.")
    rules.fits_the_place(policy, answers, place)


def is_trained(person: Person, policy: Policy, *, by: Person, on: date) -> None:
    """Refuses, in the words of the training, somebody whom the policy wants to be taught first. `by` reads it."""
    if sentence := training_missing(person, policy, on=on, read_by=by):
        raise Refused(sentence)


def may_be_named(submission: Submission, policy: Policy, named: Mapping[str, Any], *, by: Person, on: date) -> None:
    """Whoever is named here to answer for a site may do so. No query where the policy stops nobody."""
    pk = named.get("responsible")
    if pk in (None, "") or not any(spec.gate for spec in policy.trainings):
        return
    person = Person.objects.select_related("district").filter(pk=pk, district_id=submission.district_id).first()
    if person is not None:
        is_trained(person, policy, by=by, on=on)


def somebody_may_answer(submission: Submission, policy: Policy, answers: Mapping[str, Any]) -> None:
    """A volunteer asks for a site only with an employee to answer for it, where the policy does not let a volunteer."""
    by_requester = policy.site.responsible == "requester" and not answers.get("responsible")
    if by_requester and submission.requester.kind == Person.Kind.VOLUNTEER and "answer_for" not in policy.site.volunteers_may:
        raise Refused("Under the policy of your district an employee answers for a site. Name the employee who will.")
