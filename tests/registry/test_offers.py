"""A site passes on when the new responsible employee accepts it; until then the old one answers for it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Person
from accounts.rules import Refused, allows
from monitoring.sweep import tick
from registry import passing, services
from registry.models import Offer, Poster, Site
from registry.selectors import offers_waiting_for
from tests.cast import AT, TODAY, Cast, build
from tests.monitoring.days import digests, local
from tests.racing import race
from tests.requests.test_training_gate import GATE, taught

from .sites import letters, said, site

UNTIL = TODAY + timedelta(days=14)
DECIDED = '\n[changes]\nasks = ["name", "responsible"]\n'
OPEN_CHANGES = "\n[changes]\nsteps = []\n"

pytestmark = pytest.mark.django_db


def offered(cast: Cast, made: Site | None = None, **more) -> Offer:
    """Maya offers her site to Sam, unless said otherwise."""
    given = {"site": made or site(cast), "person": cast.sam, "answer_by": UNTIL, "by": cast.maya, "at": AT, **more}
    return services.offer_site(**given)


def answers_for(made: Site) -> str:
    return Site.objects.get(pk=made.pk).responsible.name


def test_whoever_is_asked_is_told_and_until_they_accept_the_old_one_answers_for_it(cast: Cast):
    made = site(cast)
    offered(cast, made, note="You know the team.")
    assert answers_for(made) == "Maya Ortega"
    assert said(made)[1:] == [
        ("offer", "Maya Ortega", "offered Robotics on Instagram to Sam Whitfield, until September 29, 2026", "")
    ]
    assert letters(made) == [("Sam Whitfield", "Will you answer for Robotics on Instagram?")]
    assert [line.title for line in offers_waiting_for(cast.standing(cast.sam))] == ["Will you answer for Robotics?"]
    assert offers_waiting_for(cast.standing(cast.maya)) == []


def test_once_accepted_the_site_is_theirs_the_old_one_posts_no_more_and_those_concerned_are_told(cast: Cast):
    made = site(cast)
    offer = offered(cast, made)
    services.accept_offer(offer=offer, by=cast.sam, at=AT + timedelta(hours=1))
    assert answers_for(made) == "Sam Whitfield"
    assert list(Poster.objects.filter(site=made)) == []
    assert said(made)[-1] == ("accept_offer", "Sam Whitfield", "took over Robotics on Instagram from Maya Ortega", "")
    assert letters(made)[:2] == [
        ("Maya Ortega", "Sam Whitfield answers for Robotics on Instagram now"),
        ("Pat Lindqvist", "Sam Whitfield answers for Robotics on Instagram now"),
    ]
    assert Offer.objects.get().state == "accepted"
    assert offers_waiting_for(cast.standing(cast.sam)) == []


def test_whoever_left_before_an_offer_was_taken_back_is_not_written_to(cast: Cast):
    made = site(cast)
    offer = offered(cast, made)
    Person.objects.filter(pk=cast.sam.pk).update(is_active=False)
    services.withdraw_offer(offer=Offer.objects.get(pk=offer.pk), by=cast.maya, at=AT + timedelta(hours=1))
    assert [subject for _name, subject in letters(made)] == ["Will you answer for Robotics on Instagram?"]
    assert (Offer.objects.get().state, said(made)[-1][0]) == ("withdrawn", "withdraw_offer")


def test_the_old_one_may_go_on_posting(cast: Cast):
    made = site(cast)
    services.accept_offer(offer=offered(cast, made, keeps_posting=True), by=cast.sam, at=AT)
    assert [row.person for row in Poster.objects.filter(site=made)] == [cast.maya]


def test_who_declines_says_why_and_nothing_changes(cast: Cast):
    made = site(cast)
    offer = offered(cast, made, by=cast.pat)
    services.decline_offer(offer=offer, reason="Too much at once.", by=cast.sam, at=AT)
    assert answers_for(made) == "Maya Ortega"
    assert said(made)[-1][1:] == ("Sam Whitfield", "declined to answer for Robotics on Instagram", "Too much at once.")
    told = [letter for letter in letters(made) if letter[1].startswith("Declined")]
    assert told == [("Maya Ortega", "Declined: Robotics on Instagram"), ("Pat Lindqvist", "Declined: Robotics on Instagram")]


def test_an_offer_is_taken_back_and_the_one_who_was_asked_is_told(cast: Cast):
    made = site(cast)
    offer = offered(cast, made)
    services.withdraw_offer(offer=offer, by=cast.pat, at=AT)
    assert said(made)[-1][1:3] == ("Pat Lindqvist", "took back the offer of Robotics on Instagram to Sam Whitfield")
    assert ("Sam Whitfield", "No longer asked: Robotics on Instagram") in letters(made)
    for deed in (services.accept_offer, services.decline_offer):
        with pytest.raises(Refused, match="This offer is closed: withdrawn, Pat Lindqvist"):
            deed(offer=Offer.objects.get(), by=cast.sam, at=AT)
    assert answers_for(made) == "Maya Ortega"


def test_one_person_is_asked_at_a_time(cast: Cast):
    made = site(cast)
    offer = offered(cast, made)
    with pytest.raises(Refused, match="Maya Ortega has offered it to Sam Whitfield already"):
        offered(cast, made, person=cast.dee, by=cast.pat)
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.create(site=made, person=cast.dee, offered_by=cast.pat, offered_at=AT, answer_by=UNTIL)
    services.decline_offer(offer=offer, by=cast.sam, at=AT)
    assert offered(cast, made, person=cast.dee, by=cast.pat).state == "open"


def test_the_database_refuses_an_answer_without_who_and_when(cast: Cast):
    offered(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.update(state="accepted")


@pytest.mark.parametrize(
    ("who", "may"),
    [("maya", True), ("sam", True), ("pat", True), ("dee", True), ("tom", True), ("sue", True), ("val", False), ("erin", False),
     ("ed", False), ("casey", False), ("hugo", False)],
)  # fmt: skip
def test_it_is_offered_by_who_answers_their_supervisor_the_head_or_the_director(cast: Cast, who: str, may: bool):
    made = Site.objects.select_related("responsible", "district").get(pk=site(cast).pk)
    assert allows(passing.may_offer, cast.standing(getattr(cast, who)), made) is may


def test_a_designee_offers_in_the_name_of_whom_they_stand_in_for(cast: Cast):
    from records.models import Event

    offered(cast, by=cast.dee)
    assert Event.objects.filter(verb="offer").values_list("actor_name", "acting_for").get() == ("Dee Okafor", "Pat Lindqvist")


def test_where_somebody_else_offers_it_whoever_answers_for_it_is_told(cast: Cast):
    made = site(cast)
    offered(cast, made, by=cast.pat)
    assert letters(made) == [
        ("Maya Ortega", "Offered to Sam Whitfield: Robotics on Instagram"),
        ("Sam Whitfield", "Will you answer for Robotics on Instagram?"),
    ]


def test_who_may_not_answer_for_a_site_is_not_offered_one(cast: Cast):
    made = site(cast)
    gone = Person.objects.create(name="Gil Amin", email="gil@lakeside.example", district=cast.lakeside, is_active=False)
    soon = Person.objects.create(
        name="Noor Haddad", email="noor@lakeside.example", district=cast.lakeside, ends_on=TODAY + timedelta(days=30)
    )
    for person, sentence in [
        (cast.val, "Val Novak is a volunteer"),
        (cast.hal, "Hal Jensen does not belong to this district"),
        (gone, "Gil Amin has left"),
        (soon, "Noor Haddad leaves soon too"),
        (cast.maya, "Maya Ortega answers for Robotics on Instagram already"),
    ]:
        with pytest.raises(Refused, match=sentence):
            offered(cast, made, person=person)
    for day, sentence in [(TODAY, "lies in the future"), (TODAY + timedelta(days=61), "within 60 days")]:
        with pytest.raises(Refused, match=sentence):
            offered(cast, made, answer_by=day)
    services.close(site=made, reason="The club ended.", by=cast.maya, at=AT)
    with pytest.raises(Refused, match="nobody has to answer for it any more"):
        offered(cast, made)
    assert Offer.objects.count() == 0


def test_a_training_is_a_gate_for_whoever_takes_over_too():
    cast = build(adding=GATE)
    made = site(cast)
    with pytest.raises(Refused, match="Sam Whitfield was not there yet"):
        offered(cast, made)
    taught(cast, cast.sam)
    services.accept_offer(offer=offered(cast, made), by=cast.sam, at=AT)
    assert answers_for(made) == "Sam Whitfield"


def test_where_the_policy_has_it_decided_the_offer_is_refused_and_the_page_leads_to_the_change():
    cast = build(adding=DECIDED)
    made = site(cast)
    with pytest.raises(Refused, match="Ask for a change of the site"):
        offered(cast, made)
    page = cast.client(cast.maya).get(reverse("site-offer", args=[made.pk])).content.decode()
    assert reverse("site-change", args=[made.pk]) in page
    assert "<textarea" not in page


def test_where_the_policy_decides_nothing_about_changes_it_is_offered():
    cast = build(adding=OPEN_CHANGES)
    assert offered(cast).state == "open"


@pytest.mark.parametrize("who", ["maya", "pat", "dee", "tom"])
def test_nobody_answers_for_the_one_who_is_asked(cast: Cast, who: str):
    offer = offered(cast)
    for deed in (services.accept_offer, services.decline_offer):
        with pytest.raises(Refused, match="Somebody else is asked"):
            deed(offer=offer, by=getattr(cast, who), at=AT)


def test_nobody_takes_a_site_that_has_ended_or_is_somebody_elses_by_now(cast: Cast):
    ended, passed = site(cast), site(cast, "Chess")
    first, second = offered(cast, ended), offered(cast, passed)
    services.close(site=ended, reason="The club ended.", by=cast.maya, at=AT)
    Site.objects.filter(pk=passed.pk).update(responsible=cast.dee)
    for offer in (first, second):
        with pytest.raises(Refused, match="has ended, or somebody else answers for it by now"):
            services.accept_offer(offer=offer, by=cast.sam, at=AT)
    assert set(Offer.objects.values_list("state", flat=True)) == {"open"}


def test_after_the_last_day_it_ends_by_itself_and_whoever_offered_it_is_told(cast: Cast):
    made = site(cast)
    offered(cast, made)
    services.end_offers(district=cast.lakeside, at=local(UNTIL, 23, 59))
    assert Offer.objects.get().state == "open"
    for _again in range(2):
        services.end_offers(district=cast.lakeside, at=local(UNTIL + timedelta(days=1), 0, 1))
    assert Offer.objects.get().state == "expired"
    assert said(made)[-1][1:3] == (
        "Rollcall", "ended the offer of Robotics on Instagram to Sam Whitfield: it was not answered in time",
    )  # fmt: skip
    assert letters(made) == [
        ("Maya Ortega", "Not answered: Robotics on Instagram"),
        ("Sam Whitfield", "Will you answer for Robotics on Instagram?"),
    ]


def test_what_came_to_nothing_ends_without_a_letter(cast: Cast):
    ended, passed, left = site(cast), site(cast, "Chess"), site(cast, "Band")
    for made, person in [(ended, cast.sam), (passed, cast.sam), (left, cast.dee)]:
        offered(cast, made, person=person)
    services.close(site=ended, reason="The club ended.", by=cast.maya, at=AT)
    Site.objects.filter(pk=passed.pk).update(responsible=cast.casey)
    Person.objects.filter(pk=cast.dee.pk).update(is_active=False)
    assert services.end_offers(district=cast.lakeside, at=AT + timedelta(hours=1)) == 3
    assert set(Offer.objects.values_list("state", flat=True)) == {"ended"}
    assert not any(subject.startswith("Not answered") for _to, subject in letters(passed))


def test_it_stands_in_the_morning_mail_until_it_is_answered(cast: Cast):
    offered(cast)
    tick(at=local(date(2026, 9, 16)))
    assert digests(date(2026, 9, 16))["Sam Whitfield"] == "1 thing for you today"


@pytest.mark.parametrize("count", [1, 3])
def test_ending_offers_and_asking_what_waits_cost_as_much_for_one_as_for_many(cast: Cast, django_assert_num_queries, count: int):
    for number in range(count):
        offered(cast, site(cast, f"Club {number}"))
    standing = cast.standing(cast.sam)
    with django_assert_num_queries(1):
        assert len(offers_waiting_for(standing)) == count
    with django_assert_num_queries(3):  # the transaction around it, and one look
        assert services.end_offers(district=cast.lakeside, at=AT) == 0


def test_an_offer_that_is_taken_back_while_it_is_accepted_has_one_outcome(transactional_db: None):
    cast = build()
    for number in range(5):
        offer = offered(cast, site(cast, f"Club {number}"))
        outcomes = race(
            lambda offer=offer: services.accept_offer(offer=offer, by=cast.sam, at=AT),
            lambda offer=offer: services.withdraw_offer(offer=Offer.objects.get(pk=offer.pk), by=cast.pat, at=AT),
        )
        kept = Offer.objects.select_related("site__responsible").get(pk=offer.pk)
        assert outcomes.count("won") == 1
        assert (kept.state, kept.site.responsible.name) in [("accepted", "Sam Whitfield"), ("withdrawn", "Maya Ortega")]
        assert len(said(kept.site)) == 3


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page is asked for at the moment of the tests."""
    monkeypatch.setattr("config.middleware.timezone.now", lambda: AT)


