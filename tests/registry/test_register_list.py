"""The register as a list: what fits, in which order, on which page, and how much of it each reader sees."""

from datetime import date

import pytest

from accounts.models import CalendarDay, Person
from registry.models import Site
from registry.selectors import ALL, NEEDS_OWNER, Asked, register_page
from registry.services import note_watch
from tests.cast import AT, Cast

from .sites import rows, site


def names(cast: Cast, who: Person, **asked) -> list[str]:
    return [line.name for line in register_page(cast.standing(who), Asked(**asked)).lines]


@pytest.fixture
def five(cast: Cast) -> Cast:
    """Robotics and Chess at Birchwood, Band at Elm, Lunch at the office, and Sailing in another district."""
    site(cast, "Robotics", typed="https://www.instagram.com/birchwoodrobotics/")
    site(cast, "Chess", platform="x", platform_label="X (Twitter)", typed="https://x.com/ChessClub")
    site(cast, "Band", responsible=cast.ed, typed="https://www.instagram.com/elmband/")
    site(cast, "Lunch", responsible=cast.casey)
    site(cast, "Sailing", responsible=cast.hal, policy_version=cast.harbor_policy)
    return cast


def change(name: str, **columns) -> None:
    Site.objects.filter(name=name).update(**columns)


def test_everybody_of_the_district_finds_every_site_of_it_and_none_of_another(five: Cast):
    everything = ["Band", "Chess", "Lunch", "Robotics"]
    for who in (five.maya, five.val, five.pat, five.tom):
        assert names(five, who) == everything
    assert names(five, five.hugo) == ["Sailing"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "robo"}, ["Robotics"]),
        ({"q": "ROBO birchwood"}, ["Robotics"]),
        ({"q": "chessclub"}, ["Chess"]),
        ({"q": "x.com/chess"}, ["Chess"]),
        ({"q": "http://twitter.com/chessclub?lang=en"}, ["Chess"]),
        ({"q": "elmband"}, ["Band"]),
        ({"q": "sailing"}, []),
        ({"q": "100%"}, []),
        ({"platform": "x"}, ["Chess"]),
        ({"platform": "nothing"}, []),
        ({"responsible": "castell"}, ["Band"]),
        ({"responsible": "jensen"}, []),
        ({"mine": True}, ["Chess", "Robotics"]),
        ({"status": ALL}, ["Band", "Chess", "Lunch", "Robotics"]),
        ({"status": "closed"}, []),
        ({"q": "b", "responsible": "ortega", "platform": "instagram"}, ["Robotics"]),
    ],
)
def test_filters_leave_what_fits(five: Cast, asked, found):
    assert names(five, five.maya, **asked) == found


def test_a_school_is_a_filter(five: Cast):
    assert names(five, five.maya, school=five.elm.pk) == ["Band"]
    assert names(five, five.maya, school=five.harbor_high.pk) == []


def test_what_has_ended_is_shown_when_asked_for(five: Cast):
    change("Chess", status="shut_down")
    change("Lunch", status="suspended")
    assert names(five, five.tom) == ["Band", "Lunch", "Robotics"]
    assert names(five, five.tom, status="shut_down") == ["Chess"]
    assert names(five, five.tom, status="suspended") == ["Lunch"]
    assert names(five, five.tom, status=ALL) == ["Band", "Chess", "Lunch", "Robotics"]


def test_a_site_needs_an_owner_when_its_responsible_employee_has_ended(five: Cast):
    Person.objects.filter(pk=five.ed.pk).update(is_active=False)
    assert names(five, five.tom, status=NEEDS_OWNER) == ["Band"]
    (band,) = register_page(five.standing(five.tom), Asked(q="band")).lines[:1]
    assert (band.status, band.tone, band.responsible) == ("Needs owner", "late", "Ed Castell, has left")


def test_a_line_is_worded_for_its_reader(five: Cast):
    robotics = Site.objects.get(name="Robotics")
    note_watch(site_id=robotics.pk, overdue_since=date(2026, 9, 11), last_checked_on=date(2026, 9, 4))
    line = register_page(five.standing(five.tom), Asked(q="robotics")).lines[0]
    assert line._asdict() == {
        "pk": robotics.pk,
        "name": "Robotics",
        "meta": "Instagram, birchwoodrobotics",
        "school": "Birchwood High School",
        "responsible": "Maya Ortega",
        "status": "Active",
        "tone": "done",
        "icon": "check-circle",
        "last_check": "Friday, September 4",
        "due": "2 school days late",
        "due_tone": "late",
        "note": "",
    }


def test_lateness_is_counted_in_the_days_the_school_is_open(five: Cast):
    robotics = Site.objects.get(name="Robotics")
    CalendarDay.objects.create(district=five.lakeside, school=five.birchwood, on=date(2026, 9, 14), is_open=False)
    note_watch(site_id=robotics.pk, overdue_since=date(2026, 9, 11))
    assert register_page(five.standing(five.tom), Asked(late=True)).lines[0].due == "1 school day late"


@pytest.mark.parametrize(
    ("due_on", "words", "tone"),
    [
        (date(2026, 9, 11), "Due since Friday", "due"),
        (date(2026, 9, 15), "Due today", "due"),
        (date(2026, 9, 18), "Due Friday, September 18", "due"),
        (date(2026, 9, 21), "Due Monday, September 21", ""),
    ],
)
def test_what_is_due_stands_out_three_school_days_before(five: Cast, due_on, words, tone):
    note_watch(site_id=Site.objects.get(name="Robotics").pk, next_due_on=due_on)
    line = register_page(five.standing(five.tom), Asked(q="robotics")).lines[0]
    assert (line.due, line.due_tone) == (words, tone)


