"""Sends what waits in the outbox: claim some messages under a lease, send one after the other, record how each went.

Send first, record after: a crash between the two sends that one message twice, under the same Message-ID, and loses
none. One message at a time is on its way unless more are asked for. A sender that was frozen past its lease cannot
overwrite what another has recorded meanwhile.
"""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import get_ident

from django.db import connections as databases

from records.models import Message

from .lease import holds, settle
from .limit import held_back
from .relay import Answer, Relay
from .source import Source
from .turns import Turns

LIMIT = 10_000  # messages of one pass
PATIENCE = 5.0  # seconds with one mail; servers that look into what they take answer within a second or two


@dataclass(frozen=True)
class Delivered:
    """How many messages one pass sent, gave up, put off, and held back as one too many."""

    sent: int = 0
    failed: int = 0
    later: int = 0
    held: int = 0


def deliver(
    *, at: Callable[[], datetime], limit: int = LIMIT, at_once: int = 1, spare: int = 0, within: timedelta = timedelta.max
) -> Delivered:
    """Send at most `limit` messages that are due, so many at a time. Never inside a transaction.

    `at` reads the clock. A crash may repeat one message for each that is sent at a time. `spare` is how many connections
    there are beyond that: a spare one goes on while another hangs. No more are opened than messages wait. When `within` has
    passed no further messages are claimed; what is left is the next pass's.
    """
    source, turns = Source(at, limit, senders=at_once, within=within), Turns(at_once, patience=PATIENCE)
    senders = min(at_once + spare, source.ready())
    if senders <= 1:
        shares = [_work(source, turns, at)]
    else:
        with ThreadPoolExecutor(senders, thread_name_prefix="mail") as pool:
            shares = [share.result() for share in [pool.submit(_work_in_thread, source, turns, at) for _ in range(senders)]]
    tally = sum((share.tally for share in shares), Counter[str]())
    if trouble := next((share.trouble for share in shares if share.trouble), None):
        tally += _put_off(source, trouble, at)
    state = Message.State
    return Delivered(sent=tally[state.SENT], failed=tally[state.FAILED], later=tally[state.WAITING], held=tally[state.HELD])


@dataclass(frozen=True)
class _Share:
    """What one sender got done, and the trouble that stopped it early."""

    tally: Counter[str]
    trouble: Answer | None


def _work(source: Source, turns: Turns, at: Callable[[], datetime]) -> _Share:
    """One sender's share: one message after the other over its own connection, until nothing is due or it is down."""
    tally: Counter[str] = Counter()
    relay, me = Relay(), get_ident()
    try:
        turns.take(me)
        while relay.down is None and (message := source.take()):
            if holds(message, at=at()):
                answer = held_back(message, at=at()) or relay.send(message)
                tally[settle(message, answer, at=at())] += 1
            turns.take(me)
    finally:
        turns.leave(me)
        relay.close()
    return _Share(tally, relay.down)


def _work_in_thread(source: Source, turns: Turns, at: Callable[[], datetime]) -> _Share:
    """A share in a thread, which has database connections of its own and gives them back."""
    try:
        return _work(source, turns, at)
    finally:
        databases.close_all()


def _put_off(source: Source, trouble: Answer, at: Callable[[], datetime]) -> Counter[str]:
    """What every sender left lying because the mail server is down: no attempt costs a time-out any more."""
    tally: Counter[str] = Counter()
    while message := source.take():
        tally[settle(message, trouble, at=at())] += 1
    return tally
