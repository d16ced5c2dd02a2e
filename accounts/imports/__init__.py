"""Reading the files a district hands in: schools, people, closed days. Parses and complains; stores nothing.

A file is read as a stream of lines: whatever is wrong (bytes that are not text, a missing column, an id that lost its
zero) becomes a `Problem` with its line, never an exception. Whoever calls stores the rows only where there is no problem.
"""

from .calendar import read_calendar, read_calendar_file
from .people import PERSON_COLUMNS, PERSON_EXTRAS, read_people
from .schools import SCHOOL_COLUMNS, read_schools

__all__ = [
    "PERSON_COLUMNS",
    "PERSON_EXTRAS",
    "SCHOOL_COLUMNS",
    "read_calendar",
    "read_calendar_file",
    "read_people",
    "read_schools",
]
