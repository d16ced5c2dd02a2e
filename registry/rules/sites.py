"""What may be done with a site that is on the register, and by whom."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from accounts import roles
from accounts.access import Held, Standing
from accounts.models import Person
from accounts.rules import Refused
from policies.document import Policy

from .. import states
from ..models import Site
from ..passwords import looks_like_password

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
