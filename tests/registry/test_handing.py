"""After a site passed on: what is ticked on the platform, and what becomes of sites that nobody took."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.access import actor
from accounts.models import Person
from accounts.rules import Refused
from accounts.selectors import DONE, OPEN
from accounts.services import end_person, set_last_day
from policies.selectors import preset_text
from policies.services import load_policy
from records.events import OPERATOR
from registry import services
from registry.models import HandOver, Site
from registry.selectors import how_many_left_behind, sites_of_leavers
from tests.cast import AT, TODAY, Cast

from .sites import letters, said, site
from .test_offers import offered

pytestmark = pytest.mark.django_db
LAST = TODAY + timedelta(days=20)


def passed(cast: Cast, made: Site | None = None) -> HandOver:
    """Sam took Maya's site."""
    made = made or site(cast)
    services.accept_offer(offer=offered(cast, made), by=cast.sam, at=AT)
    return HandOver.objects.select_related("site__responsible", "site__district", "person").get(site=made)


def ticked(row: HandOver, what: str, by: Person, on=TODAY) -> None:
    services.tick_hand_over(hand_over=row, what=what, on=on, by=by, at=AT)


def lines(cast: Cast, person: Person | None = None) -> list[tuple[str, str, str]]:
    who = Person.objects.get(pk=(person or cast.maya).pk)
    return [(line.title, line.state, line.badge) for line in sites_of_leavers([who]).get(who.pk, [])]


def test_a_site_is_handed_over_once_it_is_accepted_and_both_things_are_ticked_with_a_date(cast: Cast):
    made = site(cast)
    assert lines(cast) == [("Robotics", OPEN, "Nobody is asked yet")]
    offer = offered(cast, made)
    assert lines(cast) == [("Robotics", OPEN, "Waits for Sam Whitfield")]
    services.accept_offer(offer=offer, by=cast.sam, at=AT)
    assert lines(cast) == [("Robotics", OPEN, "On the platform")]
    row = HandOver.objects.select_related("site__responsible", "site__district", "person").get()
    ticked(row, "removed", cast.sam)
    assert lines(cast) == [("Robotics", OPEN, "On the platform")]
    ticked(row, "recovery", cast.pat, TODAY - timedelta(days=1))
    assert lines(cast) == [("Robotics", DONE, "Done")]
    assert said(made)[-2:] == [
        (
            "tick_removed",
            "Sam Whitfield",
            "recorded that Maya Ortega is removed from Robotics on Instagram on the platform, since September 15, 2026",
            "",
        ),
        (
            "tick_recovery",
            "Pat Lindqvist",
            "recorded that the recovery address of Robotics on Instagram is changed, since September 14, 2026",
            "",
        ),
    ]


def test_each_is_ticked_once_and_not_ahead(cast: Cast):
    row = passed(cast)
    ticked(row, "removed", cast.sam)
    for what, on, sentence in [
        ("removed", TODAY, "Somebody recorded this already"),
        ("recovery", TODAY + timedelta(days=1), "does not lie ahead"),
        ("name", TODAY, "Choose what was done"),
    ]:
        with pytest.raises(Refused, match=sentence):
            ticked(row, what, cast.sam, on)
    with pytest.raises(IntegrityError), transaction.atomic():
        HandOver.objects.filter(pk=row.pk).update(recovery_on=TODAY)


@pytest.mark.parametrize(
    ("who", "may"), [("maya", True), ("sam", True), ("pat", True), ("tom", True), ("val", False), ("ed", False), ("hugo", False)]
)
def test_it_is_ticked_by_who_may_offer_the_site_and_by_the_one_who_gave_it(cast: Cast, who: str, may: bool):
    row = passed(cast)
    if may:
        ticked(row, "removed", getattr(cast, who))
        assert HandOver.objects.get().removed_name == getattr(cast, who).name
    else:
        with pytest.raises(Refused):
            ticked(row, "removed", getattr(cast, who))


def test_a_site_that_is_closed_is_done_with(cast: Cast):
    set_last_day(person=cast.maya, ends_on=LAST, by=cast.tom, at=AT)
    made = Site.objects.select_related("responsible", "district", "school").get(pk=site(cast).pk)
    services.close(site=made, reason="The club ends.", by=cast.maya, at=AT)
    assert lines(cast) == [("Robotics", DONE, "Done")]


