"""The numbers in the navigation: right for everybody, one statement, and never those of yesterday's standing."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.access import Waiting, appointments_in_force, held_by, standing_of
from accounts.models import Appointment, Person
from concerns.selectors import orders_waiting_for
from config.clock import tick
from config.waiting import waiting_for
from monitoring.models import CheckIn
from monitoring.selectors import mine_to_answer
from requests.selectors import open_seats_for
from tests.cast import SINCE, Cast, appoint, build
from tests.concerns.orders import order
from tests.concerns.test_confirming import finish, other
from tests.monitoring.days import DUE, TUESDAY, local, mornings, watched
from tests.registry.sites import site
from tests.requests.filing import file

pytestmark = pytest.mark.django_db
WED = date(2026, 9, 23)
MORNING = local(WED, 8)


@pytest.mark.parametrize("count", [1, 3])
def test_it_is_one_query_however_much_waits(cast: Cast, count: int) -> None:
    for number in range(count):
        watched(cast, f"Club {number}")
    tick(at=local(TUESDAY, 9, 1))
    mornings(DUE, 2)
    standing = cast.standing(cast.maya, MORNING)
    with CaptureQueriesContext(connection) as captured:
        assert waiting_for(standing) == Waiting(0, count, count)
    assert len(captured) == 1


def test_the_numbers_are_those_of_the_lists_for_everybody(cast: Cast) -> None:
    watched(cast, "Marimba Club")
    file(cast)
    tick(at=local(TUESDAY, 9, 1))
    mornings(DUE, 3)
    found = {}
    for person in Person.objects.all():
        standing = cast.standing(person, MORNING)
        seats = open_seats_for(standing).exclude(acts="requester").count()
        owed = CheckIn.objects.filter(mine_to_answer(standing), state="open").count()
        waiting = waiting_for(standing)
        assert (waiting.steps, waiting.check_ins) == (seats, owed)
        found[person.name] = waiting
    assert found["Pat Lindqvist"].steps == found["Dee Okafor"].steps == 1
    assert found["Maya Ortega"].check_ins == 1
    assert found["Hope Larkin"] == found["Tom Adeyemi"] == Waiting(0, 0, 0)


def test_orders_are_counted_for_whoever_acknowledges_carries_out_or_confirms_them() -> None:
    cast = build(adding=other())
    order(cast, site(cast, "Chess"), "rename")
    finish(order(cast, site(cast, "Drama"), "rename"), cast.maya)
    order(cast, site(cast, "Band", responsible=cast.casey), by=cast.sue)
    finish(order(cast, site(cast, "Art", responsible=cast.ed), "rename", by=cast.erin), cast.ed)
    Person.objects.filter(pk__in=[cast.casey.pk, cast.erin.pk]).update(is_active=False)
    tick(at=local(date(2026, 9, 16), 7, 1))  # nobody is left to confirm what Erin ordered: it passes on to Sue
    found = {}
    for person in Person.objects.filter(is_active=True):
        standing = cast.standing(person, local(date(2026, 9, 16), 8))
        asked = [item for item in orders_waiting_for(standing) if not item.title.startswith("Not carried out")]
        assert (person.name, waiting_for(standing).orders) == (person.name, len(asked))
        found[person.name.split()[0]] = len(asked)
    assert {name: many for name, many in found.items() if many} == {"Maya": 1, "Pat": 1, "Dee": 1, "Sue": 2}
    pages = [cast.client(who).get("/").content.decode() for who in (cast.maya, cast.ed)]
    assert [page.count('href="/orders/"') for page in pages] == [3, 1]  # beside the menu, on a wide screen and on a phone


def test_on_a_phone_orders_take_nobodys_place() -> None:
    cast = build(adding=other())
    order(cast, site(cast))
    finish(order(cast, site(cast, "Chess"), "rename"), cast.maya)

    def tabs(who: Person) -> list[tuple[str, str]]:
        drawn = cast.client(who).get("/").content.decode().split('<nav class="tabs"')[1].split("</nav>")[0]
        return re.findall(r'</svg>([\w-]+)(?:<span class="count count-now">(\d+))?', drawn)

    rest = [("Check-ins", ""), ("Sites", ""), ("Submissions", "")]
    assert tabs(cast.maya) == [("Home", ""), *rest, ("Orders", "1")]  # there is room
    assert tabs(cast.pat) == [("Home", "1"), ("Queue", ""), *rest]
    page = cast.client(cast.pat).get("/").content.decode()
    assert page.count('<a href="/orders/">Orders<span class="count count-now">1') == 2  # on a wide screen, and in the menu
    assert page.count('href="/orders/"') == 2


def test_a_new_appointment_counts_at_once(cast: Cast) -> None:
    file(cast)
    assert waiting_for(cast.standing(cast.ed)).steps == 0
    appoint(cast.ed, "principal", cast.birchwood)
    assert waiting_for(cast.standing(cast.ed)).steps == 1
    Appointment.objects.filter(person=cast.ed).update(ended_at=MORNING)
    assert waiting_for(cast.standing(cast.ed)).steps == 0


DAYS = [None, -1, 0, 1]


@pytest.mark.parametrize("ends", DAYS)
@pytest.mark.parametrize("other_ends", DAYS)
@pytest.mark.parametrize("other_starts", [-1, 0, 1])
@pytest.mark.parametrize("more", ["", "other has left", "other was ended", "was ended"])
def test_a_person_holds_what_the_database_says_is_in_force(
    cast: Cast, ends: int | None, other_ends: int | None, other_starts: int, more: str
) -> None:
    on = WED
    other = Appointment.objects.get(person=cast.erin)
    Appointment.objects.filter(pk=other.pk).update(
        starts_on=on + timedelta(other_starts if other_ends is None else min(other_starts, other_ends)),
        ends_on=None if other_ends is None else on + timedelta(other_ends),
        ended_at=MORNING if more == "other was ended" else None,
    )
    Person.objects.filter(pk=cast.erin.pk).update(is_active=more != "other has left")
    own = appoint(cast.ed, "principal", cast.elm, designee_of=other, ends_on=on + timedelta(ends or 0))
    if ends is None:
        Appointment.objects.filter(pk=own.pk).update(designee_of=None, ends_on=None)
    if more == "was ended":
        Appointment.objects.filter(pk=own.pk).update(ended_at=MORNING)
    assert on > SINCE
    ed = Person.objects.get(pk=cast.ed.pk)
    assert standing_of(ed, at=MORNING).held == held_by(appointments_in_force(on).filter(person=ed))
