"""Whom a policy keeps from a step (`not_by`): whoever answers for the site, whoever answered for another role."""

from typing import Any

import pytest

from accounts.models import Appointment
from accounts.rules import Refused
from monitoring.sweep import tick
from policies.services import load_policy
from records.events import OPERATOR
from requests import services
from requests.models import Submission
from requests.selectors import open_seats_for, who_may_act
from tests.cast import AT, TODAY, Cast, appoint
from tests.policies.making import text
from tests.requests.filing import answer, file, seat

pytestmark = pytest.mark.django_db
ROLES = [
    {"key": "principal", "label": "Principal", "scope": "school"},
    {"key": "technology_director", "label": "Technology director", "scope": "district"},
    {"key": "superintendent", "label": "Superintendent", "scope": "district"},
]
SECOND = {"key": "second", "kind": "approve", "who": ["technology_director"], "not_by": ["principal"]}


def under(cast: Cast, **second: Any) -> Cast:
    """The principal decides, then the technology director, who must be somebody else."""
    steps = [{"key": "first", "kind": "approve", "who": ["principal"]}, {**SECOND, "after": ["first"], **second}]
    fields = [{"key": "responsible", "type": "person", "stage": "request"}]
    written = text(role=ROLES, step=steps, field=fields)
    cast.policy = load_policy(district=cast.lakeside, text=written, in_force_from=TODAY, by=OPERATOR, at=AT)
    return cast


def both_hats(cast: Cast) -> None:
    """Pat is technology director too."""
    appoint(cast.pat, "technology_director")


def filed(cast: Cast, **answers: Any) -> Submission:
    return file(cast, version=cast.policy, **answers)


def waits_for(submission: Submission, step: str) -> list[str]:
    return sorted(str(holder) for holder in who_may_act(seat(submission, step), on=TODAY))


def test_whoever_answered_one_step_does_not_answer_the_other(cast: Cast) -> None:
    both_hats(under(cast))
    sent = filed(cast)
    answer(sent, "first", cast.pat, "approve")
    assert waits_for(sent, "second") == ["Tom Adeyemi"]
    assert [row.step.key for row in open_seats_for(cast.standing(cast.pat))] == []
    with pytest.raises(Refused, match="The policy keeps you from this step"):
        answer(sent, "second", cast.pat, "approve")
    answer(sent, "second", cast.tom, "approve")
    assert Submission.objects.get(pk=sent.pk).status == "done"


def test_a_designee_of_whoever_is_kept_from_it_does_not_answer_it_either(cast: Cast) -> None:
    both_hats(under(cast))
    held = Appointment.objects.get(person=cast.pat, role__key="technology_director")
    appoint(cast.dee, "technology_director", designee_of=held, ends_on="2026-12-18")
    sent = filed(cast)
    answer(sent, "first", cast.pat, "approve")
    assert waits_for(sent, "second") == ["Tom Adeyemi"]
    assert list(open_seats_for(cast.standing(cast.dee))) == []
    with pytest.raises(Refused, match="waits for somebody else"):
        answer(sent, "second", cast.dee, "approve")


def test_another_principal_leaves_it_to_whoever_did_not_answer(cast: Cast) -> None:
    both_hats(under(cast))
    sent = filed(cast)
    answer(sent, "first", cast.dee, "approve")
    assert waits_for(sent, "second") == ["Pat Lindqvist", "Tom Adeyemi"]


def test_of_two_steps_at_once_the_first_answer_keeps_its_giver_from_the_second(cast: Cast) -> None:
    both_hats(under(cast, after=[]))
    sent = filed(cast)
    assert waits_for(sent, "second") == ["Pat Lindqvist", "Tom Adeyemi"]
    answer(sent, "first", cast.pat, "approve")
    assert waits_for(sent, "second") == ["Tom Adeyemi"]


def test_where_nobody_else_is_left_it_falls_to_the_fallback_by_the_next_sweep(cast: Cast) -> None:
    Appointment.objects.filter(person=cast.tom).update(ended_at=AT)
    both_hats(under(cast, after=[], if_vacant="superintendent"))
    sent = filed(cast)
    answer(sent, "first", cast.pat, "approve")
    assert waits_for(sent, "second") == []
    tick(at=AT)
    assert waits_for(sent, "second") == ["Sue Brandt"]
    answer(sent, "second", cast.sue, "approve")


def test_whoever_answers_for_the_site_is_kept_from_a_step(cast: Cast) -> None:
    appoint(cast.casey, "technology_director")
    under(cast, not_by=["responsible"], after=[])
    sent = filed(cast, responsible=cast.casey.pk)
    assert waits_for(sent, "second") == ["Tom Adeyemi"]
    with pytest.raises(Refused, match="you answer for the site"):
        answer(sent, "second", cast.casey, "approve")


def test_a_requester_is_kept_from_a_record_where_the_policy_says_so(cast: Cast) -> None:
    for not_by, names in ([[], ["Tom Adeyemi"]], [["requester"], []]):
        under(cast, kind="record", what="It is paid.", not_by=not_by, after=[])
        sent = filed(cast, by=cast.tom, page_name="Ours")
        assert waits_for(sent, "second") == names


def test_a_return_begins_anew(cast: Cast) -> None:
    both_hats(under(cast, after=[]))
    sent = filed(cast)
    answer(sent, "first", cast.dee, "return", reason="Say more.")
    fresh = Submission.objects.get(pk=sent.pk)
    again = services.submit(submission=fresh, place=fresh.place, answers=fresh.answers, accepted={}, by=cast.maya, at=AT)
    assert waits_for(again, "second") == ["Pat Lindqvist", "Tom Adeyemi"]
