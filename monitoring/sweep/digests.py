"""The one mail of a school morning: composed once a day per district, for everybody something waits for."""

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import timedelta
from itertools import islice
from typing import Any, TypeVar

from accounts.access import addressee
from accounts.selectors import Calendars
from monitoring import letters, states
from monitoring.models import CheckIn, Tick
from monitoring.schedule import digest_window
from records import outbox
from records.outbox import Outgoing
from requests.models import Step
from requests.states import STEP_OPEN

from . import ahead, check_ins, confirmations, guidelines, held, leaving, pages, steps, work
from .claim import Claim
from .morning import About, Basket, Morning
from .moving import move_confirmed

KIND = "digest"
CHUNK = 10  # letters held in memory at once, some 40 kB each and four times that while they are written
TOGETHER = 200  # people about whom it is asked at once what was done meanwhile
MANY = 1000  # things of one query

Collect = Callable[[Morning], int]  # what puts things into the baskets of a morning; how many

CLIMBED: dict[str, Collect] = {"check_ins": check_ins.collect, "steps": steps.collect}  # what has ladders; the rungs written
MENTIONED: dict[str, Callable[[Morning], Any]] = {
    "ahead": ahead.collect, "held": held.collect, "guidelines": guidelines.collect, "claims": pages.claims,
    "offers": pages.offers, "leaving": leaving.going, "left": leaving.behind, "asked": confirmations.collect,
}  # fmt: skip

T = TypeVar("T")
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
    found = work.look(work.MORNING, claim)
    if found & {"asked", "to_move"}:
        move_confirmed(claim, calendars)
    morning = Morning(claim, calendars)
    written = sum(collect(morning) for name, collect in CLIMBED.items() if name in found)
    pages.search(morning)
    for name, put in MENTIONED.items():
        if name in found:
            put(morning)
    for collect in also:
        collect(morning)
    posted = sum(
        _post(morning, together, patience=closes - claim.at) for together in _batches(iter(morning.baskets.values()), TOGETHER)
    )
    Tick.objects.filter(district=claim.district).update(digest_on=claim.today)
    return written, posted


def _post(morning: Morning, baskets: list[Basket], *, patience: timedelta) -> int:
    """Word the letters of some people and put them into the outbox, without what was done since it was collected."""
    done = done_meanwhile({thing.about for basket in baskets for thing in basket.things if thing.about})
    morning.links.keep()
    left = (basket.without(done) if done else basket for basket in baskets)
    worded = (_outgoing(morning, basket, patience) for basket in left if basket.count or basket.ahead)
    return sum(_put(rows) for rows in _batches(worded, CHUNK))


def done_meanwhile(abouts: Collection[About]) -> set[About]:
    """Those that do not wait for anybody any more: two queries at most for a thousand of each."""
    found: set[About] = set()
    for kind, rows in (("check_in", CheckIn.objects.exclude(state=states.OPEN)), ("step", Step.objects.exclude(state=STEP_OPEN))):
        pks = iter(sorted(pk for about, pk in abouts if about == kind))
        while batch := list(islice(pks, MANY)):
            found.update((kind, pk) for pk in rows.filter(pk__in=batch).values_list("pk", flat=True))
    return found


def _outgoing(morning: Morning, basket: Basket, patience: timedelta) -> Outgoing:
    questions = morning.questions
    return Outgoing(
        to=addressee(basket.person),
        letter=letters.digest(
            district=morning.district, person=basket.person, today=morning.today, items=basket.items(),
            count=basket.count, late=basket.late, soon=basket.ahead, questions=questions,
            words=morning.words,
        ),
        kind=KIND,
        key=morning.key(basket.person),
        at=morning.at,
        district_id=morning.district.pk,
        reply_to=questions,
        give_up_after=patience,
        may_be_off=morning.may_be_off,
    )  # fmt: skip


def _batches(rows: Iterator[T], size: int) -> Iterator[list[T]]:
    while batch := list(islice(rows, size)):
        yield batch


def _put(rows: list[Outgoing]) -> int:
    """Put a batch into the outbox; a row that cannot be sent to anybody does not hold up the others."""
    try:
        return outbox.post_many(rows)
    except ValueError:
        return sum(_put_one(row) for row in rows)


def _put_one(row: Outgoing) -> int:
    try:
        return outbox.post_many([row])
    except ValueError:
        log.exception("The digest %s cannot be addressed", row.key)
        return 0
