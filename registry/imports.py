"""A pasted list of existing pages, read line by line. Parses and complains; stores nothing."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models.functions import Lower

from accounts.models import Person, School
from accounts.rows import Problem
from accounts.rules import Refused

from . import rules, states
from .addresses import BadAddress, recognise
from .models import Claim, Site
from .rows import ClaimRow

MOST_ROWS = 1_000
LONGEST_NAME = 200
AT_A_TIME = 500  # values of one look-up
COLUMNS = "address, name of the page, e-mail of the person, and school where you like"


def read_claims(text: str, *, district_id: int) -> tuple[list[ClaimRow], list[Problem]]:
    """The lines of a list, with commas or tabs, and every problem by line. A first line that names the columns is passed over.

    Five look-ups, however many lines (one more for each 500).
    """
    problems: list[Problem] = []
    lines = list(_cells(text, problems))
    if not lines and not problems:
        problems.append(Problem(0, "The list is empty."))
    if len(lines) > MOST_ROWS:
        return [], [Problem(lines[MOST_ROWS][0], f"A list may have {MOST_ROWS:,} pages. Split it.")]
    known = _Known(lines, district_id)
    rows = [row for line, cells in lines if (row := known.row(line, cells, problems))]
    problems += known.taken(rows)
    return rows, sorted(problems, key=lambda problem: problem.line)


def _cells(text: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Lines as trimmed cells; empty ones and a heading are passed over."""
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            cells = [" ".join(cell.split()) for cell in next(csv.reader([line], delimiter="\t" if "\t" in line else ","), [])]
        except csv.Error:
            problems.append(Problem(number, "This is not a line of a CSV list."))
            continue
        while cells and not cells[-1]:
            cells.pop()
        if not cells or (number == 1 and not any(mark in line for mark in "./@")):
            continue
        if len(cells) not in (3, 4):
            problems.append(Problem(number, f"This line has {len(cells)} cells; three or four are read: {COLUMNS}."))
            continue
        yield number, cells


class _Known:
    """The people and schools that a list names, and which of its addresses are taken."""

    def __init__(self, lines: Iterable[tuple[int, list[str]]], district_id: int) -> None:
        """Look up everybody and every school at once."""
        self.district_id = district_id
        cells = [cells for _line, cells in lines]
        people = Person.objects.filter(district_id=district_id, is_active=True)
        self.names = list(people.values_list("name", flat=True))
        emails = sorted({row[2].lower() for row in cells})
        found = people.annotate(lowered=Lower("email"))
        self.people = {
            lowered: pk for part in _parts(emails) for lowered, pk in found.filter(lowered__in=part).values_list("lowered", "pk")
        }
        places = School.objects.filter(district_id=district_id).values_list("pk", "name", "federal_id")
        self.schools: dict[str, list[int]] = defaultdict(list)
        for pk, *names in places if any(map(_names_school, cells)) else ():
            for name in {name.casefold() for name in names} - {""}:
                self.schools[name].append(pk)
        self.seen: dict[str, int] = {}

    def row(self, line: int, cells: list[str], problems: list[Problem]) -> ClaimRow | None:
        """One line as a row; None where anything is wrong with it, and everything that is."""
        typed, name, email, school = [*cells, ""][:4]
        wrong: list[str] = []
        try:
            address = recognise(typed)
            rules.not_personal(address, self.names)
        except (BadAddress, Refused) as bad:
            wrong.append(bad.sentence)
        else:
            first = self.seen.setdefault(address.canonical, line)
            wrong += [f"This page is in line {first} already."] if first != line else []
        if not 0 < len(name) <= LONGEST_NAME:
            wrong.append(f"The name of the page has {len(name)} characters; 1 to {LONGEST_NAME} fit.")
        if email.lower() not in self.people:
            wrong.append(f"Nobody in your district has the address {email[:80] or '(none)'}.")
        meant = self.schools.get(school.casefold(), [])
        if school and not meant:
            wrong.append(f"Your district has no school or office “{school[:80]}”.")
        if len(meant) > 1:
            wrong.append(f"“{school[:80]}” is the name of {len(meant)} places; give its ncessch instead.")
        problems += [Problem(line, sentence) for sentence in wrong]
        if wrong:
            return None
        return ClaimRow(line, address, name, self.people[email.lower()], meant[0] if meant else None)

    def taken(self, rows: list[ClaimRow]) -> list[Problem]:
        """Pages that are registered already, and those that somebody is asked about already."""
        lines = {row.address.canonical: row.line for row in rows}
        found: list[Problem] = []
        for part in _parts(sorted(lines)):
            sites = Site.objects.filter(district_id=self.district_id, address__in=part, status__in=states.LIVE)
            found += [
                Problem(lines[site.address], rules.already_registered(site))
                for site in sites.select_related("school", "responsible")
            ]
            asked = Claim.objects.filter(district_id=self.district_id, address__in=part, state=states.OPEN).select_related(
                "person"
            )
            found += [Problem(lines[claim.address], f"{claim.person} is asked about this page already.") for claim in asked]
        return found


def _names_school(cells: list[str]) -> bool:
    return len(cells) > 3


def _parts(values: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(values), AT_A_TIME):
        yield values[start : start + AT_A_TIME]
