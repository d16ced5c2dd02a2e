"""How a rule speaks: it raises Refused with a sentence the person reads.

The same rule guards the button (`allows`), the view and the deed.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from . import roles
from .access import Standing
from .models import Appointment, Person, Role, School
from .rows import Outcome
from .wording import full_day


class Refused(Exception):
    """A rule says no. The message is a whole sentence for the person who asked."""

    @property
    def sentence(self) -> str:
        """What the person reads."""
        return str(self)


def allows(rule: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
    """The yes/no form of a rule that raises, for templates and lists."""
    try:
        rule(*args, **kwargs)
    except Refused:
        return False
    return True


# people --------------------------------------------------------------------------------------------------------------


def may_manage(standing: Standing, district_id: int | None) -> None:
    """People are managed by those whose role says so, in their own district and no other."""
    if district_id is None or standing.person.district_id != district_id or not standing.can(roles.MANAGES):
        raise Refused("Only somebody who manages the people of this district may do that.")


def may_end(standing: Standing, person: Person) -> None:
    """Whoever manages people may end them, but not themselves: somebody has to stay who can."""
    may_manage(standing, person.district_id)
    if standing.person.pk == person.pk:
        raise Refused("You cannot end yourself. Ask somebody else who manages people.")
    is_active(person)


def is_active(person: Person) -> None:
    """Nothing new is given to somebody who has ended."""
    if not person.is_active:
        raise Refused(f"{person.name} has ended.")


def is_an_address(email: str) -> None:
    """An e-mail address is one mailbox: no comma, no line break."""
    if any(character in email for character in "\r\n,;<>") or not email.isprintable():
        raise Refused("Write one e-mail address, without commas or line breaks.")
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refused("Write an e-mail address like name@district.org.") from error


def is_nobody_elses(owner: Person | None, person: Person | None = None) -> None:
    """An e-mail address is one person's. Whose it is otherwise is not said: they may be of another district."""
    if owner is not None and owner != person:
        raise Refused("This e-mail address is in use already.")


def is_not_both(own: Iterable[str], private: Iterable[str]) -> None:
    """A mail domain is the district's or one of private mail: as both, no address there would fit any policy."""
    if both := sorted({*own} & {*private}):
        raise Refused(f"{both[0]} is in both lists of mail domains. Take it out of the district’s or out of the private ones.")


def has_an_end_where_needed(kind: str, ends_on: date | None, *, on: date) -> None:
    """A volunteer has a last day, and a last day lies ahead."""
    if kind == Person.Kind.VOLUNTEER and ends_on is None:
        raise Refused("A volunteer needs a last day.")
    if ends_on and ends_on < on:
        raise Refused("The last day lies in the past. End the person instead.")


def fits_a_person(*, district_id: int, place: School | None, supervisor: Person | None, person: Person | None = None) -> None:
    """Place and supervisor are of the person's own district, the supervisor is there and is not the person."""
    if place and place.district_id != district_id:
        raise Refused("This place belongs to another district.")
    if supervisor is None:
        return
    if supervisor.district_id != district_id:
        raise Refused("The supervisor belongs to another district.")
    if person and supervisor.pk == person.pk:
        raise Refused("Nobody is their own supervisor.")
    is_active(supervisor)


def may_see_hand_over(standing: Standing, person: Person) -> None:
    """What hangs on somebody is seen by themselves, their supervisor, the head of their place, and whoever audits or manages."""
    if person.district_id != standing.district_id or not standing.district_id:
        raise Refused("This person belongs to another district.")
    if person.pk == standing.person.pk or standing.can(roles.AUDITS) or standing.can(roles.MANAGES):
        return
    if person.supervisor_id and (person.supervisor_id == standing.person.pk or person.supervisor_id in standing.acts_for):
        return
    if person.place_id is None or not standing.can(roles.HEADS, school_id=person.place_id):
        raise Refused("Only they, their supervisor and whoever audits the register see this.")


