"""Which site is meant, who reads how much of it, and which ones resemble it."""

import pytest

from registry.models import Site
from registry.selectors import live_at, may_read_all_of, posts_on, similar_sites, site_panel, site_seen_by, sites_of
from registry.services import close, shut_down, suspend
from tests.cast import AT, Cast

from .sites import site


def found(cast: Cast, words, platform="instagram", school=None, **more):
    school_id = (school or cast.birchwood).pk
    return [
        one.name
        for one in similar_sites(district_id=cast.lakeside.pk, school_id=school_id, platform=platform, words=words, **more)
    ]


def test_a_site_is_seen_by_its_own_district_alone(cast: Cast):
    made = site(cast)
    for who in (cast.maya, cast.ed, cast.tom, cast.val):
        assert site_seen_by(cast.standing(who), made.pk) == made
    for who in (cast.hal, cast.hugo):
        with pytest.raises(Site.DoesNotExist):
            site_seen_by(cast.standing(who), made.pk)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("maya", True), ("pat", True), ("dee", True), ("sam", True), ("tom", True), ("sue", True), ("val", False),
        ("ed", False), ("erin", False), ("hal", False), ("hugo", False),
    ],
)  # fmt: skip
def test_more_than_the_entry_is_for_those_who_look_after_the_site_or_read_the_place(cast: Cast, who, may):
    made = site(cast)
    assert may_read_all_of(cast.standing(getattr(cast, who)), made) is may


def test_posters_and_who_receives_complaints_read_all_of_it(cast: Cast):
    made = site(cast, posters=[cast.val], complaints_to=cast.erin)
    assert may_read_all_of(cast.standing(cast.val), made)
    assert may_read_all_of(cast.standing(cast.erin), made)


def test_my_sites_are_those_that_live(cast: Cast):
    robotics, chess = site(cast), site(cast, "Chess", posters=[cast.val])
    assert sites_of(cast.maya) == [chess, robotics]
    assert posts_on(cast.val) == [chess]
    close(site=chess, reason="The club ended", by=cast.maya, at=AT)
    assert sites_of(cast.maya) == [robotics]
    assert posts_on(cast.val) == []


def test_an_address_is_live_in_its_district(cast: Cast):
    made = site(cast, typed="https://x.com/birchwoodhs")
    assert live_at(district_id=cast.lakeside.pk, canonical="https://x.com/birchwoodhs") == made
    assert live_at(district_id=cast.lakeside.pk, canonical="https://x.com/other") is None
    assert live_at(district_id=cast.lakeside.pk, canonical="") is None


def test_similar_sites_share_a_word_the_closest_first(cast: Cast):
    for name in ("Robotics", "Robotics Boosters", "Girls Robotics Boosters", "Chess"):
        site(cast, name)
    assert found(cast, "Robotics boosters of the girls") == ["Girls Robotics Boosters", "Robotics Boosters", "Robotics"]
    assert found(cast, "robotics boosters girls", limit=1) == ["Girls Robotics Boosters"]
    assert found(cast, ["Chess", "team"]) == ["Chess"]
    assert found(cast, "Drama") == []


def test_words_that_every_site_has_tell_nothing(cast: Cast):
    site(cast, "The Chess Club")
    assert found(cast, "Drama club") == []


def test_without_words_the_sites_of_the_school_on_the_platform_are_similar(cast: Cast):
    for name in ("Robotics", "Chess"):
        site(cast, name)
    site(cast, "Drama", platform="x")
    assert found(cast, "") == ["Chess", "Robotics"]
    assert found(cast, "", platform="") == ["Chess", "Drama", "Robotics"]


def test_similar_sites_are_live_and_of_the_same_school(cast: Cast):
    shut_down(site=site(cast, "Robotics"), reason="Because", by=cast.pat, at=AT)
    site(cast, "Robotics at Elm", responsible=cast.ed)
    assert found(cast, "robotics") == []
    assert found(cast, "robotics", school=cast.elm) == ["Robotics at Elm"]


def test_similar_sites_cost_one_query(cast: Cast, django_assert_num_queries):
    for name in ("Robotics", "Robotics Boosters", "Robots"):
        site(cast, name)
    with django_assert_num_queries(1):
        rows = similar_sites(district_id=cast.lakeside.pk, school_id=cast.birchwood.pk, platform="instagram", words="robotics")
        assert [(str(row.responsible), str(row.school)) for row in rows] == [("Maya Ortega", "Birchwood High School")] * 2


def panel(cast: Cast, made, who):
    return site_panel(site_seen_by(cast.standing(who), made.pk), cast.standing(who), AT)


