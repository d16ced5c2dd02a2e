"""The reminder before the due date: once, in the mail of that morning, and no rung of the ladder."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.services import end_person
from monitoring import services
from monitoring.models import Duty, EarlyReminder, Rung
from monitoring.sweep import tick
from records.events import OPERATOR
from records.models import Message
from tests.cast import Cast
from tests.monitoring.days import TUESDAY, build, close, digests, local, morning, mornings, only, rungs, watched

pytestmark = pytest.mark.django_db
SETTINGS = """
[[duty]]
key = "settings"
label = "Settings check"
who = ["responsible"]
every = "2 weeks"
remind_before = "{}"
overdue = [{{ after = "1 school day", to = ["principal"] }}]
"""
THU, FRI, MON, DUE, WED = (date(2026, 9, 24), date(2026, 9, 25), date(2026, 9, 28), date(2026, 9, 29), date(2026, 9, 30))


def lakeside(before: str = "2 school days") -> Cast:
    """The model policy, with a look at the settings every two weeks and a reminder so long before it."""
    return build(adding=SETTINGS.format(before))


def settings_of(cast: Cast, name: str = "Robotics", **more: object) -> None:
    """A site whose settings are looked at every two weeks, and nothing else: first on Tuesday, September 29."""
    watched(cast, name, terms={"check_every": ""}, **more)


def begun(before: str = "2 school days") -> Cast:
    cast = lakeside(before)
    settings_of(cast)
    tick(at=local(TUESDAY, 9, 1))
    return cast


def reminded() -> list[tuple[date, date]]:
    """Every early reminder: the day it was written on, and the due date it speaks of."""
    return list(EarlyReminder.objects.values_list("written_on", "due_on"))


def text(name: str, on: date) -> str:
    found = Message.objects.get(to_name=name, kind="digest", key__endswith=on.isoformat()).text
    return re.sub(r"/\d+/", "/N/", found).split("You get one mail")[0]


def test_it_says_once_when_something_will_be_due_and_the_ladder_begins_on_that_day() -> None:
    begun()
    mornings(TUESDAY, 16)
    assert reminded() == [(FRI, DUE)]
    assert rungs() == [(0, DUE, ["Maya"]), (1, WED, ["Dee", "Pat"])]
    assert [(on, list(digests(on))) for on in (THU, FRI, MON)] == [(THU, []), (FRI, ["Maya Ortega"]), (MON, [])]
    assert digests(FRI) == {"Maya Ortega": "Nothing today, 1 thing due soon"}
    assert text("Maya Ortega", FRI) == (
        """\
Maya, nothing waits for you today; one thing is due soon.
Friday, September 25. The buttons work on your phone; you may be asked to
sign in once.

DUE TUESDAY, SEPTEMBER 29
Settings check: Robotics
Instagram, Birchwood High School. Nothing is to be done before that day.
http://127.0.0.1:8000/sites/N/

