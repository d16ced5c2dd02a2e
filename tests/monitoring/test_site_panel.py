"""What the page of a site says about its duties."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Appointment, Person
from monitoring.models import CheckIn, Duty
from monitoring.selectors import WatchPanel, next_dates, site_watch_panel
from monitoring.selectors.watch import DutyLine, Notice, PastLine
from monitoring.selectors.watched import watch_of
from monitoring.services import answer_check_in, pause
from monitoring.sweep import tick
from registry.models import Site
from registry.selectors import Asked, register_page, site_seen_by
from registry.services import suspend
from tests.cast import Cast
from tests.monitoring.days import DUE, MONDAY_TO_FRIDAY, TUESDAY, local, morning, mornings, only, watched

pytestmark = pytest.mark.django_db
WED, THU, FRI = date(2026, 9, 23), date(2026, 9, 24), date(2026, 9, 25)


@pytest.fixture
def robotics(cast: Cast) -> Site:
    site = watched(cast, terms={"check_every": "1 week", "review_every": "1 month"})
    tick(at=local(TUESDAY, 9, 1))
    return site


def panel(cast: Cast, site: Site, reader: Person, at: datetime) -> WatchPanel:
    standing = cast.standing(reader, at)
    return site_watch_panel(site_seen_by(standing, site.pk), standing, at=at)


@pytest.mark.parametrize("is_swept", [False, True])
def test_a_suspended_site_has_no_next_dates_and_nothing_late_before_the_sweep_has_been_there(
    cast: Cast, robotics: Site, is_swept: bool
) -> None:
    mornings(DUE, 3)
    at = local(FRI, 10)
    suspend(site=robotics, reason="We look into a complaint.", by=cast.pat, at=at)
    if is_swept:
        tick(at=at)
    shown = panel(cast, robotics, cast.maya, at)
    assert [(duty.next, duty.dates) for duty in shown.duties] == [("Rests while the site is suspended", ())] * 2
    assert (shown.notices, shown.answer_url) == ((), "")
    (line,) = register_page(cast.standing(cast.tom, at), Asked()).lines
    assert (line.due, line.due_tone) == ("", "")


def test_a_site_that_was_registered_a_moment_ago_says_that_its_duties_are_about_to_begin(cast: Cast) -> None:
    site = watched(cast, terms={"check_every": "1 week", "review_every": "1 month"})
    assert panel(cast, site, cast.maya, local(TUESDAY, 9)).begins_soon
    tick(at=local(TUESDAY, 9, 1))
    assert not panel(cast, site, cast.maya, local(TUESDAY, 9, 2)).begins_soon


def test_duties_say_who_how_often_and_when(cast: Cast, robotics: Site) -> None:
    shown = panel(cast, robotics, cast.sam, local(TUESDAY, 10))
    assert shown.duties == (
        DutyLine(
            "Comment check",
            "Maya Ortega",
            "Every week",
            "Tuesday, September 22",
            "",
            (
                "Tuesday, September 22",
                "Tuesday, September 29",
                "Tuesday, October 6",
                "Tuesday, October 13",
                "Tuesday, October 20",
            ),
        ),
        DutyLine(
            "Supervisor's look",
            "You",
            "Every month",
            "Thursday, October 15",
            "",
            (
                "Thursday, October 15",
                "Monday, November 16",
                "Wednesday, December 16",
                "January 18, 2027",
                "February 18, 2027",
            ),
        ),
    )
    assert (shown.check_ins, shown.notices, shown.answer_url, shown.resume_url, shown.paused) == ((), (), "", "", "")
    assert shown.pause_url == f"/sites/{robotics.pk}/pause/"


def test_what_is_late_says_who_was_reminded_and_who_hears_next(cast: Cast, robotics: Site) -> None:
    mornings(DUE, 3)
    assert panel(cast, robotics, cast.pat, local(THU, 10)).notices == (
        Notice(
            "Maya Ortega owes the comment check since Tuesday",
            "Reminded on Tuesday and yesterday. If it is still open tomorrow, you hear of it.",
        ),
    )
    assert panel(cast, robotics, cast.maya, local(THU, 10)).notices == (
        Notice(
            "You owe the comment check since Tuesday",
            "Reminded on Tuesday and yesterday. If it is still open tomorrow, Pat Lindqvist hears of it.",
        ),
    )


def test_after_an_escalation_it_says_who_heard(cast: Cast, robotics: Site) -> None:
    mornings(DUE, 4)
    [notice] = panel(cast, robotics, cast.tom, local(FRI, 10)).notices
    assert notice.text == (
        "Reminded on Tuesday and on Wednesday. Pat Lindqvist and Dee Okafor heard of it today. "
        "If it is still open on Tuesday, September 29, you hear of it."
    )
    mornings(date(2026, 9, 26), 4)
    [notice] = panel(cast, robotics, cast.tom, local(date(2026, 9, 29), 10)).notices
    assert notice.text == (
        "Reminded on Tuesday, September 22 and on Wednesday. Pat Lindqvist and Dee Okafor heard of it on Friday. "
        "Tom Adeyemi heard of it today."
    )


def test_who_owes_it_is_led_to_the_answer(cast: Cast, robotics: Site) -> None:
    morning(DUE)
    assert panel(cast, robotics, cast.maya, local(DUE, 10)).answer_url == f"/check-ins/{only().pk}/"
    assert panel(cast, robotics, cast.pat, local(DUE, 10)).answer_url == ""
    assert panel(cast, robotics, cast.maya, local(DUE, 10)).duties[0].next == "Due today"


def test_answered_check_ins_say_what_was_found_and_whether_in_time(cast: Cast, robotics: Site) -> None:
    morning(DUE)
    answer_check_in(check_in=only(), outcome="nothing_found", note="", by=cast.maya, at=local(DUE, 9))
    mornings(date(2026, 9, 29), 2)
    late = Duty.objects.get(key="comments").check_ins.get(state="open")
    answer_check_in(check_in=late, outcome="acted", note="Hid two insults.", by=cast.maya, at=local(date(2026, 10, 1), 9))
    shown = panel(cast, robotics, cast.pat, local(date(2026, 10, 2), 9))
    assert shown.check_ins == (
        PastLine("Acted", "Comment check, Maya Ortega, yesterday. “Hid two insults.”", "2 school days late", True),
        PastLine("Nothing found", "Comment check, Maya Ortega, Tuesday, September 22.", "On time", False),
    )


def test_paused_duties_say_until_when(cast: Cast, robotics: Site) -> None:
    pause(site=robotics, reason="The season is over.", until=date(2026, 10, 20), by=cast.pat, at=local(TUESDAY, 11))
    shown = panel(cast, robotics, cast.pat, local(TUESDAY, 12))
    assert shown.paused == "Paused until Tuesday, October 20"
    assert [(duty.next, duty.tone, duty.dates) for duty in shown.duties] == [
        ("Paused until Tuesday, October 20", "paused", ()),
        ("Paused until Tuesday, October 20", "paused", ()),
    ]
    assert (shown.pause_url, shown.resume_url) == ("", f"/sites/{robotics.pk}/resume/")
    assert panel(cast, robotics, cast.maya, local(TUESDAY, 12)).resume_url == ""


def test_a_duty_nobody_holds_says_so(cast: Cast, robotics: Site) -> None:
    Person.objects.filter(pk=cast.maya.pk).update(is_active=False)
    assert panel(cast, robotics, cast.pat, local(TUESDAY, 12)).duties[0].who == "Nobody"


def test_the_next_five_dates_step_around_closed_days(cast: Cast, robotics: Site) -> None:
    duty = Duty.objects.get(key="comments")
    assert next_dates(duty, MONDAY_TO_FRIDAY, count=2) == [DUE, date(2026, 9, 29)]
    duty.next_due_on = None
    assert next_dates(duty, MONDAY_TO_FRIDAY) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_panel_asks_the_same_of_the_database_whatever_the_site_has(cast: Cast, robotics: Site, count: int) -> None:
    mornings(DUE, 2 * count)
    standing = cast.standing(cast.pat, local(THU, 10))
    site = site_seen_by(standing, robotics.pk)
    assert site.responsible is not None
    assert site.responsible.supervisor is not None
    with CaptureQueriesContext(connection) as captured:
        site_watch_panel(site, standing, at=local(THU, 10))
    assert len(captured) == 3  # the calendar, the duties with their check-ins, the appointments


def test_somebody_who_heard_and_holds_nothing_any_more_is_read_by_name(cast: Cast, robotics: Site) -> None:
    mornings(DUE, 4)
    Appointment.objects.filter(person__in=(cast.pat, cast.dee)).update(ended_at=local(FRI, 9))
    standing = cast.standing(cast.tom, local(FRI, 10))
    site = site_seen_by(standing, robotics.pk)
    with CaptureQueriesContext(connection) as captured:
        (notice, *_) = site_watch_panel(site, standing, at=local(FRI, 10)).notices
    assert "Pat Lindqvist and Dee Okafor heard of it today." in notice.text
    assert len(captured) == 4


def test_the_last_five_answers_are_shown_of_all_duties_together(cast: Cast, robotics: Site) -> None:
    check, look = Duty.objects.order_by("id")
    for number in range(14):
        CheckIn.objects.create(
            duty=look if number in (0, 1, 12) else check,
            site=robotics,
            role="responsible",
            due_on=date(2026, 1, 5 + number),
            opened_at=local(TUESDAY, 9),
            state="answered",
            outcome="nothing_found",
            answered_by=cast.maya,
            answered_name=f"Nobody {number}",
            answered_at=local(TUESDAY, 9, number),
        )
    CheckIn.objects.create(
        duty=check, site=robotics, role="responsible", due_on=date(2026, 3, 2), opened_at=local(TUESDAY, 9), state="cancelled"
    )
    Duty.objects.filter(pk=check.pk).update(ended_at=local(TUESDAY, 9))
    found = watch_of(robotics)
    assert [row.check_in.answered_name for row in found.answered] == [f"Nobody {number}" for number in (13, 12, 11, 10, 9)]
    assert [row.duty.label for row in found.answered][:2] == ["Comment check", "Supervisor's look"]
    assert [duty.pk for duty in found.duties] == [look.pk]
    assert found.waiting == []
