"""What may be done in the register, and by whom. Every rule raises Refused with a sentence the person reads."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from accounts import roles
from accounts.access import Held, Standing
from accounts.models import Person, Role
from accounts.rules import Refused
from policies.document import Policy
from policies.document.orders import UnofficialSpec

from . import states
from .addresses import Address
from .models import Claim, FoundPage, Site
from .passwords import looks_like_password

DONE = {"suspend": "suspended", "reinstate": "reinstated", "close": "closed", "shut_down": "shut down"}
LONGEST_REASON = 4000  # characters


def same_district(standing: Standing, site: Site) -> None:
    """Nothing is done to a site of another district."""
    if standing.person.district_id != site.district_id:
        raise Refused("This site belongs to another district.")


def ordering_role(standing: Standing, site: Site) -> Held | None:
    """The role under which this person gives orders about the site; their own before one they stand in for."""
    if standing.person.district_id != site.district_id:
        return None
    fitting = [
        held
        for held in standing.held
        if roles.ORDERS in held.capabilities and (held.school_id is None or held.school_id == site.school_id)
    ]
    return min(fitting, key=lambda held: held.acting_for_id is not None, default=None)


def in_whose_name(standing: Standing, site: Site) -> str:
    """Whom this person stands in for when they act on the site; nothing where they act in their own right."""
    role = ordering_role(standing, site)
    return "" if role is None or site.responsible_id == standing.person.pk else role.acting_for


def may_order(standing: Standing, site: Site, deed: str) -> None:
    """Orders come from a role that carries them, for this school or the district; one's own site one may close."""
    same_district(standing, site)
    if ordering_role(standing, site) is not None:
        return
    if deed == "close" and site.responsible_id == standing.person.pk:
        return
    raise Refused(f"You hold no role that lets you have {site} {DONE[deed]}.")


def possible(site: Site, deed: str) -> None:
    """The deed must lead somewhere from the status the site has."""
    if states.after(deed, site.status) is None:
        raise Refused(f"{site} is {site.get_status_display().lower()} and cannot be {DONE[deed]}.")


def may_do(standing: Standing, site: Site, deed: str) -> None:
    """This person may do this to the site now: the button and the page ask this."""
    may_order(standing, site, deed)
    possible(site, deed)


def reason_given(reason: str) -> None:
    """Nothing changes the status of a site without a reason."""
    if not reason.strip():
        raise Refused("Give a reason. It stays in the site's history.")
    if len(reason) > LONGEST_REASON:
        raise Refused(f"Give the reason in at most {LONGEST_REASON} characters. Yours has {len(reason)}.")


def ends_later(until: date | None, today: date) -> None:
    """A suspension for a time ends on a day to come."""
    if until is not None and until <= today:
        raise Refused("The last day of a suspension lies in the future.")


def may_answer_for(person: Person, district_id: int, policy: Policy | None = None) -> None:
    """Only an active person of the district answers for a site; a volunteer where the policy lets them."""
    if person.district_id != district_id:
        raise Refused(f"{person} does not belong to this district.")
    if not person.is_active:
        raise Refused(f"{person} has left and cannot answer for a site. Name somebody else.")
    _as_volunteer(person, "answer_for", policy)


def may_post(people: Iterable[Person], district_id: int, policy: Policy | None = None) -> None:
    """Only active people of the district post on its sites; volunteers where the policy lets them."""
    for person in people:
        if person.district_id != district_id:
            raise Refused(f"{person} does not belong to this district.")
        if not person.is_active:
            raise Refused(f"{person} has left and cannot post on a site.")
        _as_volunteer(person, "post", policy)


def _as_volunteer(person: Person, what: Literal["post", "answer_for"], policy: Policy | None) -> None:
    if policy is None or person.kind != Person.Kind.VOLUNTEER or what in policy.site.volunteers_may:
        return
    does = {"post": "post on a site", "answer_for": "answer for a site"}[what]
    raise Refused(f"{person} is a volunteer, and under the policy of your district only employees {does}. Name an employee.")


