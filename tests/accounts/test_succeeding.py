"""Somebody takes the place of another everywhere, in one deed: roles, designees, the people they answer for, what waits."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts import services
from accounts.access import standing_of
from accounts.models import Appointment, Person, Succession
from accounts.rules import Refused
from accounts.selectors import holders, what_would_follow
from monitoring.sweep import tick
from records.models import Message
from requests.selectors import open_seats_for
from tests.cast import AT, TODAY, Cast, appoint
from tests.monitoring.days import local
from tests.requests.filing import file, seat

from .trail import last_event, mails, told

LATER = TODAY + timedelta(days=6)  # Monday

pytestmark = pytest.mark.django_db


def replaced(cast: Cast, **more) -> Succession:
    """Sam takes Pat's place today, unless said otherwise."""
    given = {"person": cast.pat, "successor": cast.sam, "starts_on": TODAY, "by": cast.tom, "at": AT, **more}
    return services.replace_holder(**given)


def principals(cast: Cast, on: date) -> list[str]:
    found = holders(role="principal", district_id=cast.lakeside.pk, school_id=cast.birchwood.pk, on=on)
    return [str(holder) for holder in found]


def test_from_today_the_new_one_holds_every_role_and_the_old_one_none(cast: Cast):
    replaced(cast)
    assert principals(cast, TODAY) == ["Sam Whitfield", "Dee Okafor for Sam Whitfield"]
    assert standing_of(Person.objects.get(pk=cast.pat.pk), at=AT).held == ()
    assert told() == [
        (
            "Tom Adeyemi",
            "replace",
            "put Sam Whitfield in the place of Pat Lindqvist from September 15, 2026 on: Principal at Birchwood High School and "
            "supervisor of 2 people",
        )
    ]
    assert last_event().subject_id == cast.pat.pk


def test_the_people_whose_supervisor_they_were_follow_and_nobody_is_their_own(cast: Cast):
    replaced(cast)
    assert Person.objects.get(pk=cast.dee.pk).supervisor == cast.sam
    assert Person.objects.get(pk=cast.sam.pk).supervisor == cast.sue


def test_the_new_the_old_and_the_designees_that_follow_are_told_at_once(cast: Cast):
    replaced(cast)
    assert sorted(mails()) == [
        ("designee", "dee@lakeside.example", "waiting"),
        ("succeeded", "pat@lakeside.example", "waiting"),
        ("succeeds", "sam@lakeside.example", "waiting"),
    ]
    assert "Principal at Birchwood High School" in Message.objects.get(kind="succeeds").text


def test_from_a_later_day_the_old_one_holds_it_until_the_evening_before(cast: Cast):
    replaced(cast, starts_on=LATER)
    assert principals(cast, LATER - timedelta(days=1)) == ["Pat Lindqvist", "Dee Okafor for Pat Lindqvist"]
    assert principals(cast, LATER) == ["Sam Whitfield", "Dee Okafor for Sam Whitfield"]
    assert Person.objects.get(pk=cast.dee.pk).supervisor == cast.pat
    tick(at=local(LATER - timedelta(days=1), 23, 59))
    assert Person.objects.get(pk=cast.dee.pk).supervisor == cast.pat
    for _again in range(2):
        tick(at=local(LATER, 0, 1))
    assert Person.objects.get(pk=cast.dee.pk).supervisor == cast.sam
    assert Person.objects.get(pk=cast.sam.pk).supervisor == cast.sue


def test_open_steps_move_and_are_mailed_again_on_the_day(cast: Cast):
    waiting = seat(file(cast), "principal")
    replaced(cast, starts_on=LATER)
    tick(at=AT + timedelta(minutes=1))
    assert not Message.objects.filter(kind="succession").exists()
    for _again in range(2):
        tick(at=local(LATER, 0, 1))
    letter = Message.objects.get(kind="succession")
    assert (letter.to_name, letter.subject) == ("Sam Whitfield", "1 step waits for you after Pat Lindqvist")
    assert reverse("decision", args=[waiting.pk]) in letter.text
    standing = standing_of(Person.objects.get(pk=cast.sam.pk), at=local(LATER, 8))
    assert [row.pk for row in open_seats_for(standing)] == [waiting.pk]
    assert list(open_seats_for(standing_of(Person.objects.get(pk=cast.pat.pk), at=local(LATER, 8)))) == []


