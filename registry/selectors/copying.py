"""Rows as lines of CSV by PostgreSQL's own COPY: written by the server, handed on as they come."""

from collections.abc import Iterator
from queue import Queue
from threading import Event, Thread
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

AHEAD = 4  # pieces that wait for a slow reader; then the server waits


class Abandoned(Exception):
    """Nobody reads on."""


def copied(rows: QuerySet[Any, Any], *, at_a_time: int) -> Iterator[list[bytes]]:
    """The lines of a query, so many in a piece: UTF-8, NULL is nothing, a line feed at the end of each.

    One statement and so one state of the database. COPY only ever writes to a file: it does so in a thread, on this
    connection, which is busy until the last piece was taken. Where nobody takes it the connection is given up.
    """
    try:
        sql, params = rows.query.sql_with_params()
    except EmptyResultSet:
        return
    pieces: Queue[list[bytes] | BaseException | None] = Queue(AHEAD)
    basket = _Basket(pieces, at_a_time)
    with connection.cursor() as cursor:
        order = f"COPY ({cursor.mogrify(sql, params).decode()}) TO STDOUT (FORMAT csv, ENCODING 'UTF8')"
        writer = Thread(target=basket.fill, args=(cursor, order), name="copy", daemon=True)
        writer.start()
        try:
            while (piece := pieces.get()) is not None:
                if isinstance(piece, BaseException):
                    raise piece
                yield piece
        finally:
            _end(writer, basket)


class _Basket:
    """The file that COPY writes to, one line at a time."""

    def __init__(self, pieces: "Queue[list[bytes] | BaseException | None]", at_a_time: int) -> None:
        self.pieces = pieces
        self.left = Event()
        self.whole = False
        self._at_a_time = at_a_time
        self._lines: list[bytes] = []

    def fill(self, cursor: Any, order: str) -> None:
        """Run the statement and hand on what it writes, or what went wrong."""
        try:
            cursor.copy_expert(order, self)
            if self._lines:
                self.pieces.put(self._lines)
            self.whole = True
            self.pieces.put(None)
        except BaseException as trouble:
            self.pieces.put(trouble)

    def write(self, line: bytes) -> None:
        """One line of the file."""
        self._lines.append(line)
        if len(self._lines) >= self._at_a_time:
            if self.left.is_set():
                raise Abandoned
            self.pieces.put(self._lines)
            self._lines = []

    def read(self, _size: int = -1) -> bytes:
        """A file can be read; this one has nothing to say."""
        return b""


def _end(writer: Thread, basket: _Basket) -> None:
    """Wait for the writer. A statement that was broken off leaves a connection that nobody can use."""
    basket.left.set()
    while writer.is_alive():
        while not basket.pieces.empty():
            basket.pieces.get()
        writer.join(0.01)
    if not basket.whole:
        connection.close()