def is_another_day(person: Person, ends_on: date | None) -> None:
    """A last day is set, moved or taken back; never set as it is already."""
    if person.ends_on == ends_on:
        raise Refused(f"That is their last day already: {full_day(ends_on)}." if ends_on else "They have no last day.")


# appointments --------------------------------------------------------------------------------------------------------


def may_be_appointed(person: Person, role: Role, school: School | None) -> None:
    """A role is held by an active person of its own district: a school's role at a school, a district's role at none."""
    is_active(person)
    if person.district_id != role.district_id:
        raise Refused(f"{person.name} belongs to another district.")
    if role.scope not in (Role.Scope.SCHOOL, Role.Scope.DISTRICT):
        raise Refused(f"Nobody is appointed {role.label}: {_found_otherwise(role)}.")
    if role.scope == Role.Scope.SCHOOL and (school is None or school.district_id != role.district_id):
        raise Refused(f"{role.label} is a role at a school. Say at which.")
    if role.scope == Role.Scope.DISTRICT and school is not None:
        raise Refused(f"{role.label} is a role for the whole district. Leave the place empty.")


def _found_otherwise(role: Role) -> str:
    return "it is a body outside Rollcall" if role.scope == Role.Scope.EXTERNAL else "it follows from the submission or the site"


def begins_with_its_role(role: Role, starts_on: date) -> None:
    """Nobody holds a role before the policy that has it is in force."""
    if role.begins_on and starts_on < role.begins_on:
        raise Refused(f"{role.label} is a role from {full_day(role.begins_on)} on: choose that day or a later one.")


def runs_forward(starts_on: date, ends_on: date | None) -> None:
    """An appointment ends on the day it starts or later."""
    if ends_on and ends_on < starts_on:
        raise Refused("The last day lies before the first.")


def is_not_held_yet(person: Person, role: Role, others: Iterable[Appointment], starts_on: date, ends_on: date | None) -> None:
    """A person holds a role at a place once at a time. `others` are their appointments to it that have not ended."""
    for other in others:
        if (other.ends_on is None or other.ends_on >= starts_on) and (ends_on is None or ends_on >= other.starts_on):
            raise Refused(f"{person.name} holds this role there already: {role.label}.")


def may_end_appointment(standing: Standing, appointment: Appointment, *, last_day: date | None) -> None:
    """Whoever manages people ends an appointment, at once or with a last day that lies ahead and not after the one it has."""
    may_manage(standing, appointment.district_id)
    has_not_ended(appointment, on=standing.on)
    if last_day is None:
        return
    if last_day < max(standing.on, appointment.starts_on):
        raise Refused("The last day lies before today or before the first day.")
    if appointment.ends_on and last_day > appointment.ends_on:
        raise Refused(f"This appointment ends on {full_day(appointment.ends_on)} already.")


def has_not_ended(appointment: Appointment, *, on: date) -> None:
    """What is over cannot be ended again."""
    if appointment.ended_at or (appointment.ends_on and appointment.ends_on < on):
        raise Refused("This appointment has ended already.")


def may_be_replaced(person: Person, successor: Person, *, starts_on: date, on: date) -> None:
    """Somebody active is replaced by somebody else of the district who is still there, from today or a later day."""
    is_active(person)
    if successor.pk == person.pk:
        raise Refused("Nobody takes their own place. Choose somebody else.")
    if successor.district_id != person.district_id:
        raise Refused(f"{successor.name} belongs to another district.")
    is_active(successor)
    if starts_on < on:
        raise Refused("Choose today or a later day: what was decided before stays as it is.")
    if successor.ends_on and successor.ends_on <= starts_on:
        raise Refused(f"The last day of {successor.name} is {full_day(successor.ends_on)}: choose somebody who stays.")


def has_something_to_pass(person: Person, something: bool, *, starts_on: date) -> None:
    """Where nothing would move there is nothing to do."""
    if not something:
        raise Refused(f"{person.name} holds no role from {full_day(starts_on)} on, and is nobody’s supervisor.")


