"""Complaints on school mornings: who is reminded, who hears that nobody acknowledged one, and what the letter says."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Appointment
from accounts.selectors import Cursor
from concerns import states
from concerns.models import Attempt, Complaint, Receiver
from concerns.selectors import complaints_page
from concerns.services.complaints import acknowledge, ask_question
from config.clock import tick
from records.models import Message
from tests.cast import AT, Cast, build

from .complaining import SECRET, filed, readers, site

pytestmark = pytest.mark.django_db
TITLE = "A complaint about Robotics on Instagram"


def morning(day: int) -> datetime:
    """A minute past seven in Chicago, on a day of September."""
    return datetime(2026, 9, day, 12, 1, tzinfo=UTC)


def letters(day: int) -> dict[str, str]:
    """What the letters of a morning say, by name."""
    tick(at=morning(day))
    found = Message.objects.filter(kind="digest", created_at=morning(day))
    said = {row.to_name: " ".join(row.text.split()) for row in found}
    return {name: text for name, text in said.items() if TITLE in text or "A question about" in text}


def test_its_receivers_are_reminded_each_morning_until_it_is_acknowledged(cast: Cast) -> None:
    complaint = filed(cast, site(cast))
    assert set(letters(16)) == {"Pat Lindqvist", "Dee Okafor"}
    due = letters(17)
    assert "DUE TODAY" in due["Pat Lindqvist"]
    assert "You answer for Pat Lindqvist." in due["Dee Okafor"]
    acknowledge(complaint=complaint, message="We have read it.", by=cast.pat, at=morning(17) + timedelta(hours=1))
    assert letters(18) == {}


def test_when_it_is_late_the_supervisor_of_the_receivers_hears_once_and_can_act(cast: Cast) -> None:
    complaint = filed(cast, site(cast, complaints_to=cast.pat))
    letters(17)
    late = letters(18)
    assert set(late) == {"Pat Lindqvist", "Dee Okafor", "Sam Whitfield"}
    assert "1 SCHOOL DAY LATE" in late["Sam Whitfield"]
    assert "Nobody has acknowledged it in time." in late["Sam Whitfield"]
    complaint.refresh_from_db()
    assert (complaint.late_since, readers(cast, complaint)) == (date(2026, 9, 18), {"pat", "dee", "sam"})
    shown = cast.client(cast.pat).get(reverse("complaint", args=[complaint.pk])).content.decode()
    assert "Pat Lindqvist<br>Whoever holds the role “Principal”<br>Sam Whitfield, because it is late" in shown
    letters(21)
    assert list(Receiver.objects.filter(why=states.LATE).values_list("person", flat=True)) == [cast.sam.pk]
    assert "Nobody has acknowledged" not in cast.client(cast.pat).get(reverse("home")).content.decode()


def test_what_was_acknowledged_is_never_escalated(cast: Cast) -> None:
    complaint = filed(cast, site(cast))
    acknowledge(complaint=complaint, message="We have read it.", by=cast.pat, at=AT)
    for day in (16, 17, 18, 21):
        assert letters(day) == {}
    assert not Receiver.objects.filter(why=states.LATE).exists()


def test_where_the_receivers_are_gone_the_next_one_finds_it_in_the_morning(cast: Cast) -> None:
    complaint = filed(cast, site(cast))
    Appointment.objects.filter(role__key="principal").update(ended_at=AT)
    assert readers(cast, complaint) == set()
    assert set(letters(16)) == {"Sam Whitfield"}
    assert readers(cast, complaint) == {"sam"}


def test_a_question_waits_in_the_letter_of_whoever_is_asked(cast: Cast) -> None:
    complaint = filed(cast, site(cast))
    acknowledge(complaint=complaint, message="We have read it.", by=cast.pat, at=AT)
    ask_question(complaint=complaint, person=cast.maya, text="Is it there?", by=cast.pat, at=AT)
    found = letters(16)
    assert set(found) == {"Maya Ortega"}
    assert "Is it there?" not in found["Maya Ortega"]


def test_no_letter_says_what_was_written_nor_its_category(db: None) -> None:
    cast = build("policy401")
    filed(cast, site(cast), category="building floor plans", done="I called.", contact_name="Robin Quill")
    tick(at=morning(16))
    everything = " ".join(f"{row.subject}{row.text}{row.html}" for row in Message.objects.all())
    assert TITLE in everything
    assert not [word for word in (SECRET, "floor plans", "I called", "Quill") if word in everything]


def test_it_waits_on_the_home_page_late_first_and_the_menu_leads_to_all_of_them(cast: Cast) -> None:
    filed(cast, site(cast))
    seen = cast.client(cast.pat).get(reverse("home")).content.decode()
    assert (TITLE in seen, "Due Thursday, September 17" in seen, f'href="{reverse("complaints")}"' in seen) == (True, True, True)
    assert TITLE not in cast.client(cast.tom).get(reverse("home")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_as_much_however_long_it_is(cast: Cast, count: int, django_assert_num_queries: Any) -> None:
    made = site(cast)
    for number in range(count):
        filed(cast, made, number=number + 1)
    standing = cast.standing(cast.pat)
    with django_assert_num_queries(3):  # the page, the calendar, the count
        assert len(complaints_page(standing, concluded=False, cursor=Cursor()).lines) == count


@pytest.mark.parametrize("count", [1, 3])
def test_a_morning_reads_as_much_however_many_there_are(cast: Cast, count: int) -> None:
    made = site(cast)
    for number in range(count):
        filed(cast, made, number=number + 1)
    with CaptureQueriesContext(connection) as captured:
        tick(at=morning(16), district=cast.lakeside)
    plain = [query["sql"] for query in captured if " AS part" not in query["sql"]]  # without what asks whether there is any
    asked = [sql for sql in plain if "concerns_" in sql and "SELECT" in sql]
    assert len(asked) == 5  # all of complaints: of orders and lost pages there are none


def test_the_sweep_forgets_visitors(cast: Cast) -> None:
    filed(cast, site(cast))
    tick(at=morning(16))
    assert Attempt.objects.count() == 1
    tick(at=datetime(2026, 10, 16, 12, 1, tzinfo=UTC))
    assert Attempt.objects.count() == 0
    assert Complaint.objects.count() == 1
