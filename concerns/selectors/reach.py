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
    """Who gave an order, or speaks for them today: their designees; once they have left, whoever holds the role, else to whom it
    passed on."""
    site, given_by = directive.site, directive.issued_by
    found = roster.standing_for(given_by)
    if not given_by.is_active:
        found = roster.holders(directive.issued_role, school_id=site.school_id, of=site.responsible)
    return found or _passed_on(directive, roster)


def _passed_on(directive: Directive, roster: Roster) -> list[Holder]:
    if directive.passed_role:
        return roster.holders(directive.passed_role, school_id=None, of=None)
    return roster.standing_for(directive.passed_to)


def confirmers(directive: Directive, roster: Roster) -> list[Holder]:
    """Who confirms that an order was carried out: the role of the policy, else whoever gave it; where nobody holds the role,
    whoever it passed on to."""
    site, role = directive.site, directive.confirm_by
    if not role or role == roles.RESPONSIBLE:
        return watchers(directive, roster)
    return roster.holders(role, school_id=site.school_id, of=site.responsible) or _passed_on(directive, roster)


def after_them(directive: Directive, roster: Roster) -> tuple[Person | None, str]:
    """To whom an order passes on that nobody can confirm, or whose giver is gone: whoever gave it, else their supervisor, else
    the role that audits the register. Never to whoever carries it out."""
    given_by = directive.issued_by
    apart = {directive.site.responsible_id, directive.done_by_id}
    people = [*roster.standing_for(given_by), *roster.supervisors(given_by, school_id=given_by.place_id)]
    person = next((each.person for each in people if each.acting_for is None and each.person.pk not in apart), None)
    if person is not None:
        return person, ""
    return None, next(iter(roster.last_resort()[0]), "")


def heard_of(directive: Directive, *, besides: Person, on: date) -> list[Holder]:
    """Who is told at once that an order was given or taken back: whom it is for, the head of the place, but not the giver."""
    site = directive.site
    found = unique([*doers(site, roster_of(site, on)), *heads(school_id=site.school_id, on=on)])
    return [holder for holder in found if holder.person.pk != besides.pk]
