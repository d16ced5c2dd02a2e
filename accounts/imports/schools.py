"""Schools in the columns of the federal directory."""

from typing import BinaryIO

from accounts.rows import Problem, SchoolRow

from .sheet import Progress, Row, Sheet, fits, repeated, silence

SCHOOL_COLUMNS = ("ncessch", "leaid", "school_name")


def read_schools(stream: BinaryIO, *, progress: Progress = silence) -> tuple[list[SchoolRow], list[Problem]]:
    """Schools in the columns of the federal directory; columns of theirs that are not kept are passed over.

    Several schools may have one name: the ncessch tells them apart.
    """
    sheet, seen, found = Sheet(stream, progress), dict[str, int](), list[SchoolRow]()
    for line, row in sheet.rows(SCHOOL_COLUMNS):
        good = [
            fits(sheet, line, row),
            _is_id(sheet, line, "ncessch", row["ncessch"], 12),
            _is_id(sheet, line, "leaid", row["leaid"], 7),
        ]
        if not row["school_name"]:
            sheet.bad(line, "school_name is empty.")
        elif all(good) and not repeated(sheet, line, "ncessch", row["ncessch"], seen):
            found.append(_school(line, row))
    return found, sheet.problems


def _school(line: int, row: Row) -> SchoolRow:
    more = {name: row.get(name, "") for name in ("city", "state", "lowest_grade", "highest_grade")}
    return SchoolRow(line, row["ncessch"], row["leaid"], row["school_name"], **more)


def _is_id(sheet: Sheet, line: int, name: str, value: str, digits: int) -> bool:
    good = len(value) == digits and value.isascii() and value.isdigit()
    if not good:
        sheet.bad(line, f"{name} is “{value[:30]}”; it has {digits} digits, and a spreadsheet may drop the zeros in front.")
    return good
