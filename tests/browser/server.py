"""What the server does while people wait: its commands, and the mail they lead to."""

import re
from io import StringIO

from django.core.management import call_command

from accounts.models import Person
from records.models import Message


def run(command: str, *args: str) -> str:
    """A command of the server, and what it says."""
    out = StringIO()
    call_command(command, *args, stdout=out)
    return out.getvalue()


def check_in_mailed_to(person: Person) -> str:
    """The path of the check-in in the last digest this person was really sent."""
    digest = Message.objects.filter(person_id=person.pk, kind="digest", state="sent").latest("id")
    links = re.findall(r"https?://[^/\s]+(/\S+)", digest.text)
    return next(link for link in links if "/check-ins/" in link)