# designees -----------------------------------------------------------------------------------------------------------


def may_have_designee(standing: Standing, appointment: Appointment) -> None:
    """A person names a designee under an appointment of their own that is in force, and only where the role allows it."""
    own = [held for held in standing.held if held.appointment_id == appointment.pk]
    if not own:
        raise Refused("You can name a designee only under an appointment that you hold today.")
    if appointment.designee_of_id is not None:
        raise Refused("A designee cannot pass the role on.")
    if not appointment.role.delegable:
        raise Refused(f"The policy does not let a designee act as {appointment.role.label}.")


def may_be_designee(standing: Standing, appointment: Appointment, designee: Person, *, starts_on: date, ends_on: date) -> None:
    """A designee is another active employee of the district, from today or later until a day within the appointment."""
    if designee.pk == standing.person.pk:
        raise Refused("You cannot be your own designee.")
    if designee.district_id != appointment.district_id:
        raise Refused("A designee belongs to your own district.")
    is_active(designee)
    if starts_on < standing.on:
        raise Refused("A designee begins today or later.")
    runs_forward(starts_on, ends_on)
    for limit, whose in ((appointment.ends_on, "Your own appointment"), (designee.ends_on, designee.name)):
        if limit and ends_on > limit:
            raise Refused(f"{whose} ends on {full_day(limit)}: choose that day or an earlier one.")
    if designee.kind == Person.Kind.VOLUNTEER:
        raise Refused(f"{designee.name} is a volunteer: what you decide is decided for you by an employee.")


def may_withdraw(standing: Standing, designation: Appointment) -> None:
    """Whom the designee acts for, or somebody who manages people, withdraws them."""
    if designation.designee_of is None:
        raise Refused("This is nobody's designee.")
    if designation.designee_of.person_id != standing.person.pk:
        may_manage(standing, designation.district_id)
    has_not_ended(designation, on=standing.on)


# calendar ------------------------------------------------------------------------------------------------------------


def may_keep_calendar(standing: Standing, *, district_id: int, school: School | None) -> None:
    """The calendar is kept by whoever manages people, a school's also by those who do so at that school."""
    if standing.person.district_id != district_id or (school and school.district_id != district_id):
        raise Refused("This calendar belongs to another district.")
    if not standing.can(roles.MANAGES, school_id=school.pk if school else None):
        raise Refused("Only somebody who manages people may change this calendar.")


CLOSED_AHEAD = 60  # days; what is known longer before belongs into the calendar


def may_close_at_once(standing: Standing, *, district_id: int, school: School | None) -> None:
    """A snow day is declared by whoever keeps the calendar, for one school also by whoever heads it."""
    if standing.person.district_id != district_id or (school and school.district_id != district_id):
        raise Refused("This calendar belongs to another district.")
    school_id = school.pk if school else None
    heads = school_id is not None and any(
        held.school_id == school_id and roles.HEADS in held.capabilities for held in standing.held
    )
    if not heads and not standing.can(roles.MANAGES, school_id=school_id):
        raise Refused("Only somebody who manages people, or who heads the school, may close it at once.")


def is_soon(on: date, today: date) -> None:
    """What is closed at once is today or soon; what is over stays as it was."""
    if on < today:
        raise Refused("This day is over. What was due on it stays as it was.")
    if (on - today).days > CLOSED_AHEAD:
        raise Refused(f"Choose a day within {CLOSED_AHEAD} days. Days further ahead belong into the calendar.")


def changes_something(outcome: Outcome, already: str) -> None:
    """A deed that would change nothing is refused with the sentence that says so, so that the trail tells only what happened."""
    if not outcome.new and not outcome.changed:
        raise Refused(already)


def is_a_possible_day(day: date) -> None:
    """A calendar day lies in a year that a district may mean."""
    if not 2000 <= day.year <= 2100:
        raise Refused("Write a day between 2000 and 2100.")