"""
    )


def test_it_stands_behind_what_waits_and_is_not_counted_with_it() -> None:
    cast = begun()
    watched(cast, "Chess", terms={"check_every": "8 school days"})  # due on Friday, as is the reminder
    tick(at=local(TUESDAY, 9, 2))
    Duty.objects.filter(site__name="Chess", key="settings").delete()
    mornings(FRI, 1)
    assert digests(FRI) == {"Maya Ortega": "1 thing for you today"}
    titles = re.findall(r"^(?:Comment|Settings) check: \w+", text("Maya Ortega", FRI), re.MULTILINE)
    assert titles == ["Comment check: Chess", "Settings check: Robotics"]


@pytest.mark.parametrize(
    ("before", "on"),
    [("1 school day", MON), ("1 day", MON), ("3 days", FRI), ("1 week", date(2026, 9, 22)), ("5 school days", date(2026, 9, 22))],
)
def test_how_long_before_is_the_policy_s_and_the_morning_a_school_day(before: str, on: date) -> None:
    begun(before)
    mornings(date(2026, 9, 16), 14)
    assert reminded() == [(on, DUE)]


def test_a_reminder_that_could_not_be_sent_is_said_again_the_next_morning_and_then_no_more() -> None:
    begun("3 school days")
    mornings(THU, 1, is_sent=False)
    mornings(FRI, 4)
    assert reminded() == [(THU, DUE)]
    assert [on for on in (THU, FRI, MON) if digests(on)] == [THU, FRI]


def test_without_mail_until_the_due_date_it_is_dropped_and_holds_no_rung_up() -> None:
    begun("3 school days")
    mornings(THU, 5, is_sent=False)
    mornings(DUE, 2)
    assert rungs() == [(0, DUE, ["Maya"]), (1, WED, ["Dee", "Pat"])]
    assert reminded() == [(THU, DUE)]


def test_without_a_sweep_that_morning_it_is_given_on_a_later_one_before_the_day() -> None:
    begun("3 school days")
    mornings(MON, 2)
    assert reminded() == [(MON, DUE)]


def test_while_a_check_in_is_open_nothing_is_said_of_the_next_date() -> None:
    begun()
    mornings(DUE, 14)
    assert reminded() == []


def test_after_an_answer_the_next_date_is_reminded_of() -> None:
    cast = begun()
    mornings(FRI, 5)
    services.answer_check_in(check_in=only(), outcome="nothing_found", note="", by=cast.maya, at=local(DUE, 9))
    mornings(WED, 14)
    assert reminded() == [(FRI, DUE), (date(2026, 10, 9), date(2026, 10, 13))]


def test_it_goes_to_the_designee_of_that_day_too_and_to_the_next_role_where_it_is_vacant() -> None:
    cast = lakeside()
    settings_of(cast, responsible=cast.pat)
    settings_of(cast, "Chess", responsible=cast.maya)
    tick(at=local(TUESDAY, 9, 1))
    end_person(person=cast.maya, by=OPERATOR, at=local(THU, 10))
    morning(FRI)
    assert sorted(digests(FRI).items()) == [
        ("Dee Okafor", "Nothing today, 2 things due soon"),
        ("Pat Lindqvist", "Nothing today, 2 things due soon"),
        ("Sam Whitfield", "1 thing for you today, 1 late"),  # her supervisor, of the site she left behind
    ]
    assert "Birchwood High School, for Pat Lindqvist. Nothing is to be done" in text("Dee Okafor", FRI).replace("\n", " ")


def test_a_paused_duty_and_a_suspended_site_are_not_spoken_of() -> None:
    cast = lakeside()
    settings_of(cast)
    settings_of(cast, "Chess")
    tick(at=local(TUESDAY, 9, 1))
    Duty.objects.filter(site__name="Robotics").update(paused_at=local(THU), next_due_on=None)
    Duty.objects.filter(site__name="Chess").update(ended_at=local(THU), next_due_on=None)
    mornings(FRI, 3)
    assert (reminded(), digests()) == ([], {})


def test_a_day_that_was_closed_since_is_named_as_it_will_be() -> None:
    cast = begun()
    close(cast, DUE)
    morning(FRI)
    assert reminded() == [(FRI, DUE)]
    assert "DUE WEDNESDAY, SEPTEMBER 30" in text("Maya Ortega", FRI)
    mornings(MON, 4)
    assert reminded() == [(FRI, DUE)]
    assert rungs()[0] == (0, WED, ["Maya"])


def test_two_sweeps_of_a_morning_say_it_once() -> None:
    begun()
    for minute in (0, 1, 2):
        tick(at=local(FRI, 7, minute))
    assert (len(reminded()), digests()) == (1, {"Maya Ortega": "Nothing today, 1 thing due soon"})


def test_another_district_s_policy_reminds_its_own_people_only() -> None:
    cast = lakeside()
    settings_of(cast, "Sailing", responsible=cast.hal, policy_version=cast.harbor_policy)
    tick(at=local(TUESDAY, 9, 1))
    mornings(FRI, 1)
    assert list(digests()) == ["Hal Jensen"]
    assert Rung.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_a_morning_of_reminders_asks_the_same_for_one_as_for_three(count: int) -> None:
    cast = lakeside()
    for number in range(count):
        settings_of(cast, f"Club {number}")
    tick(at=local(TUESDAY, 9, 1))
    tick(at=local(FRI, 0, 1))
    with CaptureQueriesContext(connection) as captured:
        tick(at=local(FRI), district=cast.lakeside)
    asked = [query["sql"] for query in captured if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]
    assert (len(asked), len(reminded())) == (22, count)
