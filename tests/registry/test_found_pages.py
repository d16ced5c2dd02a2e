"""Looking at the public internet: whose task it is and when, what is found, matched and forgotten."""

from datetime import date, datetime, timedelta

import pytest

from accounts.models import Appointment
from accounts.rules import Refused
from accounts.selectors import Cursor
from records.models import Event
from registry import selectors, services
from registry.models import Claim, FoundPage
from registry.selectors import found_page_list, search_task, search_waiting_for, searchers, unofficial_of
from tests.cast import AT, SINCE, TODAY, Cast, appoint

from .sites import site
from .unofficial import PAGE, UNTIL, declared, found, trail_of

HALF_A_YEAR_ON = date(2027, 2, 1)  # from August 1, 2026, when the first policy began


def at(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 15, tzinfo=AT.tzinfo)


def lines(cast: Cast, **more: bool) -> list[tuple[str, str, str]]:
    page = found_page_list(cast.standing(cast.sue), Cursor(), **more)
    return [(line.title, line.meta, line.state) for line in page.lines]


# the task ----------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("003:31")
def test_the_first_look_is_due_one_interval_after_the_policy_began(listing: Cast):
    task = search_task(listing.lakeside, unofficial_of(listing.standing(listing.sue)))
    assert (SINCE, task.due_on, task.last_on) == (date(2026, 8, 1), HALF_A_YEAR_ON, None)
    assert not task.is_due(date(2027, 1, 31))
    assert task.is_due(HALF_A_YEAR_ON)


def test_a_look_is_recorded_with_its_day_even_when_nothing_was_found(listing: Cast):
    services.record_search(note="Two platforms.", by=listing.sue, at=AT)
    task = search_task(listing.lakeside, unofficial_of(listing.standing(listing.sue)))
    assert (task.last_on, task.due_on) == (TODAY, date(2027, 3, 15))
    assert trail_of("district", listing.lakeside.pk)[-1] == (
        "record_search",
        "Sue Brandt",
        "looked at the public internet for pages of the district",
    )


@pytest.mark.clause("003:31")
def test_it_waits_for_whoever_the_policy_names_from_the_day_it_is_due(listing: Cast):
    assert search_waiting_for(listing.standing(listing.sue)) is None
    waiting = {
        name: search_waiting_for(listing.standing(getattr(listing, name), at(HALF_A_YEAR_ON))) is not None
        for name in ("sue", "tom", "pat", "maya", "hugo")
    }
    assert waiting == {"sue": True, "tom": False, "pat": False, "maya": False, "hugo": True}  # Harbor has no superintendent


@pytest.mark.clause("003:31")
def test_a_designee_may_look_and_the_record_says_for_whom(listing: Cast):
    held = Appointment.objects.get(person=listing.sue)
    appoint(listing.casey, "superintendent", designee_of=held, ends_on=date(2027, 6, 30))
    names = [str(holder) for holder in searchers(listing.lakeside.pk, unofficial_of(listing.standing(listing.sue)), TODAY)]
    assert names == ["Sue Brandt", "Casey Moreno for Sue Brandt"]
    services.record_search(note="", by=listing.casey, at=AT)
    event = Event.objects.filter(verb="record_search").get()
    assert (event.actor_name, event.acting_for) == ("Casey Moreno", "Sue Brandt")


@pytest.mark.parametrize(("who", "may"), [("sue", True), ("tom", True), ("pat", False), ("maya", False), ("casey", False)])
def test_pages_are_worked_on_by_those_who_look_and_those_who_audit(listing: Cast, who: str, may: bool):
    person = getattr(listing, who)
    if may:
        assert found(person).found_by == person
    else:
        with pytest.raises(Refused, match="no role that looks for pages"):
            found(person)


def test_without_the_words_in_the_policy_nobody_looks(cast: Cast):
    assert search_task(cast.lakeside, unofficial_of(cast.standing(cast.sue))).due_on is None
    with pytest.raises(Refused, match="no role that looks for pages"):
        found(cast.sue)


