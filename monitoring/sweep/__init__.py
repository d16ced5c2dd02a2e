"""What time does: every minute, for every district, what is due is opened and whoever must know is told.

A sweep may come late, twice or twice at once: each part finds its work in the database and claims it, so that what is
done is not done again and what was missed is done. Each part works in batches of its own transactions.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction

from accounts import sweep as people
from accounts.access import local_day
from accounts.models import District
from accounts.selectors import Calendars
from monitoring.models import Tick
from monitoring.selectors.switches import may_switch_off
from policies.services import come_into_force
from records.outbox import switch_on_again
from registry.services import close_left, end_offers, forget_found
from requests.services import fall_back, pass_steps_on

from . import links
from .calendars import CountAnew, SoundCalendars, count_anew
from .claim import Claim
from .digests import Collect, send_digests
from .due import mark_overdue, open_due
from .duties import begin, end_resting, resume_paused, stop
from .expiry import expire_overdue
from .successors import tell
from .tallies import tally
from .work import FIRST_OF_DAY, MINUTE, do

UNCOUNTED = ("roles", "links", "switches")  # done at the beginning of a day, and in no number of a sweep


@dataclass(frozen=True)
class Swept:
    """What one sweep did, in numbers.

    Duties begun and resumed; due dates counted anew; sites whose duties stopped; check-ins opened; sites found overdue;
    submissions expired; seats that fell to another role; people ended, their sites closed and their steps passed on;
    found pages forgotten; offers ended; successors told; rungs and digests written.
    """

    begun: int = 0
    stopped: int = 0
    resumed: int = 0
    opened: int = 0
    overdue: int = 0
    expired: int = 0
    fell_back: int = 0
    ended: int = 0
    recounted: int = 0
    closed: int = 0
    passed_on: int = 0
    forgotten: int = 0
    offers: int = 0
    successors: int = 0
    rungs: int = 0
    digests: int = 0

    def __add__(self, other: "Swept") -> "Swept":
        """Both together."""
        return Swept(**{field.name: getattr(self, field.name) + getattr(other, field.name) for field in fields(self)})


def tick(
    *, at: datetime, district: District | None = None, also: Sequence[Collect] = (), anew: Sequence[CountAnew] = ()
) -> Swept:
    """Sweep one district, or all. A district that fails does not stop the others; what failed is raised at the end.

    `also` is what rooms above this one put into the baskets of a school morning, `anew` what they count anew where a calendar
    has changed.

    A moment before the last sweep of a district does nothing there: time does not run backwards.
    """
    total, failures = Swept(), list[Exception]()
    districts = District.objects.filter(pk=district.pk) if district else District.objects.order_by("id")
    for each in districts:
        try:
            total += _sweep(each, at=at, also=also, anew=anew)
        except Exception as failure:
            failures.append(failure)
    if failures:
        raise ExceptionGroup("Some districts could not be swept", failures)
    return total


def _sweep(district: District, *, at: datetime, also: Sequence[Collect], anew: Sequence[CountAnew]) -> Swept:
    claim = Claim(district, at)
    begun_day = _begin_day(claim)
    if begun_day is None:
        return Swept()
    calendars = SoundCalendars(district, claim.today)
    recounted = count_anew(claim, calendars, anew)
    done = _every_minute(claim, calendars)
    rungs, digests = send_digests(claim, calendars, also)
    return begun_day + done + Swept(recounted=recounted, rungs=rungs, digests=digests)


def _every_minute(claim: Claim, calendars: Calendars) -> Swept:
    """What is due is opened, what has run out ends, and what is late is noted: only where there is any."""
    district, at = claim.district, claim.at
    parts: dict[str, Callable[[], int]] = {
        "fell_back": lambda: fall_back(district=district, at=at),
        "successors": lambda: tell(claim),
        "expired": lambda: expire_overdue(claim, calendars),
        "stopped": lambda: stop(claim),
        "rested": lambda: end_resting(claim),
        "begun": lambda: begin(claim, calendars),
        "resumed": lambda: resume_paused(claim, calendars),
        "opened": lambda: open_due(claim, calendars),
        "overdue": lambda: mark_overdue(claim, calendars),
    }
    done = do(MINUTE, parts, claim)
    rested = done.pop("rested", 0)
    return Swept(**done) + Swept(stopped=rested)


@transaction.atomic
def _begin_day(claim: Claim) -> Swept | None:
    """Claim the moment. On the first sweep of a local day the grants follow the appointments of that day, the roles follow the
    policy that begins on it, people whose last day has passed end and what they left behind passes on, and what is of no use any
    more is forgotten: found pages that nothing matched, offers that nobody answered, links in mails, switches that the policy
    allows no more. None where a later sweep was here."""
    district, at = claim.district, claim.at
    known = Tick.objects.filter(district=district).values_list("last_at", "calendar_version").first()
    before, claim.counted_in = known or (None, 0)
    if not claim.hold():
        return None
    if before is not None and local_day(before, district.time_zone) == claim.today:
        return Swept()
    tally(claim)
    ended = people.tick(at=at, district=district)
    parts: dict[str, Callable[[], int]] = {
        "roles": lambda: come_into_force(district=district, at=at),
        "links": lambda: links.forget(at=at),
        "switches": lambda: switch_on_again(district_id=district.pk, but=may_switch_off(district.pk, claim.today)),
        "closed": lambda: close_left(district=district, at=at),
        "passed_on": lambda: pass_steps_on(district=district, at=at),
        "forgotten": lambda: forget_found(district=district, at=at),
        "offers": lambda: end_offers(district=district, at=at),
    }
    done = do(FIRST_OF_DAY, parts, claim)
    return Swept(ended=ended, **{name: count for name, count in done.items() if name not in UNCOUNTED})