def has_somebody(site: Site) -> None:
    """A site comes back only when somebody answers for it."""
    if site.responsible is None or not site.responsible.is_active:
        who = f"{site.responsible} has left" if site.responsible else "Nobody answers for it"
        raise Refused(f"{who}. A site is reinstated only when somebody answers for it.")


def may_name_posters(standing: Standing, site: Site) -> None:
    """Posters are named by whoever answers for the site, or by a role that gives orders about it."""
    same_district(standing, site)
    if site.status not in states.LIVE:
        raise Refused(f"{site} is {site.get_status_display().lower()}: nobody posts on it any more.")
    if site.responsible_id != standing.person.pk and ordering_role(standing, site) is None:
        raise Refused(f"Only whoever answers for {site}, or the head of its place, names who may post.")


def already_registered(site: Site) -> str:
    """What is said instead of an error where an address is taken: by which site, whose, and where."""
    owner = f"owned by {site.responsible}" if site.responsible else "owned by nobody"
    return f"This address is already registered: {site}, {owner} at {site.school}."


def free(taken: Site | None) -> None:
    """One live site per web address and district."""
    if taken is not None:
        raise Refused(already_registered(taken))


def may_identify(standing: Standing, site: Site) -> str:
    """Whether the wording is on the page is recorded by whoever answers for it, or their designee; returns for whom."""
    same_district(standing, site)
    _still_lives(site)
    if site.responsible_id == standing.person.pk:
        return ""
    if site.responsible_id in standing.acts_for:
        return standing.acts_for[site.responsible_id]
    raise Refused(f"Only whoever answers for {site} records this.")


def may_record_access(standing: Standing, site: Site) -> None:
    """What a parent was told is recorded by whoever answers for the site, their supervisor, or a role that gives orders."""
    same_district(standing, site)
    person = site.responsible
    mine = (site.responsible_id, person.supervisor_id if person else None)
    if standing.person.pk not in mine and ordering_role(standing, site) is None:
        raise Refused(f"Only those who look after {site} record what a parent was told.")


def may_keep_consents(standing: Standing, site: Site) -> str:
    """Consents are kept by whoever answers for the site, their designee, or a role that gives orders; returns for whom."""
    return _keeps(standing, site, "its consents")


def _keeps(standing: Standing, site: Site, what: str) -> str:
    """Records of a site are kept by whoever answers for it, their designee, or a role that gives orders about it."""
    same_district(standing, site)
    if site.responsible_id == standing.person.pk:
        return ""
    if site.responsible_id in standing.acts_for:
        return standing.acts_for[site.responsible_id]
    role = ordering_role(standing, site)
    if role is None:
        raise Refused(f"Only whoever answers for {site}, or the head of its place, keeps {what}.")
    return role.acting_for


def may_record_consent(standing: Standing, site: Site) -> str:
    """New ones are recorded while the site lives; returns for whom."""
    _still_lives(site)
    return may_keep_consents(standing, site)


def may_keep_keys(standing: Standing, site: Site) -> str:
    """Who is administrator on the platform, and who holds the sealed credential, is kept by the same; returns for whom."""
    _still_lives(site)
    return _keeps(standing, site, "the list of its administrators")


def may_be_admin(person: Person, site: Site) -> None:
    """An administrator on the platform is somebody of the district who is still there."""
    if person.district_id != site.district_id:
        raise Refused(f"{person} does not belong to this district.")
    if not person.is_active:
        raise Refused(f"{person} has left and cannot be administrator. Take them off on the platform.")


def _still_lives(site: Site) -> None:
    if site.status not in states.LIVE:
        raise Refused(f"{site} is {site.get_status_display().lower()}: nothing is recorded about it any more.")


def in_order(since: date, until: date | None) -> None:
    """What has a last day has it after its first."""
    if until is not None and until < since:
        raise Refused("The last day lies before the first.")


