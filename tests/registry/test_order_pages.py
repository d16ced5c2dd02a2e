"""Giving an order about a site in the browser: the effect first, then the deed with its reason."""

from html import unescape

import pytest
from django.urls import reverse

from records.models import Event
from registry.models import Site
from registry.services import suspend
from tests.cast import AT, Cast

from .sites import letters, said, site

PAGES = {"site-suspend": "suspended", "site-close": "closed", "site-shut-down": "shut_down"}


def text(response) -> str:
    return unescape(response.content.decode())


def url(name: str, made: Site) -> str:
    return reverse(name, args=[made.pk])


@pytest.mark.parametrize("name", PAGES)
def test_the_effect_and_who_is_told_stand_before_the_deed(cast: Cast, name):
    made = site(cast)
    response = cast.client(cast.tom).get(url(name, made))
    assert response.status_code == 200
    assert "Maya Ortega and Pat Lindqvist are told by mail at once." in text(response)
    assert Site.objects.get(pk=made.pk).status == "active"


@pytest.mark.parametrize(("name", "status"), PAGES.items())
def test_the_deed_is_done_with_its_reason_and_says_who_was_told(cast: Cast, name, status):
    made = site(cast)
    response = cast.client(cast.pat).post(url(name, made), {"reason": "Names of students"}, follow=True)
    assert response.redirect_chain == [(reverse("site", args=[made.pk]), 302)]
    assert "Maya Ortega was told by mail at once." in text(response)
    assert Site.objects.get(pk=made.pk).status == status
    assert said(made)[-1][1:2] == ("Pat Lindqvist",)
    assert len(letters(made)) == 1


def test_a_suspended_site_is_reinstated(cast: Cast):
    made = suspend(site=site(cast), reason="Because", by=cast.pat, at=AT)
    cast.client(cast.pat).post(url("site-reinstate", made), {"reason": "All is well"})
    assert Site.objects.get(pk=made.pk).status == "active"


