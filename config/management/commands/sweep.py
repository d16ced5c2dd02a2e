"""Do what the clock does every minute, by hand: open what is due, remind, escalate, write the digests.

    manage.py sweep                          now
    manage.py sweep --at 2026-09-14T07:00    as at that local time, in each district's own zone

Running it again changes nothing; a moment before a district's last sweep does nothing there. Mails are written, not
sent: that is `manage.py deliver`.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.models import District
from config.clock import tick
from monitoring.schedule import local_moment
from monitoring.sweep import Swept


class Command(BaseCommand):
    """Sweeps every district."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """One moment, or none."""
        parser.add_argument("--at", default="", help="local to each district, or with an offset: 2026-09-14T07:00+00:00")

    def handle(self, *, at: str, **_: Any) -> None:
        """Sweep and say what was done."""
        given = moment_of(at) if at else timezone.now()
        for district in District.objects.order_by("id"):
            done = tick(at=local_to(district, given), district=district)
            self.stdout.write(f"{district.name}: {said(done)}.")


def moment_of(text: str) -> datetime:
    """The moment typed, without a zone where none was typed; refuses what is not one."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{text!r} is not a moment. Type it like 2026-09-14T07:00.") from None


def local_to(district: District, at: datetime) -> datetime:
    """A moment as it is; a local time without a zone, in the district's."""
    return local_moment(district.time_zone, at.date(), at.time()) if timezone.is_naive(at) else at


def said(done: Swept) -> str:
    """What was done in words: "2 opened, 1 digests"; nothing is said of what was not."""
    counts = [f"{count:,} {name.replace('_', ' ')}" for name, count in asdict(done).items() if count]
    return ", ".join(counts) or "nothing to do"