# matching ----------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("000:20", "003:31")
def test_a_page_nobody_knows_is_written_down_without_a_word_of_it_in_the_trail(listing: Cast):
    page = found(listing.sue)
    assert (page.address, page.state) == ("https://www.facebook.com/birchwoodboosters", "unknown")
    assert lines(listing) == [("Boosters of the high school", "Facebook. Found on September 15, 2026.", "Not known")]
    assert trail_of("found_page", page.pk) == [("write_down", "Sue Brandt", "wrote down a page that was found")]


@pytest.mark.clause("000:20")
def test_a_registered_page_is_known_and_not_written_down(listing: Cast):
    site(listing, "Boosters", typed="https://m.facebook.com/birchwoodboosters/?ref=x", platform_label="Facebook")
    with pytest.raises(Refused, match="already registered: Boosters on Facebook, owned by Maya Ortega at Birchwood"):
        found(listing.sue)
    assert FoundPage.objects.count() == 0


def test_an_unofficial_group_is_known_without_a_name_of_anybody(listing: Cast):
    declared(listing.maya, address=PAGE)
    with pytest.raises(Refused) as refused:
        found(listing.sue)
    assert refused.value.sentence == (
        "This is an unofficial group that employees declared: Band Parents on Facebook. It is not an official site."
    )


def test_a_page_is_written_down_once(listing: Cast):
    found(listing.sue)
    with pytest.raises(Refused, match=r"written down on September 15, 2026: not known\."):
        found(listing.tom, "https://facebook.com/BirchwoodBoosters/")


@pytest.mark.clause("000:20")
@pytest.mark.parametrize(
    "address",
    [
        "https://www.facebook.com/profile.php?id=100001234567890",
        "https://www.facebook.com/people/Someone-Else/100001234567890",
        "https://www.linkedin.com/in/someone-else",
        "https://www.instagram.com/maya.ortega/",
        "https://www.tiktok.com/@mayaortega",
    ],
)
def test_the_account_of_a_person_is_refused(listing: Cast, address: str):
    with pytest.raises(Refused, match="Personal accounts are not written down"):
        found(listing.sue, address)
    assert FoundPage.objects.count() == 0


# what becomes of it ------------------------------------------------------------------------------------------------------


def test_registered_meanwhile_links_the_site(listing: Cast):
    page = found(listing.sue)
    with pytest.raises(Refused, match="No site is registered at this address"):
        services.link_found(found=page, by=listing.sue, at=AT)
    made = site(listing, "Boosters", typed=PAGE, platform_label="Facebook")
    assert [state for _title, _meta, state in lines(listing)] == ["Registered meanwhile"]
    services.link_found(found=page, by=listing.sue, at=AT)
    page.refresh_from_db()
    assert (page.state, page.site) == ("registered", made)
    assert lines(listing) == []
    assert trail_of("found_page", page.pk)[-1] == ("link_found", "Sue Brandt", "matched it with Boosters on Facebook")


def test_not_ours_is_settled_and_ends_the_question(listing: Cast):
    page = found(listing.sue)
    services.ask_about(found=page, person=listing.maya, answer_by=UNTIL, by=listing.sue, at=AT)
    services.dismiss_found(found=page, by=listing.tom, at=AT)
    assert Claim.objects.get().state == "ended"
    assert [state for _title, _meta, state in lines(listing, settled=True)] == ["Not ours"]
    with pytest.raises(Refused, match="settled already: not ours"):
        services.dismiss_found(found=page, by=listing.sue, at=AT)


@pytest.mark.parametrize(("answer", "state"), [("mine", "claimed"), ("gone", "gone"), ("not_mine", "unknown")])
def test_somebody_is_asked_and_what_they_say_is_the_state_of_the_page(listing: Cast, answer: str, state: str):
    page = found(listing.sue)
    claim = services.ask_about(found=page, person=listing.maya, answer_by=UNTIL, by=listing.sue, at=AT)
    page.refresh_from_db()
    assert page.state == "asked"
    services.answer_claim(claim=claim, answer=answer, by=listing.maya, at=AT)
    page.refresh_from_db()
    assert page.state == state
    assert "Boosters" not in str(trail_of("found_page", page.pk))