def test_a_suspension_has_a_last_day_if_there_is_one(cast: Cast):
    made = site(cast)
    cast.client(cast.pat).post(url("site-suspend", made), {"reason": "Because", "until": "2199-01-01"})
    assert str(Site.objects.get(pk=made.pk).suspended_until) == "2199-01-01"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"reason": ""}, "Give a reason. It stays in the site's history."),
        ({"reason": "   "}, "Give a reason. It stays in the site's history."),
        ({"reason": "Because", "until": "soon"}, "Give the day as 2026-09-24, or leave it empty."),
        ({"reason": "Because", "until": "2020-01-01"}, "The last day of a suspension lies in the future."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(cast: Cast, data, message):
    made = site(cast)
    response = cast.client(cast.pat).post(url("site-suspend", made), data)
    assert response.status_code == 422
    assert message in text(response)
    assert data["reason"].strip() in text(response)
    assert Site.objects.get(pk=made.pk).status == "active"


def test_the_second_click_reads_who_was_faster(cast: Cast):
    made = site(cast)
    cast.client(cast.pat).post(url("site-suspend", made), {"reason": "Because"})
    response = cast.client(cast.tom).post(url("site-suspend", made), {"reason": "Because too"})
    assert response.status_code == 422
    assert "Robotics on Instagram is already suspended by Pat Lindqvist." in text(response)
    assert [verb for verb, *_rest in said(made)] == ["register", "suspend"]


def test_what_cannot_be_done_now_is_not_offered(cast: Cast):
    response = cast.client(cast.pat).get(url("site-reinstate", site(cast)))
    assert "This cannot be done to it now." in text(response)
    assert "<textarea" not in text(response)


@pytest.mark.parametrize("name", [*PAGES, "site-reinstate"])
@pytest.mark.parametrize("who", ["maya", "sam", "val", "ed", "erin", "hal", "hugo", "hope"])
def test_for_everybody_else_there_is_no_such_page(cast: Cast, name, who):
    made = site(cast)
    client = cast.client(getattr(cast, who))
    expected = 200 if (who, name) == ("maya", "site-close") else 404
    assert client.get(url(name, made)).status_code == expected
    if expected == 404:
        assert client.post(url(name, made), {"reason": "Because"}).status_code == 404
        assert Site.objects.get(pk=made.pk).status == "active"


@pytest.mark.parametrize("name", [*PAGES, "site-reinstate", "site-posters"])
def test_a_site_that_is_not_there_is_not_found(cast: Cast, name):
    assert cast.client(cast.tom).get(reverse(name, args=[999_999])).status_code == 404


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("name", [*PAGES, "site-posters"])
def test_looking_changes_nothing(cast: Cast, name, method):
    made = site(cast)
    getattr(cast.client(cast.pat), method)(url(name, made))
    assert [verb for verb, *_rest in said(made)] == ["register"]
    assert letters(made) == []


def test_a_poster_is_added_by_e_mail_address(cast: Cast):
    made = site(cast)
    response = cast.client(cast.maya).post(url("site-posters", made), {"email": cast.val.email.upper()}, follow=True)
    assert "Val Novak may post on Robotics on Instagram." in text(response)
    assert [poster.person for poster in made.posters.select_related("person")] == [cast.maya, cast.val]


def test_a_designee_names_posters_in_the_name_of_whom_they_stand_in_for(cast: Cast):
    made = site(cast)
    cast.client(cast.dee).post(url("site-posters", made), {"email": cast.val.email})
    last = Event.objects.filter(subject_kind="site", subject_id=made.pk).last()
    assert (last.verb, last.actor_name, last.acting_for) == ("add_poster", "Dee Okafor", "Pat Lindqvist")


@pytest.mark.parametrize("email", ["nobody@lakeside.example", "hal"])
def test_nobody_else_is_added(cast: Cast, email):
    made = site(cast)
    response = cast.client(cast.maya).post(url("site-posters", made), {"email": email})
    assert response.status_code == 422
    assert made.posters.count() == 1


def test_somebody_of_another_district_is_as_unknown_as_nobody(cast: Cast):
    made = site(cast)
    seen = [
        text(cast.client(cast.maya).post(url("site-posters", made), {"email": email}))
        for email in (cast.hal.email, "nobody@lakeside.example")
    ]
    assert all("Nobody in your district has this address." in page for page in seen)
    assert "Hal Jensen" not in seen[0]


def test_a_poster_is_removed_after_asking_once_more(cast: Cast):
    made = site(cast, posters=[cast.maya, cast.val])
    entry = made.posters.get(person=cast.val)
    client = cast.client(cast.maya)
    page = reverse("site-poster-remove", args=[made.pk, entry.pk])
    assert "Val Novak may no longer post" in text(client.get(page))
    assert made.posters.count() == 2
    assert "Val Novak posts on Robotics on Instagram no more." in text(client.post(page, follow=True))
    assert made.posters.count() == 1
    assert client.post(page).status_code == 404


@pytest.mark.parametrize("who", ["sam", "val", "ed", "erin", "hal", "hugo"])
def test_posters_are_nobody_elses_business(cast: Cast, who):
    made = site(cast)
    entry = made.posters.get()
    client = cast.client(getattr(cast, who))
    for page in (url("site-posters", made), reverse("site-poster-remove", args=[made.pk, entry.pk])):
        assert client.get(page).status_code == 404
        assert client.post(page, {"email": cast.val.email}).status_code == 404
    assert made.posters.count() == 1


def test_a_poster_of_another_site_is_not_found_here(cast: Cast):
    robotics, chess = site(cast), site(cast, "Chess")
    page = reverse("site-poster-remove", args=[robotics.pk, chess.posters.get().pk])
    assert cast.client(cast.maya).post(page).status_code == 404
    assert chess.posters.count() == 1
