"""Whose page is this? A pasted list, everybody who is asked, and what they say."""

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from accounts.models import Person
from accounts.rules import Refused
from accounts.selectors import Cursor
from registry import selectors, services
from registry.imports import MOST_ROWS, read_claims
from registry.models import Campaign, Claim
from registry.selectors import campaign_panel, campaigns_page, claims_page, claims_waiting_for, progress_page
from tests.cast import AT, TODAY, Cast

from .sites import site
from .unofficial import UNTIL, campaign, trail_of

CHESS = "https://www.instagram.com/birchwoodchess/,Chess,maya@lakeside.example"
BAND = "https://www.facebook.com/birchwoodband,Band,ed@lakeside.example,Elm Street Elementary"
ART = "https://www.instagram.com/birchwoodart/,Art,maya@lakeside.example"


def read(cast: Cast, text: str) -> tuple[list[tuple[str, str, str, int | None]], list[str]]:
    """The rows, with the names of people, and the problems."""
    rows, problems = read_claims(text, district_id=cast.lakeside.pk)
    names = dict(Person.objects.values_list("pk", "name"))
    return [(row.address.canonical, row.name, names[row.person_id], row.school_id) for row in rows], [
        str(one) for one in problems
    ]


def answered(claim: Claim, answer: str, by: Person) -> None:
    services.answer_claim(claim=claim, answer=answer, by=by, at=AT)


# the list ----------------------------------------------------------------------------------------------------------------


def test_a_list_with_commas_or_tabs_is_read_with_or_without_a_heading(cast: Cast):
    rows = [
        ("https://www.instagram.com/birchwoodchess/", "Chess", "Maya Ortega", None),
        ("https://www.facebook.com/birchwoodband", "Band", "Ed Castell", cast.elm.pk),
    ]
    assert read(cast, f"{CHESS}\n\n{BAND}\n") == (rows, [])
    assert read(cast, "address,name,person,school\n" + f"{CHESS}\n{BAND}".replace(",", "\t")) == (rows, [])
    quoted = CHESS.replace("Chess", '"Chess, and draughts"').replace("maya@", "MAYA@")
    assert read(cast, quoted)[0][0][1:3] == ("Chess, and draughts", "Maya Ortega")


def test_every_problem_is_said_with_its_line(cast: Cast):
    site(cast, typed="https://www.instagram.com/birchwoodrobotics/")
    campaign(cast, ART)
    lines = [
        CHESS,
        CHESS.replace("Chess", "Chess again"),
        "ftp://somewhere,X,nobody@lakeside.example",
        "https://www.instagram.com/birchwoodrobotics/,Robotics,maya@lakeside.example",
        ART,
        "https://www.instagram.com/other/,,hal@harbor.example,Harbor High School",
        "only two,cells",
        "https://www.linkedin.com/in/someone,Someone,maya@lakeside.example",
        "https://www.instagram.com/edcastell/,Ed,ed@lakeside.example",
    ]
    _rows, problems = read(cast, "\n".join(lines))
    assert problems == [
        "Line 2: This page is in line 1 already.",
        "Line 3: A web address begins with https://.",
        "Line 3: Nobody in your district has the address nobody@lakeside.example.",
        "Line 4: This address is already registered: Robotics on Instagram, owned by Maya Ortega at Birchwood High School.",
        "Line 5: Maya Ortega is asked about this page already.",
        "Line 6: The name of the page has 0 characters; 1 to 200 fit.",
        "Line 6: Nobody in your district has the address hal@harbor.example.",
        "Line 6: Your district has no school or office “Harbor High School”.",
        "Line 7: This line has 2 cells; three or four are read: address, name of the page, e-mail of the person, and school "
        "where you like.",
        "Line 8: This looks like somebody’s personal account. Personal accounts are not written down.",
        "Line 9: This looks like somebody’s personal account. Personal accounts are not written down.",
    ]


@pytest.mark.parametrize("text", ["", "\n \n", "address,name,person"])
def test_an_empty_list_is_a_problem(cast: Cast, text: str):
    assert read(cast, text) == ([], ["The list is empty."])


def test_a_list_has_an_end(cast: Cast):
    text = "\n".join(f"https://www.instagram.com/page{number}/,Page,maya@lakeside.example" for number in range(MOST_ROWS + 1))
    assert read(cast, text) == ([], ["Line 1001: A list may have 1,000 pages. Split it."])


@pytest.mark.parametrize("count", [1, 3, 300])
def test_a_list_costs_as_much_however_long_it_is(cast: Cast, django_assert_num_queries, count: int):
    text = "\n".join(
        f"https://www.instagram.com/page{number}/,Page,maya@lakeside.example,Elm Street Elementary" for number in range(count)
    )
    with django_assert_num_queries(5):  # names, e-mail addresses, schools, sites, open questions
        rows, problems = read_claims(text, district_id=cast.lakeside.pk)
    assert (len(rows), problems) == (count, [])


