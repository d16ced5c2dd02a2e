"""Who finds a check-in and the screens of a pause, and what everybody else gets: the same 404."""

import pytest

from registry.models import Site
from tests.cast import Cast
from tests.monitoring.days import only
from tests.monitoring.pages import path, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_eight")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("maya", 200),
        ("sam", 200),  # the supervisor of who answers for it
        ("pat", 200),
        ("dee", 200),
        ("tom", 200),
        ("sue", 200),
        ("casey", 200),
        ("val", 404),
        ("ed", 404),
        ("erin", 404),
        ("hal", 404),
        ("hope", 404),
        ("hugo", 404),
    ],
)
def test_a_check_in_is_found_by_those_who_read_all_of_its_site(cast: Cast, robotics: Site, name: str, expected: int) -> None:
    assert cast.client(getattr(cast, name)).get(path(only())).status_code == expected


def test_somebody_who_may_only_read_it_has_no_form_and_cannot_answer(cast: Cast, robotics: Site) -> None:
    client = cast.client(cast.pat)
    said = words(client.get(path(only())))
    assert said.startswith("Robotics Open Comment check of Robotics on Instagram, due today. Somebody else owes it.")
    response = client.post(path(only()), {"outcome": "nothing_found"}, follow=True)
    assert "This check-in is not yours to answer: somebody else owes it." in words(response)
    assert only().state == "open"


def test_a_check_in_that_does_not_exist_is_the_same_404(cast: Cast, robotics: Site) -> None:
    client = cast.client(cast.hal)
    found, missing = client.get(path(only())), client.get("/check-ins/999999/")
    assert (found.status_code, words(found)) == (missing.status_code, words(missing)) == (404, words(missing))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("pat", 200),
        ("dee", 200),
        ("sam", 200),
        ("tom", 200),
        ("maya", 404),
        ("val", 404),
        ("casey", 404),
        ("erin", 404),
        ("hugo", 404),
    ],
)
def test_pausing_is_found_by_those_who_may(cast: Cast, robotics: Site, name: str, expected: int) -> None:
    client = cast.client(getattr(cast, name))
    assert client.get(f"/sites/{robotics.pk}/pause/").status_code == expected
    assert client.get(f"/sites/{robotics.pk}/resume/").status_code == expected
    if expected == 404:
        assert client.post(f"/sites/{robotics.pk}/pause/", {"reason": "Over."}).status_code == 404


def test_a_pause_shows_its_effect_first_and_leads_back_to_the_site(cast: Cast, robotics: Site) -> None:
    client = cast.client(cast.pat)
    said = words(client.get(f"/sites/{robotics.pk}/pause/"))
    assert (
        "One duty rests: nobody is reminded, nothing is late. One open check-in is no longer needed. Nobody gets a mail." in said
    )
    typed = {"reason": "The season is over.", "until": "2026-10-20"}
    assert "Comment check: due Oct 27" in words(client.post(f"/sites/{robotics.pk}/pause/", typed))
    response = client.post(f"/sites/{robotics.pk}/pause/", {**typed, "seen": "2026-10-20"})
    assert (response.status_code, response["Location"]) == (302, f"/sites/{robotics.pk}/")
    assert only().state == "cancelled"
    said = words(client.get(f"/sites/{robotics.pk}/resume/"))
    assert "One duty begins again; the next date counts from today. Comment check: due Sep 29," in said
    response = client.post(f"/sites/{robotics.pk}/resume/", {"reason": "It begins again."})
    assert (response.status_code, response["Location"]) == (302, f"/sites/{robotics.pk}/")


def test_what_is_refused_is_said_on_the_form(cast: Cast, robotics: Site) -> None:
    client = cast.client(cast.pat)
    response = client.post(f"/sites/{robotics.pk}/pause/", {"reason": "Over.", "until": "2026-09-22"})
    assert response.status_code == 422
    assert "Choose a day to come for the duties to begin again." in words(response)
    assert "Give a reason." in words(client.post(f"/sites/{robotics.pk}/pause/", {"reason": ""}))
    assert "No duty of Robotics on Instagram is paused." in words(
        client.post(f"/sites/{robotics.pk}/resume/", {"reason": "Now."})
    )
    assert "Give a reason. It stays in" in words(client.post(f"/sites/{robotics.pk}/resume/", {}))


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_not_allowed(cast: Cast, robotics: Site, method: str) -> None:
    client = cast.client(cast.maya)
    assert getattr(client, method)(path(only())).status_code == 405
