"""Answers to what a policy asks of every site to keep the register true: still ours, how much was posted, still in use."""

from datetime import date, datetime

from django.db import transaction

from accounts.access import actor, standing_of
from accounts.models import Person
from accounts.wording import count, full_day
from monitoring import rules, states
from monitoring.models import CheckIn
from monitoring.selectors import inactive_since, minimum_of
from policies.upkeep import INACTIVITY, POSTING, RENEWAL
from records import events
from registry import services as registry

from .answering import call_for_help, read_again, settle

OUTCOMES = {states.RIGHT: states.NOTHING_FOUND, states.CHANGE: states.NEED_HELP, states.CLOSE: states.ACTED}


@transaction.atomic
def renew(*, check_in: CheckIn, outcome: str, note: str, by: Person, at: datetime) -> CheckIn:
    """Say that a site is still ours and still right, that it needs a change, or close it.

    A change is a call for help: whoever helps hears of it at once. Refuses what `answer_check_in` refuses.
    """
    note = note.strip()
    rules.is_about(check_in, RENEWAL)
    rules.is_confirmation(outcome, note)
    fresh, acting_for = settle(check_in, by=by, at=at, outcome=OUTCOMES[outcome], note=note)
    if outcome == states.CLOSE:
        registry.close(site=fresh.site, reason=note, by=by, at=at)
        return fresh
    said = "is still ours and still right" if outcome == states.RIGHT else "needs a change"
    _record("renew", f"said that {fresh.site} {said}", fresh, acting_for, note, by=by, at=at)
    if outcome == states.CHANGE:
        call_for_help(fresh, by=by, at=at)
    return fresh


@transaction.atomic
def report_posts(*, check_in: CheckIn, posts: int, note: str, by: Person, at: datetime) -> CheckIn:
    """Say how many posts there were since the last time. Nobody counts them: it is as whoever answers says."""
    rules.is_about(check_in, POSTING)
    rules.is_count(posts)
    fresh, acting_for = settle(check_in, by=by, at=at, outcome=states.NOTHING_FOUND, note=note.strip(), posts=posts)
    least = minimum_of(fresh.site)
    fewer = f", fewer than the {least} that the policy asks for" if posts < least else ""
    _record("report_posts", f"reported {count(posts, 'post')} on {fresh.site}{fewer}", fresh, acting_for, note, by=by, at=at)
    return fresh


@transaction.atomic
def report_last_post(*, check_in: CheckIn, last_post_on: date, keep: bool, note: str, by: Person, at: datetime) -> CheckIn:
    """Say when the last post was. A site that rested longer than the policy allows is kept for a reason, or closed.

    Where the policy closes such sites there is nothing to choose. The next question comes when the time since the last post
    is up, or, for a site that is kept, when it is up from today.
    """
    note = note.strip()
    rules.is_about(check_in, INACTIVITY)
    fresh = read_again(check_in.pk)
    standing = standing_of(Person.objects.select_related("district").get(pk=by.pk), at=at)
    rules.was_posted(last_post_on, standing.on)
    limit, closes = inactive_since(fresh.site, standing.on)
    is_inactive = last_post_on <= limit
    kept = is_inactive and keep and not closes
    if kept:
        rules.is_kept_for(note)
    since = standing.on if is_inactive else last_post_on
    fresh, acting_for = settle(
        check_in, by=by, at=at, since=since, outcome=states.NOTHING_FOUND, note=note, last_post_on=last_post_on
    )
    if is_inactive and not kept:
        registry.close(site=fresh.site, reason=note or f"No post since {full_day(last_post_on)}.", by=by, at=at)
        return fresh
    stays = ", and that it stays" if kept else ""
    sentence = f"said that the last post on {fresh.site} was on {full_day(last_post_on)}{stays}"
    _record("report_last_post", sentence, fresh, acting_for, note, by=by, at=at)
    return fresh


def _record(verb: str, sentence: str, row: CheckIn, acting_for: str, note: str, *, by: Person, at: datetime) -> None:
    events.record(
        verb=verb,
        subject=("check_in", row.pk),
        sentence=sentence,
        by=actor(by, acting_for=acting_for),
        at=at,
        district_id=row.site.district_id,
        reason=note.strip(),
        details={"site": row.site_id, "due_on": row.due_on.isoformat()},
    )
