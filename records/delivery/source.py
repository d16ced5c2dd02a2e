"""Where the senders of one pass get their messages from."""

from collections.abc import Callable
from datetime import datetime
from threading import Lock

from records.models import Message

from .lease import due

BATCH = 50  # messages read with one query; each is claimed by itself, just before it is sent


class Source:
    """Hands out at most `limit` messages that are due, to one sender or several: each attempt to one of them only."""

    def __init__(self, at: Callable[[], datetime], limit: int) -> None:
        self._at = at
        self._left = limit
        self._batch: list[Message] = []
        self._handed_out: set[tuple[int, int]] = set()  # id and attempt: a row just taken may not be claimed yet
        self._lock = Lock()

    def take(self) -> Message | None:
        """The next message to try, or None when nothing is left to do."""
        with self._lock:
            if not self._batch and self._left:
                self._read()
            return self._batch.pop() if self._batch else None

    def _read(self) -> None:
        rows = due(at=self._at(), limit=BATCH)
        fresh = [row for row in rows if (row.pk, row.attempt) not in self._handed_out][: self._left]
        self._handed_out.update((row.pk, row.attempt) for row in fresh)
        self._left -= len(fresh)
        self._batch = fresh[::-1]
