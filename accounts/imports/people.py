"""A district's staff list."""

from datetime import date
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accounts.rows import PersonRow, Problem

from .sheet import Progress, Row, Sheet, day_in, fits, repeated, silence

PERSON_COLUMNS = ("name", "email")
PERSON_EXTRAS = ("title", "kind", "place", "supervisor_email", "role", "ends_on")


def read_people(stream: BinaryIO, *, progress: Progress = silence) -> tuple[list[PersonRow], list[Problem]]:
    """People of one district: name and email, and where they are there title, kind, place, supervisor_email, role, ends_on.

    Any other column is refused rather than passed over: a staff list may hold what should not be handed on. Whoever has an
    e-mail address is among the rows even where something else about them is bad, so that others may refer to them.
    """
    sheet, seen, found = Sheet(stream, progress), dict[str, int](), list[PersonRow]()
    for line, row in sheet.rows(PERSON_COLUMNS, known=(*PERSON_COLUMNS, *PERSON_EXTRAS)):
        email = row["email"].lower()
        ends_on = day_in(sheet, line, "ends_on", row["ends_on"]) if row.get("ends_on") else None
        fits(sheet, line, row)
        _kind_fits(sheet, line, row)
        if not row["name"]:
            sheet.bad(line, "name is empty.")
        if _is_address(sheet, line, email) and not repeated(sheet, line, "email", email, seen):
            found.append(_person(line, row, email, ends_on))
    return found, sheet.problems


def _person(line: int, row: Row, email: str, ends_on: date | None) -> PersonRow:
    return PersonRow(
        line=line,
        name=row["name"],
        email=email,
        title=row.get("title", ""),
        kind=row.get("kind", "").lower(),
        place=row.get("place", ""),
        supervisor_email=row.get("supervisor_email", "").lower(),
        role=row.get("role", ""),
        ends_on=ends_on,
    )


def _is_address(sheet: Sheet, line: int, email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        sheet.bad(line, f"email is “{email[:60]}”; it must look like name@district.org." if email else "email is empty.")
        return False
    return True


def _kind_fits(sheet: Sheet, line: int, row: Row) -> None:
    kind = row.get("kind", "").lower()
    if kind not in ("", "employee", "volunteer"):
        sheet.bad(line, f"kind is “{kind[:30]}”; it is employee or volunteer.")
