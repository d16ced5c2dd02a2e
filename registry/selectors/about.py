"""What the page of a site shows of the policy it stands under: how visible it is, its wording, joining, passages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from accounts.access import Standing
from accounts.rules import allows
from accounts.selectors import Cursor, Page, page_of
from accounts.wording import full_day
from policies.document import PassageSpec, Policy
from policies.regulations import JOINS, identification
from policies.selectors import document_of

from .. import rules
from ..models import ParentAccess, Site
from .panel import Deed, Fact, named
from .visibility import is_off_default, label_of_visibility, why_off_default

MEDIA = "media_contact"  # the field of a policy that asks who answers the media


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
    if is_off_default(site, policy) and not site.visibility_reason:
        keys.add(policy.site.visibility.reason)
    if site.identified_on is None and policy.site.identification_field:
        keys |= {policy.site.identification_field, _day_field(policy)}
    if site.media_contact is None and policy.field(MEDIA):
        keys.add(MEDIA)
    return frozenset(key for key in keys if key)


def about_site(site: Site, *, whole: bool, said: Mapping[str, Any]) -> About:
    """The same in words. `said` are answers of the request (see asked_with_request), people by name. No query."""
    policy = policy_over(site)
    if policy is None:
        return About((), (), ())
    return About(
        facts=[
            *_visibility(site, policy, said),
            *_wording(site, policy, said),
            *_media(site, policy, said),
        ]
        if whole
        else (),
        joining=_joining(site, policy),
        passages=[row for row in policy.passages if "site" in row.shown_at],
    )


def _visibility(site: Site, policy: Policy, said: Mapping[str, Any]) -> list[Fact]:
    if not site.visibility:
        return []
    if not is_off_default(site, policy):
        return [Fact("Visibility", label_of_visibility(policy, site.visibility))]
    given = site.visibility_reason or str(said.get(policy.site.visibility.reason or "") or "")
    usual = label_of_visibility(policy, policy.site.visibility.default)
    shown = f"{label_of_visibility(policy, site.visibility)}\nNot the default of the policy: {usual}"
    return [Fact("Visibility", shown, meta=why_off_default(given))]


def _wording(site: Site, policy: Policy, said: Mapping[str, Any]) -> list[Fact]:
    text = wording_of(site, policy)
    since = site.identified_on or _day_given(policy, said)
    meta = f"On the page since {full_day(since)}." if since else "Nobody has recorded that it is on the page."
    return [Fact("Wording on the page", text, meta=meta)] if text else []


def _day_field(policy: Policy) -> str:
    """The question since when the wording is there: a day that is asked for where the wording is said to be there."""
    asked = policy.site.identification_field
    days = (row for row in policy.fields if row.type == "date" and row.show_when and row.show_when.field == asked)
    return next((row.key for row in days), "")


def _day_given(policy: Policy, said: Mapping[str, Any]) -> date | None:
    """Since when the wording was there when the site was asked for; None where it was not."""
    if said.get(policy.site.identification_field or "") is not True:
        return None
    try:
        return date.fromisoformat(str(said.get(_day_field(policy)) or ""))
    except ValueError:
        return None


def has_wording(site: Site) -> bool:
    """Whether the policy of a site has a wording for its page."""
    policy = policy_over(site)
    return policy is not None and bool(policy.site.identification)


def _media(site: Site, policy: Policy, said: Mapping[str, Any]) -> list[Fact]:
    """Who answers the media: named on the site's page, else with the request."""
    if site.media_contact is None and policy.field(MEDIA) is None:
        return []
    return [Fact("Questions of the public and the media", named(site.media_contact) or str(said.get(MEDIA) or "Nobody named"))]


def wording_of(site: Site, policy: Policy) -> str:
    """The words that say whose page it is, filled in; empty where the policy has none."""
    return identification(policy, activity=site.name, school=str(site.school), district=str(site.district))


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


def about_deeds(site: Site, standing: Standing) -> list[Deed]:
    """The pages on which this person may record something about a site, where its policy asks for it."""
    policy = policy_over(site)
    if policy is None:
        return []
    deeds = []
    if policy.field(MEDIA) and allows(rules.may_name_posters, standing, site):
        deeds.append(Deed("Change who answers the media", reverse("site-media-contact", args=[site.pk]), is_grave=False))
    if policy.site.parent_access and allows(rules.may_record_access, standing, site):
        deeds.append(Deed("Parents who asked for access", reverse("site-parent-access", args=[site.pk]), is_grave=False))
    return deeds


def identify_url(site: Site, standing: Standing) -> str:
    """Where this person records that the wording is on the page; empty where they may not, or where it is recorded."""
    waits = site.identified_on is None and has_wording(site)
    return reverse("site-identified", args=[site.pk]) if waits and allows(rules.may_identify, standing, site) else ""


@dataclass(frozen=True)
class AccessLine:
    """One request of a parent: what they were told, and when and by whom it was recorded."""

    title: str
    meta: str


def access_page(site: Site, cursor: Cursor) -> Page[AccessLine]:
    """What parents who asked for access were told, the last first. Three queries."""
    rows = ParentAccess.objects.filter(site=site)
    return page_of(rows, by="asked_on", cursor=cursor, newest_first=True, say=lambda found: [_told(row) for row in found])


def _told(row: ParentAccess) -> AccessLine:
    return AccessLine(row.get_answer_display(), f"Asked on {full_day(row.asked_on)}. Recorded by {row.recorded_name}.")
