"""How visible a site is, and why, where that is not what its policy prefers."""

from collections.abc import Collection

from policies.document import Policy, in_words
from policies.selectors import document_of

from ..models import Site
from .asked import speaks_of_visibility


def is_off_default(site: Site, policy: Policy) -> bool:
    """Whether a site is visible in another way than its policy prefers."""
    return speaks_of_visibility(policy) and site.visibility not in ("", policy.site.visibility.default)


def label_of_visibility(policy: Policy, key: str) -> str:
    """A kind of visibility in the words of the policy."""
    field = policy.field_of("site.visibility")
    return (dict(policy.options(field)).get(key) if field else "") or in_words(key)


def why_off_default(reason: str) -> str:
    """The reason somebody gave, or that there is none."""
    return f"“{reason.strip()}”" if reason.strip() else "No reason is recorded."


def notes_off_default(pks: Collection[int]) -> dict[int, str]:
    """How visible these sites are and why, by their numbers, where that is not what their policy prefers. One query."""
    rows = Site.objects.filter(pk__in=pks, policy_version__isnull=False).select_related("policy_version")
    found = {}
    for site in rows.defer("policy_version__text", "terms"):
        policy = document_of(site.policy_version) if site.policy_version else None
        if policy is not None and is_off_default(site, policy):
            found[site.pk] = f"{label_of_visibility(policy, site.visibility)}. {why_off_default(site.visibility_reason)}"
    return found
