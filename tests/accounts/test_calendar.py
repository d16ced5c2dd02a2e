"""Closed and open days of a district and of a school."""

from datetime import date

import pytest

from accounts import services
from accounts.models import CalendarDay, Role
from accounts.rows import ListedDay
from accounts.rules import Refused
from accounts.selectors import calendar_of
from tests.cast import AT, Cast

from .trail import last_event, told

FRIDAY, SATURDAY, MONDAY = date(2026, 9, 18), date(2026, 9, 19), date(2026, 9, 21)


def days(cast: Cast, school=None) -> list[tuple[date, bool, str]]:
    return list(CalendarDay.objects.filter(district=cast.lakeside, school=school).values_list("on", "is_open", "label"))


def close(cast: Cast, on=FRIDAY, **more):
    return services.close_day(**{"district": cast.lakeside, "on": on, "by": cast.tom, "at": AT, **more})


def test_a_day_is_closed_for_the_district(cast: Cast):
    close(cast, label="Snow day")
    assert days(cast) == [(FRIDAY, False, "Snow day")]
    assert not calendar_of(district=cast.lakeside, school_id=cast.elm.pk).is_open(FRIDAY)
    assert calendar_of(district=cast.harbor, school_id=None).is_open(FRIDAY)
    assert told() == [("Tom Adeyemi", "close-day", "closed September 18, 2026 (Snow day) at Lakeside Community Schools")]
    assert (last_event().subject_kind, last_event().subject_id) == ("district", cast.lakeside.pk)


def test_a_break_is_one_deed(cast: Cast):
    outcome = close(cast, until=MONDAY, label="Fall break")
    assert (outcome.new, outcome.changed) == (4, 0)
    assert told() == [
        ("Tom Adeyemi", "close-day", "closed September 18, 2026 to September 21, 2026 (Fall break) at Lakeside Community Schools")
    ]
    assert not calendar_of(district=cast.lakeside, school_id=None).is_open(MONDAY)


def test_a_school_may_be_closed_alone_or_open_after_all(cast: Cast):
    close(cast, school=cast.elm, label="Boiler")
    close(cast, on=MONDAY)
    services.open_day(district=cast.lakeside, school=cast.elm, on=MONDAY, by=cast.tom, at=AT, label="Made up")
    elm, birchwood = (calendar_of(district=cast.lakeside, school_id=place.pk) for place in (cast.elm, cast.birchwood))
    assert [calendar.is_open(FRIDAY) for calendar in (elm, birchwood)] == [False, True]
    assert [calendar.is_open(MONDAY) for calendar in (elm, birchwood)] == [True, False]
    assert last_event().sentence == "opened September 21, 2026 (Made up) at Elm Street Elementary"
    assert (last_event().subject_kind, last_event().subject_id) == ("school", cast.elm.pk)


def test_a_saturday_may_be_a_school_day(cast: Cast):
    services.open_day(district=cast.lakeside, on=SATURDAY, by=cast.tom, at=AT)
    assert calendar_of(district=cast.lakeside, school_id=None).is_open(SATURDAY)


def test_closing_an_open_day_changes_it(cast: Cast):
    services.open_day(district=cast.lakeside, on=SATURDAY, by=cast.tom, at=AT, label="Made up")
    outcome = close(cast, on=SATURDAY)
    assert (outcome.new, outcome.changed) == (0, 1)
    assert days(cast) == [(SATURDAY, False, "")]


def test_a_day_taken_off_is_as_the_week_says(cast: Cast):
    close(cast, label="Snow day")
    services.remove_day(day=CalendarDay.objects.get(), by=cast.tom, at=AT)
    assert days(cast) == []
    assert calendar_of(district=cast.lakeside, school_id=None).is_open(FRIDAY)
    assert last_event().sentence == "took September 18, 2026 off the calendar at Lakeside Community Schools"
    assert last_event().details == {"on": "2026-09-18", "label": "Snow day", "is_open": False}


def test_a_list_of_days_is_taken_over_once(cast: Cast):
    close(cast, label="Snow day")
    listed = [ListedDay(2, FRIDAY, "Teachers’ conference"), ListedDay(3, MONDAY, "Harvest holiday")]
    outcome = services.import_calendar(district=cast.lakeside, days=listed, by=cast.tom, at=AT)
    assert str(outcome) == "1 new, 1 changed"
    assert days(cast) == [(FRIDAY, False, "Teachers’ conference"), (MONDAY, False, "Harvest holiday")]
    assert last_event().sentence == "imported 2 closed days at Lakeside Community Schools"
    again = services.import_calendar(district=cast.lakeside, days=listed, by=cast.tom, at=AT)
    assert (str(again), again.unchanged) == ("0 new, 0 changed", 2)
    assert [verb for _, verb, _ in told()] == ["close-day", "import-calendar"]


@pytest.mark.parametrize("who", ["maya", "pat", "sue"])
def test_only_who_manages_people_keeps_the_calendar(cast: Cast, who):
    close(cast)
    by = getattr(cast, who)
    for deed in (
        lambda: close(cast, on=MONDAY, by=by),
        lambda: services.open_day(district=cast.lakeside, on=SATURDAY, by=by, at=AT),
        lambda: services.remove_day(day=CalendarDay.objects.get(), by=by, at=AT),
        lambda: services.import_calendar(district=cast.lakeside, days=[ListedDay(2, MONDAY)], by=by, at=AT),
    ):
        with pytest.raises(Refused, match="Only somebody who manages people may change this calendar"):
            deed()


def test_another_district_s_calendar_is_out_of_reach(cast: Cast):
    for more in ({"by": cast.hugo}, {"school": cast.harbor_high}):
        with pytest.raises(Refused, match="This calendar belongs to another district"):
            close(cast, **more)


def test_a_head_who_manages_people_at_a_school_keeps_that_school_s_calendar_alone(cast: Cast):
    Role.objects.filter(district=cast.lakeside, key="principal").update(capabilities=["manages_people"])
    close(cast, school=cast.birchwood, by=cast.pat)
    for school in (None, cast.elm):
        with pytest.raises(Refused):
            close(cast, school=school, by=cast.pat)


@pytest.mark.parametrize(
    ("on", "until", "sentence"),
    [
        (date(1999, 12, 31), None, "between 2000 and 2100"),
        (FRIDAY, date(2026, 9, 17), "The last day comes after the first"),
        (FRIDAY, date(2027, 9, 17), "at most 200 days"),
    ],
)
def test_a_span_of_days_is_a_possible_one(cast: Cast, on, until, sentence):
    with pytest.raises(Refused, match=sentence):
        close(cast, on=on, until=until)
