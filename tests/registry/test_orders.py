"""Suspend, reinstate, close, shut down: who may, what happens, who is told."""

from datetime import date, timedelta

import pytest

from accounts.models import Person
from accounts.rules import Refused
from records.models import Message
from registry import services
from registry.models import Site
from tests.cast import AT, Cast

from .sites import letters, said, site

ORDERS = [
    (services.suspend, "suspend", "suspended", "suspended Robotics on Instagram"),
    (services.close, "close", "closed", "closed Robotics on Instagram"),
    (services.shut_down, "shut_down", "shut_down", "shut down Robotics on Instagram"),
]


@pytest.mark.parametrize(("order", "verb", "status", "sentence"), ORDERS)
def test_an_order_takes_effect_at_once_and_leaves_one_event(cast: Cast, order, verb, status, sentence):
    made = site(cast)
    later = AT + timedelta(hours=1)
    order(site=made, reason="  Names of students  ", by=cast.pat, at=later)
    kept = Site.objects.get(pk=made.pk)
    assert (kept.status, kept.status_reason, kept.status_since) == (status, "Names of students", later)
    assert said(made)[1:] == [(verb, "Pat Lindqvist", sentence, "Names of students")]


def test_the_responsible_employee_and_the_head_of_the_place_are_told_but_not_the_one_who_orders(cast: Cast):
    by_principal, by_director = site(cast), site(cast, "Chess")
    services.suspend(site=by_principal, reason="Names of students", by=cast.pat, at=AT)
    services.suspend(site=by_director, reason="Names of students", by=cast.tom, at=AT)
    assert letters(by_principal) == [("Maya Ortega", "Suspended: Robotics on Instagram")]
    assert letters(by_director) == [
        ("Maya Ortega", "Suspended: Chess on Instagram"),
        ("Pat Lindqvist", "Suspended: Chess on Instagram"),
    ]


def test_the_letter_says_who_what_and_why_and_is_answered_to_a_person(cast: Cast):
    made = site(cast)
    services.suspend(site=made, reason="Names of students", by=cast.pat, at=AT, until=date(2026, 10, 1))
    letter = Message.objects.get(about_kind="site", about_id=made.pk)
    assert (letter.kind, letter.reply_to, letter.state) == ("directive", cast.pat.email, "waiting")
    assert "Pat Lindqvist suspended Robotics on Instagram. Nobody posts on it until it" in letter.text
    assert "Until October 1, 2026." in letter.text
    assert "Reason: Names of students" in letter.text
    assert f"/sites/{made.pk}/" in letter.text


def test_a_designee_orders_in_the_name_of_whom_they_stand_in_for(cast: Cast):
    made = site(cast)
    services.suspend(site=made, reason="Names of students", by=cast.dee, at=AT)
    from records.events import trail

    last = trail("site", made.pk)[-1]
    assert (last.actor_name, last.acting_for) == ("Dee Okafor", "Pat Lindqvist")
    assert letters(made) == [
        ("Maya Ortega", "Suspended: Robotics on Instagram"),
        ("Pat Lindqvist", "Suspended: Robotics on Instagram"),
    ]
    assert "Dee Okafor for Pat Lindqvist suspended" in Message.objects.filter(about_id=made.pk).first().text


def test_a_designee_whose_time_is_over_orders_nothing(cast: Cast):
    made = site(cast)
    with pytest.raises(Refused):
        services.suspend(site=made, reason="Names of students", by=cast.dee, at=AT.replace(month=12, day=20))


@pytest.mark.parametrize("who", ["maya", "sam", "ed", "erin", "val", "hope", "hugo"])
@pytest.mark.parametrize(("order", "verb", "status", "sentence"), ORDERS)
def test_nobody_else_gives_orders(cast: Cast, who, order, verb, status, sentence):
    made = site(cast)
    if who == "maya" and verb == "close":
        return
    with pytest.raises(Refused):
        order(site=made, reason="Because", by=getattr(cast, who), at=AT)
    assert Site.objects.get(pk=made.pk).status == "active"


