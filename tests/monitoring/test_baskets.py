"""What one mail has room for: the most urgent things, in whatever order they were met."""

from datetime import date, timedelta

import pytest

from accounts.models import Person
from accounts.selectors import Holder
from monitoring.sweep.morning import SHOWN, Basket
from records.letters import Item

MAYA = Person(pk=1, name="Maya Ortega")
FIRST = date(2026, 9, 1)


def filled(days: list[int], tone: str = "late") -> tuple[Basket, list[str]]:
    """A basket with one thing for each of these days, and which of them were worded."""
    basket, worded = Basket(MAYA), list[str]()
    for day in days:

        def word(_holder: Holder, day: int = day) -> Item:
            worded.append(str(day))
            return Item(str(day))

        basket.put(tone, FIRST + timedelta(days=day), Holder(MAYA, None, ""), word)
    return basket, worded


@pytest.mark.parametrize("backwards", [False, True])
def test_the_longest_due_are_named_and_all_are_counted(backwards: bool) -> None:
    days = list(range(SHOWN + 40))
    basket, _worded = filled(days[::-1] if backwards else days)
    assert [item.title for item in basket.items()] == [str(day) for day in range(SHOWN)]
    assert (basket.count, basket.late) == (SHOWN + 40, SHOWN + 40)


def test_what_has_no_room_is_not_worded() -> None:
    basket, worded = filled([1] * (SHOWN + 40))
    assert len(worded) == len(basket.items()) == SHOWN


def test_of_what_is_as_urgent_the_first_is_named_first_and_what_is_late_before_all() -> None:
    basket, _worded = filled([3, 3, 2], tone="due")
    basket.put("late", FIRST + timedelta(days=9), Holder(MAYA, None, ""), lambda holder: Item("late"))
    basket.put("due", FIRST + timedelta(days=3), Holder(MAYA, None, ""), lambda holder: Item("last"))
    assert [item.title for item in basket.items()] == ["late", "2", "3", "3", "last"]
    assert (basket.count, basket.late) == (5, 1)
