"""Duties that the policy speaks of without a number, or that somebody only may do: nobody is reminded of them."""

from monitoring.models import Duty
from policies.document import DutySpec
from registry.models import Site
from registry.selectors import policy_over


def unasked_duties(site: Site) -> list[DutySpec]:
    """Those of the policy a site stands under. No query."""
    policy = policy_over(site)
    return [spec for spec in policy.duties if not spec.every or spec.level == "may"] if policy else []


def own_duty(site: Site, key: str) -> DutySpec | None:
    """A duty that the policy only allows, of which somebody may want to be reminded."""
    spec = unasked_duty(site, key)
    return spec if spec is not None and spec.level == "may" else None


def rhythm_of(site: Site, key: str) -> dict[str, str]:
    """What stands in the form: the rhythm somebody set. One query."""
    return {
        "every": Duty.objects.filter(site=site, key=key, is_own=True, ended_at=None).values_list("every", flat=True).first() or ""
    }


def unasked_duty(site: Site, key: str) -> DutySpec | None:
    """One of them by its key."""
    return next((spec for spec in unasked_duties(site) if spec.key == key), None)
