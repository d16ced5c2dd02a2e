"""Training: sessions that were held, who was there, and whether it still counts."""

from datetime import date, timedelta
from typing import Any

import pytest

from accounts.rules import Refused, allows
from accounts.schooldays import SchoolDays
from accounts.selectors import Cursor
from policies.models import Attendance, Training
from policies.rules import has_training
from policies.selectors import attendance_page, attended_by, attendees, trainings_page
from policies.services import add_training, record_attendance
from policies.training import counts_until, is_trained
from records.events import trail
from tests.cast import AT, TODAY, Cast
from tests.twins import teachers

DAYS = SchoolDays()
A_YEAR_AGO = date(2025, 9, 15)


def training(cast: Cast, title: str = "Social media basics", **more: Any) -> Training:
    """A session of last week."""
    given: dict[str, Any] = {"held_on": TODAY - timedelta(7), "by": cast.tom, "at": AT, **more}
    return add_training(district=cast.lakeside, title=title, **given)


def tick(cast: Cast, made: Training, present: list[Any], among: list[Any]) -> int:
    return record_attendance(training=made, present=present, among=among, by=cast.tom, at=AT)


# whether it counts ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("held_on", "valid_for", "last"),
    [
        (A_YEAR_AGO, None, None),
        (A_YEAR_AGO, "1 year", date(2026, 9, 15)),
        (date(2024, 2, 29), "1 year", date(2025, 2, 28)),
        (date(2026, 9, 11), "2 school days", date(2026, 9, 15)),
    ],
)
def test_a_training_counts_as_long_as_the_policy_says(held_on: date, valid_for: str | None, last: date | None) -> None:
    assert counts_until(held_on, valid_for, DAYS) == last


@pytest.mark.clause("001:3")
def test_it_counts_on_its_last_day_and_not_on_the_next() -> None:
    assert is_trained([A_YEAR_AGO], "1 year", DAYS, on=TODAY)
    assert not is_trained([A_YEAR_AGO], "1 year", DAYS, on=TODAY + timedelta(1))
    assert is_trained([A_YEAR_AGO], None, DAYS, on=TODAY + timedelta(1))
    assert [is_trained([date(2026, 9, 11)], "2 school days", DAYS, on=date(2026, 9, on)) for on in (15, 16)] == [True, False]


def test_any_that_still_counts_is_enough_and_one_to_come_is_none() -> None:
    assert is_trained([A_YEAR_AGO, TODAY], "1 year", DAYS, on=TODAY + timedelta(1))
    assert not is_trained([TODAY + timedelta(1)], None, DAYS, on=TODAY)
    assert is_trained([TODAY], None, DAYS, on=TODAY)
    assert not is_trained([], None, DAYS, on=TODAY)


def test_the_gate_lets_through_who_was_there() -> None:
    assert allows(has_training, "In-service", [TODAY], None, DAYS, on=TODAY)
    assert allows(has_training, "In-service", [A_YEAR_AGO], "1 year", DAYS, on=TODAY)


def test_the_gate_says_what_to_do() -> None:
    with pytest.raises(Refused) as never:
        has_training("In-service program", [], "1 year", DAYS, on=TODAY, given_by="the Technology Director")
    assert never.value.sentence == (
        "Your district asks for the training “In-service program” first. Ask the Technology Director when it is held next; "
        "once your attendance is recorded, come back to this page."
    )
    with pytest.raises(Refused) as over:
        has_training("In-service program", [date(2024, 9, 1), A_YEAR_AGO], "6 months", DAYS, on=TODAY)
    assert over.value.sentence == (
        "The training “In-service program” that you attended on September 15, 2025 counted until March 15, 2026. Ask whoever "
        "manages people in your district when it is held next; once your attendance is recorded, come back to this page."
    )


# recording -----------------------------------------------------------------------------------------------------------


@pytest.mark.clause("001:3")
@pytest.mark.django_db
def test_whoever_manages_people_records_a_session_and_nobody_else(cast: Cast) -> None:
    made = training(cast, note="In the library.")
    assert (made.recorded_by, made.held_on, made.note) == ("Tom Adeyemi", TODAY - timedelta(7), "In the library.")
    assert [(row.actor_name, row.sentence) for row in trail("training", made.pk)] == [
        ("Tom Adeyemi", "recorded the training Social media basics of September 8, 2026")
    ]
    for somebody in (cast.maya, cast.sue, cast.hugo):
        with pytest.raises(Refused, match="Only somebody who manages the people"):
            training(cast, by=somebody)
    assert Training.objects.count() == 1


