"""Where the senders of one pass get their messages from."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

from records.models import Message

from .lease import claim

AT_ONCE = 20  # messages claimed with one write; one sender that hangs keeps one of them, the others go on with the rest
FOR_EACH = 5  # of them at least for each of many senders, who all wait while one claims; after a crash they wait for a lease


class Source:
    """Hands out at most `limit` claimed messages, to one sender or several: each attempt to one of them only."""

    def __init__(self, at: Callable[[], datetime], limit: int, *, senders: int = 1, within: timedelta = timedelta.max) -> None:
        """Nothing is claimed yet, and nothing will be when so much time has passed."""
        self._at = at
        self._within = within
        self._began: datetime | None = None
        self._at_once = max(AT_ONCE, FOR_EACH * senders)
        self._left = limit
        self._claimed: list[Message] = []
        self._lock = Lock()

    def ready(self) -> int:
        """How many messages can be taken without asking the database: none where nothing is due."""
        with self._lock:
            self._fill()
            return len(self._claimed)

    def take(self) -> Message | None:
        """The next message to try, or None when nothing is left to do."""
        with self._lock:
            self._fill()
            return self._claimed.pop() if self._claimed else None

    def _fill(self) -> None:
        if self._claimed or not self._left:
            return
        now = self._at()
        self._began = self._began or now
        if now - self._began < self._within:
            self._claimed = claim(at=now, limit=min(self._at_once, self._left))[::-1]
            self._left -= len(self._claimed)
