"""A site enters the register."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts.rules import Refused
from registry.addresses import recognise
from registry.models import Poster, Site
from registry.selectors import live_at
from registry.services import close, suspend
from tests.cast import AT, Cast

from .sites import letters, rows, said, site


def test_a_registered_site_is_active_and_keeps_what_was_decided(cast: Cast):
    made = site(cast, typed="http://instagram.com/Birchwood_Robotics/?hl=en", terms={"comment_check_every": "1 week"})
    kept = Site.objects.get(pk=made.pk)
    assert (kept.status, kept.responsible, kept.school, kept.district) == ("active", cast.maya, cast.birchwood, cast.lakeside)
    assert (kept.address_typed, kept.address, kept.handle) == (
        "http://instagram.com/Birchwood_Robotics/?hl=en",
        "https://www.instagram.com/birchwood_robotics/",
        "Birchwood_Robotics",
    )
    assert (kept.decided, kept.terms) == ("Approved by Pat Lindqvist on September 14, 2026", {"comment_check_every": "1 week"})
    assert (kept.registered_at, kept.status_since, kept.policy_version) == (AT, AT, cast.policy)
    assert list(kept.posters.values_list("person__name", "since")) == [("Maya Ortega", date(2026, 9, 15))]


def test_registering_is_one_event_and_no_letter_of_this_room(cast: Cast):
    made = site(cast)
    assert said(made) == [("register", "Maya Ortega", "registered Robotics on Instagram", "")]
    assert letters(made) == []


def test_the_same_page_is_not_registered_twice_however_it_is_typed(cast: Cast):
    site(cast, typed="https://www.instagram.com/birchwoodrobotics/")
    with pytest.raises(Refused) as refused:
        site(cast, "Other", typed="instagram.com/BirchwoodRobotics?hl=en", responsible=cast.ed)
    assert refused.value.sentence == (
        "This address is already registered: Robotics on Instagram, owned by Maya Ortega at Birchwood High School."
    )
    assert Site.objects.count() == 1


def test_a_suspended_site_keeps_its_address_and_a_closed_one_gives_it_up(cast: Cast):
    typed = "https://www.instagram.com/birchwoodrobotics/"
    made = suspend(site=site(cast, typed=typed), reason="Being looked at", by=cast.pat, at=AT)
    with pytest.raises(Refused):
        site(cast, "Other", typed=typed)
    close(site=made, reason="The club ended", by=cast.pat, at=AT)
    assert site(cast, "Other", typed=typed).status == "active"


def test_another_district_is_free_to_register_the_same_page_and_hears_nothing(cast: Cast):
    typed = "https://www.instagram.com/birchwoodrobotics/"
    site(cast, typed=typed)
    assert live_at(district_id=cast.harbor.pk, canonical=recognise(typed).canonical) is None
    made = site(cast, typed=typed, responsible=cast.hal, policy_version=cast.harbor_policy)
    assert made.district == cast.harbor


def test_many_sites_may_have_no_address(cast: Cast):
    assert {site(cast, "One").address, site(cast, "Two").address} == {""}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("left", "Maya Ortega has left and cannot answer for a site. Name somebody else."),
        ("elsewhere", "Hal Jensen does not belong to this district."),
    ],
)
def test_only_an_active_person_of_the_district_answers_for_a_site(cast: Cast, change, sentence):
    cast.maya.is_active = change != "left"
    with pytest.raises(Refused) as refused:
        site(cast, district=cast.lakeside, school=cast.birchwood, responsible=cast.hal if change == "elsewhere" else cast.maya)
    assert refused.value.sentence == sentence


def test_a_poster_of_another_district_is_refused(cast: Cast):
    with pytest.raises(Refused, match="Hal Jensen does not belong to this district"):
        site(cast, posters=[cast.maya, cast.hal])
    assert Site.objects.count() == 0


def test_somebody_named_twice_posts_once(cast: Cast):
    made = site(cast, posters=[cast.maya, cast.val, cast.maya])
    assert [poster.person for poster in made.posters.select_related("person")] == [cast.maya, cast.val]


def test_the_database_refuses_two_live_sites_at_one_address(cast: Cast):
    rows(cast, 1, address="https://x.com/a")
    with pytest.raises(IntegrityError), transaction.atomic():
        rows(cast, 1, address="https://x.com/a", status="suspended")
    rows(cast, 1, address="https://x.com/a", status="closed")


@pytest.mark.clause("003:9")
def test_the_database_refuses_an_active_site_that_nobody_answers_for(cast: Cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        rows(cast, 1, responsible=None)
    rows(cast, 1, responsible=None, status="suspended")


def test_the_database_refuses_one_poster_twice(cast: Cast):
    made = site(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Poster.objects.create(site=made, person=cast.maya, since=AT.date())


def test_a_deed_whose_event_cannot_be_written_leaves_nothing(cast: Cast, monkeypatch):
    def broken(**_words):
        raise RuntimeError("no trail")

    monkeypatch.setattr("records.events.record", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        site(cast)
    assert Site.objects.count() == 0
    assert Poster.objects.count() == 0