def test_somebody_without_the_role_reads_why(cast: Cast):
    with pytest.raises(Refused) as refused:
        services.shut_down(site=site(cast), reason="Because", by=cast.maya, at=AT)
    assert refused.value.sentence == "You hold no role that lets you have Robotics on Instagram shut down."


def test_the_responsible_employee_closes_their_own_site(cast: Cast):
    made = site(cast)
    services.close(site=made, reason="The club ended", by=cast.maya, at=AT)
    assert said(made)[-1] == ("close", "Maya Ortega", "closed Robotics on Instagram", "The club ended")
    assert letters(made) == [("Pat Lindqvist", "Closed: Robotics on Instagram")]


@pytest.mark.parametrize("reason", ["", "   \n"])
def test_every_order_has_a_reason(cast: Cast, reason):
    with pytest.raises(Refused, match="Give a reason"):
        services.suspend(site=site(cast), reason=reason, by=cast.pat, at=AT)


def test_a_reason_has_a_length_that_people_read(cast: Cast):
    with pytest.raises(Refused, match="at most 4000 characters"):
        services.suspend(site=site(cast), reason="x" * 4001, by=cast.pat, at=AT)


def test_a_suspension_ends_on_a_day_to_come(cast: Cast):
    with pytest.raises(Refused, match="lies in the future"):
        services.suspend(site=site(cast), reason="Because", by=cast.pat, at=AT, until=date(2026, 9, 15))


def test_a_suspension_for_a_time_says_until_when_and_reinstating_ends_it(cast: Cast):
    made = site(cast)
    services.suspend(site=made, reason="Because", by=cast.pat, at=AT, until=date(2026, 10, 1))
    assert said(made)[-1][2] == "suspended Robotics on Instagram until October 1, 2026"
    services.reinstate(site=made, reason="All is well", by=cast.pat, at=AT + timedelta(days=1))
    kept = Site.objects.get(pk=made.pk)
    assert (kept.status, kept.suspended_until, kept.status_reason) == ("active", None, "All is well")
    assert said(made)[-1] == ("reinstate", "Pat Lindqvist", "reinstated Robotics on Instagram", "All is well")


def test_a_site_comes_back_only_when_somebody_answers_for_it(cast: Cast):
    made = site(cast)
    services.suspend(site=made, reason="Because", by=cast.pat, at=AT)
    Person.objects.filter(pk=cast.maya.pk).update(is_active=False)
    with pytest.raises(Refused) as refused:
        services.reinstate(site=Site.objects.get(pk=made.pk), reason="All is well", by=cast.pat, at=AT)
    assert refused.value.sentence == "Maya Ortega has left. A site is reinstated only when somebody answers for it."


def test_the_second_of_two_reads_who_was_faster(cast: Cast):
    made = site(cast)
    stale = Site.objects.get(pk=made.pk)
    services.suspend(site=made, reason="Because", by=cast.pat, at=AT)
    with pytest.raises(Refused) as refused:
        services.suspend(site=stale, reason="Because too", by=cast.tom, at=AT + timedelta(seconds=1))
    assert refused.value.sentence == "Robotics on Instagram is already suspended by Pat Lindqvist."
    assert [verb for verb, *_rest in said(made)] == ["register", "suspend"]
    assert letters(made) == [("Maya Ortega", "Suspended: Robotics on Instagram")]


@pytest.mark.parametrize("order", [services.suspend, services.reinstate, services.close, services.shut_down])
def test_nothing_is_done_to_a_site_that_has_ended(cast: Cast, order):
    made = site(cast)
    services.shut_down(site=made, reason="Because", by=cast.pat, at=AT)
    with pytest.raises(Refused, match=r"is already shut down by Pat Lindqvist\."):
        order(site=made, reason="Because", by=cast.tom, at=AT + timedelta(days=1))


def test_nobody_is_told_who_has_left(cast: Cast):
    made = site(cast)
    Person.objects.filter(pk=cast.maya.pk).update(is_active=False)
    services.shut_down(site=Site.objects.get(pk=made.pk), reason="Because", by=cast.tom, at=AT)
    assert letters(made) == [("Pat Lindqvist", "Shut down: Robotics on Instagram")]
