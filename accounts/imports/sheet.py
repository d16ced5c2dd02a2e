"""A CSV file as a stream of rows, with whatever is wrong with it noted by line."""

import csv
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import BinaryIO

from accounts.rows import Problem

LARGEST = 20 * 1024 * 1024  # bytes
MOST_ROWS = 50_000
LONGEST_LINE = 64 * 1024  # bytes
EVERY = 1_000  # rows between two reports of progress
LENGTHS = {
    "school_name": 200,
    "city": 100,
    "state": 2,
    "lowest_grade": 20,
    "highest_grade": 20,
    "name": 200,
    "email": 254,
    "title": 120,
}

CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
WIDE = (b"\xff\xfe", b"\xfe\xff")  # how a file in UTF-16 begins
NOT_CSV = {
    "unexpected end of data": "A quote is opened here and never closed.",
    "',' expected after '\"'": "After a closing quote comes a comma or the end of the line.",
}

Row = dict[str, str]
Progress = Callable[[int], None]


def silence(_rows: int) -> None:
    """Reports no progress."""


@dataclass
class Sheet:
    """A CSV file being read: its rows as they come, its problems as they are found."""

    stream: BinaryIO
    progress: Progress = silence
    problems: list[Problem] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    unread: int = 0  # lines that no row came of

    def bad(self, line: int, reason: str) -> None:
        """Note something to put right. Every one is kept and shown, on a page too: whoever mends a file mends it once.

        What bounds them is the file: a row has a few cells, and of rows, also of those that cannot be read, there are
        MOST_ROWS at most.
        """
        self.problems.append(Problem(line, reason))

    def unreadable(self, line: int, reason: str) -> None:
        """Note a line that no row comes of; it counts as one."""
        self.unread += 1
        self.bad(line, reason)

    def rows(self, needed: Sequence[str], known: Collection[str] | None = None) -> Iterator[tuple[int, Row]]:
        """Every row as (line, cells by column); empty rows are passed over.

        `needed` columns must be there; with `known`, no others may be. Cells are trimmed and their inner spaces single.
        """
        cells = self._cells()
        header = next(cells, None)
        if header is None:
            return None if self.problems else self.bad(0, "The file is empty. Its first line names the columns.")
        self.columns = [_column(name) for name in header[1]]
        if not self._columns_fit(needed, known):
            return None
        for count, (line, row) in enumerate(cells, start=1):
            if count > MOST_ROWS:
                return self.bad(line, _too_many())
            if count % EVERY == 0:
                self.progress(count)
            if len(row) != len(self.columns):
                self.bad(line, f"This line has {len(row)} cells; the first line has {len(self.columns)}.")
                continue
            yield line, dict(zip(self.columns, row, strict=True))
        return None

    def _columns_fit(self, needed: Sequence[str], known: Collection[str] | None) -> bool:
        missing = [name for name in needed if name not in self.columns]
        doubled = sorted({name for name in self.columns if self.columns.count(name) > 1})
        strange = [name for name in self.columns if known is not None and name not in known]
        if missing:
            self.bad(
                1, f"Missing: the column {', '.join(missing)}. The file has {', '.join(filter(None, self.columns)) or 'none'}."
            )
        if doubled:
            self.bad(1, f"The column {', '.join(doubled)} is there twice.")
        if strange:
            self.bad(1, f"Not read here, take it out: the column {', '.join(name or 'without a name' for name in strange)}.")
        return not (missing or doubled or strange)

    def _cells(self) -> Iterator[tuple[int, list[str]]]:
        """Lines as lists of trimmed cells. A quote left open ends in a problem at the line where the reader gave up."""
        reader = csv.reader(self._lines(), strict=True)
        while True:
            line = reader.line_num + 1
            try:
                row = [" ".join(cell.split()) for cell in next(reader)]
            except StopIteration:
                return
            except csv.Error as error:
                self.unreadable(line, NOT_CSV.get(str(error), "This is not a line of a CSV file."))
                continue
            if any(row):
                yield line, row

    def _lines(self) -> Iterator[str]:
        """Lines as text. One that cannot be read becomes an empty one and a problem, so that the count goes on."""
        size = 0
        for number, raw in enumerate(iter(lambda: self.stream.readline(LONGEST_LINE + 1), b""), start=1):
            size += len(raw)
            if number == 1 and raw.startswith(WIDE):
                return self.bad(1, "The file is in UTF-16. Save it as CSV in UTF-8.")
            if size > LARGEST:
                return self.bad(number, f"A file may have {LARGEST // 1024 // 1024} MB. Split it.")
            if self.unread > MOST_ROWS:
                return self.bad(number, _too_many())
            if len(raw) > LONGEST_LINE:
                return self.bad(number, f"This line is longer than {LONGEST_LINE // 1024} kB. Is this a CSV file?")
            yield self._text(number, raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw)
        return None

    def _text(self, number: int, raw: bytes) -> str:
        if CONTROL.search(raw):
            self.unreadable(number, "This line has NUL bytes or other control characters. Save the file as CSV in UTF-8.")
            return "\n"
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError as error:
            self.unreadable(number, f"Byte {error.start + 1} of this line is not UTF-8. Save the file as CSV in UTF-8.")
            return "\n"


def _too_many() -> str:
    return f"A file may have {MOST_ROWS:,} rows. Split it."


def _column(name: str) -> str:
    return name.strip().lower().replace(" ", "_")


def fits(sheet: Sheet, line: int, row: Row) -> bool:
    """Whether no cell is longer than what it is kept in."""
    long = {name: len(row[name]) for name, most in LENGTHS.items() if len(row.get(name, "")) > most}
    for name, length in long.items():
        sheet.bad(line, f"{name} has {length} characters; at most {LENGTHS[name]} fit.")
    return not long


def repeated(sheet: Sheet, line: int, what: str, value: str, seen: dict[str, int]) -> bool:
    """Whether a value was there already, further up in the file."""
    first = seen.setdefault(value, line)
    if first != line:
        sheet.bad(line, f"{what} {value} is in line {first} already.")
    return first != line


def day_in(sheet: Sheet, line: int, name: str, value: str) -> date | None:
    """The day a cell names, as 2026-11-25 or 11/25/2026; anything else is a problem."""
    for shape in ("%Y-%m-%d", "%m/%d/%Y"):
        try:
            day = datetime.strptime(value, shape).date()
        except ValueError:
            continue
        if 2000 <= day.year <= 2100:
            return day
    sheet.bad(line, f"{name} is “{value[:30]}”; write the day as 2026-11-25.")
    return None
