"""On a school morning: the look at the public internet that is due, and the pages and sites that people are asked about."""

from datetime import date
from functools import partial

from accounts.models import Person
from accounts.selectors import Holder
from monitoring.selectors import claims_item, offer_item, search_item
from records.letters import Item
from registry.selectors import claims_by_person, offers_by_person, search_due

from .morning import Morning


def search(morning: Morning) -> None:
    """The look that is due, into the baskets of those whose task it is. One query where nothing is."""
    task, searching = search_due(morning.district, morning.today) or (None, [])
    if task is not None and task.due_on is not None:
        word = partial(search_item, task, days=morning.days(None), today=morning.today)
        for holder in searching:
            item = word(holder)
            morning.put(holder, item.tone, task.due_on, word)


def claims(morning: Morning) -> None:
    """The pages that people are asked about, into their baskets. One query."""
    for person, asked in claims_by_person(morning.district.pk):
        _put(morning, person, claims_item(asked, today=morning.today), asked[0].answer_by)


def offers(morning: Morning) -> None:
    """The sites that people are asked to answer for, into their baskets. One query."""
    for person, asked in offers_by_person(morning.district.pk):
        for offer in asked:
            _put(morning, person, offer_item(offer, today=morning.today), offer.answer_by)


def _put(morning: Morning, person: Person, item: Item, on: date) -> None:
    morning.put(Holder(person, None, ""), item.tone, on, lambda _holder: item)
