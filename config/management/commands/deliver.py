"""Send what waits in the outbox, by hand; the worker does it every 20 seconds.

manage.py deliver [--connections 4] [--limit 500]
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
        """How much, and over how many connections."""
        parser.add_argument("--connections", type=at_least(1), default=settings.MAIL_CONNECTIONS, help="mail connections at once")
        parser.add_argument("--limit", type=at_least(1), default=LIMIT, help="messages of this pass")

    def handle(self, *, connections: int, limit: int, **_: Any) -> None:
        """Send and say how it went."""
        done = deliver(at=timezone.now, connections=connections, limit=limit)
        self.stdout.write(f"{done.sent:,} sent, {done.failed:,} failed, {done.later:,} to be tried again.")