# a campaign --------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("003:8")
def test_everybody_of_the_list_is_asked_with_one_event(cast: Cast):
    begun = campaign(cast, CHESS, BAND, ART)
    assert trail_of("campaign", begun.pk) == [
        ("begin_campaign", "Tom Adeyemi", "asked 2 people about 3 pages, until October 16, 2026")
    ]
    waiting = claims_waiting_for(cast.standing(cast.maya))
    assert waiting is not None
    assert (waiting.title, waiting.meta, waiting.badge, waiting.tone) == (
        "Which of these 2 pages are yours?",
        "Chess and Art.",
        "Answer by Friday, October 16",
        "due",
    )
    assert claims_waiting_for(cast.standing(cast.pat)) is None


def test_after_the_day_it_is_late_and_many_pages_are_counted(cast: Cast):
    campaign(cast, *(f"https://www.instagram.com/page{number}/,Page {number},maya@lakeside.example" for number in range(5)))
    waiting = claims_waiting_for(cast.standing(cast.maya, AT + timedelta(days=32)))
    assert waiting is not None
    assert (waiting.meta, waiting.badge, waiting.tone) == ("Page 0, Page 1, Page 2 and 2 more.", "Was due yesterday", "late")


@pytest.mark.parametrize("who", ["maya", "pat", "sue", "casey"])
def test_only_whoever_audits_the_register_begins_one(cast: Cast, who: str):
    with pytest.raises(Refused, match="Only somebody who audits the register"):
        campaign(cast, by=getattr(cast, who))
    assert Campaign.objects.count() == 0


def test_there_is_a_day_to_answer_at_least(cast: Cast):
    with pytest.raises(Refused, match="lies in the future"):
        campaign(cast, until=TODAY)


def test_a_page_that_somebody_was_asked_about_meanwhile_stores_nothing_of_the_list(cast: Cast):
    rows, _problems = read_claims(f"{ART}\n{CHESS}", district_id=cast.lakeside.pk)
    campaign(cast, CHESS)
    with pytest.raises(Refused, match="Look at the list again"):
        services.begin_campaign(rows=rows, answer_by=UNTIL, by=cast.tom, at=AT)
    assert (Campaign.objects.count(), Claim.objects.count()) == (1, 1)


# answers -----------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("003:8")
@pytest.mark.parametrize(
    ("answer", "said"),
    [("mine", "said that Chess is theirs"), ("gone", "said that Chess is gone"), ("not_mine", "said that Chess is not theirs")],
)
def test_an_answer_is_stored_once_with_one_event(cast: Cast, answer: str, said: str):
    begun = campaign(cast)
    claim = begun.claims.get()
    answered(claim, answer, cast.maya)
    claim.refresh_from_db()
    assert (claim.state, claim.answer, claim.answered_name, claim.answered_at) == ("answered", answer, "Maya Ortega", AT)
    assert trail_of("campaign", begun.pk)[1:] == [("answer_claim", "Maya Ortega", said)]
    with pytest.raises(Refused, match="Maya Ortega has answered for Chess already"):
        answered(claim, "gone", cast.maya)
    assert claims_waiting_for(cast.standing(cast.maya)) is None


def test_nobody_answers_for_somebody_else(cast: Cast):
    claim = campaign(cast).claims.get()
    for who in (cast.ed, cast.tom, cast.hal):
        with pytest.raises(Refused, match="Somebody else is asked"):
            answered(claim, "mine", who)


@pytest.mark.clause("003:8")
def test_a_page_is_passed_on_and_waits_for_somebody_else(cast: Cast):
    begun = campaign(cast)
    claim = begun.claims.get()
    services.pass_claim(claim=claim, person=cast.ed, by=cast.maya, at=AT)
    assert claims_waiting_for(cast.standing(cast.maya)) is None
    [line] = claims_page(cast.standing(cast.ed), Cursor()).lines
    assert (line.name, line.meta) == ("Chess", "Instagram. Maya Ortega says that it is yours now.")
    assert trail_of("campaign", begun.pk)[1:] == [("pass_claim", "Maya Ortega", "passed Chess on to Ed Castell")]
    claim.refresh_from_db()
    answered(claim, "mine", cast.ed)


@pytest.mark.parametrize(
    ("by", "to", "why"),
    [
        ("maya", "maya", "Maya Ortega is asked already"),
        ("maya", "hal", "Nobody in your district"),
        ("ed", "erin", "Only somebody who audits"),
        ("hugo", "erin", "Nobody in your district|Only somebody who audits"),
    ],
)
def test_who_passes_a_page_on_and_to_whom(cast: Cast, by: str, to: str, why: str):
    claim = campaign(cast).claims.get()
    if by == "hugo":
        with pytest.raises(Claim.DoesNotExist):
            selectors.claim_seen_by(cast.standing(cast.hugo), claim.pk)
        return
    with pytest.raises(Refused, match=why):
        services.pass_claim(claim=claim, person=getattr(cast, to), by=getattr(cast, by), at=AT)


def test_the_director_passes_on_what_somebody_who_left_was_asked(cast: Cast):
    begun = campaign(cast)
    Person.objects.filter(pk=cast.maya.pk).update(is_active=False)
    [line] = progress_page(begun, Cursor(), today=TODAY).lines
    assert (line.meta, line.tone) == ("Instagram. Maya Ortega is asked, who has left.", "late")
    services.pass_claim(claim=begun.claims.get(), person=cast.ed, by=cast.tom, at=AT)
    assert claims_waiting_for(cast.standing(cast.ed)) is not None


