"""What may be done about pages that are not on the register: groups of others, pages that were found, and whose they are."""

from collections.abc import Iterable
from datetime import date

from accounts import roles
from accounts.access import Held, Standing
from accounts.models import Person, Role
from accounts.rules import Refused
from policies.document import Policy
from policies.document.orders import UnofficialSpec

from .. import states
from ..addresses import Address
from ..models import Claim, FoundPage


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
