"""Who may offer a site to somebody else, to whom, and who answers. Every rule raises Refused with a sentence."""

from datetime import date, timedelta

from accounts import roles
from accounts.access import Standing
from accounts.models import Person, Role
from accounts.rules import Refused
from policies.document import Policy

from . import rules, states
from .models import HandOver, Offer, Site

LONGEST = 60  # days that an offer may wait
LONGEST_NOTE = 1000  # characters


def in_whose_name(standing: Standing, site: Site) -> str | None:
    """The name of whom this person stands in for when they offer the site, "" for their own; None where it is not theirs.

    One's own right comes before a designee's: the responsible employee, their supervisor, a role that gives orders,
    whoever audits the register.
    """
    person = site.responsible
    mine = {site.responsible_id, person.supervisor_id if person else None} - {None}
    if standing.person.pk in mine:
        return ""
    names = [standing.acts_for[pk] for pk in mine if pk in standing.acts_for]
    audits = (held for held in standing.held if roles.AUDITS in held.capabilities and held.scope == Role.Scope.DISTRICT)
    if role := rules.ordering_role(standing, site) or next(audits, None):
        names.append(role.acting_for)
    return min(names, key=bool) if names else None


def may_offer(standing: Standing, site: Site) -> None:
    """A live site is offered by whoever answers for it, their supervisor, the head of its place, or the director."""
    rules.same_district(standing, site)
    if site.status not in states.LIVE:
        raise Refused(f"{site} is {site.get_status_display().lower()}: nobody has to answer for it any more.")
    if in_whose_name(standing, site) is None:
        raise Refused(f"Only whoever answers for {site}, their supervisor or the head of its place offers it to somebody.")


def is_not_decided(policy: Policy | None) -> None:
    """Where the policy has a new responsible employee decided on, nobody passes a site on by themselves."""
    if policy is not None and policy.decides_who_answers:
        raise Refused("Under the policy of your district a new responsible employee is decided on. Ask for a change of the site.")


def may_be_offered(site: Site, person: Person, policy: Policy | None) -> None:
    """A site goes to somebody else who may answer for one."""
    if person.pk == site.responsible_id:
        raise Refused(f"{person} answers for {site} already.")
    rules.may_answer_for(person, site.district_id, policy)


def stays(person: Person, today: date) -> None:
    """Nobody takes a site who leaves before they could look after it."""
    if person.ends_on is not None and person.ends_on <= today + timedelta(days=LONGEST):
        raise Refused(f"{person} leaves soon too. Name somebody who stays.")


def is_a_day_to_answer(answer_by: date, today: date) -> None:
    """Whoever is asked has a day at least, and not for ever."""
    rules.answers_later(answer_by, today)
    if answer_by > today + timedelta(days=LONGEST):
        raise Refused(f"Choose a day within {LONGEST} days: until then nobody else is asked.")


def may_answer(offer: Offer, person: Person) -> None:
    """The one who is asked answers, and nobody for them."""
    if offer.person_id != person.pk:
        raise Refused("Somebody else is asked.")


def still_open(offer: Offer) -> None:
    """An offer is answered or taken back once."""
    if offer.state == states.OPEN:
        return
    said = offer.get_state_display().lower()
    raise Refused(f"This offer is closed: {said}, {offer.answered_name}.")


def may_withdraw(standing: Standing, offer: Offer) -> None:
    """An offer is taken back by whoever made it, or whoever could make it now."""
    if offer.offered_by_id != standing.person.pk:
        may_offer(standing, offer.site)


def may_look(standing: Standing, offer: Offer) -> None:
    """An offer is read by the one who is asked, and by those who may take it back or read the whole site."""
    if offer.site.district_id != standing.district_id:
        raise Refused("This site belongs to another district.")
    reads = standing.reads_place(school_id=offer.site.school_id) or standing.can(roles.AUDITS)
    if offer.person_id != standing.person.pk and not reads:
        may_withdraw(standing, offer)


def may_tick(standing: Standing, hand_over: HandOver) -> None:
    """What was done on the platform is recorded by whoever may offer the site, or by the one who gave it away."""
    if hand_over.site.district_id != standing.district_id:
        raise Refused("This site belongs to another district.")
    if hand_over.person_id != standing.person.pk:
        may_offer(standing, hand_over.site)


def may_choose(standing: Standing, site: Site) -> None:
    """What becomes of the sites of a school is chosen by a role that gives orders about them."""
    rules.same_district(standing, site)
    if rules.ordering_role(standing, site) is None:
        raise Refused(f"Only the head of its place, or a role that gives orders about it, chooses what becomes of {site}.")
    if site.status not in states.LIVE:
        raise Refused(f"{site} is {site.get_status_display().lower()} already.")