@pytest.mark.parametrize("who", [None, "hal"])
def test_nobody_else_than_people_of_the_district_is_asked(listing: Cast, who: str | None):
    person = getattr(listing, who) if who else None
    with pytest.raises(Refused, match="Nobody in your district has this address"):
        services.ask_about(found=found(listing.sue), person=person, answer_by=UNTIL, by=listing.sue, at=AT)


def test_there_is_a_day_to_answer_at_least(listing: Cast):
    with pytest.raises(Refused, match="lies in the future"):
        services.ask_about(found=found(listing.sue), person=listing.maya, answer_by=TODAY, by=listing.sue, at=AT)


def test_a_found_page_is_seen_by_those_who_look_in_its_district(listing: Cast):
    page = found(listing.sue)
    for who in (listing.sue, listing.tom):
        assert selectors.found_seen_by(listing.standing(who), page.pk) == page
    for who in (listing.maya, listing.pat, listing.casey, listing.hugo):
        with pytest.raises(FoundPage.DoesNotExist):
            selectors.found_seen_by(listing.standing(who), page.pk)


# forgetting --------------------------------------------------------------------------------------------------------------

DAY = timedelta(days=1)


@pytest.mark.clause("000:20", "003:31")
def test_what_matches_nothing_is_gone_after_ninety_days_with_one_event_that_names_nothing(listing: Cast):
    for number in range(2):
        found(listing.sue, f"{PAGE}{number}")
    assert services.forget_found(district=listing.lakeside, at=AT + 90 * DAY) == 0
    assert services.forget_found(district=listing.lakeside, at=AT + 90 * DAY + timedelta(minutes=1)) == 2
    assert services.forget_found(district=listing.lakeside, at=AT + 91 * DAY) == 0
    assert FoundPage.objects.count() == 0
    events = Event.objects.filter(verb="forget_found")
    assert [(event.actor_name, event.sentence, event.details) for event in events] == [
        ("Rollcall", "deleted 2 found pages that matched nothing for 90 days", {})
    ]
    assert "birchwoodboosters" not in str(list(Event.objects.values_list("sentence", "reason", "details")))


def test_a_question_about_a_page_goes_with_it(listing: Cast):
    services.ask_about(found=found(listing.sue), person=listing.maya, answer_by=UNTIL, by=listing.sue, at=AT)
    assert services.forget_found(district=listing.lakeside, at=AT + 91 * DAY) == 1
    assert Claim.objects.count() == 0


def test_what_is_registered_or_claimed_stays(listing: Cast):
    claimed, linked, registered = found(listing.sue, f"{PAGE}1"), found(listing.sue, f"{PAGE}2"), found(listing.sue, f"{PAGE}3")
    claim = services.ask_about(found=claimed, person=listing.maya, answer_by=UNTIL, by=listing.sue, at=AT)
    services.answer_claim(claim=claim, answer="mine", by=listing.maya, at=AT)
    for page in (linked, registered):
        site(listing, page.address, typed=page.address)
    services.link_found(found=linked, by=listing.sue, at=AT)
    assert services.forget_found(district=listing.lakeside, at=AT + 365 * DAY) == 0
    assert FoundPage.objects.count() == 3


def test_another_district_keeps_its_own(listing: Cast):
    found(listing.hugo)
    assert services.forget_found(district=listing.lakeside, at=AT + 91 * DAY) == 0


# lists -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_as_much_however_long_it_is(listing: Cast, django_assert_num_queries, count: int):
    for number in range(count):
        found(listing.sue, f"{PAGE}{number}")
    standing = listing.standing(listing.sue)
    with django_assert_num_queries(2):
        assert len(found_page_list(standing, Cursor()).lines) == count


def test_the_list_goes_on_where_a_page_ends(listing: Cast):
    for number in range(51):
        found(listing.sue, f"{PAGE}{number:02}", seems=f"Page {number:02}")
    standing = listing.standing(listing.sue)
    first = found_page_list(standing, Cursor())
    second = found_page_list(standing, Cursor(after=first.after))
    assert [line.title for line in (*first.lines, *second.lines)] == [f"Page {number:02}" for number in range(50, -1, -1)]
