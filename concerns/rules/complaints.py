"""What may be done about a complaint, and by whom. Every rule raises Refused with a sentence the person reads.

What a visitor without an account reads is said in their language.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from accounts.access import Held, Standing
from accounts.models import Person
from accounts.rules import Refused
from accounts.wording import listing
from policies.document import Policy
from policies.document.orders import ComplaintSpec
from registry.models import Site
from registry.states import LIVE

from .. import states
from ..models import Complaint
from ..tokens import Ticket, is_hasty

LEAST = timedelta(seconds=3)  # people need longer to write anything
LONGEST = 4000  # characters of a text
LIMITS: dict[str, tuple[tuple[timedelta, int], ...]] = {  # how often a visitor's address may, within how long
    states.FILED: ((timedelta(hours=1), 10), (timedelta(days=1), 40)),
    states.LOOKED: ((timedelta(hours=1), 20),),
}


# visitors -------------------------------------------------------------------------------------------------------------


def is_ours(ticket: Ticket | None) -> Ticket:
    """A form comes back with the ticket it was shown with."""
    if ticket is None:
        raise Refused(_("This form was open for too long. Send it again: nothing you wrote is lost."))
    return ticket


def took_its_time(ticket: Ticket, at: datetime) -> None:
    """Nobody reads and writes within three seconds; programs do."""
    if is_hasty(ticket, at, LEAST):
        raise Refused(_("That was very quick. Wait a few seconds and send it again: nothing you wrote is lost."))


def left_empty(trap: str) -> None:
    """A field that people do not see stays empty; programs fill it in."""
    if trap:
        raise Refused(_("Leave the last field empty, then send it again: nothing you wrote is lost."))


def not_too_often(counts: Iterable[tuple[int, int]]) -> None:
    """Pairs of how often it was done and how often it may be."""
    if any(count > most for count, most in counts):
        raise Refused(_("Too much was sent from your network for now. Wait an hour and send it again, or call the school."))


def says_something(text: str) -> None:
    """What is sent says something, in so many characters at most."""
    if not text.strip():
        raise Refused(_("Write a few words."))
    if len(text) > LONGEST:
        raise Refused(_("Write at most 4,000 characters."))


def is_open_to_visitors(complaint: Complaint) -> None:
    """Whoever complained may add something until it is concluded."""
    if complaint.state == states.CONCLUDED:
        raise Refused(_("This report is closed. To say something new, send a new report."))


# receivers ------------------------------------------------------------------------------------------------------------


def still_open(complaint: Complaint) -> None:
    """Nothing is done about what is concluded."""
    if complaint.state == states.CONCLUDED:
        raise Refused(f"{complaint.concluded_name} has concluded it already: {complaint.outcome}.")


def still_waiting(complaint: Complaint) -> None:
    """A complaint is acknowledged once."""
    still_open(complaint)
    if complaint.state != states.WAITING:
        raise Refused(f"{complaint.acknowledged_by} has acknowledged it already.")


def can_be_attached(complaint: Complaint, site: Site) -> None:
    """A complaint that named no site may turn out to be about one of the same district; one about a personal page never is."""
    still_open(complaint)
    if complaint.kind not in states.UNNAMED or complaint.site_id is not None:
        raise Refused("It is said already which site this is about." if complaint.site_id else "This is about no site.")
    if site.district_id != complaint.district_id or site.status not in LIVE:
        raise Refused("Choose a site of your district.")


def is_written(text: str, what: str) -> None:
    """A deed of words has some."""
    if not text.strip():
        raise Refused(f"Write {what}.")


def may_unlock(complaint: Complaint, person: Person, looking_after: Collection[int]) -> None:
    """Who complained is shown to receivers, never to those who look after the page, whatever the policy lets them read."""
    if not (complaint.contact or complaint.contact_name):
        raise Refused("Whoever complained left no name and no way to reach them.")
    if person.pk in looking_after and complaint.kind != states.ACCESS:
        raise Refused("Who complained is not shown to those who look after the page.")


def role_for(standing: Standing, keys: Collection[str]) -> Held | None:
    """The role among these under which somebody acts, their own before one they stand in for."""
    fitting = [held for held in standing.held if held.role in keys]
    return min(fitting, key=lambda held: held.acting_for_id is not None, default=None)


def may_end(standing: Standing, policy: Policy, spec: ComplaintSpec, outcome: str, referred_to: str) -> str:
    """An outcome of the policy's list, recorded by those whom the policy lets; returns whom a designee stands in for.

    Some complaints are ended by a named role alone (002:13), some outcomes recorded by one (003:32), and some bodies told
    by one (003:6).
    """
    if outcome not in outcomes_of(spec):
        raise Refused("Choose one of the policy's outcomes.")
    ending, acting_for = spec.ending(outcome), ""
    for keys, what in ((spec.determined_by, "how a complaint ends"), (ending.by, f"“{outcome}”")):
        if keys:
            acting_for = _only(standing, policy, keys, what) or acting_for
    if not ending.refers:
        return acting_for
    if referred_to not in spec.refer_to:
        raise Refused("Choose to whom it is referred.")
    by = spec.referral(referred_to).by
    return (_only(standing, policy, by, f"that it is referred to the {referred_to}") if by else "") or acting_for


def _only(standing: Standing, policy: Policy, keys: Collection[str], what: str) -> str:
    held = role_for(standing, keys)
    if held is None:
        raise Refused(f"Only {listing([policy.role_label(key) for key in keys], 'or')} records {what}. Bring them in.")
    return held.acting_for


def outcomes_of(spec: ComplaintSpec) -> tuple[str, ...]:
    """The outcomes of a policy; where it names none, the two that everybody knows."""
    return spec.outcomes or ("acted on", "no action")


def may_be_brought_in(role: str, offered: Collection[str]) -> None:
    """Roles are brought in that the policy has end complaints."""
    if role not in offered:
        raise Refused("Choose somebody whom the policy lets end complaints.")


def may_be_asked(person: Person | None, district_id: int) -> Person:
    """Questions go to people of the district who are there."""
    if person is None or person.district_id != district_id or not person.is_active:
        raise Refused("Ask somebody of your district.")
    return person
