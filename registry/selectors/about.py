"""What the page of a site shows of the policy it stands under: how visible it is, its wording, pictures, joining, passages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policies.document import FieldSpec, PassageSpec, Policy, in_words
from policies.regulations import JOINS, consents, identification
from policies.selectors import document_of

from ..models import Site
from .asked import speaks_of_visibility
from .panel import Fact

NO_REASON = "No reason is recorded."


@dataclass(frozen=True)
class About:
    """Facts for whoever reads all of the site; how one joins and the passages for everybody of the district."""

    facts: Sequence[Fact]
    joining: Sequence[Fact]
    passages: Sequence[PassageSpec]


def policy_over(site: Site) -> Policy | None:
    """The document a site stands under; None where it was registered under none."""
    return document_of(site.policy_version) if site.policy_version else None


def asked_with_request(site: Site) -> frozenset[str]:
    """The questions of the request whose answers the page of this site shows; empty under most policies."""
    policy = policy_over(site)
    if policy is None:
        return frozenset()
    keys = {consent.asked for consent in policy.consents}
    if is_off_default(site, policy):
        keys.add(policy.site.visibility.reason)
    return frozenset(key for key in keys if key)


def about_site(site: Site, *, whole: bool, said: Mapping[str, Any]) -> About:
    """The same in words. `said` are answers of the request (see asked_with_request). No query."""
    policy = policy_over(site)
    if policy is None:
        return About((), (), ())
    return About(
        facts=[*_visibility(site, policy, said), *_wording(site, policy), *_pictures(policy, said)] if whole else (),
        joining=_joining(site, policy),
        passages=[row for row in policy.passages if "site" in row.shown_at],
    )


def is_off_default(site: Site, policy: Policy) -> bool:
    """Whether a site is visible in another way than its policy prefers."""
    return speaks_of_visibility(policy) and site.visibility not in ("", policy.site.visibility.default)


def _visibility(site: Site, policy: Policy, said: Mapping[str, Any]) -> list[Fact]:
    if not site.visibility:
        return []
    field = policy.field_of("site.visibility")
    labels = dict(policy.options(field)) if field else {}
    label = labels.get(site.visibility) or in_words(site.visibility)
    if not is_off_default(site, policy):
        return [Fact("Visibility", label)]
    spec = policy.site.visibility
    usual = labels.get(spec.default) or in_words(spec.default)
    reason = str(said.get(spec.reason or "") or "").strip()
    return [Fact("Visibility", f"{label}\nNot the default of the policy: {usual}", meta=f"“{reason}”" if reason else NO_REASON)]


def _wording(site: Site, policy: Policy) -> list[Fact]:
    text = wording_of(site, policy)
    return [Fact("Wording on the page", text)] if text else []


def wording_of(site: Site, policy: Policy) -> str:
    """The words that say whose page it is, filled in; empty where the policy has none."""
    return identification(policy, activity=site.name, school=str(site.school), district=str(site.district))


def _pictures(policy: Policy, said: Mapping[str, Any]) -> list[Fact]:
    """What was answered about pictures, and whose consent each needs."""
    asked = dict.fromkeys(consent.asked for consent in policy.consents if consent.asked)
    fields = [field for key in asked if (field := policy.field(key))]
    facts = [Fact(field.label, _answer(policy, field, said.get(field.key))) for field in fields]
    return [*facts, *(Fact(line.title, line.meta) for line in consents(policy))]


def _answer(policy: Policy, field: FieldSpec, value: Any) -> str:
    if value in (None, "", []):
        return "Not answered"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return dict(policy.options(field)).get(str(value), str(value))


def _joining(site: Site, policy: Policy) -> list[Fact]:
    """How one joins, and how a parent gets access; each with the sentence of the text where a passage carries it."""
    rules = policy.site
    facts = []
    if rules.join:
        facts.append(Fact("Joining", JOINS[rules.join], meta=_says(policy, "site.join")))
    if rules.parent_access:
        whom = (
            f"A parent asks {site.responsible}."
            if site.responsible and site.responsible.is_active
            else "A parent asks the school."
        )
        facts.append(Fact("Parents", _says(policy, "site.parent_access") or "Parents have access.", meta=whom))
    return facts


def _says(policy: Policy, block: str) -> str:
    return next((row.says for row in policy.passages if block in row.blocks), "")
