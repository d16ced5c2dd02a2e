"""A subject to avoid stands on the site's page until the order is lifted; orders as lists."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from accounts.rules import Refused
from accounts.selectors import Cursor
from concerns import services
from concerns.models import Directive
from concerns.selectors import orders_page, readable
from concerns.selectors.lists import VIEWS
from tests.cast import AT, Cast, appoint, build
from tests.concerns.orders import letters, order, said
from tests.registry.sites import site

LAW = "violates applicable laws"


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.middleware.timezone.now", lambda: AT)


@pytest.fixture
def administered(db: None) -> Cast:
    """Under 002, where Sue is the administration."""
    cast = build("chsd230")
    appoint(cast.sue, "administration")
    return cast


def avoid(cast: Cast, name: str = "Robotics", subject: str = "The strike") -> Directive:
    made = site(cast, name, posters=[cast.maya, cast.casey])
    return order(cast, made, "avoid_subject", by=cast.sue, ground=LAW, subject=subject)


def page(cast: Cast, who, given: Directive) -> str:
    return unescape(cast.client(who).get(reverse("site", args=[given.site_id])).content.decode())


@pytest.mark.clause("002:14")
def test_the_subject_stands_on_the_sites_page_for_all_who_look_after_it_until_it_is_lifted(administered: Cast):
    cast, given = administered, avoid(administered)
    for who in (cast.maya, cast.casey, cast.sam, cast.sue):
        assert "To be avoided here: The strike" in page(cast, who, given)
    assert "The strike" not in page(cast, cast.ed, given)
    services.acknowledge(directive=given, by=cast.maya, at=AT)
    assert "To be avoided here: The strike" in page(cast, cast.maya, given)
    services.lift(directive=given, reason="It is over.", by=cast.sue, at=AT)
    assert "To be avoided here" not in page(cast, cast.maya, given)


def test_lifting_says_who_when_and_why_and_those_who_had_it_hear(administered: Cast):
    cast, given = administered, avoid(administered)
    over = services.lift(directive=given, reason="It is over.", by=cast.sue, at=AT + timedelta(days=1))
    assert (over.state, over.ended_name, over.end_reason) == ("lifted", "Sue Brandt", "It is over.")
    assert said(given)[-1] == ("lift", "Sue Brandt", "It is over.")
    assert letters(given)[-1] == ("Pat Lindqvist", "Lifted: Avoid subject, Robotics")


@pytest.mark.parametrize("who", ["maya", "pat", "sam", "tom", "hope"])
def test_nobody_else_lifts_it(administered: Cast, who: str):
    given = avoid(administered)
    with pytest.raises(Refused):
        services.lift(directive=given, reason="No.", by=getattr(administered, who), at=AT)


def test_a_mere_poster_reads_the_subject_and_not_the_order(administered: Cast):
    cast, given = administered, avoid(administered)
    assert cast.client(cast.casey).get(reverse("order", args=[given.pk])).status_code == 404
    assert reverse("order", args=[given.pk]) not in page(cast, cast.casey, given)
    assert reverse("order", args=[given.pk]) in page(cast, cast.maya, given)


def test_a_site_offers_an_order_to_those_who_may_give_one(administered: Cast):
    cast, made = administered, site(administered)
    path = reverse("order-choose", args=[made.pk])
    for who, offered in ((cast.sue, True), (cast.pat, False), (cast.maya, False)):
        shown = cast.client(who).get(reverse("site", args=[made.pk])).content.decode()
        assert (path in shown) is offered


# lists ----------------------------------------------------------------------------------------------------------------


def names(cast: Cast, who, view: str = "open", at=AT) -> list[str]:
    return [line.meta.partition(".")[0] for line in orders_page(cast.standing(who, at=at), view, Cursor()).lines]


def test_the_views_hold_what_is_open_late_to_be_avoided_and_ended(administered: Cast):
    cast = administered
    standing = avoid(cast, "Chess")
    services.acknowledge(directive=standing, by=cast.maya, at=AT)
    order(cast, site(cast, "Robotics"), by=cast.sue, ground=LAW)
    gone = order(cast, site(cast, "Drama"), by=cast.sue, ground=LAW)
    services.withdraw(directive=gone, reason="A mistake.", by=cast.sue, at=AT)
    assert {view: names(cast, cast.tom, view) for view in VIEWS} == {
        "open": ["Robotics"], "late": [], "standing": ["Chess"], "ended": ["Drama"],
    }  # fmt: skip
    assert names(cast, cast.tom, "late", AT + timedelta(days=2)) == ["Robotics"]


@pytest.mark.parametrize(
    ("who", "expected"),
    [("tom", 2), ("sue", 2), ("pat", 1), ("dee", 1), ("maya", 1), ("sam", 1), ("erin", 1), ("ed", 1), ("val", 0), ("hope", 0)],
)
def test_each_lists_the_orders_they_may_read(cast: Cast, who: str, expected: int):
    order(cast, site(cast, posters=[cast.val]))
    order(cast, site(cast, "Chess", responsible=cast.ed), by=cast.erin)
    assert len(names(cast, getattr(cast, who))) == expected


def test_the_list_and_the_page_agree_on_who_reads_an_order(cast: Cast):
    given = order(cast)
    for who in (cast.maya, cast.pat, cast.dee, cast.sam, cast.tom, cast.sue, cast.casey, cast.val, cast.ed, cast.erin, cast.hope):
        listed = readable(cast.standing(who)).filter(pk=given.pk).exists()
        status = cast.client(who).get(reverse("order", args=[given.pk])).status_code
        assert (who.name, listed) == (who.name, status == 200)


def test_an_empty_list_says_what_would_be_there(cast: Cast):
    client = cast.client(cast.tom)
    for view in (*VIEWS, "nonsense"):
        assert b'class="empty"' in client.get(f"{reverse('orders')}?show={view}").content


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(cast: Cast, count: int, django_assert_num_queries):
    for number in range(count):
        order(cast, site(cast, f"Club {number}"))
    client = cast.client(cast.tom)
    client.get(reverse("orders"))
    with django_assert_num_queries(7):
        assert "Club 0" in client.get(reverse("orders")).content.decode()