def test_a_stranger_of_the_district_reads_the_entry_and_no_more(cast: Cast):
    made = site(cast, typed="https://www.instagram.com/birchwoodrobotics/", terms={"audience": "families"})
    suspend(site=made, reason="Names of students", by=cast.pat, at=AT)
    shown = panel(cast, made, cast.ed)
    assert [(fact.label, fact.value) for fact in shown.answers] == [
        ("Responsible employee", "Maya Ortega"),
        ("Place", "Birchwood High School"),
        ("Web address", "https://www.instagram.com/birchwoodrobotics/"),
    ]
    assert (shown.whole, shown.status, shown.status_note, shown.terms, shown.history.lines) == (False, "Suspended", "", (), ())
    assert (list(shown.deeds), shown.posters_url) == ([], "")


def test_those_who_look_after_it_read_all_of_it(cast: Cast):
    made = site(
        cast,
        typed="instagram.com/BirchwoodRobotics",
        posters=[cast.maya, cast.val],
        complaints_to=cast.sam,
        terms={"plan_of_news": ["Mondays", "Fridays"], "open_comments": False},
    )
    shown = panel(cast, made, cast.maya)
    assert shown.purpose == "Instagram, Birchwood High School. Registered since September 2026."
    assert (shown.title, shown.status, shown.tone, shown.icon) == ("Robotics", "Active", "done", "check-circle")
    assert (shown.address_url, shown.address_shown) == (
        "https://www.instagram.com/birchwoodrobotics/",
        "www.instagram.com/birchwoodrobotics",
    )
    assert [(fact.label, fact.value) for fact in shown.answers] == [
        ("Responsible employee", "Maya Ortega"),
        ("Posters", "Maya Ortega\nVal Novak, volunteer, until June 11, 2027"),
        ("Complaints go to", "Sam Whitfield"),
        ("Place", "Birchwood High School"),
        ("Web address", "https://www.instagram.com/birchwoodrobotics/"),
        ("Decision", "Approved by Pat Lindqvist on September 14, 2026"),
    ]
    assert [(fact.label, fact.value) for fact in shown.terms] == [
        ("Plan of news", "Mondays and Fridays"),
        ("Open comments", "No"),
    ]
    assert [(line.who, line.sentence_html, line.when) for line in shown.history.lines] == [
        ("Maya Ortega", "registered Robotics on Instagram", "Today, 9:00 a.m.")
    ]


def test_the_status_says_since_when_and_why(cast: Cast):
    made = site(cast)
    suspend(site=made, reason="Names of students.", by=cast.pat, at=AT, until=AT.date().replace(month=10))
    shown = panel(cast, made, cast.maya)
    assert shown.status_note == "Suspended since today, until October 15, 2026. Names of students."
    assert [line.reason for line in shown.history.lines] == ["Names of students.", ""]  # the newest first


def labels(shown):
    return [deed.label for deed in shown.deeds]


def test_each_sees_the_buttons_of_what_they_may_do_now(cast: Cast):
    made = site(cast)
    assert labels(panel(cast, made, cast.pat)) == ["Suspend", "Close", "Shut down"]
    assert labels(panel(cast, made, cast.tom)) == ["Suspend", "Close", "Shut down"]
    assert labels(panel(cast, made, cast.maya)) == ["Close"]
    assert labels(panel(cast, made, cast.sam)) == []
    suspend(site=made, reason="Because", by=cast.pat, at=AT)
    assert labels(panel(cast, made, cast.pat)) == ["Reinstate", "Close", "Shut down"]
    shut_down(site=made, reason="Because", by=cast.pat, at=AT)
    assert labels(panel(cast, made, cast.pat)) == []


def test_an_address_that_is_not_https_is_never_a_link(cast: Cast):
    made = site(cast)
    Site.objects.filter(pk=made.pk).update(address="javascript:alert(1)")
    shown = panel(cast, made, cast.maya)
    assert shown.address_url == ""
    assert [fact.url for fact in shown.answers] == [""] * len(shown.answers)


@pytest.mark.parametrize("count", [1, 3])
def test_the_panel_costs_two_queries_however_many_post(cast: Cast, count: int, django_assert_num_queries):
    made = site(cast, posters=[cast.maya, cast.val, cast.dee][:count], terms={"audience": "families"})
    standing = cast.standing(cast.tom)
    seen = site_seen_by(standing, made.pk)
    assert standing.held
    site_panel(seen, standing, AT)  # the document is parsed once per process
    with django_assert_num_queries(2):  # who posts, the history
        shown = site_panel(seen, standing, AT)
    assert len(shown.answers[1].value.splitlines()) == count
