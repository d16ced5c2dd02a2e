"""What whoever audits the register sees first: what is wrong, with a number, a short list and the way to all of it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import services as people
from accounts.models import Appointment, Person
from concerns import services as concerns
from config.attention import bars
from monitoring.models import CheckIn, DayTally, Tick
from monitoring.selectors import Month, last_tick, months_until, overdue_by_rung
from monitoring.services import answer_check_in
from monitoring.sweep import tick
from policies.selectors import preset_text
from policies.services import load_policy
from records.events import OPERATOR
from records.models import Message
from registry.models import Site
from tests.cast import AT, Cast
from tests.concerns.complaining import SECRET, filed
from tests.concerns.orders import order
from tests.monitoring.days import DUE, TUESDAY, local, mornings, watched
from tests.monitoring.pages import words
from tests.registry.sites import site
from tests.requests.filing import file

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 9, 25)


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.middleware.timezone.now", lambda: local(FRIDAY, 8))


def late(cast: Cast, count: int = 1) -> None:
    """Sites whose comment check is three school days late on Friday."""
    for number in range(count):
        watched(cast, f"Club {number}")
    tick(at=local(TUESDAY, 9, 1))
    mornings(DUE, 4)


def attention(cast: Cast) -> str:
    return words(cast.client(cast.tom).get(reverse("attention")))


def failed(cast: Cast, count: int = 1) -> None:
    Message.objects.bulk_create(
        Message(
            key=f"k{number}", message_id=f"<{number}@x>", district_id=cast.lakeside.pk, to_name="Ed Castell", kind="digest",
            to_address="ed@lakeside.example", subject=f"Letter {number}", text="", html="", created_at=AT, due_at=AT,
            give_up_at=AT, state="failed", error="The mailbox is full.",
        )
        for number in range(count)
    )  # fmt: skip


def unsettled(cast: Cast, count: int) -> None:
    """Complaints that nobody acknowledged, orders that nobody carried out, pages that nobody has under control."""
    for number in range(count):
        made = site(cast, f"Page {number}", complaints_to=cast.casey)
        filed(cast, made, number=number + 1)
        order(cast, made)
        concerns.report_lost(site=made, by=cast.maya, at=AT)


def test_where_nothing_is_wrong_it_says_so_and_what_is_in_order(cast: Cast) -> None:
    tick(at=local(FRIDAY, 7, 55))
    said = attention(cast)
    assert "Nothing needs you" in said
    for sentence in (
        "Somebody can act on every step.",
        "No check is late.",
        "Every page is under control.",
        "Every complaint was acknowledged and settled in time.",
        "Every order was carried out in time.",
        "Nothing of those who have left waits for somebody to take it over.",
        "Somebody answers for every site.",
        "Nobody leaves soon.",
        "Every mail was delivered.",
        "The clock last ran 5 minutes ago.",
        "Every page is under control.",
    ):
        assert sentence in said
    assert "No picture yet" in said


def test_each_concern_has_its_number_its_list_and_the_way_to_all_of_it(cast: Cast) -> None:
    late(cast, 2)
    failed(cast, 7)
    concerns.report_lost(site=Site.objects.get(name="Club 1"), by=cast.maya, at=local(FRIDAY, 7, 20))
    people.end_person(person=Person.objects.get(pk=cast.maya.pk), by=cast.tom, at=local(FRIDAY, 7, 30))
    page = cast.client(cast.tom).get(reverse("attention")).content.decode()
    said = attention(cast)
    assert "Checks are late 2" in said
    assert "Not under control 1 Club 1 on Instagram" in said
    assert "Club 0 on Instagram" in said
    assert "Sites need an owner 2" in said
    assert "Maya Ortega 0 of 2 done." in said
    assert "Mail was not delivered 7" in said
    assert ("Letter 6" in said, "Letter 1" in said) == (True, False)
    for url in ("/sites/?late=1", "/sites/?status=needs_owner", reverse("hand-overs"), reverse("mail-failed")):
        assert url in page
    assert "Letter 0" in words(cast.client(cast.tom).get(reverse("mail-failed")))


def test_how_high_the_ladders_were_climbed_is_counted_once_for_each_check_in(cast: Cast) -> None:
    watched(cast)
    tick(at=local(TUESDAY, 9, 1))
    mornings(DUE, 2)
    assert overdue_by_rung(cast.lakeside.pk) == [("reminded again", 1)]
    assert overdue_by_rung(cast.harbor.pk) == []


def test_a_step_nobody_can_act_on_is_named(cast: Cast) -> None:
    file(cast)
    Appointment.objects.filter(role__key__in=("principal", "technology_director", "superintendent")).exclude(
        person=cast.tom
    ).update(ended_at=AT)
    assert "Nobody can act" in attention(cast)


def test_a_clock_that_stands_still_is_the_directors_business(cast: Cast) -> None:
    assert last_tick(cast.lakeside.pk, at=AT) == ("It has not run yet.", True)
    Tick.objects.create(district=cast.lakeside, last_at=AT)
    assert last_tick(cast.lakeside.pk, at=AT + timedelta(seconds=59)) == ("less than a minute ago.", False)
    assert last_tick(cast.lakeside.pk, at=AT + timedelta(minutes=9)) == ("9 minutes ago.", False)
    assert last_tick(cast.lakeside.pk, at=AT + timedelta(minutes=10)) == ("10 minutes ago.", True)
    assert "The clock stands still" in attention(cast)


@pytest.mark.parametrize("who", ["maya", "pat", "sue", "casey", "hope"])
def test_it_is_for_whoever_audits_the_register(cast: Cast, who: str) -> None:
    for name in ("attention", "mail-failed"):
        assert cast.client(getattr(cast, who)).get(reverse(name)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_as_much_however_much_is_wrong(cast: Cast, count: int) -> None:
    late(cast, count)
    failed(cast, count)
    unsettled(cast, count)
    people.end_person(person=Person.objects.get(pk=cast.maya.pk), by=cast.tom, at=local(FRIDAY, 7, 30))
    people.end_person(person=Person.objects.get(pk=cast.casey.pk), by=cast.tom, at=local(FRIDAY, 7, 30))
    client = cast.client(cast.tom)
    client.get(reverse("attention"))
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse("attention"))
    assert len(captured) == 45
    read = sum("accounts_calendarday" in row["sql"] for row in captured)
    assert read == (1 if connection.vendor == "sqlite" else 0)  # PostgreSQL is asked for it by its name


def test_complaints_orders_and_lost_pages_have_their_numbers_and_no_word_of_a_complaint(cast: Cast) -> None:
    unsettled(cast, 2)
    people.end_person(person=Person.objects.get(pk=cast.casey.pk), by=cast.tom, at=local(FRIDAY, 7, 30))
    said = attention(cast)
    for sentence in (
        "Not under control 2",
        "Birchwood High School. Reported by Maya Ortega, Tuesday, September 15.",
        "Complaints are late 2",
        "2 complaints, the oldest due Thursday, September 17. Sue Brandt and Pat Lindqvist receive it.",
        "Orders are late 2",
        "Ordered by Pat Lindqvist, due Wednesday, September 16. Maya Ortega answers for the site.",
        "Left behind by those who have left 2",
        "Casey Moreno 2 complaints not taken over.",
    ):
        assert sentence in said
    assert said.index("Not under control") < said.index("Complaints are late") < said.index("Left behind")
    page = cast.client(cast.tom).get(reverse("attention")).content.decode()
    assert not [word for word in ("A complaint about", SECRET, reverse("complaints") + "1") if word in page]


def test_two_administrators_are_red_only_where_the_policy_asks_for_them_and_advice_stands_below(cast: Cast) -> None:
    site(cast, "Chess")
    failed(cast)
    said = attention(cast)
    assert "Advice One administrator, or none 1" in said
    assert said.index("Mail was not delivered 1") < said.index("One administrator, or none") < said.index("Checks on time")
    assert "Too few administrators" not in said
    written = preset_text("model").replace("supervisor_access = true", "supervisor_access = true\nminimum_admins = 2")
    strict = load_policy(district=cast.lakeside, text=written, in_force_from=date(2026, 9, 20), by=OPERATOR, at=AT)
    Site.objects.update(policy_version=strict)
    said = attention(cast)
    assert "Too few administrators 1 " in said
    assert "One administrator, or none" not in said
    assert "Every site has administrators enough on its platform." in said


# the months --------------------------------------------------------------------------------------------------------------


def test_each_night_the_day_before_is_counted_once_on_time_and_late(cast: Cast) -> None:
    for name in ("Chess", "Robotics"):
        watched(cast, name)
    tick(at=local(TUESDAY, 9, 1))
    mornings(DUE, 1)
    first, second = CheckIn.objects.order_by("id")
    answer_check_in(check_in=first, outcome="nothing_found", note="", by=cast.maya, at=local(DUE, 15))
    mornings(DUE + timedelta(days=1), 3)
    answer_check_in(check_in=second, outcome="nothing_found", note="", by=cast.maya, at=local(FRIDAY, 15))
    for _again in range(2):
        tick(at=local(FRIDAY + timedelta(days=1), 0, 1))
    counted = {row.on: (row.on_time, row.late) for row in DayTally.objects.filter(district=cast.lakeside)}
    assert {on: numbers for on, numbers in counted.items() if any(numbers)} == {DUE: (1, 0), FRIDAY: (0, 1)}


def test_the_first_count_goes_back_a_year(cast: Cast) -> None:
    watched(cast)
    tick(at=local(TUESDAY, 9, 1))
    mornings(DUE, 1)
    answer_check_in(check_in=CheckIn.objects.get(), outcome="nothing_found", note="", by=cast.maya, at=local(DUE, 15))
    DayTally.objects.all().delete()
    tick(at=local(FRIDAY, 0, 1))
    assert list(DayTally.objects.filter(district=cast.lakeside).values_list("on", "on_time", "late")) == [
        (DUE, 1, 0), (FRIDAY - timedelta(days=1), 0, 0),
    ]  # fmt: skip


def test_the_months_are_drawn_and_stand_in_a_table(cast: Cast) -> None:
    for on, good, bad in [(date(2026, 8, 31), 3, 1), (date(2026, 9, 22), 2, 0), (date(2025, 9, 30), 9, 9)]:
        DayTally.objects.create(district=cast.lakeside, on=on, on_time=good, late=bad)
    found = months_until(cast.lakeside.pk, FRIDAY)
    assert (len(found), found[0].begins, found[-1].begins) == (12, date(2025, 10, 1), date(2026, 9, 1))
    assert [(month.label, month.share) for month in found[-2:]] == [("August 2026", 75), ("September 2026", 100)]
    page = cast.client(cast.tom).get(reverse("attention")).content.decode()
    assert page.count('class="bar-on-time"') == 2
    assert ("August 2026" in page, "September 2026" in page, "July 2026" in page) == (True, True, False)
    assert "style=" not in page


def test_a_bar_is_a_hundred_high_in_two_parts_and_a_month_without_answers_has_none() -> None:
    months = [Month(date(2026, 8, 1), "August 2026", 3, 1), Month(date(2026, 9, 1), "September 2026", 0, 0)]
    assert [(bar.x, bar.on_time_y, bar.on_time, bar.late, bar.said) for bar in bars(months)] == [
        (0, 30, 90, 30, "75%"), (60, 120, 0, 0, ""),
    ]  # fmt: skip
