"""Take over a district's schools from a CSV file in the columns of the federal directory.

    manage.py import_schools FILE --district ID [--leaid 1708400]

Columns: ncessch, leaid, school_name; and, where they are there, city, state, lowest_grade, highest_grade. Others are
passed over. Ids are text: 12 and 7 digits with their leading zeros. Schools are known by ncessch, so several may have one
name. Of a file with several districts, such as a whole state's, only the rows of one are taken: name it with --leaid, unless
its id is known from an earlier import. Every bad row is reported with its line and nothing is stored unless all is well;
running it again changes nothing.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand
from django.utils import timezone

from accounts.imports import read_schools
from accounts.management.arguments import district_with, for_rows_of, read_file, refuse
from accounts.rows import BadRows
from accounts.services import import_schools
from records.events import OPERATOR

DESCRIPTION = __doc__ or ""


class Command(BaseCommand):
    """Reads the file, stores its schools or says what to put right."""

    help = DESCRIPTION

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file and whose schools they are."""
        for_rows_of(parser, columns="ncessch,leaid,school_name,city,state,lowest_grade,highest_grade")
        parser.add_argument("--leaid", default="", help="take only this district's rows of a file that has several")

    def handle(self, *, file: str, district: int | None, leaid: str, **_: Any) -> None:
        """Store the schools of the file."""
        owner = district_with(district)
        rows = read_file(file, read_schools, out=self.stdout)
        try:
            outcome = import_schools(district=owner, rows=rows, by=OPERATOR, at=timezone.now(), leaid=leaid)
        except BadRows as error:
            return refuse(error.problems)
        passed = f", {outcome.passed_over:,} of other districts passed over" if outcome.passed_over else ""
        self.stdout.write(self.style.SUCCESS(f"Schools of {owner.name}: {outcome}, {outcome.unchanged:,} as before{passed}."))
        return None
