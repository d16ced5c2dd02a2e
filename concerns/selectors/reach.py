"""Whom an order is for, and who else hears of it."""

from datetime import date

from accounts import roles
from accounts.models import Person
from accounts.selectors import Holder, heads
from monitoring.selectors import Roster, roster_of, unique
from registry.models import Site

from ..models import Directive


def doers(site: Site, roster: Roster) -> list[Holder]:
    """Who carries out an order about a site: whoever answers for it and their designees, else who answers for them."""
    found = roster.holders(roles.RESPONSIBLE, school_id=site.school_id, of=site.responsible)
    return found or roster.holders(roles.SUPERVISOR, school_id=site.school_id, of=site.responsible)


def watchers(directive: Directive, roster: Roster) -> list[Holder]:
    """Who gave an order, or speaks for them today: their designees; once they have left, whoever holds the role."""
    found = roster.standing_for(directive.issued_by)
    site = directive.site
    return found or roster.holders(directive.issued_role, school_id=site.school_id, of=site.responsible)


def confirmers(directive: Directive, roster: Roster) -> list[Holder]:
    """Who confirms that an order was carried out: the role of the policy, else whoever gave it."""
    site, role = directive.site, directive.confirm_by
    if not role or role == roles.RESPONSIBLE:
        return watchers(directive, roster)
    return roster.holders(role, school_id=site.school_id, of=site.responsible) or watchers(directive, roster)


def heard_of(directive: Directive, *, besides: Person, on: date) -> list[Holder]:
    """Who is told at once that an order was given or taken back: whom it is for, the head of the place, but not the giver."""
    site = directive.site
    found = unique([*doers(site, roster_of(site, on)), *heads(school_id=site.school_id, on=on)])
    return [holder for holder in found if holder.person.pk != besides.pk]
