"""Begin a district: the one command that needs a shell. From there on everything is set up in the browser.

    manage.py start_district "Lakeside Community Schools" --timezone America/Chicago --director director@lakeside.example

Creates the district with its office, the role of technology director and the person who holds it, and mails that person
a link to set a password (the worker or `manage.py deliver` sends it). With --policy KEY a policy that comes with Rollcall
is in force from today on.
"""

import argparse
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone as clock

from accounts.access import local_day
from accounts.models import District
from accounts.rules import Refused
from accounts.services import start_district
from accounts.wording import full_day
from policies.models import PolicyVersion
from policies.selectors import preset_text, presets
from policies.services import load_policy
from records.events import OPERATOR

DESCRIPTION = __doc__ or ""


class Command(BaseCommand):
    """Starts a district, or says why not; nothing is stored then."""

    help = DESCRIPTION

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The district's name and zone, its first person and its first policy."""
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        parser.add_argument("name", help="the district's name")
        parser.add_argument("--timezone", required=True, metavar="Z", help="where its school days begin and end: America/Chicago")
        parser.add_argument(
            "--director", required=True, metavar="EMAIL", help="the technology director, who sets up everything else"
        )
        parser.add_argument(
            "--director-name", default="", metavar="NAME", help="the director's name; else what stands before the @"
        )
        parser.add_argument("--policy", default="", metavar="KEY", help="a policy that comes with Rollcall, such as model")

    @transaction.atomic
    def handle(self, *, name: str, timezone: str, director: str, director_name: str, policy: str, **_: Any) -> None:
        """Start the district and load its policy, both or neither."""
        at = clock.now()
        if policy and policy not in presets():
            raise CommandError(f"No policy {policy} comes with Rollcall. There are: {', '.join(presets())}.")
        try:
            person = start_district(
                name=name, time_zone=timezone, director_email=director, director_name=director_name, by=OPERATOR, at=at
            )
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        district = District.objects.get(people=person)
        version = self._load(district, policy, at) if policy else None
        self.stdout.write(self.style.SUCCESS(f"{district.name} is district {district.pk}."))
        self.stdout.write(f"A link to set a password waits to be mailed to {person.email}; manage.py deliver sends it now.")
        if version:
            self.stdout.write(f"{version.title} is in force from {full_day(version.in_force_from)}.")

    def _load(self, district: District, key: str, at: datetime) -> PolicyVersion:
        today = local_day(at, district.time_zone)
        return load_policy(district=district, text=preset_text(key), in_force_from=today, by=OPERATOR, at=at)
