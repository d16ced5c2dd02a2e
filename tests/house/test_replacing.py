"""The page on which somebody takes another's place: everything that moves first, then one deed."""

import pytest
from django.urls import reverse

from accounts.models import Appointment, Succession
from monitoring.sweep import tick
from tests.cast import AT, TODAY, Cast
from tests.monitoring.days import DUE, TUESDAY, local, morning, watched
from tests.monitoring.pages import words
from tests.requests.filing import file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.middleware.timezone.now", lambda: AT)


def test_everything_that_moves_is_shown_before_it_is_done(cast: Cast) -> None:
    file(cast)
    client, page = cast.client(cast.tom), reverse("person-replace", args=[cast.pat.pk])
    shown = words(client.get(f"{page}?successor={cast.sam.pk}&starts_on={TODAY.isoformat()}"))
    for said in (
        "Sam Whitfield, from September 15, 2026 on",
        "Principal, Birchwood High School",
        "Dee Okafor acts as Principal",
        "Supervisor of 2 people",
        "Decide on Birchwood Robotics",
    ):
        assert said in shown
    assert Succession.objects.count() == 0
    done = client.post(page, {"successor": cast.sam.pk, "starts_on": TODAY.isoformat()}, follow=True)
    assert "Sam Whitfield takes the place of Pat Lindqvist from September 15, 2026 on. Both are told." in words(done)
    assert Appointment.objects.filter(person=cast.sam, ended_at=None).count() == 1


def test_what_does_not_move_is_said_and_what_is_wrong(cast: Cast) -> None:
    watched(cast, responsible=cast.pat)
    client, page = cast.client(cast.tom), reverse("person-replace", args=[cast.pat.pk])
    assert "1 site they answer for: each passes on when somebody accepts it." in words(client.get(page))
    wrong = client.get(f"{page}?successor={cast.sam.pk}&starts_on=soon")
    assert wrong.status_code == 422
    refused = client.post(page, {"successor": cast.sam.pk, "starts_on": "2026-09-01"})
    assert (refused.status_code, "Choose today or a later day" in words(refused)) == (422, True)


def test_check_ins_of_roles_are_counted(cast: Cast) -> None:
    site = watched(cast, terms={"review_every": "1 week"}, responsible=cast.dee)
    tick(at=local(TUESDAY, 9, 1))
    morning(DUE)
    page = reverse("person-replace", args=[cast.pat.pk])
    assert site.responsible == cast.dee
    assert "1 open check-in" in words(cast.client(cast.tom).get(page))


def test_whoever_holds_nothing_is_said_to(cast: Cast) -> None:
    assert "Nothing would move" in words(cast.client(cast.tom).get(reverse("person-replace", args=[cast.maya.pk])))