# pages -------------------------------------------------------------------------------------------------------------------


def test_it_is_offered_and_accepted_in_the_browser(cast: Cast, now: None):
    made = site(cast)
    page = reverse("site-offer", args=[made.pk])
    owner, taker = cast.client(cast.maya), cast.client(cast.sam)
    assert "they are told by mail at once" in owner.get(page).content.decode().lower()
    asked = owner.post(page, {"person": cast.sam.pk, "answer_by": UNTIL.isoformat(), "note": "Please."}, follow=True)
    assert "is offered. Sam Whitfield is told" in asked.content.decode()
    offer = Offer.objects.get()
    assert "Sam Whitfield is asked already" in owner.get(page).content.decode()
    seen = taker.get(reverse("offer", args=[offer.pk])).content.decode()
    assert "“Please.”" in seen
    assert "Maya Ortega no longer posts there, and is told by mail at once." in seen
    done = taker.post(reverse("offer", args=[offer.pk]), {"answer": "accept"}, follow=True)
    assert "You answer for Robotics on Instagram now." in done.content.decode()
    assert answers_for(made) == "Sam Whitfield"
    again = taker.post(reverse("offer", args=[offer.pk]), {"answer": "decline"}, follow=True)
    assert "This offer is closed: accepted, Sam Whitfield." in again.content.decode()


