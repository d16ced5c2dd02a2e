"""Take over a district's staff list from a CSV file.

    manage.py import_people FILE --district ID [--invite]

Columns: name and email; and, where they are there,
    title              what they do, in a few words
    kind               employee or volunteer (employee, where empty); a volunteer needs ends_on
    place              a place of the district by its name, or by its ncessch where the name repeats
    supervisor_email   somebody of the district or of the file
    role               a role of the district by its name or key; given from today on, at the place for a school's role
    ends_on            the last day, as 2027-06-11
No other column may be there. People are known by their e-mail address; an empty cell leaves what is known as it is, and
nobody and no role is ever taken away. Every bad row is reported with its line and nothing is stored unless all is well;
running it again changes nothing. With --invite everybody new is mailed a link to set a password.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand
from django.db import transaction
from django.utils import timezone

from accounts.access import local_day
from accounts.imports import read_people
from accounts.management.arguments import district_with, for_rows_of, read_file, refuse
from accounts.rows import BadRows
from accounts.selectors import Known
from accounts.services import import_people
from accounts.services import invite as mail_link
from records.events import OPERATOR

DESCRIPTION = __doc__ or ""


class Command(BaseCommand):
    """Reads the file, stores its people or says what to put right."""

    help = DESCRIPTION

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, whose people they are, and whether they are invited."""
        for_rows_of(parser, columns="name,email,title,kind,place,supervisor_email,role,ends_on")
        parser.add_argument("--invite", action="store_true", help="mail everybody new a link to set a password")

    @transaction.atomic
    def handle(self, *, file: str, district: int | None, invite: bool, **_: Any) -> None:
        """Store the people of the file."""
        owner, at = district_with(district), timezone.now()
        today = local_day(at, owner.time_zone)
        rows = read_file(file, read_people, out=self.stdout, against=lambda rows: Known(owner, rows, on=today).problems(rows))
        try:
            outcome, new = import_people(district=owner, rows=rows, by=OPERATOR, at=at)
        except BadRows as error:
            return refuse(error.problems)
        for person in new if invite else ():
            mail_link(person=person, by=OPERATOR, at=at)
        mailed = f", {len(new):,} invited" if invite else ""
        self.stdout.write(self.style.SUCCESS(f"People of {owner.name}: {outcome}, {outcome.unchanged:,} as before{mailed}."))
        return None
