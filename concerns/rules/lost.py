"""Who reports that a page is not under control, who writes down what happens, and who says that it is over."""

from collections.abc import Collection

from accounts import roles
from accounts.access import Standing
from accounts.rules import Refused
from monitoring.rules import owing
from registry import rules as registry
from registry import states as sites
from registry.models import Site

from .. import states
from ..models import LostControl

LONGEST_NOTE = 2000  # characters


def answering(standing: Standing, site: Site) -> str | None:
    """In whose name this person may say what becomes of a lost page; None if not at all.

    Whoever answers for it or for them, a role that gives orders about it, and who audits the register.
    """
    for role in (roles.RESPONSIBLE, roles.SUPERVISOR):
        name = owing(standing, site, role, "")
        if name is not None:
            return name
    return giving_up(standing, site)


def giving_up(standing: Standing, site: Site) -> str | None:
    """The same of giving a page up: a role that gives orders about it, or that audits the register."""
    if site.district_id != standing.district_id:
        return None
    held = registry.ordering_role(standing, site)
    names = [each.acting_for for each in standing.held if roles.AUDITS in each.capabilities and each.school_id is None]
    names += [held.acting_for] if held is not None else []
    return min(names, key=bool, default=None)


def may_report(standing: Standing, site: Site, posters: Collection[int]) -> str:
    """Whoever looks after a live site says that they lost it, its posters (by id) too. Returns the name of whom they act for."""
    registry.same_district(standing, site)
    name = "" if standing.person.pk in posters else answering(standing, site)
    if name is None:
        raise Refused(f"Only those who look after {site} report this. Tell the school what you see.")
    if site.status not in sites.LIVE:
        raise Refused(f"{site} is {site.get_status_display().lower()}: it is no longer a page of the district.")
    if site.unverified_since is not None:
        raise Refused("It is reported already.")
    return name


def is_open(case: LostControl) -> None:
    """Nothing is added to a case that is over."""
    if case.state != states.LOST:
        raise Refused(f"This case is over: {case.get_state_display().lower()}.")


def is_said(note: str) -> None:
    """A note says something, and not too much."""
    if not note:
        raise Refused("Write what happened. One sentence is enough.")
    if len(note) > LONGEST_NOTE:
        raise Refused(f"Write at most {LONGEST_NOTE} characters. You have {len(note)}.")


def may_regain(standing: Standing, case: LostControl, *, admins_checked: bool, recovery_checked: bool) -> str:
    """Back under control: said by somebody who answers for it, once administrators and recovery address were looked through."""
    name = answering(standing, case.site)
    if name is None:
        raise Refused("Whether it is under control again is said by those who answer for it.")
    if not (admins_checked and recovery_checked):
        raise Refused("Look through the administrators and the recovery address first. Whoever got in may still have a key.")
    return name


def may_give_up(standing: Standing, case: LostControl) -> str:
    """Lost for good: said by a role that gives orders about the site, or that audits the register."""
    name = giving_up(standing, case.site)
    if name is None:
        raise Refused("That a page is lost for good is said by the head of its place or whoever keeps the register.")
    return name