def test_what_is_wrong_with_an_offer_is_said(cast: Cast, now: None):
    page = reverse("site-offer", args=[site(cast).pk])
    response = cast.client(cast.maya).post(page, {"person": cast.val.pk, "answer_by": UNTIL.isoformat()})
    assert response.status_code == 422
    assert "Val Novak is a volunteer" in response.content.decode()


def test_it_is_declined_and_taken_back_in_the_browser(cast: Cast, now: None):
    first, second = offered(cast, site(cast)), offered(cast, site(cast, "Chess"))
    declined = cast.client(cast.sam).post(
        reverse("offer", args=[first.pk]), {"answer": "decline", "reason": "No time."}, follow=True
    )
    assert "Maya Ortega was told by mail." in declined.content.decode()
    back = cast.client(cast.maya).post(reverse("offer-withdraw", args=[second.pk]), follow=True)
    assert "Taken back. Sam Whitfield was told by mail." in back.content.decode()
    assert list(Offer.objects.order_by("pk").values_list("state", flat=True)) == ["declined", "withdrawn"]


def test_the_page_of_the_site_says_to_whom_it_is_offered(cast: Cast, now: None):
    offer = offered(cast)
    said_there = cast.client(cast.pat).get(reverse("site", args=[offer.site_id])).content.decode()
    assert "Asked by Maya Ortega, until September 29, 2026." in said_there
    assert "Offered to" not in cast.client(cast.ed).get(reverse("site", args=[offer.site_id])).content.decode()
