"""Load a policy document for a district."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.access import local_day
from accounts.models import District
from accounts.rules import Refused
from accounts.wording import full_day
from policies.document import PolicyError
from policies.rules import begins_in_time
from policies.selectors import same_in_force, version_in_force
from policies.services import load_policy
from records.events import OPERATOR


class Command(BaseCommand):
    """Stores the document as the district's next version; the same text again changes nothing."""

    help = "Load a policy document (TOML) as a district's next version. Every problem is printed on a line of its own."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, the district, and the day from which it applies."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--district", type=int, required=True, help="the district's id")
        parser.add_argument("--from", dest="in_force_from", type=_day, help="2026-08-17; today where left out")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, check, store; exit status 1 where anything is wrong."""
        at = timezone.now()
        district = District.objects.filter(pk=options["district"]).first()
        if district is None:
            raise CommandError(f"There is no district {options['district']}.")
        today = local_day(at, district.time_zone)
        begins = options["in_force_from"] or today
        text = _text(options["file"])
        known = same_in_force(district.pk, text, begins)
        if not known:
            _check_day(begins, district, today)
        try:
            version = load_policy(district=district, text=text, in_force_from=begins, by=OPERATOR, at=at)
        except PolicyError as error:
            for problem in error.problems:
                self.stderr.write(f"{options['file']}: {problem}")
            raise SystemExit(1) from None
        if known:
            self.stdout.write(f"Nothing to do: {version} of {district} is this text, to the letter.")
        else:
            self.stdout.write(f"Loaded {version} for {district}, in force from {full_day(version.in_force_from)}.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"expected a day as YYYY-MM-DD, such as 2026-08-17, not {text}") from None


def _check_day(begins: date, district: District, today: date) -> None:
    """The rule of the browser: a policy does not change what was decided under another one."""
    try:
        begins_in_time(begins, on=today, is_first=version_in_force(district.pk, today) is None)
    except Refused as refused:
        raise CommandError(refused.sentence) from None


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise CommandError(f"{path}: cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise CommandError(f"{path}: expected text in UTF-8.") from None
