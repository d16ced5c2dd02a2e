"""A calendar changes: the days of complaints and orders are counted anew, at once by a snow day, else by the next sweep."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import CalendarDay, School
from accounts.schooldays import SchoolDays
from accounts.services import close_day, remove_day
from concerns import services, states
from concerns.models import Complaint, Directive
from concerns.selectors.clocks import anew
from concerns.services.complaints import acknowledge
from config.clock import tick
from records.models import Event
from tests.cast import AT, Cast, build
from tests.concerns.complaining import filed
from tests.concerns.orders import order
from tests.concerns.test_confirming import finish, other
from tests.monitoring.days import local
from tests.monitoring.pages import words
from tests.registry.sites import site

pytestmark = pytest.mark.django_db


def day(number: int) -> date:
    """A day of September; the 15th, a Tuesday, is today."""
    return date(2026, 9, number)


def answers() -> list[int]:
    """By which day of September each complaint is acknowledged."""
    return [on.day for on in Complaint.objects.order_by("id").values_list("answer_by", flat=True) if on]


def orders() -> list[tuple[int, int]]:
    """By which day each order is carried out, and when its site is suspended while it is not."""
    rows = Directive.objects.order_by("id").values_list("due_on", "suspend_on")
    return [(due.day, later.day) for due, later in rows if due and later]


@pytest.fixture
def clocks(db: None) -> Cast:
    """At Birchwood a complaint and an order, at Elm Street another complaint."""
    cast = build(adding=other(more='suspend_after = "1 school day"'))
    made = site(cast)
    filed(cast, made)
    order(cast, made, "rename")
    filed(cast, number=2, place=School.objects.get(pk=cast.elm.pk))
    assert (answers(), orders()) == ([17, 17], [(16, 17)])
    return cast


def test_a_snow_day_moves_every_clock_of_that_school_says_so_and_moves_them_back(clocks: Cast) -> None:
    cast, path = clocks, reverse("school-snow-day", args=[clocks.birchwood.pk])
    said = "the clocks of 2 complaints and orders move to the next school day"
    shown = words(cast.client(cast.pat).get(f"{path}?on={day(16)}"))
    assert said[1:] in shown
    cast.client(cast.pat).post(path, {"on": day(16), "label": "Snow day"})
    assert (answers(), orders()) == ([18, 17], [(17, 18)])
    assert said in Event.objects.get(verb="snow-day").sentence
    cast.client(cast.pat).post(reverse("school-snow-day-back", args=[cast.birchwood.pk]), {"on": day(16)})
    assert (answers(), orders()) == ([17, 17], [(16, 17)])
    assert "the clocks of 2 complaints and orders move back" in Event.objects.get(verb="take-back-snow-day").sentence


def test_a_day_of_the_district_that_was_typed_moves_them_by_the_next_sweep_once(clocks: Cast) -> None:
    cast = clocks
    close_day(district=cast.lakeside, on=day(16), by=cast.tom, at=AT, label="Storm")
    assert answers() == [17, 17]
    assert tick(at=local(day(15), 9, 1), district=cast.lakeside).recounted == 3
    assert (answers(), orders()) == ([18, 18], [(17, 18)])
    assert tick(at=local(day(15), 9, 2), district=cast.lakeside).recounted == 0
    remove_day(day=CalendarDay.objects.get(), by=cast.tom, at=AT)
    tick(at=local(day(15), 9, 3), district=cast.lakeside)
    assert (answers(), orders()) == ([17, 17], [(16, 17)])


def test_what_is_no_longer_late_is_not_called_so_and_what_is_over_stays(clocks: Cast) -> None:
    cast = clocks
    tick(at=local(day(18), 7, 1), district=cast.lakeside)
    complaint, other_one = Complaint.objects.order_by("id")
    assert complaint.late_since == day(18)
    acknowledge(complaint=other_one, message="We have read it.", by=cast.erin, at=local(day(18), 8))
    finish(Directive.objects.get(), cast.maya)
    close_day(district=cast.lakeside, on=day(17), until=day(18), by=cast.tom, at=local(day(18), 9))
    tick(at=local(day(18), 9, 1), district=cast.lakeside)
    complaint.refresh_from_db()
    assert (complaint.late_since, complaint.answer_by, orders()) == (None, day(21), [(16, 17)])


def test_a_correction_never_makes_anybody_late() -> None:
    days, monday = SchoolDays(), date(2026, 9, 21)
    assert anew(day(25), day(18), days, monday) == day(25)
    assert anew(day(16), day(15), days, monday) == monday
    assert (anew(day(25), day(22), days, monday), anew(None, day(22), days, monday)) == (day(22), None)


@pytest.mark.parametrize("count", [1, 3])
def test_counting_anew_asks_as_much_for_one_as_for_three(cast: Cast, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        filed(cast, number=number + 1, place=cast.birchwood)
    with django_assert_num_queries(10):
        services.what_closing_moves(district=cast.lakeside, school=cast.birchwood, on=day(16), at=AT)
    assert Complaint.objects.filter(state=states.WAITING).count() == count
