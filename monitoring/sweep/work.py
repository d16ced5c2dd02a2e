"""What there is to do in a district at a moment, asked before anything is done: whatever finds nothing opens no transaction and
writes nothing. One statement a minute; one more on the first sweep of a day, and on a school morning.

Each query is that of the part itself, or finds a little more than the part will.
"""

from collections.abc import Callable, Mapping

from django.db.models import DateField, DateTimeField

from accounts.selectors import SOON, to_tell, who_left, with_last_day
from monitoring.selectors import open_check_ins
from policies.selectors import not_followed, open_campaigns
from records.outbox import held_by_limit, switched_off
from records.statements import Given, Which
from registry.selectors import claims_asked, may_be_forgotten, offers_asked
from requests.selectors import open_seats, seats_left, seats_that_may_fall

from . import ahead, confirmations, due, duties, expiry, links
from .claim import Claim

WHERE, TODAY, AT = Given("district"), Given("today", DateField()), Given("at", DateTimeField())

FIRST_OF_DAY = Which(
    roles=lambda: not_followed(WHERE, TODAY),
    links=lambda: links.over(AT),
    switches=lambda: switched_off(WHERE),
    closed=lambda: who_left(WHERE),
    passed_on=lambda: seats_left(WHERE),
    forgotten=lambda: may_be_forgotten(WHERE),
    offers=lambda: offers_asked(WHERE),
)
MINUTE = Which(
    fell_back=lambda: seats_that_may_fall(WHERE).order_by(),
    successors=lambda: to_tell(WHERE, TODAY),
    expired=lambda: expiry.may_expire(WHERE).order_by("opened_at", "id"),
    stopped=lambda: duties.to_stop(WHERE),
    rested=lambda: duties.resting_for_good(WHERE),
    begun=lambda: duties.to_begin(WHERE),
    resumed=lambda: duties.to_resume(WHERE, TODAY),
    opened=lambda: due.due_by(WHERE, TODAY),
    overdue=lambda: due.unnoted(WHERE, TODAY).order_by("due_on", "id"),
)
MORNING = Which(
    to_move=lambda: confirmations.to_move(WHERE),
    check_ins=lambda: open_check_ins(WHERE),
    steps=lambda: open_seats(district_id=WHERE).order_by(),
    ahead=lambda: ahead.reminded_of(WHERE, TODAY).order_by("remind_before", "next_due_on", "id"),
    held=lambda: held_by_limit(WHERE),
    guidelines=lambda: open_campaigns(WHERE),
    claims=lambda: claims_asked(WHERE),
    offers=lambda: offers_asked(WHERE),
    leaving=lambda: with_last_day(WHERE, Given("soon", DateField())),
    left=lambda: who_left(WHERE),
    asked=lambda: confirmations.asked(WHERE),
)


def do(which: Which, parts: Mapping[str, Callable[[], int]], claim: Claim) -> dict[str, int]:
    """Do those of some things that find anything to do, in their order: what each did, as a number.

    What one of them did may be work for the next, so it is asked again after one that did something.
    """
    found, done = look(which, claim), dict[str, int]()
    for name, part in parts.items():
        if name in found:
            done[name] = part()
            found = look(which, claim) if done[name] else found
    return done


def look(which: Which, claim: Claim) -> frozenset[str]:
    """Which of some things find anything to do at the moment of a claim. One query."""
    return which.found(district=claim.district.pk, today=claim.today, at=claim.at, soon=claim.today + SOON)