@pytest.mark.django_db
def test_a_session_that_lies_ahead_is_not_recorded(cast: Cast) -> None:
    with pytest.raises(Refused, match="choose today or an earlier day"):
        training(cast, held_on=TODAY + timedelta(1))
    assert training(cast, held_on=TODAY).pk


@pytest.mark.clause("001:3")
@pytest.mark.django_db
def test_attendance_of_some_people_is_what_was_ticked_and_others_stay(cast: Cast) -> None:
    made = training(cast)
    assert tick(cast, made, [cast.ed], [cast.ed, cast.erin]) == 1
    assert tick(cast, made, [cast.maya, cast.pat], [cast.maya, cast.pat, cast.sam]) == 2
    assert tick(cast, made, [cast.sam, cast.pat], [cast.maya, cast.pat, cast.sam]) == 2
    assert attendees(made, [cast.ed, cast.erin, cast.maya, cast.pat, cast.sam]) == {cast.ed.pk, cast.pat.pk, cast.sam.pk}
    assert [row.sentence for row in trail("training", made.pk)][1:] == [
        "recorded 1 person at Social media basics",
        "recorded 2 people at Social media basics",
        "recorded 1 person at Social media basics, and took 1 person off",
    ]


@pytest.mark.django_db
def test_what_changes_nothing_leaves_no_line_in_the_trail(cast: Cast) -> None:
    made = training(cast)
    tick(cast, made, [cast.ed], [cast.ed])
    assert tick(cast, made, [cast.ed], [cast.ed, cast.erin]) == 0
    assert len(trail("training", made.pk)) == 2


@pytest.mark.django_db
def test_people_of_another_district_and_by_others_are_refused(cast: Cast) -> None:
    made = training(cast)
    with pytest.raises(Refused, match="your own district"):
        tick(cast, made, [cast.hal], [cast.hal])
    with pytest.raises(Refused, match="Only somebody who manages"):
        record_attendance(training=made, present=[cast.ed], among=[cast.ed], by=cast.sue, at=AT)
    with pytest.raises(Refused, match="Only somebody who manages"):
        record_attendance(training=made, present=[cast.ed], among=[cast.ed], by=cast.hugo, at=AT)
    assert not Attendance.objects.exists()


@pytest.mark.django_db
def test_the_days_of_one_training_are_found_by_its_name_in_the_policy(cast: Cast) -> None:
    made = training(cast, key="in_service")
    tick(cast, made, [cast.ed], [cast.ed])
    tick(cast, training(cast, "First aid", key="first_aid"), [cast.ed], [cast.ed])
    assert attended_by(cast.ed, "in_service") == [TODAY - timedelta(7)]
    assert attended_by(cast.erin, "in_service") == []


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(cast: Cast, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        tick(cast, training(cast, f"Session {number}", held_on=TODAY - timedelta(number)), [cast.ed, cast.sam], [])
    standing = cast.standing(cast.ed)
    with django_assert_num_queries(2):
        page = trainings_page(standing, cursor=Cursor())
    assert [(line.title, line.there, line.attended) for line in page.lines] == [(f"Session {n}", True, 2) for n in range(count)]
    assert not trainings_page(cast.standing(cast.maya), cursor=Cursor()).lines[0].there
    assert trainings_page(cast.standing(cast.hal), cursor=Cursor()).lines == []


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["Erin", "e"])
def test_the_people_to_tick_cost_three_queries_however_many(cast: Cast, words: str, django_assert_num_queries: Any) -> None:
    made, standing = training(cast), cast.standing(cast.tom)
    tick(cast, made, [cast.erin], [])
    with django_assert_num_queries(3):
        page = attendance_page(standing, made, words=words, cursor=Cursor())
    assert ("Erin Voss, principal", True) in [(line.name, line.there) for line in page.lines]
    assert sum(line.there for line in page.lines) == 1
    assert attendance_page(cast.standing(cast.maya), made, cursor=Cursor()).lines == []


@pytest.mark.django_db
def test_two_of_one_name_are_told_apart_where_they_are_ticked(cast: Cast) -> None:
    teachers(cast, cast.elm, cast.birchwood)
    page = attendance_page(cast.standing(cast.tom), training(cast), words="ann", cursor=Cursor())
    assert [line.name for line in page.lines if "Lee" in line.name] == [
        "Ann Lee, teacher, Elm Street Elementary", "Ann Lee, teacher, Birchwood High School",
    ]  # fmt: skip
