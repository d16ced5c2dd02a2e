"""What receivers do about a complaint: acknowledge, write, ask, bring somebody in, unlock the contact, conclude.

Each deed asks again, in its transaction, whether its doer receives the complaint today. No event and no letter says what
was written; no event names the site or whoever was asked, for the trail outlives what is erased.
"""

from datetime import datetime

from django.db import transaction

from accounts.access import Standing, addressee, local_day
from accounts.models import Person
from accounts.rules import Refused
from policies.selectors import document_of
from records import outbox
from registry.services import record_access
from registry.states import ACCESS

from ... import states
from ...letters import complaints as letters
from ...models import Complaint, ComplaintLine, Concerned, Question, Receiver, Unlocked
from ...rules import complaints as rules
from ...selectors.public import spec_for
from ...selectors.receiving import holders_of, looking_after, roles_to_bring_in, roster_of
from .acting import mine, record, settle_left
from .filing import held, tell


@transaction.atomic
def acknowledge(*, complaint: Complaint, message: str, by: Person, at: datetime) -> Complaint:
    """Tell whoever complained, on the page of their receipt, that it was read; once. Ends its clock.

    Whoever does so in the place of somebody who has left has taken it over.
    """
    fresh, standing, name = mine(complaint, by, at)
    rules.is_written(message, "what whoever complained reads")
    taken = Complaint.objects.filter(pk=fresh.pk, state=states.WAITING).update(
        state=states.ACKNOWLEDGED, acknowledged_at=at, acknowledged_by=by
    )
    if not taken:
        fresh.refresh_from_db()
        rules.still_waiting(fresh)
    settle_left(fresh, standing, name)
    _write(fresh, states.MESSAGE, message, by, name, at)
    record("acknowledge_complaint", fresh, "acknowledged it", by, name, at)
    return fresh


@transaction.atomic
def write_message(*, complaint: Complaint, text: str, by: Person, at: datetime) -> None:
    """Write something to whoever complained; it stands on the page of their receipt."""
    fresh, _standing, name = mine(complaint, by, at)
    rules.still_open(fresh)
    rules.is_written(text, "what whoever complained reads")
    _write(fresh, states.MESSAGE, text, by, name, at)
    record("message_complainant", fresh, "wrote to whoever complained", by, name, at)


@transaction.atomic
def write_note(*, complaint: Complaint, text: str, by: Person, at: datetime) -> None:
    """Write something down that only receivers read."""
    fresh, _standing, name = mine(complaint, by, at)
    rules.still_open(fresh)
    rules.is_written(text, "a note")
    _write(fresh, states.NOTE, text, by, name, at)
    record("note_complaint", fresh, "wrote a note", by, name, at)


@transaction.atomic
def ask_question(*, complaint: Complaint, person: Person | None, text: str, by: Person, at: datetime) -> Question:
    """Ask somebody of the district, such as whoever answers for the site. They read the question, never the complaint."""
    fresh, _standing, name = mine(complaint, by, at)
    rules.still_open(fresh)
    rules.is_written(text, "the question")
    asked = Question.objects.create(
        complaint=fresh,
        person=rules.may_be_asked(person, fresh.district_id),
        text=text.strip(),
        asked_at=at,
        asked_by=by,
        asked_name=by.name,
    )
    record("ask_about_complaint", fresh, "asked an employee a question", by, name, at)
    outbox.post(
        to=addressee(asked.person),
        letter=letters.question(asked),
        kind="complaint",
        key=f"question:{asked.pk}",
        at=at,
        district_id=fresh.district_id,
    )
    return asked


@transaction.atomic
def answer_question(*, question: Question, text: str, by: Person, at: datetime) -> None:
    """Answer what one was asked, once; whoever asked is told. Refuses everybody else."""
    if question.person_id != by.pk:
        raise Refused("Somebody else is asked this.")
    rules.is_written(text, "your answer")
    complaint = held(question.complaint_id)
    open_still = Question.objects.filter(pk=question.pk, answered_at__isnull=True, complaint__state__in=states.OPEN)
    if not open_still.update(answer=text.strip(), answered_at=at):
        raise Refused("It was answered already, or nobody asks any more.")
    record("answer_about_complaint", complaint, "answered a question about it", by, "", at)
    _tell_who_asked(complaint, question, at)


def _tell_who_asked(complaint: Complaint, question: Question, at: datetime) -> None:
    """Whoever asked, if they still receive it; else everybody who does."""
    roster = roster_of(complaint, local_day(at, complaint.district.time_zone))
    besides = set(complaint.concerned.values_list("person_id", flat=True))
    holders = holders_of(complaint, complaint.receivers.select_related("person__supervisor"), roster, besides=besides)
    for holder in [each for each in holders if each.person.pk == question.asked_by_id] or holders:
        outbox.post(
            to=addressee(holder.person),
            letter=letters.question_answered(complaint, holder),
            kind="complaint",
            key=f"question:{question.pk}:answered:{holder.person.pk}",
            at=at,
            district_id=complaint.district_id,
            about=("complaint", complaint.pk),
        )


