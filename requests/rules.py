"""Who may do what with a submission, and whether it is the time. Each refusal is a sentence the person reads."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from accounts.access import Standing
from accounts.models import Person, School
from accounts.roles import REQUESTER, RESPONSIBLE
from accounts.rules import Refused
from accounts.wording import listing
from policies.derived import OtherForm
from policies.document import Policy, StepSpec
from registry.models import Site
from registry.rules import ordering_role
from registry.states import LIVE

from . import states
from .models import Seat, Step, Submission

# Kinds of step on which nobody acts for their own submission.
DECIDING = (Step.Kind.APPROVE, Step.Kind.ASSIGN)


def may_file(person: Person, policy: Policy) -> None:
    """The policy applies to people of this kind (clause "who it applies to")."""
    if not person.is_active or person.district_id is None:
        raise Refused("Only people of a district can file a request.")
    if policy.policy.applies_to and person.kind not in policy.policy.applies_to:
        listed = " and ".join(f"{kind}s" for kind in policy.policy.applies_to)
        raise Refused(f"The policy of your district covers {listed} only. Ask an employee you work with to file the request.")


def fits_the_place(policy: Policy, answers: Mapping[str, Any], place: School) -> None:
    """What a page is for is offered only at the kinds of place that the policy names with it."""
    field = policy.field_of("entity")
    spec = policy.entity(str(answers.get(field.key) or "")) if field else None
    if spec is None or not spec.places or place.kind in spec.places:
        return
    kinds = listing([School.Kind(kind).label.lower() for kind in spec.places], "or")
    raise Refused(f"“{spec.label}” is for a {kinds}. {place} is another kind of place: choose another place, or something else.")


def may_edit(person: Person, submission: Submission) -> None:
    """Only the requester edits, and only a draft or what was returned."""
    if submission.requester_id != person.pk:
        raise Refused("Only the person who asks can change this submission.")
    if submission.status not in (states.DRAFT, states.RETURNED):
        raise Refused("It is on its way and cannot be changed now. Withdraw it, or ask for it to be returned.")


def may_discard(person: Person, submission: Submission) -> None:
    """Only the requester, and only a draft that was never submitted."""
    if submission.requester_id != person.pk or submission.status != states.DRAFT:
        raise Refused("Only your own drafts can be discarded. A submission that was sent can be withdrawn.")


def may_withdraw(person: Person, submission: Submission) -> None:
    """Only the requester, while the submission is on its way or returned."""
    if submission.requester_id != person.pk:
        raise Refused("Only the person who asks can withdraw this submission.")
    if states.after("withdraw", submission.status) is None:
        raise Refused(f"It cannot be withdrawn any more: {states.LABELS[submission.status].lower()}.")


def reads(standing: Standing, submission: Submission, seats: Iterable[Seat] = ()) -> bool:
    """Whether a submission may be read: one's own, one's school's, or one that waits (or waited) for oneself.

    Drafts are their author's alone; what was given in confidence is read by its author and by those it waits or waited for.
    """
    if submission.requester_id == standing.person.pk:
        return True
    if submission.status == states.DRAFT or submission.district_id != standing.person.district_id:
        return False
    sits = any(acting(standing, seat) is not None for seat in seats)
    return sits or (not submission.confidential and standing.reads_place(school_id=submission.place_id))


def acting(standing: Standing, seat: Seat) -> str | None:
    """In whose name this person may act on a seat: "" for their own, a name for whom they stand in, None if not at all.

    A role-holder's own right comes before a designee's. Seats of a person (requester, responsible) are nobody else's.
    """
    if seat.district_id != standing.person.district_id:
        return None
    if seat.acts in ("requester", "responsible"):
        return "" if seat.person_id == standing.person.pk else None
    found = _as_supervisor(standing, seat) if seat.acts == "supervisor" else _as_holder(standing, seat, seat.acts)
    if found is None and seat.fell_at and seat.fallback:
        found = _as_holder(standing, seat, seat.fallback)
    return found


def barred(seat: Seat) -> frozenset[int]:
    """Who has no say on a seat, neither in person nor through a designee: whom the policy keeps from it (`not_by`), and on a
    deciding step the requester."""
    return bars(seat.not_for, seat.step.submission.requester_id if seat.step.kind in DECIDING else None)


def bars(not_for: str, requester: int | None) -> frozenset[int]:
    """The same, from what a seat says and the requester of a deciding step."""
    return frozenset(map(int, filter(None, not_for.split(",")))) | ({requester} if requester else frozenset())


def kept_from(spec: StepSpec, *, given: Iterable[tuple[str, int]], requester: int, responsible: Callable[[], int]) -> str:
    """Whom the policy keeps from a step, as its seats say it: the requester, whoever answers for the site, and of `given`, the
    answers so far as (role, person), those for a role it names. Whoever may not decide anyway is not named."""
    not_by = set(spec.not_by) - ({REQUESTER} if spec.kind in DECIDING else set())
    if not not_by or spec.kind == "notify":
        return ""
    people = {person for role, person in given if role in not_by}
    people |= {requester} if REQUESTER in not_by else set()
    people |= {responsible()} if RESPONSIBLE in not_by else set()
    return f",{','.join(map(str, sorted(people)))}," if people else ""


def may_be_kept_from(seat: Seat) -> bool:
    """Whether a seat may be kept from somebody: those of a person are nobody else's."""
    return seat.acts not in (REQUESTER, RESPONSIBLE)


