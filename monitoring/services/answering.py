"""Answering a check-in: nothing found, acted, or need help."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.access import actor, addressee, local_day, standing_of
from accounts.models import Person
from accounts.rules import Refused
from accounts.selectors import Calendars, calendar_of
from monitoring import letters, rules, schedule, states
from monitoring.models import Call, CheckIn, Duty
from monitoring.selectors import who_helps, why_closed
from monitoring.summer import in_summer
from monitoring.wording import small
from policies.durations import parse
from records import events, outbox
from records.models import Event

from .watching import keep_watch


@transaction.atomic
def answer_check_in(
    *, check_in: CheckIn, outcome: str, note: str, by: Person, at: datetime, by_mail_link: bool = False
) -> CheckIn:
    """Write down what somebody found, once; the next due date counts from the day of the answer.

    Who may answer is asked inside the transaction, so a designee whose time ended is refused. Of two who answer at
    once one wins, and the other reads who was faster. "Need help" is mailed to the supervisor at once.
    """
    note = note.strip()
    rules.is_answer(outcome, note)
    fresh, acting_for = settle(check_in, by=by, at=at, outcome=outcome, note=note, by_mail_link=by_mail_link)
    events.record(
        verb="answer",
        subject=("check_in", fresh.pk),
        sentence=f"answered “{states.OUTCOMES[outcome].lower()}” to the {small(fresh.duty.label)} of {fresh.site}"
        + (", by mail link" if by_mail_link else ""),
        by=replace(actor(by, acting_for=acting_for), source=Event.Source.MAIL.value if by_mail_link else Event.Source.WEB.value),
        at=at,
        district_id=fresh.site.district_id,
        reason=note,
        details={"site": fresh.site_id, "due_on": fresh.due_on.isoformat()},
    )
    if outcome == states.NEED_HELP:
        call_for_help(fresh, by=by, at=at)
    return fresh


def settle(check_in: CheckIn, *, by: Person, at: datetime, since: date | None = None, **columns: Any) -> tuple[CheckIn, str]:
    """Answer an open check-in, once, with these columns; the next due date counts from `since`, or the day of the answer.

    Returns the row, and for whom it was answered. Refuses whoever does not owe it, and the second of two.
    """
    standing = standing_of(Person.objects.select_related("district").get(pk=by.pk), at=at)
    fresh = read_again(check_in.pk)
    acting_for = rules.may_answer(standing, fresh)
    _next_due(fresh, since=since or standing.on)
    answered = CheckIn.objects.filter(pk=fresh.pk, state=states.OPEN).update(
        state=states.ANSWERED, answered_by=by, answered_name=by.name, acting_for=acting_for, answered_at=at, **columns
    )
    fresh = read_again(check_in.pk)
    if not answered:
        raise Refused(why_closed(fresh, today=standing.on))
    keep_watch([fresh.site_id], today=standing.on, calendars=Calendars(fresh.site.district), last_checked_on=standing.on)
    return fresh, acting_for


def read_again(pk: int) -> CheckIn:
    """A check-in with its duty, its site and whoever answers for it."""
    return CheckIn.objects.select_related("duty", "site__district", "site__school", "site__responsible__supervisor").get(pk=pk)


def _next_due(check_in: CheckIn, *, since: date) -> None:
    """Set the next due date, counted from a day. The row of the duty is locked first here, as in the sweep."""
    site, duty = check_in.site, check_in.duty
    days = calendar_of(district=site.district, school_id=site.school_id)
    following = schedule.next_due(since, parse(duty.every), in_summer(days, duty.summer), duty.calendar)
    Duty.objects.filter(pk=duty.pk, ended_at__isnull=True, paused_at__isnull=True).update(
        next_due_on=following, counted_from=since
    )


def call_for_help(check_in: CheckIn, *, by: Person, at: datetime) -> None:
    """Tell the supervisor, or whoever would hear next where there is none; it waits for them until somebody closes it."""
    today = local_day(at, check_in.site.district.time_zone)
    helping = who_helps(check_in, besides=by, on=today)
    Call.objects.bulk_create([Call(check_in=check_in, person=holder.person) for holder in helping], ignore_conflicts=True)
    for holder in helping:
        outbox.post(
            to=addressee(holder.person),
            letter=letters.need_help(check_in, holder),
            kind="need_help",
            key=f"need-help:{check_in.pk}:{holder.person.pk}",
            at=at,
            district_id=check_in.site.district_id,
            about=("site", check_in.site_id),
            reply_to=by.email,
        )
