"""The one mail of a school morning: composed once a day per district, for everybody something waits for."""

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import islice

from accounts.access import addressee
from accounts.selectors import Calendars
from monitoring import letters
from monitoring.models import Tick
from monitoring.schedule import digest_window
from records import outbox
from records.letters import Letter
from records.outbox import Outgoing

from . import check_ins, confirmations, guidelines, leaving, pages, steps
from .claim import Claim
from .morning import Basket, Morning
from .moving import move_confirmed

KIND = "digest"
CHUNK = 10  # letters held in memory at once, some 40 kB each and four times that while they are written

Collect = Callable[[Morning], int]  # what puts things into the baskets of a morning; how many

log = logging.getLogger(__name__)


def send_digests(claim: Claim, calendars: Calendars, also: Sequence[Collect] = ()) -> tuple[int, int]:
    """Write the rungs and the digests of today, if it is their time and they were not written yet: how many of each.

    A digest of another day that still waits to be sent is cancelled: what it said stands in the next one. The run may
    be broken off anywhere: the next sweep goes through it again and finds rungs and keys already there.
    """
    opens, closes = digest_window(claim.district.time_zone, claim.district.digest_at, claim.today)
    is_time = opens <= claim.at < closes
    outbox.cancel_stale(kind=KIND, district_id=claim.district.pk, before=opens if is_time else claim.at)
    if not is_time or Tick.objects.filter(district=claim.district, digest_on__gte=claim.today).exists():
        return 0, 0
    is_asked = confirmations.are_there(claim)
    if is_asked:
        move_confirmed(claim, calendars)
    morning = Morning(claim, calendars)
    written = check_ins.collect(morning) + steps.collect(morning)
    guidelines.collect(morning)
    pages.collect(morning)
    leaving.collect(morning)
    for collect in also:
        collect(morning)
    if is_asked:
        confirmations.collect(morning)
    posted = sum(_post(batch) for batch in _batches(_outgoing(morning, patience=closes - claim.at)))
    Tick.objects.filter(district=claim.district).update(digest_on=claim.today)
    return written, posted


def _outgoing(morning: Morning, *, patience: timedelta) -> Iterator[Outgoing]:
    """One message per person, worded when it is asked for."""
    asks = next(iter(morning.roster.last_resort()[1]), None)
    reply_to = asks.person.email if asks else ""
    for basket in morning.baskets.values():
        yield Outgoing(
            to=addressee(basket.person),
            letter=_letter(morning, basket, reply_to),
            kind=KIND,
            key=morning.key(basket.person),
            at=morning.at,
            district_id=morning.district.pk,
            reply_to=reply_to,
            give_up_after=patience,
        )


def _letter(morning: Morning, basket: Basket, questions: str) -> Letter:
    items = basket.items()
    return letters.digest(
        district=morning.district, person=basket.person, today=morning.today, items=items, count=basket.count, late=basket.late,
        questions=questions,
    )  # fmt: skip


def _batches(rows: Iterator[Outgoing]) -> Iterator[list[Outgoing]]:
    while batch := list(islice(rows, CHUNK)):
        yield batch


def _post(batch: list[Outgoing]) -> int:
    """Put a batch into the outbox; a row that cannot be sent to anybody does not hold up the others."""
    try:
        return outbox.post_many(batch)
    except ValueError:
        return sum(_post_one(row) for row in batch)


def _post_one(row: Outgoing) -> int:
    try:
        return outbox.post_many([row])
    except ValueError:
        log.exception("The digest %s cannot be addressed", row.key)
        return 0