def _as_holder(standing: Standing, seat: Seat, role: str) -> str | None:
    names = [
        held.acting_for
        for held in standing.held
        if held.role == role
        and (held.scope == "district" or held.school_id == seat.school_id)
        and (held.acting_for_id is None or held.acting_for_id not in barred(seat))
    ]
    return min(names, key=bool) if names else None


def _as_supervisor(standing: Standing, seat: Seat) -> str | None:
    person = seat.person
    if person is None or person.pk == standing.person.pk:
        return None
    own = person.supervisor
    if own is not None and own.is_active and own.pk != person.pk:
        return "" if own.pk == standing.person.pk else standing.acts_for.get(own.pk)
    names = [
        held.acting_for
        for held in standing.held
        if "heads" in held.capabilities and held.school_id == person.place_id and held.acting_for_id != person.pk
    ]
    return min(names, key=bool) if names else None


def may_act(standing: Standing, seat: Seat) -> str:
    """The one who answers a seat: sits on it today, and does not decide on their own submission.

    Returns the name of whom they act for, or "".
    """
    if standing.person.pk in barred(seat):
        if seat.step.submission.requester_id == standing.person.pk:
            raise Refused("Nobody decides on their own submission.")
        raise Refused("The policy keeps you from this step: you answer for the site, or answered another step of it.")
    name = acting(standing, seat)
    if name is None:
        raise Refused("This is not yours to answer: it waits for somebody else.")
    return name


def is_open(seat: Seat) -> None:
    """The seat still waits for an answer."""
    if seat.step.submission.status != states.OPEN:
        raise Refused(f"This submission has ended: {states.LABELS[seat.step.submission.status].lower()}.")
    if seat.state != states.STEP_OPEN or seat.step.state != states.STEP_OPEN:
        raise Refused("This step is closed already.")


def may_ask_for(person: Person, policy: Policy, form: OtherForm) -> None:
    """A permission or a notice is for the people whom the policy is about; a notice for those its own block names."""
    may_file(person, policy)
    spec = next((row for row in policy.disclosures if f"notice.{row.key}" == form.key), None)
    if spec is not None and person.kind not in spec.from_:
        listed = " and ".join(f"{kind}s" for kind in spec.from_)
        raise Refused(f"The policy of your district asks this of {listed} only.")


def may_change(standing: Standing, site: Site) -> None:
    """A change of a live site is asked for by whoever answers for it, or by a role that gives orders about it."""
    if site.district_id != standing.person.district_id:
        raise Refused("This site belongs to another district.")
    if site.status not in LIVE:
        raise Refused(f"{site} is {site.get_status_display().lower()} and cannot be changed any more.")
    if site.responsible_id != standing.person.pk and ordering_role(standing, site) is None:
        raise Refused(f"Only whoever answers for {site}, or the head of its place, asks for a change.")


def may_join(site: Site, person: Person, posters: Iterable[int]) -> None:
    """A site that is active and answered for may be joined by those of its district who do not post on it yet."""
    if site.district_id != person.district_id or site.status != "active":
        raise Refused("Only a site that is active can be joined.")
    if site.responsible is None or not site.responsible.is_active:
        raise Refused("Nobody answers for this site at the moment. Ask the technology director about it.")
    if person.pk in (site.responsible_id, *posters):
        raise Refused("You may post on this site already.")