def test_a_poster_who_leaves_is_taken_off_here_and_on_the_platform(cast: Cast):
    set_last_day(person=cast.dee, ends_on=LAST, by=cast.tom, at=AT)
    made = site(cast, posters=[cast.maya, cast.dee])
    dee = Person.objects.get(pk=cast.dee.pk)
    assert lines(cast, dee) == [("Robotics", OPEN, "Poster")]
    services.remove_poster(site=made, person=dee, by=actor(cast.maya), at=AT)
    assert lines(cast, dee) == [("Robotics", OPEN, "On the platform")]
    row = HandOver.objects.select_related("site__responsible", "site__district", "person").get()
    with pytest.raises(Refused, match="Choose what was done"):
        ticked(row, "recovery", cast.maya)
    ticked(row, "removed", cast.maya)
    assert lines(cast, dee) == [("Robotics", DONE, "Done")]


def test_a_site_given_back_begins_anew(cast: Cast):
    made = site(cast)
    ticked(passed(cast, made), "removed", cast.sam)
    made = Site.objects.select_related("responsible__supervisor", "district", "school").get(pk=made.pk)
    services.accept_offer(offer=offered(cast, made, person=cast.maya, by=cast.sam), by=cast.maya, at=AT)
    assert lines(cast) == [("Robotics", OPEN, "Nobody is asked yet")]
    made = Site.objects.select_related("responsible__supervisor", "district", "school").get(pk=made.pk)
    services.accept_offer(offer=offered(cast, made), by=cast.sam, at=AT)
    assert HandOver.objects.get(person=cast.maya).removed_on is None


def test_what_somebody_who_left_answered_for_needs_an_owner_and_is_offered_by_their_head(cast: Cast):
    made = site(cast)
    end_person(person=cast.maya, by=cast.tom, at=AT)
    made = Site.objects.select_related("responsible__supervisor", "district", "school").get(pk=made.pk)
    assert lines(cast) == [("Robotics", OPEN, "Needs owner")]
    assert how_many_left_behind(cast.lakeside.pk) == {cast.maya.pk: 1}
    offer = offered(cast, made, by=cast.pat)
    services.accept_offer(offer=offer, by=cast.sam, at=AT)
    assert how_many_left_behind(cast.lakeside.pk) == {}
    assert [name for name, _subject in letters(made)] == ["Pat Lindqvist", "Sam Whitfield"]


def test_where_the_policy_closes_what_is_left_behind_it_is_closed_and_the_head_is_told(cast: Cast):
    text = preset_text("model").replace('responsible = "hand_over"', 'responsible = "close"')
    closing = load_policy(district=cast.lakeside, text=text, in_force_from=TODAY, by=OPERATOR, at=AT)
    made = site(cast, policy_version=closing)
    other, kept = site(cast, "Chess", responsible=cast.sam, policy_version=closing), site(cast, "Band")
    assert services.close_left(district=cast.lakeside, at=AT) == 0
    end_person(person=cast.maya, by=cast.tom, at=AT)
    assert [services.close_left(district=cast.lakeside, at=AT) for _again in range(2)] == [1, 0]
    assert said(made)[-1] == (
        "close",
        "Rollcall",
        "closed Robotics on Instagram",
        "Its responsible employee has left, and the policy has such sites closed.",
    )
    assert letters(made) == [("Pat Lindqvist", "Closed: Robotics on Instagram")]
    assert set(Site.objects.filter(pk__in=[other.pk, kept.pk]).values_list("status", flat=True)) == {"active"}
    assert lines(cast) == [("Band", OPEN, "Needs owner"), ("Robotics", DONE, "Done")]


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_as_much_for_one_leaver_as_for_many(cast: Cast, django_assert_num_queries, count: int):
    for number in range(count):
        passed(cast, site(cast, f"Club {number}"))
        site(cast, f"Held {number}")
        site(cast, f"Posted {number}", responsible=cast.pat, posters=[cast.maya])
    people = [cast.maya, cast.dee, cast.ed][:count]
    with django_assert_num_queries(4):
        assert sum(map(len, sites_of_leavers(people).values())) == 3 * count


def test_it_is_ticked_in_the_browser(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("config.middleware.timezone.now", lambda: AT)
    row = passed(cast)
    client, page = cast.client(cast.sam), reverse("hand-over-tick", args=[row.pk])
    shown = client.get(page).content.decode()
    assert "Maya Ortega is removed on the platform" in shown
    assert "The recovery address is changed" in shown
    done = client.post(page, {"what": "removed", "on": TODAY.isoformat()}, follow=True).content.decode()
    assert "September 15, 2026. Ticked by Sam Whitfield." in done
    wrong = client.post(page, {"what": "recovery", "on": "2026-10-01"})
    assert (wrong.status_code, "does not lie ahead" in wrong.content.decode()) == (422, True)
    assert cast.client(cast.ed).get(page).status_code == 404
