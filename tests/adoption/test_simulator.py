"""What would happen, worked out by hand and against what really happens."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Appointment, CalendarDay, Person
from adoption.selectors import AT_ONCE, Simulation
from monitoring.models import CheckIn
from monitoring.services import answer_check_in
from monitoring.sweep import tick
from policies.document import parse
from policies.selectors import document_of, preset
from policies.services import load_policy
from records import outbox
from records.events import OPERATOR
from records.models import Message
from registry.models import Site
from requests import services
from requests.models import Submission
from tests.cast import AT, TODAY, Cast, appoint, build
from tests.monitoring.days import local, morning, send
from tests.policies.making import text
from tests.requests.filing import answer, draft, file
from tests.requests.test_presets import JNDC, duties

from .trying import asked, opened, tried

pytestmark = pytest.mark.django_db


def test_who_is_asked_in_which_order_and_from_when_on(cast: Cast) -> None:
    found = tried(cast)
    assert asked(found) == {
        "principal": ("Pat Lindqvist, Principal", "Dee Okafor for Pat Lindqvist, Principal"),
        "technology_director": ("Tom Adeyemi, Technology director",),
        "give_address": ("Maya Ortega, Requester",),
        "told": (
            "Pat Lindqvist, Principal",
            "Dee Okafor for Pat Lindqvist, Principal",
            "Tom Adeyemi, Technology director",
        ),
    }
    assert opened(found) == {
        "principal": TODAY,
        "technology_director": date(2026, 9, 16),
        "give_address": date(2026, 9, 17),
        "told": date(2026, 9, 18),
    }
    assert (found.listed_on, found.responsible) == (date(2026, 9, 18), "Maya Ortega")


def test_what_follows_where_nobody_answers(cast: Cast) -> None:
    silence = {turn.key: turn.silence for turn in tried(cast).turns}
    assert silence["principal"] == (
        "September 18, 2026: reminded",
        "September 22, 2026: Tom Adeyemi also hears of it",
    )
    assert silence["give_address"][-1] == "After November 16, 2026: it ends by itself"
    assert silence["told"] == ()


def test_a_day_without_school_moves_everything_behind_it(cast: Cast) -> None:
    CalendarDay.objects.create(district=cast.lakeside, on=date(2026, 9, 16))
    assert opened(tried(cast))["technology_director"] == date(2026, 9, 17)


def test_the_check_ins_of_the_next_weeks_and_who_hears_of_a_late_one(cast: Cast) -> None:
    comments, look = tried(cast).watches
    assert (comments.label, comments.who, comments.how_often) == ("Comment check", "Maya Ortega", "Every week")
    assert comments.dates == (
        date(2026, 9, 25), date(2026, 10, 2), date(2026, 10, 9), date(2026, 10, 16), date(2026, 10, 23),
    )  # fmt: skip
    assert comments.late == (
        "September 28, 2026: Maya Ortega",
        "September 30, 2026: Pat Lindqvist",
        "October 2, 2026: Tom Adeyemi",
    )
    assert (look.who, look.dates[0]) == ("Sam Whitfield", date(2026, 10, 19))


def test_a_duty_without_a_rhythm_reminds_nobody(cast: Cast) -> None:
    comments, _look = tried(cast, check_every="").watches
    assert (comments.how_often, comments.dates) == ("No rhythm is set: nobody is reminded", ())


def test_a_vacancy_falls_to_the_fallback_and_says_so(cast: Cast) -> None:
    Appointment.objects.filter(role__key="principal", school=cast.birchwood).update(ended_at=AT)
    first = tried(cast).turns[0]
    assert first.asked == ("Sue Brandt, Superintendent",)
    assert first.trouble == ("Nobody can act as Principal: after a school day it falls to Superintendent, Sue Brandt.",)
    assert not first.is_stuck


def test_a_step_on_which_nobody_can_act_ends_the_way(cast: Cast) -> None:
    Appointment.objects.filter(role__key__in=["principal", "superintendent"]).update(ended_at=AT)
    found = tried(cast)
    assert [turn.is_stuck for turn in found.turns] == [True, False, False, False]
    assert found.turns[0].trouble == ("Nobody can act as Principal or as Superintendent.",)
    assert [turn.opens_on for turn in found.turns] == [TODAY, None, None, None]
    assert (found.listed_on, found.mails, found.watches) == (None, (), ())


def test_nobody_decides_on_their_own(cast: Cast) -> None:
    first = tried(cast, by=cast.pat).turns[0]
    assert first.asked == ("Sue Brandt, Superintendent",)
    assert first.trouble == ("Nobody can act as Principal: it falls to Superintendent, Sue Brandt.",)


def test_a_rule_of_the_policy_ends_it_before_it_begins(cast: Cast) -> None:
    found = tried(cast, platform="learning_platform")
    assert found.stopped is not None
    assert (found.stopped.effect, found.turns, found.mails) == ("exempt", (), ())


def test_a_preset_is_tried_though_the_district_never_loaded_it(cast: Cast) -> None:
    found = tried(cast, policy=preset("jndc"), container="account", uses_logo=True, responsible=cast.casey.pk)
    by_key = {turn.key: turn for turn in found.turns}
    assert by_key["contact"].asked == ("Sam Whitfield, Supervisor",)
    assert by_key["accept"].asked == ("Casey Moreno, Responsible employee",)
    assert by_key["logo"].asked == ("Sue Brandt, Superintendent",)  # records what the Board decided
    assert by_key["logo"].title == "Sue Brandt, board, decides: The Board's consent to the logo"
    assert found.responsible == "Casey Moreno"
    assert ("Casey Moreno", "You answer for Birchwood Robotics on Instagram") in [(mail.to, mail.what) for mail in found.mails]


def test_a_policy_that_asks_nothing_lists_the_site_at_once(cast: Cast) -> None:
    policy = parse('schema = 1\n[policy]\nkey = "none"\ntitle = "Nothing to ask"\n[intake]\nmode = "none"\n')
    found = tried(cast, policy=policy)
    assert (found.turns, found.listed_on) == ((), TODAY)


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_the_same_whatever_the_route(cast: Cast, rows: int) -> None:
    for _ in range(rows - 1):
        appoint(cast.ed, "principal", cast.birchwood)
    with CaptureQueriesContext(connection) as captured:
        tried(cast)
    assert len(captured) == 4  # the person, who sits on the steps, the calendar, who holds what of the site


# against what really happens -----------------------------------------------------------------------------------------------

Deed = tuple[str, Person, str, dict[str, Any]]  # the step, who answers it, how, with what
Deeds = dict[date, list[Deed]]


def really(filed: Submission, deeds: Deeds, checks: dict[str, Person], weeks: int = 5) -> Counter[tuple[date, str]]:
    """The next weeks for real: everybody answers on the morning of their mail. How many mails went to whom on which day."""
    for days in range(1, 7 * weeks + 1):
        on = TODAY + timedelta(days=days)
        morning(on)
        if on in deeds:
            for step, who, outcome, values in deeds[on]:
                answer(filed, step, who, outcome, at=local(on, 9), **values)
            tick(at=local(on, 10))
            send(local(on, 10, 1))
        for row in CheckIn.objects.filter(state="open").select_related("duty"):
            answer_check_in(check_in=row, outcome="nothing_found", note="", by=checks[row.duty.role], at=local(on, 9))
    return Counter((row.created_at.date(), row.to_name) for row in Message.objects.exclude(state="cancelled"))


def foretold(found: Simulation) -> Counter[tuple[date, str]]:
    """The same as it was foretold. Whatever waits for somebody of a morning is one mail."""
    mornings = {(mail.on, mail.to.partition(" for ")[0]) for mail in found.mails if mail.how != AT_ONCE}
    at_once = ((mail.on, mail.to.partition(" for ")[0]) for mail in found.mails if mail.how == AT_ONCE)
    return Counter(mornings) + Counter(at_once)


def test_the_mails_are_those_that_really_go_out(cast: Cast) -> None:
    due = foretold(tried(cast))
    sets = {"responsible": cast.maya.pk, "posters": [cast.maya.pk], "check_every": "1 week", "review_every": "1 month"}
    deeds: Deeds = {
        date(2026, 9, 16): [("principal", cast.pat, "approve", sets)],
        date(2026, 9, 17): [("technology_director", cast.tom, "approve", {})],
        date(2026, 9, 18): [("give_address", cast.maya, "provide", {"address": "https://www.instagram.com/robotics/"})],
    }
    sent = really(file(cast), deeds, {"responsible": cast.maya, "supervisor": cast.sam})
    assert Site.objects.get().registered_at == local(date(2026, 9, 18), 9)
    assert sorted(sent.items()) == sorted(due.items())


def test_so_are_those_of_a_policy_that_assigns_and_does_not_approve(db: None) -> None:
    cast = build("jndc")
    sets = {**duties(cast), "responsible": cast.maya.pk, "review_every": "2 weeks"}
    found = tried(cast, **JNDC, **sets)
    last = found.watches[0].dates[-1]  # of each duty its first five dates are foretold
    deeds: Deeds = {
        date(2026, 9, 16): [("duties", cast.sam, "assign", sets)],
        date(2026, 9, 17): [("accept", cast.maya, "acknowledge", {})],
        date(2026, 9, 18): [("give_address", cast.maya, "provide", {"address": "https://www.facebook.com/groups/chess"})],
        date(2026, 9, 21): [("access", cast.sam, "record", {})],
    }
    begun = draft(cast)
    filed = services.submit(submission=begun, place=begun.place, answers=JNDC, accepted={}, by=cast.maya, at=AT)
    sent = really(filed, deeds, {"responsible": cast.maya, "supervisor": cast.sam})
    assert Site.objects.get().registered_at == local(date(2026, 9, 21), 9)
    assert last == date(2026, 10, 5)
    sent, due = (Counter({pair: many for pair, many in all_.items() if pair[0] <= last}) for all_ in (sent, foretold(found)))
    assert sorted(sent.items()) == sorted(due.items())


ROLES = [
    {"key": "principal", "label": "Principal", "scope": "school"},
    {"key": "technology_director", "label": "Technology director", "scope": "district"},
    {"key": "superintendent", "label": "Superintendent", "scope": "district"},
]
FIRST = {"key": "first", "kind": "approve", "who": ["principal"]}
SECOND = {"key": "second", "kind": "approve", "who": ["technology_director"], "not_by": ["principal"]}


def held_against(
    cast: Cast, deeds: Deeds, checks: dict[str, Person], written: str, later: dict[str, Any] | None = None
) -> Simulation:
    """What is foretold under a policy, once it was held against every mail that really went out."""
    version = load_policy(district=cast.lakeside, text=written, in_force_from=TODAY, by=OPERATOR, at=AT)
    found = tried(cast, policy=document_of(version), later=later or {})
    last = max((on for each in found.watches for on in each.dates[-1:]), default=date.max)
    sent = really(file(cast, version=version), deeds, checks, weeks=5 if found.watches else 1)
    due = foretold(found)
    assert {pair: many for pair, many in sent.items() if pair[0] <= last} == dict(due)
    return found


@pytest.mark.parametrize("after", [["first"], []])
def test_whoever_is_kept_from_a_step_is_not_foretold_to_answer_it(cast: Cast, after: list[str]) -> None:
    """Pat holds both roles: one after the other Tom alone is asked, at once both are, and Pat answers the first alone."""
    appoint(cast.pat, "technology_director")
    steps = [FIRST, {**SECOND, "after": after}]
    first: Deed = ("first", cast.pat, "approve", {})
    second: Deed = ("second", cast.tom, "approve", {})
    one, two = date(2026, 9, 16), date(2026, 9, 17)
    deeds: Deeds = {one: [first], two: [second]} if after else {one: [first, second]}
    found = held_against(cast, deeds, {}, text(role=ROLES, step=steps))
    both = ("Tom Adeyemi, Technology director", "Pat Lindqvist, Technology director")
    assert set(asked(found)["second"]) == set(both if not after else both[:1])
    said = [mail.what.partition(":")[0] for mail in found.mails if mail.how == AT_ONCE]
    assert said[:2] == ["Approved by Pat Lindqvist", "Approved by Tom Adeyemi"]


def test_where_nobody_else_is_left_it_falls_and_the_fallback_is_asked_the_next_day(cast: Cast) -> None:
    Appointment.objects.filter(person=cast.tom).update(ended_at=AT)
    appoint(cast.pat, "technology_director")
    steps = [FIRST, {**SECOND, "if_vacant": "superintendent"}]
    deeds: Deeds = {
        date(2026, 9, 16): [("first", cast.pat, "approve", {})],
        date(2026, 9, 17): [("second", cast.sue, "approve", {})],
    }
    found = held_against(cast, deeds, {}, text(role=ROLES, step=steps))
    second = found.turns[1]
    assert (second.asked, second.is_stuck) == (("Pat Lindqvist, Technology director", "Sue Brandt, Superintendent"), False)
    assert second.trouble == ("Nobody can act as Technology director: it falls to Superintendent, Sue Brandt.",)
    alone = tried(cast, policy=parse(text(role=ROLES, step=[FIRST, SECOND])))
    assert ([turn.is_stuck for turn in alone.turns], alone.listed_on) == ([False, True], None)


def test_early_reminders_and_mails_that_somebody_switched_off_are_as_they_really_are(cast: Cast) -> None:
    outbox.switch(person_id=cast.sam.pk, district_id=cast.lakeside.pk, kind="digest", off=True, at=AT)
    outbox.switch(person_id=cast.sue.pk, district_id=cast.lakeside.pk, kind="soon", off=True, at=AT)
    outbox.switch(person_id=cast.casey.pk, district_id=cast.lakeside.pk, kind="registered", off=True, at=AT)
    duty = {"every": "1 week", "remind_before": "2 school days"}
    written = text(
        role=ROLES,
        step=[{**FIRST, "fields": ["responsible"]}],
        field=[{"key": "responsible", "type": "person", "stage": "approve"}],
        site={"responsible": "assigned"},
        mail={"may_switch_off": ["digest", "soon", "registered"]},
        duty=[
            {"key": "look", "who": ["responsible"], **duty},
            {"key": "head", "who": ["superintendent"], **duty},
            {"key": "room", "who": ["supervisor"], **duty},
        ],
    )
    casey = {"responsible": cast.casey.pk}
    deeds: Deeds = {date(2026, 9, 16): [("first", cast.pat, "approve", casey)]}
    checks = {"responsible": cast.casey, "superintendent": cast.sue, "supervisor": cast.sue}
    found = held_against(cast, deeds, checks, written, later=casey)
    early = [(mail.on, mail.to) for mail in found.mails if mail.what == "Soon due: Look: Birchwood Robotics"]
    assert early[:2] == [(date(2026, 9, 21), "Casey Moreno"), (date(2026, 9, 28), "Casey Moreno")]
    assert [mail.to for mail in found.mails if mail.what.startswith("Soon due: Head")] == []


def test_what_a_step_changes_of_the_form_counts_from_then_on_only(cast: Cast) -> None:
    """The first step asks for the visibility again. Whether the second is needed was settled by the form where it was not."""
    shown = {"key": "visibility", "type": "choice", "choices": ["public", "private"]}
    second = {**SECOND, "not_by": [], "after": ["first"], "when": {"field": "visibility", "is": "public"}}
    policy = parse(text(role=ROLES, field=[shown], step=[{**FIRST, "fields": ["visibility"]}, second]))
    for form, later, keys in (("private", "public", ["first"]), ("public", "private", ["first"]), ("public", "public", None)):
        found = tried(cast, policy=policy, visibility=form, later={"visibility": later})
        assert [turn.key for turn in found.turns] == (keys or ["first", "second"])
        version = load_policy(district=cast.lakeside, text=text(
            role=ROLES, field=[shown], step=[{**FIRST, "fields": ["visibility"]}, second]
        ), in_force_from=TODAY, by=OPERATOR, at=AT)  # fmt: skip
        filed = file(cast, version=version, visibility=form)
        answer(filed, "first", cast.pat, "approve", visibility=later)
        open_now = [step.key for step in Submission.objects.get(pk=filed.pk).steps.filter(state="open")]
        assert open_now == (["second"] if keys is None else [])


def test_what_a_submission_would_be_refused_for_is_said(cast: Cast) -> None:
    entity = [{"key": "team", "places": ["department"]}, {"key": "class"}]
    asks = [{"key": "entity", "type": "choice", "source": "entity"}]
    training = [{"key": "basics", "label": "Basics", "gate": True}]
    place = parse(text(role=ROLES, entity=entity, field=asks, step=[FIRST]))
    found = tried(cast, policy=place, entity="team")
    assert found.refused.startswith("“Team” is for a department. Birchwood High School is another kind of place")
    assert (found.turns, found.mails, found.watches, found.listed_on) == ((), (), (), None)
    assert tried(cast, policy=place, entity="class").refused == ""
    taught = parse(text(role=ROLES, training=training, step=[FIRST]))
    assert "Your district asks for the training “Basics” first" in tried(cast, policy=taught).refused
    opened_by = [{"key": "instagram", "created_by": ["technology_director"]}]
    asks = [
        {"key": "platform", "type": "choice", "source": "platform"},
        {"key": "address", "type": "address", "stage": "provide"},
    ]
    gives = {"key": "give", "kind": "provide", "who": ["requester"], "fields": ["address"]}
    created = parse(text(role=ROLES, platform=opened_by, field=asks, step=[gives]))
    assert asked(tried(cast, policy=created)) == {"give": ("Tom Adeyemi, Technology director",)}