def test_an_answer_that_crosses_a_passing_on_is_refused(cast: Cast):
    claim = campaign(cast).claims.get()
    services.pass_claim(claim=Claim.objects.get(), person=cast.ed, by=cast.tom, at=AT)
    with pytest.raises(Refused, match="Somebody else is asked about this page by now"):
        answered(claim, "mine", cast.maya)


def test_mine_leads_to_the_request_form_with_what_is_known(cast: Cast):
    address = selectors.request_form_for(campaign(cast).claims.get())
    assert urlsplit(address).path == "/submissions/new/"
    assert parse_qs(urlsplit(address).query) == {
        "page_name": ["Chess"],
        "address": ["https://www.instagram.com/birchwoodchess/"],
        "platform": ["instagram"],
        "exists_already": ["yes"],
    }


# progress ----------------------------------------------------------------------------------------------------------------


def test_the_director_sees_who_said_what(cast: Cast):
    begun = campaign(cast, CHESS, BAND, ART)
    chess, band, _art = begun.claims.order_by("line")
    answered(chess, "mine", cast.maya)
    answered(band, "gone", cast.ed)
    panel = campaign_panel(begun, cast.standing(cast.tom))
    assert panel.facts == [("Mine", "1"), ("Gone", "1"), ("Not mine", "0"), ("No answer", "1")]
    assert panel.purpose == "1 of 3 pages still open. Answer by Friday, October 16."
    lines = progress_page(begun, Cursor(), today=TODAY).lines
    assert [(line.name, line.answer, line.meta) for line in lines] == [
        ("Chess", "Mine", "Instagram. Maya Ortega: today, 9:00 a.m. It is not registered yet."),
        ("Band", "Gone", "Facebook, Elm Street Elementary. Ed Castell: today, 9:00 a.m."),
        ("Art", "Open", "Instagram. Maya Ortega is asked."),
    ]


@pytest.mark.clause("003:8")
def test_a_page_that_is_mine_is_registered_in_the_end(cast: Cast):
    begun = campaign(cast)
    answered(begun.claims.get(), "mine", cast.maya)
    site(cast, "Chess", typed="https://www.instagram.com/birchwoodchess/")
    [line] = progress_page(begun, Cursor(), today=TODAY).lines
    assert line.meta.endswith("It is registered.")


def test_a_campaign_is_ended_once_and_nobody_is_asked_any_more(cast: Cast):
    begun = campaign(cast, CHESS, BAND)
    answered(begun.claims.get(name="Band"), "gone", cast.ed)
    assert services.end_campaign(campaign=begun, by=cast.tom, at=AT) == 1
    assert claims_waiting_for(cast.standing(cast.maya)) is None
    assert trail_of("campaign", begun.pk)[-1] == ("end_campaign", "Tom Adeyemi", "ended it; 1 page without an answer")
    with pytest.raises(Refused, match="ended already"):
        services.end_campaign(campaign=begun, by=cast.tom, at=AT)
    with pytest.raises(Refused, match="Nobody is asked about Chess any more"):
        answered(begun.claims.get(name="Chess"), "mine", cast.maya)
    begun.refresh_from_db()
    assert campaign_panel(begun, cast.standing(cast.tom)).purpose == "Ended on September 15, 2026. 1 page not answered."
    [line] = campaigns_page(cast.standing(cast.tom), Cursor()).lines
    assert (line.title, line.state) == ("Asked on September 15, 2026", "Ended")


def test_another_district_sees_nothing_of_it(cast: Cast):
    begun = campaign(cast)
    assert campaigns_page(cast.standing(cast.hugo), Cursor()).lines == []
    with pytest.raises(Campaign.DoesNotExist):
        selectors.campaign_seen_by(cast.standing(cast.hugo), begun.pk)


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_cost_as_much_however_long_they_are(cast: Cast, django_assert_num_queries, count: int):
    pages = [f"https://www.instagram.com/page{number}/,Page,maya@lakeside.example" for number in range(count)]
    begun = [campaign(cast, page, at=AT + timedelta(days=number)) for number, page in enumerate(pages)]
    maya, tom = cast.standing(cast.maya), cast.standing(cast.tom)
    with django_assert_num_queries(2):
        assert len(claims_page(maya, Cursor()).lines) == count
    with django_assert_num_queries(1):
        assert claims_waiting_for(maya) is not None
    with django_assert_num_queries(2):
        assert len(campaigns_page(tom, Cursor()).lines) == count
    whole = campaign(cast, *(page.replace("page", "other") for page in pages))
    for claim in whole.claims.select_related("district"):
        answered(claim, "mine", cast.maya)
    shown = selectors.campaign_seen_by(tom, whole.pk)
    with django_assert_num_queries(3):  # the lines, which of them are registered, the count
        assert len(progress_page(shown, Cursor(), today=date(2026, 9, 16)).lines) == count
    assert len(begun) == count
