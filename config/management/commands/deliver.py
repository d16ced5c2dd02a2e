"""Send what waits in the outbox, by hand; the worker does it every 20 seconds.

manage.py deliver [--at-once 4] [--limit 500]
"""

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandParser
from django.utils import timezone

from config.amounts import at_least
from records.delivery import LIMIT, deliver


class Command(BaseCommand):
    """One pass over the outbox."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """How much, and how many at a time."""
        parser.add_argument("--at-once", type=at_least(1), default=settings.MAIL_AT_ONCE, help="mails on their way at a time")
        parser.add_argument("--limit", type=at_least(1), default=LIMIT, help="messages of this pass")

    def handle(self, *, at_once: int, limit: int, **_: Any) -> None:
        """Send and say how it went."""
        done = deliver(at=timezone.now, limit=limit, at_once=at_once, spare=settings.MAIL_SPARE)
        self.stdout.write(f"{done.sent:,} sent, {done.failed:,} failed, {done.later:,} to be tried again.")
