"""What a person is asked again, or refused, because it is most often a slip."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts import letters, rules, selectors, services
from accounts.models import Appointment, CalendarDay, Person
from records.models import Event
from tests.cast import AT, TODAY, Cast

pytestmark = pytest.mark.django_db


def test_a_second_holder_of_a_role_is_asked_about_once(cast: Cast) -> None:
    held = Appointment.objects.get(person=cast.pat, role__key="principal", designee_of=None)
    typed = {
        "person": cast.maya.pk,
        "role": held.role_id,
        "school": held.school_id,
        "starts_on": TODAY.isoformat(),
        "ends_on": "",
    }
    client = cast.client(cast.tom)
    asked = client.post(reverse("appoint"), typed)
    assert asked.status_code == 200
    assert f"{cast.pat.name} holds this role there" in asked.content.decode()
    assert not Appointment.objects.filter(person=cast.maya, role=held.role).exists()
    client.post(reverse("appoint"), {**typed, "beside": "on"})
    assert Appointment.objects.filter(person=cast.maya, role=held.role, school=held.school).exists()


def test_a_volunteer_does_not_decide_for_somebody(cast: Cast) -> None:
    held = Appointment.objects.get(person=cast.pat, role__key="principal", designee_of=None)
    Person.objects.filter(pk=cast.maya.pk).update(kind=Person.Kind.VOLUNTEER, ends_on=TODAY + timedelta(days=90))
    cast.maya.refresh_from_db()
    with pytest.raises(rules.Refused, match="is a volunteer"):
        services.name_designee(appointment=held, person=cast.maya, ends_on=TODAY + timedelta(days=3), by=cast.pat, at=AT)


def test_a_newer_invitation_ends_the_link_of_the_older(cast: Cast) -> None:
    services.invite(person=cast.maya, by=cast.tom, at=AT)
    older = letters.password_path(cast.maya).strip("/").split("/")[-2:]
    assert selectors.person_of_link(*older) == cast.maya
    services.invite(person=cast.maya, by=cast.tom, at=AT + timedelta(minutes=2))
    newer = letters.password_path(cast.maya).strip("/").split("/")[-2:]
    assert selectors.person_of_link(*older) is None
    assert selectors.person_of_link(*newer) == cast.maya


def test_closing_a_closed_day_is_refused_and_leaves_no_line(cast: Cast) -> None:
    day = date(AT.year + 1, 2, 3)
    services.close_day(district=cast.lakeside, on=day, label="snow day", by=cast.tom, at=AT)
    lines = Event.objects.count()
    with pytest.raises(rules.Refused, match="is closed already"):
        services.close_day(district=cast.lakeside, on=day, label="snow day", by=cast.tom, at=AT)
    assert (Event.objects.count(), CalendarDay.objects.filter(on=day).count()) == (lines, 1)


def test_a_weak_password_is_said_where_it_was_typed(cast: Cast) -> None:
    client = cast.client(cast.maya)
    answer = client.post(
        reverse("password-change"), {"old_password": "wrong", "new_password1": "short", "new_password2": "short"}
    )
    errors = answer.context["form"].errors
    assert "new_password1" in errors
    assert "new_password2" not in errors
