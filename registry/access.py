"""Who may take a site's record out of the house, and who decides what of it is withheld."""

from accounts import roles
from accounts.access import Held, Standing
from accounts.models import Role
from accounts.rules import Refused

from .models import Site
from .rules import same_district

DECIDING = {roles.ORDERS, roles.AUDITS}


def may_take_record(standing: Standing, site: Site) -> None:
    """The redacted copy is made by whoever reads everything of the site's place by a role, or audits the register."""
    same_district(standing, site)
    if not (standing.reads_place(school_id=site.school_id) or standing.can(roles.AUDITS)):
        raise Refused("Only somebody who reads everything of the place takes its record out.")


def deciding_role(standing: Standing) -> Held | None:
    """The role of the whole district that gives orders or audits the register; their own before one they stand in for."""
    fitting = [held for held in standing.held if held.scope == Role.Scope.DISTRICT and DECIDING & held.capabilities]
    return min(fitting, key=lambda held: held.acting_for_id is not None, default=None)


def may_take_whole_record(standing: Standing, site: Site) -> str:
    """The full copy, with what is withheld, is made by those who may decide what that is; returns for whom."""
    same_district(standing, site)
    role = deciding_role(standing)
    if role is None:
        raise Refused("Only somebody who gives orders for the whole district, or audits the register, does this.")
    return role.acting_for


def may_decide_record(standing: Standing, site: Site) -> str:
    """Case by case: the same people, but nobody about a site they answer for themselves; returns for whom. Clause 001:5."""
    for_whom = may_take_whole_record(standing, site)
    if site.responsible_id == standing.person.pk:
        raise Refused(f"You answer for {site}. Somebody else decides what of its record is withheld.")
    return for_whom
