"""Mails that were one too many for a day, on the school morning after: each is one line of the letter."""

from functools import partial

from django.urls import reverse

from accounts import wording
from accounts.access import local_day
from accounts.models import Person
from accounts.selectors import Holder
from records import outbox
from records.letters import Item
from records.models import Message

from .morning import HELD, Morning


def collect(morning: Morning) -> None:
    """Put what was held back into the baskets of whom it was written to. One query where nothing was."""
    rows = outbox.held_back(morning.district.pk, at=morning.at)
    if not rows:
        return
    people = Person.objects.in_bulk([row.person_id for row in rows if row.person_id])
    carried = []
    for row in rows:
        person = people.get(row.person_id or 0)
        if person is not None and morning.gets_mail(person):
            written = wording.moment(row.created_at, morning.zone, today=morning.today)
            morning.put(Holder(person, None, ""), HELD, local_day(row.created_at, morning.zone), partial(_line, row, written))
            carried.append((row.pk, morning.key(person)))
    outbox.carry(carried)


def _line(row: Message, written: str, _holder: Holder) -> Item:
    meta = f"{written} It was held back: you had as many mails within a day as your district allows."
    return Item(row.subject, meta, "Held back", "", "Read it", reverse("mail-read", args=[row.pk]))
