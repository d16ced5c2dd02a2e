"""Duties that the policy speaks of without a number, or that somebody only may do: nobody is reminded of them."""

from policies.document import DutySpec
from registry.models import Site
from registry.selectors import policy_over


def unasked_duties(site: Site) -> list[DutySpec]:
    """Those of the policy a site stands under. No query."""
    policy = policy_over(site)
    return [spec for spec in policy.duties if not spec.every or spec.level == "may"] if policy else []


def unasked_duty(site: Site, key: str) -> DutySpec | None:
    """One of them by its key."""
    return next((spec for spec in unasked_duties(site) if spec.key == key), None)