@transaction.atomic
def unlock_contact(*, complaint: Complaint, by: Person, at: datetime) -> None:
    """Show somebody who complained and how to reach them, with an event; once for each of them."""
    fresh, _standing, name = mine(complaint, by, at)
    rules.may_unlock(fresh, by, looking_after(fresh.site))
    _row, is_new = Unlocked.objects.get_or_create(complaint=fresh, person=by, defaults={"at": at})
    if is_new:
        record("unlock_contact", fresh, "had the contact of whoever complained shown", by, name, at)


@transaction.atomic
def bring_in(*, complaint: Complaint, role: str, by: Person, at: datetime) -> Receiver:
    """Let a role receive it that the policy has end complaints; whoever holds it is told at once."""
    fresh, standing, name = mine(complaint, by, at)
    rules.still_open(fresh)
    policy = document_of(fresh.policy_version)
    rules.may_be_brought_in(role, roles_to_bring_in(fresh, policy))
    row = Receiver.objects.create(complaint=fresh, role=role, why=states.BROUGHT_IN)  # its row is held: nobody was faster
    record("bring_in", fresh, f"brought in the {policy.role_label(role)}", by, name, at)
    besides = set(Concerned.objects.filter(complaint=fresh).values_list("person_id", flat=True))
    tell(fresh, [row], holders_of(fresh, [row], roster_of(fresh, standing.on), besides=besides), at)
    return row


@transaction.atomic
def conclude(
    *,
    complaint: Complaint,
    outcome: str,
    by: Person,
    at: datetime,
    finding: str = "",
    reason: str = "",
    referred_to: str = "",
    message: str = "",
) -> Complaint:
    """End a complaint, once: an outcome of the policy, the category that was determined, and why.

    `reason` is read by receivers alone, `message` by whoever complained. Where the policy says that nothing is kept, all
    that was written goes with it, who was concerned included. Refuses roles that the policy does not let record it.
    """
    fresh, standing, name = mine(complaint, by, at)
    rules.still_open(fresh)
    policy = document_of(fresh.policy_version)
    if fresh.kind == states.ACCESS:
        _answer_access(fresh, outcome, standing, by, at)
        outcome, keeps_nothing = ACCESS[outcome], False
    else:
        rules.is_written(reason, "the reason")
        spec = spec_for(policy, fresh.category)
        name = rules.may_end(standing, policy, spec, outcome, referred_to) or name
        ending = spec.ending(outcome)
        keeps_nothing = ending.keeps_nothing
        referred_to = referred_to if ending.refers else ""
    _end(fresh, by, at, outcome=outcome, finding=finding, reason=reason.strip(), referred_to=referred_to, concluded_for=name)
    if message.strip():
        _write(fresh, states.MESSAGE, message, by, name, at)
    record("conclude_complaint", fresh, "concluded it", by, name, at, outcome=outcome)
    if keeps_nothing:
        _forget(fresh, at)
    return fresh


def _answer_access(fresh: Complaint, outcome: str, standing: Standing, by: Person, at: datetime) -> None:
    """What a parent was told also stands in the site's own list of them, which names nobody."""
    if fresh.site is None or outcome not in ACCESS:
        raise Refused("Choose what the parent is told.")
    record_access(site=fresh.site, asked_on=local_day(fresh.filed_at, fresh.district.time_zone), answer=outcome, by=by, at=at)


def _end(fresh: Complaint, by: Person, at: datetime, **said: str) -> None:
    taken = Complaint.objects.filter(pk=fresh.pk, state__in=states.OPEN).update(
        state=states.CONCLUDED, concluded_at=at, concluded_by=by, concluded_name=by.name, **said
    )
    fresh.refresh_from_db()
    if not taken:
        rules.still_open(fresh)


def _forget(fresh: Complaint, at: datetime) -> None:
    """Nothing of it stays but that there was a complaint and how it ended."""
    for model in (ComplaintLine, Question, Concerned, Unlocked):
        model.objects.filter(complaint=fresh).delete()
    Complaint.objects.filter(pk=fresh.pk).update(
        text="", seen_at="", done="", contact_name="", contact="", reason="", finding="", site=None, erased_at=at
    )


def _write(complaint: Complaint, kind: str, text: str, by: Person, name: str, at: datetime) -> None:
    ComplaintLine.objects.create(
        complaint=complaint, kind=kind, text=text.strip(), at=at, by=by, by_name=by.name, acting_for=name
    )
