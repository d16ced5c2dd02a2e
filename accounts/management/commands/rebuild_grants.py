"""Make guardian's grants on districts and schools say what today's appointments say.

    manage.py rebuild_grants

Appointments decide what a person may see; the grants are derived from them. Running it again changes nothing.
"""

from typing import Any

from django.core.management import BaseCommand
from django.db import transaction
from django.utils import timezone

from accounts.access import local_day
from accounts.models import District
from accounts.services import rebuild_grants

DESCRIPTION = __doc__ or ""


class Command(BaseCommand):
    """Goes through every district on its own local day."""

    help = DESCRIPTION

    @transaction.atomic
    def handle(self, **_: Any) -> None:
        """Rebuild and say what changed."""
        for district in District.objects.order_by("pk"):
            given, taken = rebuild_grants(local_day(timezone.now(), district.time_zone), district_id=district.pk)
            self.stdout.write(f"{district.name}: {given:,} given, {taken:,} taken away.")
