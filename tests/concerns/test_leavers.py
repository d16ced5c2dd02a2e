"""Somebody leaves who receives complaints, or gave orders: who has them at once, who takes them over, and what stays red."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts import services as people
from accounts.models import Person
from accounts.rules import Refused
from concerns import services, states
from concerns.models import Directive, Receiver
from concerns.selectors import concerns_waiting_for, left_behind
from concerns.services import complaints
from config.clock import tick
from tests.cast import AT, Cast, build
from tests.concerns.complaining import filed, page, readers, said
from tests.concerns.orders import order
from tests.concerns.orders import said as said_of
from tests.concerns.test_confirming import finish, other
from tests.concerns.test_mornings import letters
from tests.monitoring.days import local
from tests.monitoring.pages import words
from tests.registry.sites import site

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=2)
BEHIND = [("Casey Moreno", 1, 0)]


def end(cast: Cast, who: Person) -> None:
    """Somebody is ended by the director at the moment of the tests."""
    people.end_person(person=Person.objects.get(pk=who.pk), by=cast.tom, at=AT)


def behind(cast: Cast, reader: Person | None = None) -> list[tuple[str, int, int]]:
    return [row[1:] for row in left_behind(cast.standing(reader or cast.tom))]


def hand_over(cast: Cast, person: Person, reader: Person) -> str:
    return words(cast.client(reader).get(reverse("hand-over", args=[person.pk])))


def test_what_a_receiver_leaves_is_had_at_once_by_whoever_answered_for_them_and_red_until_it_is_taken_over(cast: Cast) -> None:
    complaint = filed(cast, site(cast, complaints_to=cast.casey))
    complaints.acknowledge(complaint=complaint, message="We have read it.", by=cast.pat, at=AT)
    assert (readers(cast, complaint), behind(cast)) == ({"casey", "pat", "dee"}, [])
    assert "1 complaint Conclude them" in hand_over(cast, cast.casey, cast.casey)
    end(cast, cast.casey)
    assert (readers(cast, complaint), behind(cast)) == ({"sue", "pat", "dee"}, BEHIND)
    assert "Not taken over 1 complaint" in hand_over(cast, cast.casey, cast.tom)
    assert "take it over." in letters(16)["Sue Brandt"]  # though it was acknowledged, and is not due
    seen = page(cast, cast.sue, complaint)
    assert "Casey Moreno, who has left" in words(seen)
    done = cast.client(cast.sue).post(reverse("complaint-deed", args=[complaint.pk, "take-over"]), follow=True)
    assert "It is yours." in words(done)
    assert Receiver.objects.get(complaint=complaint, why=states.TAKEN).person == cast.sue
    assert (behind(cast), said(complaint)[-1]) == (
        [], ("take_over_complaint", "Sue Brandt", "took it over from somebody who has left"),
    )  # fmt: skip
    assert letters(17) == {}
    with pytest.raises(Refused, match="taken it over already"):
        complaints.take_over(complaint=complaint, by=cast.pat, at=LATER)
    assert "Left behind" not in hand_over(cast, cast.casey, cast.tom)


def test_whoever_acknowledges_it_has_taken_it_over(cast: Cast) -> None:
    complaint = filed(cast, site(cast, complaints_to=cast.ed))
    end(cast, cast.ed)
    assert readers(cast, complaint) == {"erin", "pat", "dee"}  # Ed had no supervisor: the head of his place
    complaints.acknowledge(complaint=complaint, message="We have read it.", by=cast.erin, at=LATER)
    assert (behind(cast), readers(cast, complaint)) == ([], {"erin", "pat", "dee"})


def test_a_designee_takes_it_over_for_whom_they_stand_in(cast: Cast) -> None:
    complaint = filed(cast, site(cast, complaints_to=cast.sam))
    end(cast, cast.sam)
    complaints.take_over(complaint=complaint, by=cast.dee, at=LATER)
    assert Receiver.objects.get(complaint=complaint, why=states.TAKEN).person == cast.pat


def test_it_never_passes_to_whom_it_concerns_nor_is_counted_for_them(cast: Cast) -> None:
    complaint = filed(cast, site(cast, complaints_to=cast.casey, responsible=cast.sue, posters=[cast.tom]))
    end(cast, cast.casey)
    assert "sue" not in readers(cast, complaint)
    assert (behind(cast), behind(cast, cast.pat)) == ([], BEHIND)


@pytest.fixture
def renaming(db: None) -> Cast:
    """The model policy with an order that whoever gave it confirms."""
    return build(adding=other())


def waits(cast: Cast, who: Person) -> list[str]:
    return [item.title for item in concerns_waiting_for(cast.standing(who, at=local(date(2026, 9, 16), 8)))]


def test_an_order_that_nobody_is_left_to_confirm_passes_to_the_supervisor_and_is_red(renaming: Cast) -> None:
    cast = renaming
    given = finish(order(cast, key="rename"), cast.maya)
    assert "1 order they gave" in hand_over(cast, cast.pat, cast.pat)
    end(cast, cast.pat)
    assert (waits(cast, cast.sue), behind(cast)) == ([], [])
    for _again in range(2):
        tick(at=local(date(2026, 9, 16), 7, 1))
    assert said_of(given)[-1][:2] == ("pass_order_on", "Rollcall")
    assert len(said_of(given)) == 3
    assert (waits(cast, cast.sue), behind(cast)) == (
        ["Confirm that it was carried out: Rename, Robotics"], [("Pat Lindqvist", 0, 1)],
    )  # fmt: skip
    assert "Not taken over 1 order they gave" in hand_over(cast, cast.pat, cast.tom)
    with pytest.raises(Refused):
        services.confirm(directive=given, by=cast.tom, at=LATER)
    assert services.confirm(directive=given, by=cast.sue, at=LATER).confirmed_name == "Sue Brandt"
    assert behind(cast) == []


def test_without_a_supervisor_it_passes_to_whoever_audits_the_register(renaming: Cast) -> None:
    cast = renaming
    Person.objects.filter(pk=cast.pat.pk).update(supervisor=None)
    given = finish(order(cast, key="rename"), cast.maya)
    end(cast, cast.pat)
    tick(at=local(date(2026, 9, 16), 7, 1))
    assert Directive.objects.get().passed_role == "technology_director"
    with pytest.raises(Refused):
        services.confirm(directive=given, by=cast.sue, at=LATER)
    assert services.confirm(directive=given, by=cast.tom, at=LATER).confirmed_name == "Tom Adeyemi"


def test_a_role_that_is_held_by_somebody_else_speaks_for_them_and_nothing_is_red(renaming: Cast) -> None:
    cast = renaming
    finish(order(cast, key="rename"), cast.maya)
    people.replace_holder(person=cast.pat, successor=cast.sam, starts_on=date(2026, 9, 15), by=cast.tom, at=AT)
    end(cast, cast.pat)
    tick(at=local(date(2026, 9, 16), 7, 1))
    assert (waits(cast, cast.sam), behind(cast)) == (["Confirm that it was carried out: Rename, Robotics"], [])


def test_an_order_to_carry_out_is_red_until_somebody_acknowledges_it_in_their_place(renaming: Cast) -> None:
    cast = renaming
    given = services.acknowledge(directive=order(cast, key="rename"), by=cast.maya, at=AT - timedelta(hours=1))
    order(cast, Directive.objects.get().site, "remove_post")
    end(cast, cast.maya)
    assert behind(cast) == [("Maya Ortega", 0, 2)]
    services.acknowledge(directive=Directive.objects.latest("id"), by=cast.sam, at=LATER)
    assert behind(cast) == [("Maya Ortega", 0, 1)]
    finish(given, cast.sam)
    assert behind(cast) == []
