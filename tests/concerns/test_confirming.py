"""From the order to its end: acknowledged, carried out, confirmed, sent back, taken back; who may, who hears, who is faster."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Appointment, Person
from accounts.rules import Refused
from concerns import services, states
from concerns.models import Directive
from records.models import Event
from registry.models import Site
from tests.cast import AT, Cast, appoint, build
from tests.concerns.orders import letters, order, said
from tests.registry.sites import site

LATER = AT + timedelta(hours=3)
PROOF = "Gone since 9:40."
OTHER = '[[directive]]\nkey = "{key}"\nissued_by = ["{by}"]\ngrounds = ["breaks this policy"]\ndue = "1 school day"\n{more}\n'


def other(key: str = "rename", by: str = "principal", more: str = "") -> str:
    """A policy's order of another kind: its label says what is to be done."""
    return OTHER.format(key=key, by=by, more=more)


@pytest.fixture
def renaming(db: None) -> Cast:
    """The model policy with an order that whoever gave it confirms."""
    return build(adding=other())


def rename(cast: Cast, **more) -> Directive:
    return order(cast, key="rename", **more)


def finish(directive: Directive, by: Person, proof: str = PROOF) -> Directive:
    return services.finish(directive=directive, proof=proof, by=by, at=LATER)


def test_acknowledging_says_who_and_when_with_one_event(cast: Cast):
    given = services.acknowledge(directive=order(cast), by=cast.maya, at=LATER)
    assert (given.state, given.acknowledged_name, given.acknowledged_at) == ("acknowledged", "Maya Ortega", LATER)
    assert said(given)[1:] == [("acknowledge", "Maya Ortega", "")]
    assert letters(given) == [("Maya Ortega", "Order: Remove post, Robotics")]


@pytest.mark.parametrize("who", ["pat", "dee", "sam", "tom", "sue", "val", "ed", "erin", "hope"])
@pytest.mark.parametrize("deed", [services.acknowledge, finish])
def test_nobody_else_acknowledges_or_carries_it_out(renaming: Cast, deed: Callable[..., Directive], who: str):
    given = rename(renaming)
    by = getattr(renaming, who)
    with pytest.raises(Refused):
        deed(given, by) if deed is finish else deed(directive=given, by=by, at=LATER)
    assert (Directive.objects.get().state, len(said(given))) == ("ordered", 1)


def test_a_designee_acknowledges_for_whoever_answers(cast: Cast):
    given = order(cast, site(cast, responsible=cast.pat), by=cast.sue)
    assert services.acknowledge(directive=given, by=cast.dee, at=LATER).acknowledged_name == "Dee Okafor for Pat Lindqvist"


def test_where_nobody_answers_for_the_site_their_supervisor_does(cast: Cast):
    given = order(cast)
    Person.objects.filter(pk=cast.maya.pk).update(is_active=False)
    assert services.acknowledge(directive=given, by=cast.sam, at=LATER).acknowledged_name == "Sam Whitfield"


@pytest.mark.clause("000:13")
def test_the_responsible_employee_confirms_that_it_was_done_and_the_issuer_hears(db: None):
    cast = build("staffuse")
    given = order(cast, key="disable_page", ground="does not adhere to the law")
    done = finish(given, cast.maya)
    assert (done.state, done.done_name, done.confirmed_name, done.proof, done.acknowledged_name) == (
        "confirmed", "Maya Ortega", "Maya Ortega", PROOF, "",
    )  # fmt: skip
    assert Directive.objects.get().acknowledged_name == "Maya Ortega"
    assert letters(given)[1:] == [("Pat Lindqvist", "Carried out: Disable a page, Robotics"),
                                  ("Dee Okafor", "Carried out: Disable a page, Robotics")]  # fmt: skip
    assert Site.objects.get(pk=given.site_id).status == "suspended"


def test_where_the_policy_names_nobody_whoever_gave_the_order_confirms_it(renaming: Cast):
    cast = renaming
    given = finish(rename(cast), cast.maya)
    assert (given.state, given.confirmed_at) == ("done", None)
    for who in (cast.maya, cast.sue, cast.tom, cast.sam):
        with pytest.raises(Refused):
            services.confirm(directive=given, by=who, at=LATER)
    over = services.confirm(directive=given, by=cast.pat, at=LATER)
    assert (over.state, over.confirmed_name) == ("confirmed", "Pat Lindqvist")
    assert [verb for verb, *_rest in said(given)] == ["order", "finish", "confirm"]
    assert letters(given)[-1] == ("Maya Ortega", "Confirmed: Rename, Robotics")


@pytest.mark.clause("003:12")
def test_the_role_of_the_policy_confirms(db: None):
    cast = build("jndc")
    given = order(cast, key="shut_down", ground="best overall interest of the students", by=cast.sam)
    done = finish(given, cast.maya)
    assert done.state == "done"
    assert letters(given)[-1] == ("Sam Whitfield", "Carried out: Shut down, Robotics")
    assert services.confirm(directive=done, by=cast.sam, at=LATER).state == "confirmed"


def test_when_the_issuer_has_left_whoever_holds_the_role_confirms(renaming: Cast):
    cast = renaming
    given = finish(rename(cast), cast.maya)
    Person.objects.filter(pk=cast.pat.pk).update(is_active=False)
    Appointment.objects.filter(person=cast.pat).update(ended_at=AT)
    appoint(cast.erin, "principal", cast.birchwood)
    assert services.confirm(directive=given, by=cast.erin, at=LATER).confirmed_name == "Erin Voss"


