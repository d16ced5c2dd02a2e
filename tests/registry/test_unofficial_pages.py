"""What is not registered, as people meet it: groups, found pages, and whose page something is."""

from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import Person
from registry.models import Campaign, Claim, FoundPage, GroupMember
from tests.cast import AT, Cast, build

from .sites import site
from .unofficial import GROUP, PAGE, campaign, declared, found

CHESS = "https://www.instagram.com/birchwoodchess/,Chess,maya@lakeside.example"


@pytest.fixture(autouse=True)
def at_nine(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the moment of the tests."""
    monkeypatch.setattr("config.middleware.timezone.now", lambda: AT)


def text(response: Any) -> str:
    return " ".join(unescape(response.content.decode()).split())


def get(cast: Cast, who: Person, page: str, /, *args: Any, query: str = "") -> Any:
    return cast.client(who).get(reverse(page, args=args) + query)


def post(cast: Cast, who: Person, page: str, /, *args: Any, follow: bool = False, **sends: str) -> Any:
    return cast.client(who).post(reverse(page, args=args), sends, follow=follow)


# groups ------------------------------------------------------------------------------------------------------------------


def test_a_group_is_declared_and_left_again(listing: Cast):
    seen = text(post(listing, listing.maya, "group-declare", address=GROUP, name="Band Parents", note="I play.", follow=True))
    for words in ("Declared: Band Parents on Facebook.", "not official sites", "“I play.”", "I left it"):
        assert words in seen
    assert "All declared groups" not in seen
    group = GroupMember.objects.get().group_id
    seen = text(post(listing, listing.maya, "group-leave", group, follow=True))
    assert "You are not in Band Parents on Facebook any more." in seen
    assert "None declared" in seen


def test_a_form_keeps_what_was_typed_and_says_what_is_wrong(listing: Cast):
    response = post(listing, listing.maya, "group-declare", address="https://bit.ly/x", name="Band Parents")
    assert response.status_code == 422
    assert 'value="https://bit.ly/x"' in text(response)
    assert GroupMember.objects.count() == 0


def test_the_director_sees_every_group_and_who_is_in_it(listing: Cast):
    group = declared(listing.maya).group_id
    assert "1 employee in it." in text(get(listing, listing.tom, "unofficial-groups"))
    seen = text(get(listing, listing.tom, "unofficial-group", group))
    for words in ("Maya Ortega", "Not approved, and not an official site.", "declared to be in Band Parents"):
        assert words in seen
    assert get(listing, listing.pat, "unofficial-group", group).status_code == 404


def test_the_menu_names_only_the_lists_that_are_meant_for_somebody(listing: Cast):
    entries = {
        who: [
            name for name in ("Unofficial groups", "Found pages", "Existing pages") if name in text(get(listing, person, "home"))
        ]
        for who, person in (("maya", listing.maya), ("sue", listing.sue), ("tom", listing.tom))
    }
    assert entries == {
        "maya": ["Unofficial groups"],
        "sue": ["Unofficial groups", "Found pages"],
        "tom": ["Unofficial groups", "Found pages", "Existing pages"],
    }


@pytest.mark.parametrize("name", ["unofficial-groups", "group-declare", "found-pages", "found-search", "found-add"])
def test_where_the_policy_keeps_no_such_list_there_is_no_such_page(cast: Cast, name: str):
    for who in (cast.maya, cast.tom, cast.sue):
        assert get(cast, who, name).status_code == 404


# found pages -------------------------------------------------------------------------------------------------------------


def test_what_nobody_knows_is_written_down_and_worked_on(listing: Cast):
    seen = text(post(listing, listing.sue, "found-add", address=PAGE, seems="Boosters", follow=True))
    for words in ("<h1>Boosters</h1>", "Not known", "Ask somebody", "Not ours", "after December 14, 2026, unless it is matched"):
        assert words in seen
    assert "Registered meanwhile" not in seen
    pk = FoundPage.objects.get().pk
    seen = text(post(listing, listing.sue, "found-ask", pk, email="maya@lakeside.example", answer_by="2026-10-16", follow=True))
    assert "Maya Ortega, until October 16, 2026" in seen
    seen = text(post(listing, listing.sue, "found-dismiss", pk, follow=True))
    assert "It is not one of the district." in seen
    assert "Nothing to be matched" in text(get(listing, listing.sue, "found-pages"))
    assert "Boosters" in text(get(listing, listing.sue, "found-pages", query="?show=settled"))


def test_what_is_registered_is_said_and_nothing_is_stored(listing: Cast):
    made = site(listing, "Boosters", typed=PAGE, platform_label="Facebook")
    response = post(listing, listing.sue, "found-add", address=PAGE, seems="Boosters")
    assert "already registered: Boosters on Facebook, owned by Maya Ortega" in text(response)
    assert f'href="{reverse("site", args=[made.pk])}"' in text(response)
    assert FoundPage.objects.count() == 0


def test_a_personal_account_is_refused_at_the_field(listing: Cast):
    response = post(listing, listing.sue, "found-add", address="https://www.linkedin.com/in/someone", seems="Someone")
    assert response.status_code == 422
    assert "Personal accounts are not written down." in text(response)


def test_a_page_that_was_registered_meanwhile_is_matched_in_one_tap(listing: Cast):
    page = found(listing.sue)
    site(listing, "Boosters", typed=PAGE, platform_label="Facebook")
    assert "It was registered meanwhile" in text(get(listing, listing.sue, "found-page", page.pk))
    assert "The site it was matched with" in text(post(listing, listing.sue, "found-link", page.pk, follow=True))


def test_a_look_is_recorded(listing: Cast):
    assert "The next look is due February 1, 2027." in text(get(listing, listing.sue, "found-pages"))
    seen = text(post(listing, listing.sue, "found-search", note="Two platforms.", follow=True))
    for words in ("Recorded: somebody looked today.", "September 15, 2026, Sue Brandt", "The next look is due March 15, 2027."):
        assert words in seen


# whose page is it --------------------------------------------------------------------------------------------------------


def test_a_list_is_looked_at_and_then_begun(cast: Cast):
    bad = f"{CHESS}\nnowhere,Nothing,nobody@lakeside.example"
    response = post(cast, cast.tom, "campaign-new", pages=bad, answer_by="2026-10-16", begin="1")
    assert response.status_code == 422
    assert "Line 2: Nobody in your district has the address nobody@lakeside.example." in text(response)
    assert "nowhere,Nothing" in text(response)
    looked = text(post(cast, cast.tom, "campaign-new", pages=CHESS, answer_by="2026-10-16"))
    assert "1 page, 1 person to ask. Begin, and they are asked." in looked
    assert Campaign.objects.count() == 0
    seen = text(post(cast, cast.tom, "campaign-new", pages=CHESS, answer_by="2026-10-16", begin="1", follow=True))
    assert "1 of 1 page still open. Answer by Friday, October 16." in seen


def test_a_day_that_has_passed_is_refused_and_the_list_stays(cast: Cast):
    response = post(cast, cast.tom, "campaign-new", pages=CHESS, answer_by="2026-09-15", begin="1")
    assert response.status_code == 422
    assert "lies in the future" in text(response)
    assert "birchwoodchess" in text(response)


def test_whoever_is_named_finds_it_on_their_home_page_and_nobody_else_does(cast: Cast):
    campaign(cast, CHESS)
    assert "Is this page yours?" in text(get(cast, cast.maya, "home"))
    assert "One thing waits for you." in text(get(cast, cast.maya, "home"))
    assert "Is this page yours?" not in text(get(cast, cast.ed, "home"))
    assert "Nobody asks you" in text(get(cast, cast.ed, "claims"))


def test_gone_and_not_mine_are_one_tap(cast: Cast):
    begun = campaign(cast, CHESS, CHESS.replace("chess", "art").replace("Chess", "Art"))
    chess, art = begun.claims.order_by("line")
    assert "Chess is noted as gone." in text(post(cast, cast.maya, "claim", chess.pk, answer="gone", follow=True))
    seen = text(post(cast, cast.maya, "claim", art.pk, answer="not_mine", follow=True))
    assert "Art is noted as not yours." in seen
    assert "Nobody asks you" in seen


def test_mine_opens_the_request_form_with_what_is_known(db: None):
    cast = build("jndc")
    campaign(cast, CHESS)
    seen = text(post(cast, cast.maya, "claim", Claim.objects.get().pk, answer="mine", follow=True))
    assert 'name="page_name" value="Chess"' in seen
    assert 'value="https://www.instagram.com/birchwoodchess/"' in seen
    assert 'name="exists_already" value="yes"' in seen


def test_mine_leads_to_the_site_where_it_is_registered_by_now(cast: Cast):
    claim = campaign(cast, CHESS).claims.get()
    made = site(cast, "Chess", typed="https://www.instagram.com/birchwoodchess/")
    response = post(cast, cast.maya, "claim", claim.pk, answer="mine")
    assert response["Location"] == reverse("site", args=[made.pk])


def test_it_is_passed_on_and_whoever_passed_it_sees_it_no_more(cast: Cast):
    claim = campaign(cast, CHESS).claims.get()
    seen = text(post(cast, cast.maya, "claim", claim.pk, email="ed@lakeside.example", follow=True))
    assert "Ed Castell is asked about Chess now." in seen
    assert get(cast, cast.maya, "claim", claim.pk).status_code == 404
    assert "Maya Ortega says that it is yours now." in text(get(cast, cast.ed, "claims"))


def test_nobody_else_answers_not_even_the_director_who_may_ask_somebody_else(cast: Cast):
    begun = campaign(cast, CHESS)
    claim = begun.claims.get()
    for who in (cast.tom, cast.pat, cast.hal, cast.hugo):
        assert post(cast, who, "claim", claim.pk, answer="mine").status_code == 404
    response = post(cast, cast.tom, "claim", claim.pk, email="ed@lakeside.example")
    assert response["Location"] == reverse("campaign", args=[begun.pk])


def test_an_answered_page_says_so(cast: Cast):
    claim = campaign(cast, CHESS).claims.get()
    post(cast, cast.maya, "claim", claim.pk, answer="gone")
    assert "Answered" in text(get(cast, cast.maya, "claim", claim.pk))
    seen = text(post(cast, cast.maya, "claim", claim.pk, answer="mine", follow=True))
    assert "Maya Ortega has answered for Chess already: gone." in seen


def test_a_campaign_is_ended_after_asking_once_more(cast: Cast):
    begun = campaign(cast, CHESS)
    assert "Nobody is asked any more" in text(get(cast, cast.tom, "campaign-end", begun.pk))
    assert Campaign.objects.get().ended_at is None
    seen = text(post(cast, cast.tom, "campaign-end", begun.pk, follow=True))
    assert "Ended. 1 page without an answer." in seen
    assert "No answer" in seen
    assert "Ended" in text(get(cast, cast.tom, "campaigns"))


def test_another_district_has_found_pages_of_its_own(listing: Cast):
    page = found(listing.sue)
    assert get(listing, listing.hugo, "found-page", page.pk).status_code == 404
    assert "Boosters" not in text(get(listing, listing.hugo, "found-pages"))
