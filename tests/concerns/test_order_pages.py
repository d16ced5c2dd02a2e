"""Orders in the browser: choosing and giving one, reading it, and each deed; for everybody else there is no such page."""

from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse

from concerns import services
from concerns.models import Directive
from records.models import Event
from registry.models import Site
from tests.cast import AT, Cast, build
from tests.concerns.orders import order, said
from tests.concerns.test_confirming import finish, other
from tests.registry.sites import site

GIVEN = {"ground": "breaks this policy", "reason": "It names a student.", "post": "September 14", "words_of": "own"}


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.middleware.timezone.now", lambda: AT)


def text(response) -> str:
    return unescape(response.content.decode())


def new(made: Site, key: str = "remove_post") -> str:
    return reverse("order-new", args=[made.pk, key])


def url(name: str, given: Directive) -> str:
    return reverse(name, args=[given.pk])


def sent(**more: str) -> dict[str, str]:
    return {"form_key": str(uuid4()), **GIVEN, **more}


def test_one_chooses_among_the_orders_that_one_may_give(db: None):
    cast = build("staffuse")
    page = text(cast.client(cast.pat).get(reverse("order-choose", args=[site(cast).pk])))
    assert "Remove a posting" in page
    assert "Disable a page" in page
    assert "reserve the right to remove postings and/or disable a page" in page


@pytest.mark.parametrize("who", ["maya", "sam", "tom", "casey", "val", "ed", "erin", "hal", "hope", "hugo"])
def test_for_everybody_else_there_is_nothing_to_order(cast: Cast, who: str):
    made, client = site(cast), cast.client(getattr(cast, who))
    assert client.get(reverse("order-choose", args=[made.pk])).status_code == 404
    assert client.get(new(made)).status_code == 404
    assert client.post(new(made), sent()).status_code == 404
    assert Directive.objects.count() == 0


def test_the_effect_and_who_is_told_stand_before_the_deed(cast: Cast):
    page = text(cast.client(cast.sue).get(new(site(cast))))
    assert "Maya Ortega and Pat Lindqvist are told by mail at once." in page
    assert "It is to be done within 1 school day; late orders are told to you." in page
    assert "a page that invites comments can be a public forum" in page
    assert "The principal or the superintendent may order a post to be removed" in page
    assert Directive.objects.count() == 0


def test_an_order_is_given_with_its_ground_and_says_who_was_told(cast: Cast):
    made = site(cast)
    response = cast.client(cast.pat).post(new(made), sent(post_address="https://www.instagram.com/p/1/"), follow=True)
    given = Directive.objects.get()
    assert response.redirect_chain == [(url("order", given), 302)]
    assert "Ordered: Remove post: Robotics. Maya Ortega was told by mail at once." in text(response)
    assert (given.post_address, given.words_of, given.state) == ("https://www.instagram.com/p/1/", "own", "ordered")


