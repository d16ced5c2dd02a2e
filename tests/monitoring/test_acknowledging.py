"""Guidelines to acknowledge: whom a campaign asks, what stands on the home page, and in the mail of a school morning."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Person
from monitoring.selectors import Line, asked_of, to_acknowledge
from policies.selectors import policy_in_force
from policies.services import end_campaign
from records.models import Message
from registry.selectors import people_of_sites
from registry.services import close
from tests.cast import AT, TODAY, Cast
from tests.monitoring.days import TUESDAY, digests, local, morning, watched
from tests.policies.guiding import LATER, SECOND, agree, asked, version
from tests.registry import sites

pytestmark = pytest.mark.django_db
WED, THU, FRI, MON = date(2026, 9, 16), date(2026, 9, 17), date(2026, 9, 18), date(2026, 9, 21)
EMPLOYEES = {"Casey", "Dee", "Ed", "Erin", "Maya", "Pat", "Sam", "Sue", "Tom"}


def firsts(people: Any) -> set[str]:
    return {person.name.split()[0] for person in people}


def lines(cast: Cast, who: Person, on: date = TODAY) -> list[Line]:
    return to_acknowledge(cast.standing(who, local(on, 9)))


def body(name: str, on: date) -> str:
    found = Message.objects.get(to_name=name, kind="digest", key__endswith=on.isoformat()).text
    return re.sub(r"/\d+/", "/N/", found)


# whom ----------------------------------------------------------------------------------------------------------------


def test_everybody_is_everybody_to_whom_the_policy_applies(cast: Cast) -> None:
    campaign = asked(cast)
    policy = policy_in_force(cast.lakeside.pk, TODAY)
    assert policy is not None
    assert set(policy.policy.applies_to) == {"employee"}
    assert firsts(asked_of(campaign, policy)) == EMPLOYEES


def test_people_of_sites_are_those_who_answer_for_a_live_one_or_may_post(cast: Cast) -> None:
    site = sites.site(cast, posters=[cast.maya, cast.val])
    sites.site(cast, "Chess", responsible=cast.ed, posters=[])
    assert firsts(people_of_sites(cast.lakeside.pk)) == {"Maya", "Val", "Ed"}
    assert firsts(people_of_sites(cast.harbor.pk)) == set()
    close(site=site, reason="It is over.", by=cast.maya, at=AT)
    assert firsts(people_of_sites(cast.lakeside.pk)) == {"Ed"}
    Person.objects.filter(pk=cast.ed.pk).update(is_active=False)
    assert firsts(people_of_sites(cast.lakeside.pk)) == set()


def test_a_campaign_for_people_of_sites_asks_nobody_else(cast: Cast) -> None:
    sites.site(cast)
    campaign = asked(cast, audience="sites")
    assert firsts(asked_of(campaign, policy_in_force(cast.lakeside.pk, TODAY))) == {"Maya"}
    assert [line.title for line in lines(cast, cast.maya)] == ["Read and acknowledge: Guidelines for posting"]
    assert lines(cast, cast.pat) == []


# on the home page ----------------------------------------------------------------------------------------------------


def test_what_is_asked_stands_there_until_it_is_answered(cast: Cast) -> None:
    campaign = asked(cast)
    url = f"/guidelines/{campaign.guideline_id}/"
    due = Line(campaign.pk, "Read and acknowledge: Guidelines for posting", "Version 1. It says more.", "", "", url)
    assert lines(cast, cast.maya) == [Line(**{**vars(due), "badge": "Due Thursday, October 1"})]
    assert lines(cast, cast.maya, LATER) == [Line(**{**vars(due), "badge": "Due today", "tone": "due"})]
    late = Line(**{**vars(due), "badge": "1 school day late", "tone": "late"})
    assert lines(cast, cast.maya, LATER + timedelta(1)) == [late]
    agree(campaign, cast.maya)
    assert lines(cast, cast.maya, LATER + timedelta(1)) == []
    assert lines(cast, cast.pat, LATER + timedelta(1)) == [late]


def test_a_version_that_begins_later_is_read_on_its_own_page(cast: Cast) -> None:
    first = asked(cast)
    version(cast, first.guideline, SECOND, in_force_from=LATER, audience="everybody", due_on=LATER)
    assert [line.url for line in lines(cast, cast.maya)] == [f"/guidelines/{first.guideline_id}/2/"]
    assert [line.url for line in lines(cast, cast.maya, LATER)] == [f"/guidelines/{first.guideline_id}/"]


def test_the_one_due_first_stands_first_and_other_districts_ask_nobody_here(cast: Cast) -> None:
    asked(cast, title="Photographs", due_on=LATER)
    asked(cast, title="Comments", due_on=FRI)
    assert [line.title for line in lines(cast, cast.maya)] == [
        "Read and acknowledge: Comments",
        "Read and acknowledge: Photographs",
    ]
    assert lines(cast, cast.hal) == []


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_one_and_for_three(cast: Cast, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        asked(cast, title=f"Guideline {number}")
        asked(cast, title=f"For posters {number}", audience="sites")
    standing = cast.standing(cast.maya)
    assert standing.district_id
    with django_assert_num_queries(5):  # the campaigns, the policy, each audience, the calendar
        assert len(to_acknowledge(standing)) == count


def test_where_nobody_is_asked_it_costs_one_query(cast: Cast, django_assert_num_queries: Any) -> None:
    standing = cast.standing(cast.maya)
    assert standing.district_id
    with django_assert_num_queries(1):
        assert to_acknowledge(standing) == []


# in the mail ---------------------------------------------------------------------------------------------------------


def test_everybody_who_is_asked_reads_one_line_in_the_mail_of_the_morning(cast: Cast) -> None:
    asked(cast)
    morning(WED)
    assert {name.split()[0] for name in digests(WED)} == EMPLOYEES
    assert set(digests(WED).values()) == {"1 thing for you today"}
    assert body("Maya Ortega", WED).split("\n\n")[1] == (
        "DUE THURSDAY, OCTOBER 1\n"
        "Read and acknowledge: Guidelines for posting\n"
        "Version 1. It says more.\n"
        "http://127.0.0.1:8000/guidelines/N/"
    )


def test_nothing_is_sent_to_whoever_acknowledged_nor_to_anybody_once_it_has_ended(cast: Cast) -> None:
    campaign = asked(cast)
    agree(campaign, cast.maya)
    morning(WED)
    assert "Maya Ortega" not in digests(WED)
    assert "Pat Lindqvist" in digests(WED)
    end_campaign(campaign=campaign, by=cast.sue, at=local(WED, 9))
    morning(THU)
    assert digests(THU) == {}


def test_it_joins_what_waits_anyway_and_what_is_late_comes_first(cast: Cast) -> None:
    watched(cast, terms={"check_every": "3 school days"})
    campaign = asked(cast, due_on=WED)
    agree(campaign, *(getattr(cast, name.lower()) for name in EMPLOYEES - {"Maya"}))
    morning(TUESDAY)
    for on in (WED, THU, FRI):
        morning(on)
    assert digests(FRI) == {"Maya Ortega": "2 things for you today, 1 late"}
    assert [part.split("\n")[1] for part in body("Maya Ortega", FRI).split("\n\n")[1:3]] == [
        "Read and acknowledge: Guidelines for posting",
        "Comment check: Robotics",
    ]


def test_a_designee_is_not_asked_for_anybody_else(cast: Cast) -> None:
    campaign = asked(cast)
    agree(campaign, cast.dee)
    morning(WED)
    assert "Dee Okafor" not in digests(WED)
    assert "Pat Lindqvist" in digests(WED)


@pytest.mark.parametrize("count", [1, 3])
def test_a_morning_costs_the_same_for_one_who_has_not_answered_and_for_three(cast: Cast, count: int) -> None:
    campaign = asked(cast)
    agree(campaign, *(getattr(cast, name.lower()) for name in sorted(EMPLOYEES)[count:]))
    with CaptureQueriesContext(connection) as captured:
        morning(WED)
    plain = [query["sql"] for query in captured if " AS part" not in query["sql"]]  # without what asks whether there is any
    asking = [sql for sql in plain if "policies_campaign" in sql or "policies_acknowledgement" in sql]
    assert len(asking) == 2  # the campaigns, and who has not answered
    assert len(digests(WED)) == count