def test_what_is_not_done_yet_goes_back_with_what_is_missing(renaming: Cast):
    cast = renaming
    given = finish(rename(cast), cast.maya)
    with pytest.raises(Refused, match="Say what is missing"):
        services.send_back(directive=given, reason=" ", by=cast.pat, at=LATER)
    back = services.send_back(directive=given, reason="The old name is in the picture.", by=cast.pat, at=LATER)
    assert (back.state, back.done_at, back.proof) == ("acknowledged", None, "")
    assert said(given)[-1] == ("send_back", "Pat Lindqvist", "The old name is in the picture.")
    assert letters(given)[-1] == ("Maya Ortega", "Not done yet: Rename, Robotics")
    assert finish(back, cast.maya, "New picture too.").proof == "New picture too."


@pytest.mark.parametrize(("proof", "why"), [(" ", "Write how one sees"), ("x" * 2001, "at most 2000 characters")])
def test_carried_out_is_said_with_how_one_sees_it(renaming: Cast, proof: str, why: str):
    with pytest.raises(Refused, match=why):
        finish(rename(renaming), renaming.maya, proof)


def test_an_order_is_withdrawn_with_a_reason_and_those_who_had_it_hear(cast: Cast):
    given = order(cast)
    with pytest.raises(Refused, match="Give a reason"):
        services.withdraw(directive=given, reason="", by=cast.pat, at=LATER)
    gone = services.withdraw(directive=given, reason="It was another page.", by=cast.sue, at=LATER)
    assert (gone.state, gone.ended_name, gone.end_reason) == ("withdrawn", "Sue Brandt", "It was another page.")
    assert said(given)[-1] == ("withdraw", "Sue Brandt", "It was another page.")
    assert letters(given)[1:] == [("Maya Ortega", "Withdrawn: Remove post, Robotics"),
                                  ("Pat Lindqvist", "Withdrawn: Remove post, Robotics")]  # fmt: skip


@pytest.mark.parametrize("who", ["maya", "sam", "tom", "erin", "hope"])
def test_nobody_else_withdraws_it(cast: Cast, who: str):
    given = order(cast)
    with pytest.raises(Refused):
        services.withdraw(directive=given, reason="No.", by=getattr(cast, who), at=LATER)


def test_a_shut_down_is_not_withdrawn(db: None):
    cast = build("jndc")
    given = order(cast, key="shut_down", ground="best overall interest of the students", by=cast.sam)
    with pytest.raises(Refused, match="stays so"):
        services.withdraw(directive=given, reason="No.", by=cast.sam, at=LATER)


def test_a_suspension_is_over_for_the_register_once_withdrawn_and_a_poster_stays_removed(db: None):
    cast = build("policy401")
    more = {"key": "suspend_page", "by": cast.sue, "ground": "does not comply with this policy or its regulation"}
    whole, other_site = order(cast, **more), site(cast, "Chess", posters=[cast.val])
    one = order(cast, other_site, **more, poster=cast.val)
    for given in (whole, one):
        services.withdraw(directive=given, reason="A mistake.", by=cast.sue, at=LATER)
    assert Site.objects.get(pk=whole.site_id).status == "active"
    assert other_site.posters.count() == 0


def test_what_was_suspended_for_another_reason_stays_so(db: None):
    cast = build("staffuse")
    given = order(cast, key="disable_page", ground="does not adhere to the law")
    Site.objects.filter(pk=given.site_id).update(status_reason="Something else")
    services.withdraw(directive=given, reason="A mistake.", by=cast.pat, at=LATER)
    assert Site.objects.get(pk=given.site_id).status == "suspended"


def test_a_suspension_that_was_read_is_over(db: None):
    cast = build("policy401")
    given = order(cast, key="suspend_page", by=cast.sue, ground="does not comply with this policy or its regulation")
    assert services.acknowledge(directive=given, by=cast.maya, at=LATER).state == "confirmed"


DEEDS: dict[str, Callable[[Cast, Directive], Directive]] = {
    "acknowledge": lambda cast, given: services.acknowledge(directive=given, by=cast.maya, at=LATER),
    "finish": lambda cast, given: finish(given, cast.maya),
    "confirm": lambda cast, given: services.confirm(directive=given, by=cast.pat, at=LATER),
    "send_back": lambda cast, given: services.send_back(directive=given, reason="No.", by=cast.pat, at=LATER),
    "withdraw": lambda cast, given: services.withdraw(directive=given, reason="No.", by=cast.pat, at=LATER),
    "lift": lambda cast, given: services.lift(directive=given, reason="No.", by=cast.pat, at=LATER),
}


def test_every_deed_leads_where_the_table_says_and_nowhere_else(renaming: Cast):
    given = rename(renaming)
    for deed, state in product(DEEDS, states.DIRECTIVES):
        Directive.objects.filter(pk=given.pk).update(
            state=state, done_at=None, done_name="", done_by=None, confirmed_at=None, confirmed_name="", ended_at=None,
            ended_name="",
        )  # fmt: skip
        before = Event.objects.count()
        expected = states.after(deed, state, "other")
        try:
            found = DEEDS[deed](renaming, Directive.objects.get()).state
        except Refused:
            found = None
        assert (deed, state, found) == (deed, state, expected)
        assert Event.objects.count() - before == (expected is not None)


def test_the_second_of_two_reads_what_it_says_already(renaming: Cast):
    cast = renaming
    given = finish(rename(cast), cast.maya)
    services.confirm(directive=given, by=cast.pat, at=LATER)
    with pytest.raises(Refused) as refused:
        services.send_back(directive=given, reason="No.", by=cast.dee, at=LATER)
    assert refused.value.sentence == "Somebody was faster: this order says “carried out”."
    assert len(said(given)) == 3


def test_the_database_keeps_who_and_when_together(cast: Cast):
    given = order(cast)
    for name in ("acknowledged_name", "done_name", "confirmed_name", "ended_name"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Directive.objects.filter(pk=given.pk).update(**{name: "Maya Ortega"})
