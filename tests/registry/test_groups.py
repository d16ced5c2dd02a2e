"""Unofficial groups: declared by those who are in them, of themselves, and seen by few."""

from datetime import timedelta

import pytest

from accounts.models import Person
from accounts.rules import Refused
from accounts.selectors import Cursor
from registry import selectors, services
from registry.models import GroupMember, Site, UnofficialGroup
from registry.selectors import Asked, groups_page, own_groups, register_page
from tests.cast import AT, Cast

from .sites import site
from .unofficial import GROUP, declared, trail_of

LATER = AT + timedelta(days=30)


def listed(cast: Cast, who: Person) -> list[tuple[str, str]] | None:
    page = groups_page(cast.standing(who), Cursor())
    return None if page is None else [(line.name, line.meta) for line in page.lines]


@pytest.mark.clause("001:21")
def test_somebody_declares_a_group_with_one_event(listing: Cast):
    member = declared(listing.maya, note="I play there.")
    assert [(own.name, own.meta, own.note) for own in own_groups(listing.standing(listing.maya))] == [
        ("Band Parents", "Facebook. Declared on September 15, 2026.", "I play there.")
    ]
    assert trail_of("group", member.group_id) == [
        ("declare_group", "Maya Ortega", "declared to be in Band Parents on Facebook, an unofficial group")
    ]


def test_whoever_names_the_same_address_joins_the_entry(listing: Cast):
    declared(listing.maya)
    declared(listing.ed, name="Parents of the band", address="facebook.com/groups/BirchwoodBandParents/about?ref=share")
    assert UnofficialGroup.objects.count() == 1
    assert listed(listing, listing.tom) == [("Band Parents", "Facebook. 2 employees in it.")]
    assert [own.name for own in own_groups(listing.standing(listing.ed))] == ["Band Parents"]


def test_nobody_is_in_a_group_twice(listing: Cast):
    declared(listing.maya)
    with pytest.raises(Refused, match=r"You declared already that you are in Band Parents on Facebook\."):
        declared(listing.maya)
    assert GroupMember.objects.count() == 1


def test_whoever_left_is_in_it_no_more_and_a_group_without_anybody_is_not_listed(listing: Cast):
    member, other = declared(listing.maya), declared(listing.ed)
    services.leave_group(member=member, by=listing.maya, at=LATER)
    assert listed(listing, listing.tom) == [("Band Parents", "Facebook. 1 employee in it.")]
    assert own_groups(listing.standing(listing.maya)) == []
    services.leave_group(member=other, by=listing.ed, at=LATER)
    assert listed(listing, listing.tom) == []
    assert trail_of("group", member.group_id)[-1] == ("leave_group", "Ed Castell", "left Band Parents on Facebook")


def test_somebody_may_come_back(listing: Cast):
    services.leave_group(member=declared(listing.maya), by=listing.maya, at=AT)
    declared(listing.maya, at=LATER)
    assert [own.meta for own in own_groups(listing.standing(listing.maya))] == ["Facebook. Declared on October 15, 2026."]


@pytest.mark.clause("001:21")
def test_nobody_leaves_for_somebody_else_nor_twice(listing: Cast):
    member = declared(listing.maya)
    with pytest.raises(Refused, match="You are not in Band Parents on Facebook any more"):
        services.leave_group(member=member, by=listing.tom, at=LATER)
    services.leave_group(member=member, by=listing.maya, at=LATER)
    with pytest.raises(Refused, match="any more"):
        services.leave_group(member=member, by=listing.maya, at=LATER)


def test_whoever_left_the_district_is_not_counted(listing: Cast):
    declared(listing.maya)
    Person.objects.filter(pk=listing.maya.pk).update(is_active=False)
    assert listed(listing, listing.tom) == []


@pytest.mark.clause("001:21")
@pytest.mark.parametrize("who", ["maya", "pat", "sue", "casey", "erin"])
def test_only_whoever_audits_the_register_sees_the_groups_of_others(listing: Cast, who: str):
    member = declared(listing.ed)
    assert listed(listing, getattr(listing, who)) is None
    with pytest.raises(UnofficialGroup.DoesNotExist):
        selectors.group_seen_by(listing.standing(getattr(listing, who)), member.group_id)


def test_whoever_audits_reads_who_is_in_it_and_what_happened(listing: Cast):
    member = declared(listing.maya, note="I play there.")
    standing = listing.standing(listing.tom)
    panel = selectors.group_panel(selectors.group_seen_by(standing, member.group_id), standing)
    assert panel.members == [("Maya Ortega", "Birchwood High School. Declared on September 15, 2026.", "I play there.")]
    assert [str(line.sentence_html) for line in panel.history.lines] == [
        "declared to be in Band Parents on Facebook, an unofficial group"
    ]


def test_another_district_has_a_list_of_its_own(listing: Cast):
    declared(listing.hal)
    declared(listing.maya)
    assert listed(listing, listing.hugo) == listed(listing, listing.tom) == [("Band Parents", "Facebook. 1 employee in it.")]
    assert UnofficialGroup.objects.count() == 2


@pytest.mark.clause("001:21")
def test_a_group_is_no_site_and_stands_in_no_directory(listing: Cast):
    declared(listing.maya)
    assert Site.objects.count() == 0
    for status in ("all", "unofficial"):
        assert register_page(listing.standing(listing.tom), Asked(status=status)).count == 0


def test_a_site_of_the_district_is_no_unofficial_group(listing: Cast):
    site(listing, typed=GROUP, platform="facebook", platform_label="Facebook")
    with pytest.raises(Refused, match="already registered: Robotics on Facebook, owned by Maya Ortega"):
        declared(listing.ed)


@pytest.mark.parametrize("address", ["https://www.linkedin.com/in/somebody-else", "https://www.instagram.com/ed_castell/"])
def test_the_account_of_a_person_is_not_written_down(listing: Cast, address: str):
    with pytest.raises(Refused, match="personal account"):
        declared(listing.maya, address=address)
    assert UnofficialGroup.objects.count() == 0


def test_without_the_words_in_the_policy_there_is_no_list(cast: Cast):
    with pytest.raises(Refused, match="keeps no list of unofficial groups"):
        declared(cast.maya)


def test_a_policy_that_is_not_about_volunteers_asks_none_of_them(listing: Cast):
    with pytest.raises(Refused, match="is not about you"):
        declared(listing.val)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_as_much_however_long_it_is(listing: Cast, django_assert_num_queries, count: int):
    for number in range(count):
        declared(listing.maya, address=f"https://www.facebook.com/groups/parents{number}", name=f"Parents {number}")
        declared(listing.ed, address=f"https://www.facebook.com/groups/parents{number}")
    standing = listing.standing(listing.tom)
    with django_assert_num_queries(3):  # the groups, who is in them, the count
        page = groups_page(standing, Cursor())
    assert page is not None
    assert len(page.lines) == count
    mine = listing.standing(listing.maya)
    with django_assert_num_queries(1):
        assert len(own_groups(mine)) == count
