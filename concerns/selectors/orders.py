"""Which orders a policy has for a site, and which one is meant."""

from typing import NamedTuple

from accounts.access import Standing
from accounts.models import Person
from policies.document import DirectiveSpec, Policy
from policies.models import PolicyVersion
from policies.selectors import document_of, version_in_force
from registry.models import Poster, Site

from .. import rules
from ..models import Directive

RELATED = (
    "site__school", "site__district", "site__responsible__supervisor", "issued_by", "poster", "policy_version", "passed_to",
)  # fmt: skip


class Over(NamedTuple):
    """The version that a site stands under, and its document."""

    version: PolicyVersion
    policy: Policy


def policy_for(site: Site, standing: Standing) -> Over | None:
    """The policy under which orders about a site are given: its own, else the one in force; None where there is neither."""
    version = site.policy_version or version_in_force(site.district_id, standing.on)
    return Over(version, document_of(version)) if version else None


def spec_of(policy: Policy, key: str) -> DirectiveSpec | None:
    """The order of a policy with this key."""
    return next((spec for spec in policy.directives if spec.key == key), None)


def orderable(site: Site, standing: Standing) -> list[DirectiveSpec]:
    """The orders this person may give about a site, in the order of the document. No query beyond the policy's."""
    if site.responsible_id == standing.person.pk:
        return []
    over = policy_for(site, standing)
    return [spec for spec in over.policy.directives if rules.issues(standing, site, spec)] if over else []


def directive_seen_by(standing: Standing, pk: int) -> Directive:
    """An order this person may read; otherwise Directive.DoesNotExist, whatever the reason."""
    found = Directive.objects.select_related(*RELATED).defer("policy_version__text").get(pk=pk, district_id=standing.district_id)
    if not rules.reads(standing, found):
        raise Directive.DoesNotExist
    return found


def poster_named(site: Site, pk: int) -> Person | None:
    """Somebody who posts on a site, by their id."""
    entry = Poster.objects.select_related("person").filter(site=site, person_id=pk).first()
    return entry.person if entry else None
