"""A season or a school year ends: every site of a school on one screen, each kept, handed over or closed."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from accounts.rules import Refused
from accounts.selectors import Cursor
from records.models import Event
from registry import services
from registry.models import Offer, SeasonChoice, Site
from registry.selectors import people_to_take, season_page, sites_to_choose_for
from tests.cast import AT, TODAY, Cast

from .sites import letters, rows, said, site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.middleware.timezone.now", lambda: AT)


def page(cast: Cast) -> str:
    return reverse("season", args=[cast.birchwood.pk])


def shown(cast: Cast, made: Site) -> list[tuple[str, str]]:
    """Whom the list of a site offers."""
    drawn = cast.client(cast.pat).get(page(cast)).content.decode()
    return re.findall(r'<option value="([^"]*)"[^>]*>([^<]*)<', drawn.split(f'id="to-{made.pk}"')[1].split("</select>")[0])


def test_what_is_chosen_for_many_is_done_in_one_go_each_with_its_own_event(cast: Cast):
    kept, given, closed, later = (site(cast, name) for name in ("Art", "Band", "Chess", "Drama"))
    sent = {
        f"choice-{kept.pk}": "keep",
        f"choice-{given.pk}": "hand_over",
        f"to-{given.pk}": "sam@lakeside.example",
        f"choice-{closed.pk}": "close",
        f"choice-{later.pk}": "",
        "reason": "The year is over.",
    }
    response = cast.client(cast.pat).post(page(cast), sent, follow=True)
    text = unescape(response.content.decode())
    assert "3 sites saved." in text
    assert said(kept)[-1] == ("keep", "Pat Lindqvist", "kept Art on Instagram for the next season", "")
    assert said(given)[-1][2] == "offered Band on Instagram to Sam Whitfield, until September 29, 2026"
    assert said(closed)[-1] == ("close", "Pat Lindqvist", "closed Chess on Instagram", "The year is over.")
    assert [len(said(made)) for made in (kept, given, closed, later)] == [2, 2, 2, 1]
    assert letters(closed) == [("Maya Ortega", "Closed: Chess on Instagram")]
    assert [line.name for line in season_page(cast.birchwood, Cursor(), on=TODAY).lines] == ["Drama"]
    assert "Offered to somebody on September 15, 2026 by Pat Lindqvist." in text


def test_what_does_not_fit_stays_with_the_reason_why_and_what_was_typed(cast: Cast):
    fits, nobody, volunteer, empty = (site(cast, name) for name in ("Art", "Band", "Chess", "Drama"))
    sent = {
        f"choice-{fits.pk}": "keep",
        f"choice-{nobody.pk}": "hand_over",
        f"to-{nobody.pk}": "nobody@lakeside.example",
        f"choice-{volunteer.pk}": "hand_over",
        f"to-{volunteer.pk}": "Val Novak",
        f"choice-{empty.pk}": "hand_over",
    }
    response = cast.client(cast.pat).post(page(cast), sent)
    text = unescape(response.content.decode())
    assert response.status_code == 422
    for sentence in ("Nobody here has this name or e-mail address.", "Val Novak is a volunteer", "Say who is to answer for it"):
        assert sentence in text
    assert 'value="nobody@lakeside.example"' in text
    assert list(SeasonChoice.objects.values_list("site__name", "outcome")) == [("Art", "keep")]
    assert Offer.objects.count() == 0


def test_whom_a_site_is_handed_to_is_chosen_from_a_list_without_whoever_answers_for_it(cast: Cast):
    made = site(cast)
    people = shown(cast, made)
    assert people[0] == ("", "Choose a person")
    assert ("sam@lakeside.example", "Sam Whitfield, head of science") in people
    assert cast.maya.email not in dict(people)  # who answers for it
    assert cast.val.email not in dict(people)  # a volunteer
    assert cast.hugo.email not in dict(people)  # of another district
    drawn = cast.client(cast.pat).get(page(cast)).content.decode()
    here, elsewhere = (
        drawn.split(f'id="to-{made.pk}"')[1].split("</select>")[0].split('<optgroup label="Elsewhere in the district">')
    )
    assert (cast.sam.email in here, cast.ed.email in elsewhere) == (True, True)


def test_where_a_list_would_be_too_long_a_name_is_typed(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    made, _other = site(cast), site(cast, "Chess")
    employees = people_to_take(cast.birchwood, 1)
    many = len(employees.here) + len(employees.elsewhere)
    for bound, number in (("LISTED", many - 1), ("OPTIONS", 2 * many - 1)):
        with monkeypatch.context() as patched:
            patched.setattr(f"registry.selectors.seasons.{bound}", number)
            drawn = cast.client(cast.pat).get(page(cast)).content.decode()
            assert f'name="to-{made.pk}" id="to-{made.pk}" list="people"' in drawn
            assert f'<option value="{cast.sam.email}">' in drawn.split("<datalist")[1].split("</datalist>")[0]
            assert "Write the name or the e-mail address" in drawn
    sent = {f"choice-{made.pk}": "hand_over", f"to-{made.pk}": "Sam Whitfield"}
    cast.client(cast.pat).post(page(cast), sent)
    assert Offer.objects.get().person == cast.sam


def test_to_name_somebody_is_to_hand_over_and_what_is_kept_is_given_to_nobody(cast: Cast):
    given, kept = site(cast, "Art"), site(cast, "Band")
    to = "sam@lakeside.example"
    sent = {f"choice-{given.pk}": "", f"to-{given.pk}": to, f"choice-{kept.pk}": "keep", f"to-{kept.pk}": to}
    response = cast.client(cast.pat).post(page(cast), sent)
    text = response.content.decode()
    assert (response.status_code, "Somebody is named, and it is not handed over" in text) == (422, True)
    assert f'<option value="{to}" selected>' in text
    assert [(row.site.name, row.person) for row in Offer.objects.select_related("site")] == [("Art", cast.sam)]
    assert list(SeasonChoice.objects.values_list("site__name", "outcome")) == [("Art", "hand_over")]


def test_it_is_chosen_once_a_day_and_not_asked_again_for_ninety_days(cast: Cast):
    made = site(cast)
    services.choose_for_season(site=made, outcome="keep", by=cast.dee, at=AT)
    assert Event.objects.get(verb="keep").acting_for == "Pat Lindqvist"
    with pytest.raises(Refused, match="Somebody chose for this site today already"):
        services.choose_for_season(site=made, outcome="close", reason="Over.", by=cast.pat, at=AT)
    days = [timedelta(days=89), timedelta(days=90)]
    assert [sites_to_choose_for(cast.birchwood, TODAY + days_on).count() for days_on in days] == [0, 1]


@pytest.mark.parametrize("who", ["maya", "sam", "erin", "casey", "hugo"])
def test_nobody_chooses_without_a_role_that_gives_orders_there(cast: Cast, who: str):
    with pytest.raises(Refused):
        services.choose_for_season(site=site(cast), outcome="keep", by=getattr(cast, who), at=AT)
    assert cast.client(getattr(cast, who)).get(page(cast)).status_code == 404


def test_a_site_that_has_ended_and_an_unknown_choice_are_refused(cast: Cast):
    made = site(cast)
    with pytest.raises(Refused, match="Choose keep, hand over or close"):
        services.choose_for_season(site=made, outcome="burn", by=cast.pat, at=AT)
    assert SeasonChoice.objects.count() == 0
    services.close(site=made, reason="Over.", by=cast.pat, at=AT)
    with pytest.raises(Refused, match="is closed already"):
        services.choose_for_season(site=made, outcome="keep", by=cast.pat, at=AT)


def test_the_sites_of_another_school_are_not_heard(cast: Cast):
    other = site(cast, responsible=cast.ed)
    cast.client(cast.pat).post(page(cast), {f"choice-{other.pk}": "close", "choice-soon": "close", "choice-9": "keep"})
    assert Site.objects.get().status == "active"


def test_where_nothing_is_left_it_says_what_would_be_there(cast: Cast):
    assert "Nothing to choose" in cast.client(cast.pat).get(page(cast)).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_as_much_for_one_site_as_for_three(cast: Cast, django_assert_num_queries, count: int):
    rows(cast, count)
    with django_assert_num_queries(3):  # the page, who is asked, the count; no mark to begin after
        assert len(season_page(cast.birchwood, Cursor(), on=TODAY).lines) == count


@pytest.mark.parametrize("listed", [True, False])
def test_whom_to_hand_over_to_costs_as_much_however_many_there_are(
    cast: Cast, django_assert_num_queries, listed: bool, monkeypatch
):
    monkeypatch.setattr("registry.selectors.seasons.LISTED", 200 if listed else 1)
    with django_assert_num_queries(1 if listed else 2):
        assert people_to_take(cast.birchwood, 1).listed is listed
