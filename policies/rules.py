"""Who may load and retire a policy, who writes and who acknowledges its guidelines, and who is trained."""

from collections.abc import Iterable
from datetime import date

from accounts import roles
from accounts.access import Standing
from accounts.models import Person
from accounts.rules import Refused
from accounts.schooldays import SchoolDays
from accounts.wording import full_day

from .document import Policy
from .models import Campaign, GuidelineVersion, Retirement
from .training import counts_until, is_trained

LONGEST_GUIDELINE = 50_000  # characters: some twenty pages


def may_edit(standing: Standing) -> None:
    """Only holders of a role that edits policies load them and read the presets."""
    if not standing.can(roles.EDITS_POLICIES):
        raise Refused("Only a role that edits policies can load one.")


def begins_in_time(begins: date, *, on: date, is_first: bool) -> None:
    """A policy does not change what was decided under another one: only a district's first may begin in the past."""
    if begins < on and not is_first:
        raise Refused("Choose today or a later day: what was submitted before keeps its version.")


def may_be_retired(retirement: Retirement | None, from_on: date, reason: str, *, on: date) -> None:
    """Once, from today or a later day, with a reason: what was decided under it stays decided."""
    if retirement is not None:
        raise Refused(f"It is retired already, from {full_day(retirement.from_on)}.")
    if from_on < on:
        raise Refused("Choose today or a later day: what was submitted before keeps its version.")
    if not reason.strip():
        raise Refused("Give a reason: it goes into the record.")


# guidelines ----------------------------------------------------------------------------------------------------------


def may_write(standing: Standing, policy: Policy | None) -> str:
    """Guidelines are kept by the roles that the policy names, and by nobody else; where it names none, by who edits policies.

    Returns the name of whom a designee acts for, or "". One's own right comes before a designee's.
    """
    named = policy.policy.guidelines_edited_by if policy else ()
    held = [role for role in standing.held if (role.role in named if named else roles.EDITS_POLICIES in role.capabilities)]
    if not held:
        keepers = " or the ".join(policy.role_label(key) for key in named) if policy else ""
        who = f"the {keepers} or a designee" if keepers else "a role that edits policies"
        raise Refused(f"The guidelines are kept by {who}.")
    return min((role.acting_for for role in held), key=bool)


def is_writable(text: str, *, last: GuidelineVersion | None, note: str) -> None:
    """A version says something, not more than anybody reads, and something else than the one before, with a word on what."""
    if not text.strip():
        raise Refused("Write the text of the guideline.")
    if len(text) > LONGEST_GUIDELINE:
        raise Refused(f"This text has {len(text):,} characters. Keep it within {LONGEST_GUIDELINE:,}: people are to read it.")
    if last is None:
        return
    if text == last.text:
        raise Refused(f"Nothing changed: version {last.number} says this already, to the letter.")
    if not note:
        raise Refused("Say in a sentence what changed: people read it first.")


def begins_in_order(in_force_from: date, *, last: GuidelineVersion | None, on: date) -> None:
    """A later version never applies to what was, nor before the one it follows; a first one may have begun already."""
    if last is None:
        return
    if in_force_from < on:
        raise Refused("Choose today or a later day: until then the version before it holds.")
    if in_force_from < last.in_force_from:
        raise Refused(f"Version {last.number} begins on {full_day(last.in_force_from)}: choose that day or a later one.")


def may_be_asked_by(due_on: date, *, on: date) -> None:
    """People have at least today to read."""
    if due_on < on:
        raise Refused("The day by which people are asked lies in the past.")


def is_open(campaign: Campaign) -> None:
    """What has ended cannot be ended again."""
    if campaign.ended_at is not None:
        raise Refused("Nobody is asked any more: this has ended already.")


def may_acknowledge(person: Person, version: GuidelineVersion, *, in_force: GuidelineVersion | None) -> None:
    """Somebody of the district acknowledges the version in force, or one that begins later; not what was replaced."""
    if person.district_id != version.guideline.district_id or not person.is_active:
        raise Refused("These are the guidelines of another district.")
    if in_force is not None and version.number < in_force.number:
        raise Refused(f"Version {in_force.number} has replaced this one. Read and acknowledge that.")


# training ------------------------------------------------------------------------------------------------------------


def has_training(
    label: str, attended: Iterable[date], valid_for: str | None, days: SchoolDays, *, on: date, given_by: str = "", who: str = ""
) -> None:
    """Whoever answers for a site or asks for one was at the training, on one of these days, and it still counts.

    `valid_for` is the length of time the policy gives it; None counts for good. `given_by` says whom to ask, `who` of whom
    it is said where that is not the reader.
    """
    past = sorted(held_on for held_on in attended if held_on <= on)
    if is_trained(past, valid_for, days, on=on):
        return
    whom = given_by or "whoever manages people in your district"
    whose = "their" if who else "your"
    again = f"Ask {whom} when it is held next; once {whose} attendance is recorded, come back to this page."
    last = counts_until(past[-1], valid_for, days) if past else None
    if last is None:
        asked = f"Your district asks for the training “{label}” first{f', and {who} was not there yet' if who else ''}."
        raise Refused(f"{asked} {again}")
    attended_on = f"that {who or 'you'} attended on {full_day(past[-1])}"
    raise Refused(f"The training “{label}” {attended_on} counted until {full_day(last)}. {again}")