def test_where_nothing_waits_nothing_is_mailed_on_the_day(cast: Cast):
    replaced(cast)
    tick(at=AT + timedelta(minutes=1))
    assert not Message.objects.filter(kind="succession").exists()
    assert Succession.objects.get().told_at == AT + timedelta(minutes=1)


def test_who_acted_for_them_and_takes_the_place_is_nobodys_designee(cast: Cast):
    replaced(cast, successor=cast.dee)
    assert principals(cast, TODAY) == ["Dee Okafor"]


def test_what_the_old_one_did_as_a_designee_ends_and_whom_they_acted_for_is_told(cast: Cast):
    appoint(cast.dee, "community_relations")
    replaced(cast, person=cast.dee, successor=cast.sam)
    assert principals(cast, TODAY) == ["Pat Lindqvist"]
    assert ("designee-lost", "pat@lakeside.example", "waiting") in mails()


def test_a_role_the_new_one_holds_already_is_held_once(cast: Cast):
    appoint(cast.sam, "principal", cast.birchwood)
    replaced(cast)
    assert principals(cast, TODAY) == ["Sam Whitfield", "Dee Okafor for Sam Whitfield"]
    assert Appointment.objects.filter(person=cast.sam, designee_of=None).count() == 1


def test_an_appointment_keeps_its_last_day(cast: Cast):
    Appointment.objects.filter(person=cast.pat).update(ends_on=date(2027, 6, 30))
    replaced(cast)
    assert Appointment.objects.get(person=cast.sam, designee_of=None).ends_on == date(2027, 6, 30)


@pytest.mark.parametrize("who", ["maya", "pat", "dee", "sue", "casey", "hugo"])
def test_only_who_manages_people_replaces_somebody(cast: Cast, who: str):
    with pytest.raises(Refused, match="Only somebody who manages the people of this district"):
        replaced(cast, by=getattr(cast, who))
    assert principals(cast, TODAY) == ["Pat Lindqvist", "Dee Okafor for Pat Lindqvist"]


def test_what_makes_no_sense_is_refused(cast: Cast):
    Person.objects.filter(pk=cast.ed.pk).update(ends_on=TODAY)
    gone = Person.objects.create(name="Gil Amin", email="gil@lakeside.example", district=cast.lakeside, is_active=False)
    for more, sentence in [
        ({"successor": cast.pat}, "Nobody takes their own place"),
        ({"successor": cast.hope}, "belongs to another district"),
        ({"successor": gone}, "Gil Amin has ended"),
        ({"successor": Person.objects.get(pk=cast.ed.pk)}, "choose somebody who stays"),
        ({"starts_on": TODAY - timedelta(days=1)}, "Choose today or a later day"),
        ({"person": cast.maya}, "Maya Ortega holds no role from September 15, 2026 on"),
        ({"person": gone}, "Gil Amin has ended"),
    ]:
        with pytest.raises(Refused, match=sentence):
            replaced(cast, **more)
    assert told() == []


def test_one_replacement_lies_ahead_at_a_time(cast: Cast):
    replaced(cast, starts_on=LATER)
    with pytest.raises(Refused, match="Somebody takes the place of Pat Lindqvist already"):
        replaced(cast, starts_on=TODAY, successor=cast.maya)
    with pytest.raises(IntegrityError), transaction.atomic():
        Succession.objects.create(
            district=cast.lakeside, person=cast.sue, successor=cast.sue, starts_on=TODAY, replaced_at=AT, replaced_by="Tom"
        )


def test_a_broken_event_undoes_all_of_it(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    def broken(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("accounts.services.succeeding.events.record", broken)
    with pytest.raises(RuntimeError):
        replaced(cast)
    assert principals(cast, TODAY) == ["Pat Lindqvist", "Dee Okafor for Pat Lindqvist"]
    assert mails() == []


def test_everything_that_would_move_is_said_before(cast: Cast):
    assert [(line.title, line.meta) for line in what_would_follow(cast.pat, starts_on=TODAY)] == [
        ("Principal, Birchwood High School", "Until further notice, as before."),
        ("Dee Okafor acts as Principal", "Goes on for the new holder, until December 18, 2026."),
        ("Supervisor of 2 people", "They follow on that day."),
    ]
    assert [line.title for line in what_would_follow(cast.dee, starts_on=TODAY)] == ["For Pat Lindqvist: Principal"]