def test_checks_and_lateness_are_for_those_who_read_the_place_or_answer_for_the_site(five: Cast):
    for one in Site.objects.all():
        note_watch(site_id=one.pk, overdue_since=date(2026, 9, 11), last_checked_on=date(2026, 9, 4))

    def shown(who):
        found = register_page(five.standing(who), Asked())
        return found.wide, [line.name for line in found.lines if line.due or line.last_check]

    assert shown(five.tom) == (True, ["Band", "Chess", "Lunch", "Robotics"])
    assert shown(five.pat) == (True, ["Chess", "Robotics"])
    assert shown(five.dee) == (True, ["Chess", "Robotics"])
    assert shown(five.erin) == (True, ["Band"])
    assert shown(five.maya) == (False, [])


def test_asking_for_what_is_late_tells_nobody_more_than_they_read(five: Cast):
    for one in Site.objects.all():
        note_watch(site_id=one.pk, overdue_since=date(2026, 9, 11))
    assert names(five, five.tom, late=True) == ["Robotics", "Chess", "Band", "Lunch"]
    assert names(five, five.erin, late=True) == ["Band"]
    assert names(five, five.maya, late=True) == ["Robotics", "Chess"]
    assert names(five, five.sam, late=True) == []


def test_what_is_late_longest_stands_first(five: Cast):
    change("Chess", overdue_since=date(2026, 9, 1))
    change("Robotics", overdue_since=date(2026, 9, 8))
    assert names(five, five.tom, late=True) == ["Chess", "Robotics"]


def walk(cast: Cast, asked: Asked, *, back: bool = False):
    """Every page in turn, forwards or backwards from the last."""
    standing = cast.standing(cast.tom)
    page = register_page(standing, asked)
    pages = [page]
    while page.after:
        page = register_page(standing, asked, after=page.after)
        pages.append(page)
    if not back:
        return pages
    pages = [page]
    while page.before:
        page = register_page(standing, asked, before=page.before)
        pages.append(page)
    return pages


def test_a_hundred_and_twenty_sites_are_three_pages_there_and_back(cast: Cast):
    rows(cast, 120)
    there = walk(cast, Asked())
    assert [len(page.lines) for page in there] == [50, 50, 20]
    assert [line.name for page in there for line in page.lines] == [f"Site {number:03}" for number in range(1, 121)]
    assert [page.counted for page in there] == ["120 sites"] * 3
    assert (there[0].before, there[2].after) == ("", "")
    back = walk(cast, Asked(), back=True)
    assert [[line.pk for line in page.lines] for page in back[1:]] == [
        [line.pk for line in page.lines] for page in (there[1], there[0])
    ]


def test_sites_of_one_name_keep_their_order_over_pages(cast: Cast):
    rows(cast, 60, name="News")
    there = walk(cast, Asked())
    pks = [line.pk for page in there for line in page.lines]
    assert pks == sorted(pks)
    assert len(set(pks)) == 60


def test_late_sites_are_paged_by_how_late_they_are(cast: Cast):
    made = rows(cast, 60)
    for number, one in enumerate(made):
        one.overdue_since = date(2026, 8, 1 + number % 20)
    Site.objects.bulk_update(made, ["overdue_since"])
    there = walk(cast, Asked(late=True))
    expected = [one.pk for one in sorted(made, key=lambda one: (one.overdue_since, one.pk))]
    assert [line.pk for page in there for line in page.lines] == expected
    assert [line.pk for line in walk(cast, Asked(late=True), back=True)[1].lines] == expected[:50]


@pytest.mark.parametrize("mark", ["", "x", "1", ".", "1.", "9" * 30 + ".A", "1.not a day", "²3.A", "-1.A"])
def test_a_mark_that_makes_no_sense_breaks_nothing(cast: Cast, mark):
    rows(cast, 2, overdue_since=date(2026, 9, 1))
    for late in (False, True):
        for side in ("after", "before"):
            register_page(cast.standing(cast.tom), Asked(late=late), **{side: mark})


def test_a_number_of_sites_is_told_up_to_a_thousand(cast: Cast):
    rows(cast, 1_002)
    assert register_page(cast.standing(cast.tom), Asked()).counted == "More than 1,000 sites"


@pytest.mark.parametrize("count", [1, 3, 60])
def test_a_page_costs_three_queries_however_many_sites(cast: Cast, django_assert_num_queries, count):
    made = rows(cast, count, overdue_since=date(2026, 9, 11))
    standing = cast.standing(cast.tom)
    with django_assert_num_queries(3):  # the sites, the calendar, the count
        register_page(standing, Asked())
    with django_assert_num_queries(3):
        register_page(standing, Asked(late=True))
    with django_assert_num_queries(3):
        assert register_page(standing, Asked(q=made[0].name.split()[0])).count


@pytest.mark.parametrize("count", [60, 1_010])
def test_what_a_word_finds_is_paged_like_everything_else(cast: Cast, count):
    made = rows(cast, count)
    there = walk(cast, Asked(q=made[0].name.split()[0]))
    assert [line.pk for page in there[:3] for line in page.lines] == [
        one.pk for one in sorted(made, key=lambda one: (one.name, one.pk))[:150]
    ]
    assert {page.count for page in there} == {min(count, 1_001)}


def test_the_moment_of_the_tests_is_a_tuesday():
    assert AT.date() == date(2026, 9, 15)
