"""Orders as a policy has them: who gives which, on which ground, about what, and what it does at once."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Person
from accounts.rules import Refused
from concerns import services
from concerns.models import Directive
from concerns.rules import Facts
from records.models import Event, Message
from registry.models import Site
from tests.cast import AT, Cast, appoint, build, person
from tests.concerns.orders import OURS, POST, letters, order, said
from tests.registry.sites import said as said_of
from tests.registry.sites import site

LAW = "violates applicable laws"
RIGHTS = "violates the rights of students, parents, other employees or Board members"
PUBLIC = Facts("public", True, "advertising, spam, or a link to malware or fraud", True)


def test_an_order_says_what_on_which_ground_by_when_and_leaves_one_event(cast: Cast):
    given = order(cast)
    kept = Directive.objects.get()
    assert kept == given
    assert (kept.kind, kept.label, kept.ground, kept.post, kept.state) == (
        "remove_post", "Remove post", "breaks this policy", POST, "ordered",
    )  # fmt: skip
    assert (kept.due_on, kept.issued_name, kept.issued_role, kept.confirm_by) == (
        date(2026, 9, 16), "Pat Lindqvist", "principal", "responsible",
    )  # fmt: skip
    assert said(given) == [("order", "Pat Lindqvist", "It names a student.")]
    assert [verb for verb, *_rest in said_of(given.site)] == ["register"]


def test_whoever_answers_and_the_head_of_the_place_hear_at_once_and_the_giver_does_not(cast: Cast):
    assert letters(order(cast)) == [("Maya Ortega", "Order: Remove post, Robotics")]
    by_superintendent = order(cast, site(cast, "Chess"), by=cast.sue)
    assert letters(by_superintendent) == [
        ("Maya Ortega", "Order: Remove post, Chess"),
        ("Pat Lindqvist", "Order: Remove post, Chess"),
    ]


def test_the_letter_names_kind_site_ground_and_day_and_nothing_that_somebody_wrote(cast: Cast):
    given = order(cast)
    letter = Message.objects.get(about_kind="directive", about_id=given.pk)
    assert (letter.kind, letter.reply_to) == ("directive", cast.pat.email)
    for part in ("Remove post: Robotics", "breaks this policy", "BY SEPTEMBER 16, 2026", f"/orders/{given.pk}/"):
        assert part in letter.text
    assert "names a student" not in letter.text + letter.html + letter.subject
    assert "Congratulations" not in letter.text + letter.html + letter.subject


@pytest.mark.parametrize("who", ["maya", "sam", "tom", "casey", "ed", "erin", "val", "hope", "hugo"])
def test_nobody_gives_an_order_whom_the_policy_does_not_name(cast: Cast, who: str):
    with pytest.raises(Refused):
        order(cast, by=getattr(cast, who))
    assert (Directive.objects.count(), Event.objects.filter(verb="order").count()) == (0, 0)


def test_somebody_else_reads_who_gives_it(cast: Cast):
    with pytest.raises(Refused) as refused:
        order(cast, by=cast.tom)
    assert refused.value.sentence == (
        "“Remove post” is ordered by: Principal or Superintendent. You do not hold that role for Robotics on Instagram."
    )


def test_a_designee_orders_in_the_name_of_whom_they_stand_in_for(cast: Cast):
    given = order(cast, by=cast.dee)
    assert (given.issued_name, given.acting_for) == ("Dee Okafor", "Pat Lindqvist")
    assert letters(given) == [
        ("Maya Ortega", "Order: Remove post, Robotics"),
        ("Pat Lindqvist", "Order: Remove post, Robotics"),
    ]
    with pytest.raises(Refused):
        order(cast, site(cast, "Chess"), by=cast.dee, at=AT.replace(month=12, day=20))


def test_nobody_orders_anything_of_themselves(cast: Cast):
    with pytest.raises(Refused, match="You answer for Band on Instagram yourself"):
        order(cast, site(cast, "Band", responsible=cast.pat))


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"ground": "I do not like it"}, "Choose one of the grounds"),
        ({"reason": "  "}, "Give a reason"),
        ({"reason": "x" * 4001}, "at most 4000 characters"),
        ({"post": " "}, "Say exactly which post"),
        ({"post_address": "javascript:alert(1)"}, "begins with https"),
        ({"facts": Facts()}, "Say whose words they are"),
        ({"key": "shut_down"}, "has no such order"),
    ],
)
def test_what_an_order_has_to_say(cast: Cast, more: dict[str, str], why: str):
    with pytest.raises(Refused, match=why):
        order(cast, **more)
    assert Directive.objects.count() == 0


def test_the_same_form_sent_twice_is_one_order(cast: Cast):
    made, key = site(cast), uuid4()
    assert order(cast, made, form_key=key) == order(cast, made, form_key=key)
    assert (Directive.objects.count(), Message.objects.filter(kind="directive").count()) == (1, 1)


def test_it_is_due_on_a_school_day(cast: Cast):
    assert order(cast, at=AT.replace(day=18)).due_on == date(2026, 9, 21)


def test_the_database_refuses_an_order_that_names_no_post(cast: Cast):
    given = order(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Directive.objects.filter(pk=given.pk).update(post="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Directive.objects.filter(pk=given.pk).update(state="done", done_at=AT, done_name="Maya Ortega")


# words of the public --------------------------------------------------------------------------------------------------


def test_what_was_asked_before_words_of_the_public_go_is_kept_with_the_order(cast: Cast):
    given = order(cast, facts=PUBLIC)
    assert given.facts == [
        ["Whose words are these?", "The public’s: a comment, reply or post by somebody else"],
        ["Does the page let the public comment or post?", "Yes"],
        ["Which rule do they break, whatever the opinion?", "advertising, spam, or a link to malware or fraud"],
        ["Would the same words be removed if they praised the district?", "Yes"],
    ]
    assert order(cast, site(cast, "Chess")).facts == [["Whose words are these?", "Ours: a post of the site itself"]]


@pytest.mark.parametrize(
    "facts",
    [
        Facts("public", True, "none", True),
        Facts("public", True, "", True),
        Facts("public", False, "it is rude", True),
        Facts("public", True, PUBLIC.neutral_ground, False),
        Facts("public", True, PUBLIC.neutral_ground, None),
    ],
)
def test_without_a_neutral_ground_words_of_the_public_stay(cast: Cast, facts: Facts):
    with pytest.raises(Refused, match="a public forum, and what people say there is protected"):
        order(cast, facts=facts)
    assert Directive.objects.count() == 0


def test_whether_the_page_invites_the_public_is_asked(cast: Cast):
    with pytest.raises(Refused, match="Say whether the page lets the public comment"):
        order(cast, facts=Facts("public", None, PUBLIC.neutral_ground, True))


def test_a_policy_may_list_neutral_grounds_of_its_own(db: None):
    cast = build(
        adding='[[directive]]\nkey = "hide"\ndoes = "remove_post"\nissued_by = ["principal"]\ngrounds = ["our page rule"]\n'
        'neutral_grounds = ["over 500 words"]\n'
    )
    given = order(cast, key="hide", ground="our page rule", post=POST, facts=Facts("public", True, "over 500 words", True))
    assert (given.label, given.kind, given.neutral_ground, given.due_on) == ("Hide", "remove_post", "over 500 words", None)
    with pytest.raises(Refused, match="public forum"):
        order(cast, given.site, key="hide", ground="our page rule", post=POST, facts=PUBLIC)


def test_the_database_wants_the_neutral_ground_too(cast: Cast):
    given = order(cast, facts=PUBLIC)
    with pytest.raises(IntegrityError), transaction.atomic():
        Directive.objects.filter(pk=given.pk).update(neutral_ground="")


# the policies ---------------------------------------------------------------------------------------------------------


@pytest.mark.clause("000:13")
@pytest.mark.parametrize("key", ["remove_post", "disable_page"])
def test_a_posting_is_removed_and_a_page_disabled_by_principal_or_superintendent_on_three_grounds(db: None, key: str):
    cast = build("staffuse")
    grounds = (
        "does not adhere to the law",
        "does not adhere to this policy",
        "does not adhere to another School District policy",
    )
    for number, ground in enumerate(grounds):
        given = order(cast, site(cast, f"Club {number}"), key, by=[cast.pat, cast.sue, cast.dee][number], ground=ground)
        assert (given.ground, given.due_on, given.confirm_by) == (ground, date(2026, 9, 16), "responsible")
    made = site(cast, "Chess")
    with pytest.raises(Refused, match="Choose one of the grounds"):
        order(cast, made, key, ground="unwelcome")
    for who in (cast.tom, cast.casey, cast.sam):
        with pytest.raises(Refused, match="is ordered by: Principal or Superintendent"):
            order(cast, made, key, by=who, ground=grounds[0])


def test_a_disabled_page_is_suspended_in_the_register_at_once_and_reinstated_when_the_order_is_withdrawn(db: None):
    cast = build("staffuse")
    given = order(cast, key="disable_page", ground="does not adhere to the law")
    kept = Site.objects.get(pk=given.site_id)
    assert (kept.status, kept.status_reason) == ("suspended", "Disable a page: does not adhere to the law. It names a student.")
    services.withdraw(directive=given, reason="It was another page.", by=cast.pat, at=AT)
    assert Site.objects.get(pk=given.site_id).status == "active"
    assert [verb for verb, *_rest in said_of(given.site)] == ["register", "suspend", "reinstate"]


@pytest.mark.clause("002:14")
@pytest.mark.parametrize("key", ["remove_post", "avoid_subject"])
def test_board_or_administration_order_on_two_grounds_and_on_sponsored_sites_only(db: None, key: str):
    cast = build("chsd230")
    appoint(cast.sue, "administration")
    more = {"subject": "The strike"} if key == "avoid_subject" else {}
    for number, ground in enumerate((LAW, RIGHTS)):
        given = order(cast, site(cast, f"Club {number}"), key, by=cast.sue, ground=ground, **more)
        assert (given.ground, given.issued_role, given.subject) == (ground, "administration", more.get("subject", ""))
    made = site(cast, "Chess")
    for who in (cast.pat, cast.tom, cast.sam):
        with pytest.raises(Refused, match="is ordered by: Board or District administration"):
            order(cast, made, key, by=who, ground=LAW, **more)
    with pytest.raises(Refused, match="Choose one of the grounds"):
        order(cast, made, key, by=cast.sue, ground="unwelcome", **more)
    Site.objects.filter(pk=made.pk).update(status="unofficial")
    with pytest.raises(Refused, match="sponsored sites only"):
        order(cast, Site.objects.get(pk=made.pk), key, by=cast.sue, ground=LAW, **more)


def test_a_subject_to_avoid_is_named(db: None):
    cast = build("chsd230")
    appoint(cast.sue, "administration")
    with pytest.raises(Refused, match="Say which subject"):
        order(cast, key="avoid_subject", by=cast.sue, ground=LAW, subject=" ")


@pytest.mark.clause("001:4")
def test_a_site_or_one_who_posts_there_is_suspended_on_the_ground_of_the_policy(db: None):
    cast = build("policy401")
    ground = "does not comply with this policy or its regulation"
    whole = order(cast, key="suspend_page", by=cast.sue, ground=ground)
    assert (Site.objects.get(pk=whole.site_id).status, whole.kind, whole.due_on) == ("suspended", "suspend", None)
    other = site(cast, "Chess", posters=[cast.maya, cast.val])
    one = order(cast, other, "suspend_page", by=cast.sue, ground=ground, poster=cast.val)
    assert Site.objects.get(pk=other.pk).status == "active"
    assert [row.person for row in other.posters.all()] == [cast.maya]
    assert letters(one) == [
        ("Maya Ortega", "Order: Suspend a page or somebody who posts there, Chess"),
        ("Pat Lindqvist", "Order: Suspend a page or somebody who posts there, Chess"),
        ("Val Novak", "You no longer post on Chess"),
    ]
    with pytest.raises(Refused, match="Give a reason"):
        order(cast, site(cast, "Band"), "suspend_page", by=cast.sue, ground=ground, reason="")
    with pytest.raises(Refused, match="Val Novak does not post on"):
        order(cast, other, "suspend_page", by=cast.sue, ground=ground, poster=cast.val)


@pytest.mark.clause("003:12")
def test_the_supervisor_shuts_down_without_another_role_at_once_and_with_a_reason(db: None):
    cast = build("jndc")
    more = {"key": "shut_down", "ground": "best overall interest of the students"}
    assert cast.standing(cast.sam).held == ()
    with pytest.raises(Refused, match="Give a reason"):
        order(cast, by=cast.sam, **more, reason="")
    made = site(cast, "Chess")
    given = order(cast, made, by=cast.sam, **more)
    kept = Site.objects.get(pk=made.pk)
    assert (kept.status, kept.status_since) == ("shut_down", AT)
    assert [(verb, who) for verb, who, *_rest in said_of(made)][1:] == [("shut_down", "Sam Whitfield")]
    assert (given.due_on, given.confirm_by) == (date(2026, 9, 16), "supervisor")
    assert letters(given) == [("Maya Ortega", "Order: Shut down, Chess"), ("Pat Lindqvist", "Order: Shut down, Chess")]
    for who in (cast.sue, cast.tom, cast.erin, cast.maya):
        with pytest.raises(Refused):
            order(cast, site(cast, f"Club of {who.name}"), by=who, **more)


def test_a_site_is_shut_down_once(db: None):
    cast = build("jndc")
    made = site(cast)
    more = {"key": "shut_down", "ground": "best overall interest of the students", "by": cast.sam}
    order(cast, made, **more)
    with pytest.raises(Refused, match="is shut down"):
        order(cast, Site.objects.get(pk=made.pk), **more)
    assert Directive.objects.count() == 1


def test_without_a_policy_nobody_orders_anything(cast: Cast):
    made = site(cast, policy_version=None)
    assert order(cast, made).policy_version == cast.policy
    nowhere = person("Nia Holt", cast.lakeside, cast.birchwood)
    Person.objects.filter(pk=nowhere.pk).update(is_active=False)
    with pytest.raises(Refused):
        order(cast, made, by=nowhere, facts=OURS)


def test_a_form_that_somebody_else_sent_is_opened_once_more(cast: Cast):
    key = uuid4()
    order(cast, form_key=key)
    with pytest.raises(Refused, match="Open the form once more"):
        order(cast, site(cast, "Chess"), by=cast.sue, form_key=key)


def test_a_day_is_the_districts_day(cast: Cast):
    given = order(cast, at=AT.replace(day=18, hour=2))  # Thursday, 9 p.m. in Chicago
    assert given.due_on == date(2026, 9, 18)