def test_sent_twice_it_is_one_order(cast: Cast):
    made, client, data = site(cast), cast.client(cast.pat), sent()
    first, second = (client.post(new(made), data)["Location"] for _ in range(2))
    assert (first, Directive.objects.count()) == (second, 1)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"ground": ""}, "Choose one of the grounds that the policy has."),
        ({"ground": "other"}, "Choose one of the grounds that the policy has."),
        ({"reason": ""}, "Give a reason. It stays with the order."),
        ({"post": ""}, "Say exactly which post"),
        ({"words_of": ""}, "Say whose words they are"),
        ({"post_address": "javascript:alert(1)"}, "Give a whole web address, or leave it empty."),
        ({"words_of": "public"}, "Answer this: it is asked about everything that the public wrote."),
        (
            {"words_of": "public", "invites_public": "yes", "neutral_ground": "none", "same_if_friendly": "yes"},
            "Without a ground that would hold for every opinion alike, nothing of it is removed.",
        ),
        ({"form_key": "x"}, "Enter a valid UUID."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(cast: Cast, more: dict[str, str], why: str):
    made = site(cast)
    response = cast.client(cast.pat).post(new(made), sent(**more))
    assert (response.status_code, why in text(response), Directive.objects.count()) == (422, True, 0)
    assert more.get("reason", "It names a student.") in text(response)


def test_words_of_the_public_go_on_a_neutral_ground_and_the_answers_show_on_the_page(cast: Cast):
    made = site(cast)
    facts = {
        "words_of": "public", "invites_public": "yes", "same_if_friendly": "yes",
        "neutral_ground": "advertising, spam, or a link to malware or fraud",
    }  # fmt: skip
    page = text(cast.client(cast.pat).post(new(made), sent(**facts), follow=True))
    assert "What was asked before" in page
    assert "Would the same words be removed if they praised the district?" in page


def test_a_suspension_asks_for_the_site_or_one_who_posts_there(db: None):
    cast = build("policy401")
    made = site(cast, posters=[cast.maya, cast.val])
    client, path = cast.client(cast.sue), new(made, "suspend_page")
    page = text(client.get(path))
    assert "The whole site: Robotics on Instagram" in page
    assert "Val Novak, who posts on it" in page
    data = {"form_key": str(uuid4()), "ground": "does not comply with this policy or its regulation", "reason": "Rude."}
    assert client.post(path, {**data, "poster": str(cast.ed.pk)}).status_code == 422
    client.post(path, {**data, "poster": str(cast.val.pk)})
    assert [row.person for row in made.posters.all()] == [cast.maya]


def test_what_cannot_be_ordered_now_is_not_offered(db: None):
    cast = build("staffuse")
    made = site(cast)
    Site.objects.filter(pk=made.pk).update(status="closed")
    client = cast.client(cast.pat)
    assert "It cannot be ordered now: the site is closed." in text(client.get(reverse("order-choose", args=[made.pk])))
    page = text(client.get(new(made, "disable_page")))
    assert "This cannot be ordered of it now." in page
    assert "<textarea" not in page


# the page and the deeds -----------------------------------------------------------------------------------------------


def test_the_page_says_what_how_far_and_what_to_do(cast: Cast):
    given = order(cast)
    page = text(cast.client(cast.maya).get(url("order", given)))
    for part in ("Remove post", "Due tomorrow", "breaks this policy", "It names a student.", "I have read it and follow it",
                 "It is done", "Keep evidence first", "Pat Lindqvist"):  # fmt: skip
        assert part in page
    assert "Withdraw this order" not in page
    theirs = text(cast.client(cast.pat).get(url("order", given)))
    assert "Withdraw this order" in theirs
    assert "I have read it and follow it" not in theirs


@pytest.mark.parametrize("who", ["maya", "sam", "pat", "dee", "tom", "sue", "casey"])
def test_those_read_it_whom_it_concerns_or_who_read_everything(cast: Cast, who: str):
    assert cast.client(getattr(cast, who)).get(url("order", order(cast))).status_code == 200


@pytest.mark.parametrize("who", ["val", "ed", "erin", "hal", "hope", "hugo"])
def test_for_everybody_else_there_is_no_such_order(cast: Cast, who: str):
    given, client = order(cast, site(cast, posters=[cast.val])), cast.client(getattr(cast, who))
    for name in ("order", "order-done", "order-confirm", "order-end", "order-evidence"):
        assert client.get(url(name, given)).status_code == 404
    for name in ("order-acknowledge", "order-done", "order-confirm", "order-end"):
        assert client.post(url(name, given), {"reason": "A", "proof": "A"}).status_code == 404
    assert len(said(given)) == 1


def test_a_suspended_poster_reads_the_order_about_them(db: None):
    cast = build("policy401")
    made = site(cast, posters=[cast.val])
    more = {"key": "suspend_page", "by": cast.sue, "ground": "does not comply with this policy or its regulation"}
    assert cast.client(cast.val).get(url("order", order(cast, made, **more, poster=cast.val))).status_code == 200


def test_from_the_order_to_its_end_in_the_browser(cast: Cast):
    given, maya = order(cast), cast.client(cast.maya)
    assert "Acknowledged. Your name" in text(maya.post(url("order-acknowledge", given), follow=True))
    assert "Keep the evidence first" in text(maya.get(url("order-done", given)))
    services.keep_evidence(directive=given, text="A", seen_at=AT, seen_by="Pat", by=cast.maya, at=AT)
    assert maya.post(url("order-done", given), {"proof": ""}).status_code == 422
    page = text(maya.post(url("order-done", given), {"proof": "Gone since 9:40."}, follow=True))
    assert "Carried out" in page
    assert "Gone since 9:40." in page
    assert "says “carried out” already" in text(maya.get(url("order-done", given)))
    again = maya.post(url("order-acknowledge", given), follow=True)
    assert "Somebody was faster: this order says “carried out”." in text(again)


def test_confirming_and_sending_back_in_the_browser(db: None):
    cast = build(adding=other())
    given, pat = order(cast, key="rename"), cast.client(cast.pat)
    assert "Nothing waits to be confirmed" in text(pat.get(url("order-confirm", given)))
    assert "Somebody was faster" in text(pat.post(url("order-confirm", given), follow=True))
    finish(given, cast.maya)
    assert "“Gone since 9:40.”" in text(pat.get(url("order-confirm", given)))
    assert pat.post(url("order-confirm", given), {"send_back": "1", "reason": ""}).status_code == 422
    pat.post(url("order-confirm", given), {"send_back": "1", "reason": "The picture."})
    assert Directive.objects.get().state == "acknowledged"
    finish(Directive.objects.get(), cast.maya)
    assert "Confirmed: Rename: Robotics." in text(pat.post(url("order-confirm", given), {"confirm": "1"}, follow=True))


def test_withdrawing_in_the_browser(cast: Cast):
    given, pat = order(cast), cast.client(cast.pat)
    page = text(pat.get(url("order-end", given)))
    assert "Nobody has to carry it out any more." in page
    assert "Maya Ortega is told by mail at once." in page
    assert pat.post(url("order-end", given), {"reason": ""}).status_code == 422
    assert "Withdrawn: Remove post: Robotics." in text(pat.post(url("order-end", given), {"reason": "A mistake."}, follow=True))
    assert "This order says “withdrawn” already." in text(pat.get(url("order-end", given)))


def test_looking_writes_nothing(cast: Cast):
    given, pat = order(cast), cast.client(cast.pat)
    before = Event.objects.count()
    for name in ("order", "order-end", "order-confirm", "order-evidence"):
        assert pat.head(url(name, given)).status_code == 200
    assert (Event.objects.count(), Directive.objects.get().state) == (before, "ordered")
