"""Whose turn it is to send: so many senders at a time, and the next one where one of them hangs.

A kill repeats what stands between the mail server's answer and the record. With one turn that is one mail at most, over
however many connections.
"""

from collections.abc import Callable
from threading import Condition
from time import monotonic


class Turns:
    """At most so many senders at work; whoever is over one mail for longer than the patience is no longer counted."""

    def __init__(self, at_once: int, *, patience: float, clock: Callable[[], float] = monotonic) -> None:
        """Nobody is at work. `clock` gives seconds."""
        self._at_once, self._patience, self._clock = at_once, patience, clock
        self._at_work: dict[int, float] = {}  # since when each is over its mail
        self._changed = Condition()

    def take(self, sender: int) -> None:
        """Begin with the next mail; waits while others have all the turns. Whoever has one keeps it, unless it hung."""
        with self._changed:
            while (wait := self.seconds_until(sender)) > 0:
                self._changed.wait(wait)
            self._at_work[sender] = self._clock()

    def leave(self, sender: int) -> None:
        """Send no more."""
        with self._changed:
            self._at_work.pop(sender, None)
            self._changed.notify_all()

    def seconds_until(self, sender: int) -> float:
        """How long from now a turn may be free for this sender: 0 where it has one or may have one now."""
        now = self._clock()
        ends = sorted(since + self._patience for who, since in self._at_work.items() if who != sender)
        counted = [end for end in ends if end > now]
        return counted[0] - now if len(counted) >= self._at_once else 0