def no_password(*texts: str) -> None:
    """No password is kept, wherever it was typed."""
    if any(looks_like_password(text) for text in texts):
        raise Refused("This looks like a password. Rollcall keeps none: say where it is, not what it is.")


def has_come(day: date, today: date) -> None:
    """What is recorded has happened."""
    if day > today:
        raise Refused("Give the day on which it happened; it does not lie ahead.")


# what is not registered -----------------------------------------------------------------------------------------------


def may_audit(standing: Standing) -> None:
    """Groups of others, and who is asked about existing pages, are overseen by whoever audits the register."""
    if not standing.can(roles.AUDITS):
        raise Refused("Only somebody who audits the register does this.")


def may_declare(standing: Standing, policy: Policy | None) -> None:
    """One declares one's own groups, where the policy in force keeps a list of them and is about people like oneself."""
    if policy is None or not policy.unofficial.groups:
        raise Refused("The policy of your district keeps no list of unofficial groups.")
    if standing.person.kind not in policy.policy.applies_to:
        raise Refused("The policy of your district is not about you.")


def searching_role(standing: Standing, spec: UnofficialSpec) -> Held | None:
    """The role under which somebody looks at the public internet, their own before one they stand in for.

    The roles the policy names; besides, and where it names none, whoever audits the register.
    """
    named = [held for held in standing.held if held.role in spec.searched_by]
    audits = [held for held in standing.held if roles.AUDITS in held.capabilities and held.scope == Role.Scope.DISTRICT]
    return next(iter(sorted(named, key=_stands_in) + sorted(audits, key=_stands_in)), None)


def _stands_in(held: Held) -> bool:
    return held.acting_for_id is not None


def may_search(standing: Standing, spec: UnofficialSpec) -> None:
    """Pages are looked for by the roles the policy names, and only where it has them looked for."""
    if not spec.found_pages or searching_role(standing, spec) is None:
        raise Refused("You hold no role that looks for pages on the public internet.")


def not_personal(address: Address, names: Iterable[str] = ()) -> None:
    """The accounts of people are nobody's business here: not those written as such, not those under a person's name."""
    handle = _letters(address.handle or address.canonical.rstrip("/").rsplit("/", 1)[-1])
    if address.is_personal or any(handle == _letters(name) for name in names):
        raise Refused("This looks like somebody’s personal account. Personal accounts are not written down.")


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalpha())


def still_to_match(found: FoundPage, *states_before: str) -> None:
    """A found page is worked on until it is matched."""
    if found.state not in (states_before or states.TO_WORK_ON):
        raise Refused(f"It says “{found.get_state_display().lower()}” already.")


def may_be_asked(person: Person | None, district_id: int) -> Person:
    """Only an active person of the district is asked about a page."""
    if person is None or person.district_id != district_id or not person.is_active:
        raise Refused("Nobody in your district has this address.")
    return person


def answers_later(answer_by: date, today: date) -> None:
    """Whoever is asked has a day at least."""
    if answer_by <= today:
        raise Refused("The day by which to answer lies in the future.")


def may_answer(claim: Claim, person: Person) -> None:
    """The one who is asked answers, and nobody for them."""
    if claim.person_id != person.pk:
        raise Refused("Somebody else is asked about this page.")


def may_pass(standing: Standing, claim: Claim) -> None:
    """A page is passed on by the one who is asked, or by whoever audits the register."""
    if claim.person_id != standing.person.pk:
        may_audit(standing)


def passed_to_another(claim: Claim, person: Person) -> None:
    """Passing a page on names somebody else."""
    if claim.person_id == person.pk:
        raise Refused(f"{person} is asked already. Name somebody else.")


def still_open(claim: Claim) -> None:
    """A page is answered once, while it is asked about."""
    if claim.state == states.ENDED:
        raise Refused(f"Nobody is asked about {claim.name} any more.")
    if claim.state == states.ANSWERED:
        raise Refused(f"{claim.answered_name} has answered for {claim.name} already: {claim.get_answer_display().lower()}.")
