"""Which policy a request is filed under."""

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts import roles
from accounts.access import SignedIn
from accounts.models import Person, School
from accounts.rules import Refused
from policies.derived import accepted_as, asked_of_volunteers
from policies.document import Policy
from policies.models import PolicyVersion
from policies.selectors import document_of, version_in_force, versions_to_accept, with_guidelines

from .. import rules
from ..fields import Asking


def policy_for(request: SignedIn) -> tuple[PolicyVersion, Policy]:
    """The version in force for the person's district today; without one there is nothing to ask for (404)."""
    district_id = request.user.district_id
    version = version_in_force(district_id, request.standing.on) if district_id else None
    if version is None:
        raise Http404
    return version, document_of(version)


def not_for(request: SignedIn, policy: Policy) -> HttpResponse | None:
    """The page that says so where the policy is not about this person; None where they may file."""
    try:
        rules.may_file(request.user, policy)
    except Refused as refused:
        return render(request, "requests/not_for_you.html", {"sentence": refused.sentence, "policy": policy.policy})
    return None


def asking_for(
    request: SignedIn, policy: Policy, place: School | None = None, *, links: Mapping[str, str] | None = None
) -> Asking:
    """For whom a form is built."""
    district = request.user.district
    if district is None:
        raise Http404
    people = {roles.REQUESTER: request.user.pk, roles.SUPERVISOR: request.user.supervisor_id}
    return Asking(district=district, place=place or request.user.place, policy=policy, links=links or {}, people=people)


def asked_of(request: SignedIn, policy: Policy) -> tuple[Policy, dict[str, str]]:
    """The policy as this person is asked today, with the guidelines that are in force; and where to read those."""
    asked = asked_of_volunteers(policy) if request.user.kind == Person.Kind.VOLUNTEER else policy
    versions = versions_to_accept(request.standing.district_id, policy, request.standing.on)
    links = {}
    for key, row in versions.items():
        links[key] = links[accepted_as(key, row.number)] = reverse("guideline-version", args=[row.guideline_id, row.number])
    return with_guidelines(asked, versions), links
