"""Where the policy says may, a supervisor sets how often they want to be reminded; it is theirs, and nobody else's."""

from datetime import date
from html import unescape

import pytest

from accounts.rules import Refused
from monitoring.models import CheckIn, Duty
from monitoring.services import answer_check_in, record_look, set_rhythm
from monitoring.sweep import tick
from records.models import Event
from registry.models import Site
from registry.services import suspend
from tests.cast import Cast
from tests.monitoring.days import DUE, TUESDAY, build, digests, local, morning, mornings, watched
from tests.monitoring.pages import words
from tests.registry.sites import site

pytestmark = [pytest.mark.django_db, pytest.mark.clause("000:15")]
NINE = local(TUESDAY, 9, 5)
KEY = "supervisor_review"


@pytest.fixture
def page(staffuse: Cast) -> Site:
    made = site(staffuse)
    tick(at=local(TUESDAY, 9, 1))
    return made


def rhythm(made: Site, by: object, every: str = "1 week", at=NINE) -> Duty | None:
    return set_rhythm(site=made, key=KEY, every=every, by=by, at=at)


def test_a_supervisor_is_reminded_in_the_rhythm_they_set(staffuse: Cast, page: Site) -> None:
    made = rhythm(page, staffuse.sam)
    assert made is not None
    assert (made.role, made.every, made.is_own, made.next_due_on) == ("supervisor", "1 week", True, DUE)
    event = Event.objects.latest("id")
    assert (event.verb, event.subject_kind, event.subject_id) == ("set_rhythm", "site", page.pk)
    assert event.sentence == "set how often to be reminded of the supervisor's look of Robotics on Instagram: every week"
    morning(DUE)
    assert set(digests(DUE)) == {"Sam Whitfield"}
    open_one = CheckIn.objects.get(state="open")
    answer_check_in(check_in=open_one, outcome="nothing_found", note="", by=staffuse.sam, at=local(DUE, 9))
    made.refresh_from_db()
    assert made.next_due_on == date(2026, 9, 29)


def test_who_does_not_look_hears_nothing_however_late_it_is(staffuse: Cast, page: Site) -> None:
    rhythm(page, staffuse.sam)
    mornings(DUE, 5)
    assert set(digests()) == {"Sam Whitfield"}


def test_another_rhythm_takes_the_place_of_the_first_and_none_ends_it(staffuse: Cast, page: Site) -> None:
    rhythm(page, staffuse.sam)
    morning(DUE)
    rhythm(page, staffuse.sam, "1 month", at=local(DUE, 9))
    assert list(CheckIn.objects.values_list("state", flat=True)) == ["cancelled"]
    assert rhythm(page, staffuse.sam, "", at=local(DUE, 10)) is None
    assert not Duty.objects.filter(ended_at__isnull=True).exists()
    page.refresh_from_db()
    assert page.next_due_on is None
    assert Event.objects.latest("id").sentence == "is no longer reminded of the supervisor's look of Robotics on Instagram"


def test_a_look_of_ones_own_accord_is_recorded_beside_it(staffuse: Cast, page: Site) -> None:
    rhythm(page, staffuse.sam)
    record_look(site=page, key=KEY, outcome="nothing_found", note="", by=staffuse.sam, at=local(TUESDAY, 10))
    assert Duty.objects.get(is_own=True).next_due_on == DUE


@pytest.mark.parametrize("who", ["maya", "pat", "tom", "erin", "hal"])
def test_only_who_may_look_sets_a_rhythm(staffuse: Cast, page: Site, who: str) -> None:
    with pytest.raises(Refused, match="This look is not yours"):
        rhythm(page, getattr(staffuse, who))
    assert staffuse_page(staffuse, who, page) == 404
    assert not Duty.objects.exists()


def staffuse_page(cast: Cast, who: str, page: Site) -> int:
    return cast.client(getattr(cast, who)).get(f"/sites/{page.pk}/rhythm/{KEY}/").status_code


@pytest.mark.parametrize(("every", "sentence"), [("1 day", "Choose one of the rhythms"), ("", "You are not reminded of it")])
def test_what_cannot_be_set_is_refused(staffuse: Cast, page: Site, every: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        rhythm(page, staffuse.sam, every)


def test_the_same_again_and_a_suspended_site_are_refused(staffuse: Cast, page: Site) -> None:
    rhythm(page, staffuse.sam)
    with pytest.raises(Refused, match="It is so already: every week"):
        rhythm(page, staffuse.sam)
    suspend(site=page, reason="Checked.", until=None, by=staffuse.sue, at=NINE)
    with pytest.raises(Refused, match="is suspended: nobody looks at it"):
        rhythm(page, staffuse.sam, "1 month")


def test_where_the_policy_says_must_nobody_sets_their_own(db: None) -> None:
    cast = build("crschools")
    with pytest.raises(Refused, match="This look is not yours"):
        set_rhythm(site=site(cast), key="settings", every="1 week", by=cast.maya, at=NINE)


def test_the_screen_shows_the_dates_of_each_choice(staffuse: Cast, page: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.middleware.timezone.now", lambda: NINE)
    client, address = staffuse.client(staffuse.sam), f"/sites/{page.pk}/rhythm/{KEY}/"
    assert address in client.get(f"/sites/{page.pk}/").content.decode()
    assert "Every week Due Sep 22, Sep 29, Oct 6, Oct 13, Oct 20" in words(client.get(address))
    assert client.post(address, {"every": "2 weeks"})["Location"] == f"/sites/{page.pk}/"
    assert "Every 2 weeks, by their own wish." in words(client.get(f"/sites/{page.pk}/"))


def test_two_schedules_of_a_site_stand_on_its_page_each_with_its_own_ladder(cast: Cast) -> None:
    made = watched(cast, terms={"check_every": "1 week", "review_every": "1 month"})
    tick(at=local(TUESDAY, 9, 1))
    comments, review = Duty.objects.order_by("id")
    assert (comments.role, review.role) == ("responsible", "supervisor")
    assert comments.ladder != review.ladder
    seen = unescape(words(cast.client(cast.pat).get(f"/sites/{made.pk}/")))
    for duty in (comments, review):
        assert duty.label in seen
