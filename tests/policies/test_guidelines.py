"""Guidelines: who writes them, what a version is, who acknowledges it, and who is asked to."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Appointment, Person
from accounts.rules import Refused
from accounts.selectors import Cursor
from policies.models import Acknowledgement, Campaign, Guideline, GuidelineVersion
from policies.rules import LONGEST_GUIDELINE
from policies.selectors import (
    acknowledged_on,
    guideline_versions,
    guidelines_page,
    offered,
    open_campaign,
    people_covered,
    policy_in_force,
    unanswered_by,
    version_of_guideline,
    without_answer,
)
from policies.services import acknowledge, add_guideline, ask_everybody, end_campaign, load_policy, publish
from records.events import OPERATOR, record, trail
from tests.cast import AT, TODAY, Cast, appoint

from .guiding import FIRST, LATER, SECOND, agree, asked, guideline, version
from .making import document, text

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(1)
NEXT_DAY = AT + timedelta(1)


def events(made: Guideline) -> list[tuple[str, str, str, str]]:
    return [(row.actor_name, row.acting_for, row.verb, row.sentence) for row in trail("guideline", made.pk)]


def test_what_happened_to_a_guideline_is_read_fifty_lines_at_a_time(cast: Cast) -> None:
    made = guideline(cast)
    given = {"verb": "publish", "subject": ("guideline", made.pk), "by": OPERATOR, "at": AT, "district_id": made.district_id}
    for number in range(1, 60):
        record(sentence=f"did {number}", **given)
    [fiftieth] = [row.pk for row in trail("guideline", made.pk) if row.sentence == "did 10"]
    pages = [cast.client(cast.sue).get(f"/guidelines/{made.pk}/{query}").content.decode() for query in ("", f"?trail={fiftieth}")]
    assert [page.count("The operator did ") for page in pages] == [50, 9]
    assert [f'href="?trail={fiftieth}#trail"' in page for page in pages] == [True, False]
    assert ["added the guideline" in page for page in pages] == [False, True]


# who writes ----------------------------------------------------------------------------------------------------------


@pytest.mark.clause("001:12", "002:3")
def test_the_role_that_the_policy_names_writes_and_it_is_one_event_each(cast: Cast) -> None:
    made = guideline(cast)
    version(cast, made)
    assert (made.key, made.title) == ("guidelines_for_posting", "Guidelines for posting")
    assert events(made) == [
        ("Sue Brandt", "", "add-guideline", "added the guideline Guidelines for posting"),
        ("Sue Brandt", "", "publish", "published Guidelines for posting, version 1, in force from September 15, 2026"),
    ]


@pytest.mark.clause("002:3")
def test_a_designee_writes_and_the_record_says_for_whom(cast: Cast) -> None:
    held = Appointment.objects.get(person=cast.sue)
    appoint(cast.casey, "superintendent", designee_of=held, ends_on=date(2026, 12, 18))
    made = guideline(cast, by=cast.casey)
    found = version(cast, made, by=cast.casey)
    assert found.written_by == "Casey Moreno for Sue Brandt"
    assert {row[:2] for row in events(made)} == {("Casey Moreno", "Sue Brandt")}


@pytest.mark.parametrize("name", ["maya", "pat", "tom", "val"])
def test_nobody_else_writes_not_even_who_edits_policies(cast: Cast, name: str) -> None:
    with pytest.raises(Refused, match="The guidelines are kept by the Superintendent or a designee"):
        guideline(cast, by=getattr(cast, name))
    made = guideline(cast)
    with pytest.raises(Refused, match="The guidelines are kept by"):
        version(cast, made, by=getattr(cast, name))
    assert not GuidelineVersion.objects.exists()


def test_where_the_policy_names_nobody_whoever_edits_policies_writes(cast: Cast) -> None:
    load_policy(district=cast.lakeside, text=text(), in_force_from=TODAY, by=OPERATOR, at=AT)
    assert guideline(cast, by=cast.tom).pk
    with pytest.raises(Refused, match="kept by a role that edits policies"):
        guideline(cast, "Others", by=cast.casey)


def test_nobody_writes_in_another_district(cast: Cast) -> None:
    with pytest.raises(Refused, match="another district"):
        add_guideline(district=cast.harbor, title="Ours", by=cast.sue, at=AT)
    appoint(cast.hugo, "superintendent")
    theirs = guideline(cast, by=cast.hugo)
    with pytest.raises(Refused, match="another district"):
        version(cast, theirs)


# which guidelines ----------------------------------------------------------------------------------------------------


def test_what_the_policy_names_is_offered_until_it_is_there(cast: Cast) -> None:
    named = document(guideline=[{"key": "conduct", "title": "Rules of conduct"}, {"key": "photos", "title": "Photographs"}])
    assert offered(cast.lakeside.pk, named) == [("conduct", "Rules of conduct"), ("photos", "Photographs")]
    add_guideline(district=cast.lakeside, title="Rules of conduct", key="conduct", by=cast.sue, at=AT)
    assert offered(cast.lakeside.pk, named) == [("photos", "Photographs")]
    assert offered(cast.harbor.pk, named) == [("conduct", "Rules of conduct"), ("photos", "Photographs")]
    assert offered(cast.lakeside.pk, None) == []


def test_a_name_is_used_once_in_a_district(cast: Cast) -> None:
    guideline(cast)
    with pytest.raises(Refused, match="There is a guideline of this name already: Guidelines: for Posting"):
        guideline(cast, "Guidelines: for Posting")
    with pytest.raises(Refused, match="letters or digits"):
        guideline(cast, "§ !")
    assert Guideline.objects.count() == 1


# versions ------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("001:12", "002:3")
def test_the_version_in_force_is_the_last_that_has_begun(cast: Cast) -> None:
    made = guideline(cast)
    assert version_of_guideline(made, TODAY) is None
    first = version(cast, made)
    second = version(cast, made, SECOND, in_force_from=LATER)
    assert version_of_guideline(made, TODAY) == first
    assert version_of_guideline(made, LATER - timedelta(1)) == first
    assert version_of_guideline(made, LATER) == second
    assert (second.number, second.note, second.written_by, second.written_at) == (2, "It says more.", "Sue Brandt", AT)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"text": " \n"}, "Write the text of the guideline."),
        ({"text": "a" * (LONGEST_GUIDELINE + 1)}, "This text has 50,001 characters. Keep it within 50,000"),
        ({"text": FIRST}, "Nothing changed: version 1 says this already"),
        ({"note": ""}, "Say in a sentence what changed"),
        ({"in_force_from": TODAY - timedelta(1)}, "Choose today or a later day"),
        ({"audience": "everybody", "due_on": TODAY - timedelta(1)}, "lies in the past"),
    ],
)
def test_a_version_that_would_not_be_one_is_refused_and_leaves_nothing(cast: Cast, more: dict[str, Any], sentence: str) -> None:
    made = guideline(cast)
    version(cast, made)
    with pytest.raises(Refused, match=sentence):
        version(cast, made, **{"text": SECOND, **more})
    assert GuidelineVersion.objects.count() == 1
    assert len(events(made)) == 2
    assert not Campaign.objects.exists()


def test_a_version_does_not_begin_before_the_one_it_follows(cast: Cast) -> None:
    made = guideline(cast)
    version(cast, made, in_force_from=LATER)
    with pytest.raises(Refused, match="Version 1 begins on October 1, 2026: choose that day or a later one"):
        version(cast, made, SECOND, in_force_from=LATER - timedelta(1))
    assert version(cast, made, SECOND, in_force_from=LATER).number == 2


def test_a_first_version_may_have_begun_already_and_needs_no_note(cast: Cast) -> None:
    assert version(cast, guideline(cast), in_force_from=date(2015, 3, 26), note="").number == 1


def test_versions_and_acknowledgements_are_never_changed_or_removed(cast: Cast) -> None:
    campaign = asked(cast)
    agree(campaign, cast.maya)
    for rows, change in (
        (GuidelineVersion.objects.all(), {"text": "Anything goes."}),
        (Acknowledgement.objects.all(), {"person": cast.pat}),
    ):
        with pytest.raises(IntegrityError, match="never changed or removed"), transaction.atomic():
            rows.update(**change)
        with pytest.raises(IntegrityError, match="never changed or removed"), transaction.atomic():
            rows._raw_delete(rows.db)
    assert GuidelineVersion.objects.get().text == FIRST


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(cast: Cast, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        agree(asked(cast, title=f"Guideline {number}"), cast.maya)
    standing = cast.standing(cast.maya)
    with django_assert_num_queries(4):
        page = guidelines_page(standing, cursor=Cursor())
    assert [line.title for line in page.lines] == [f"Guideline {number}" for number in range(count)]
    assert {(line.state, line.acknowledged) for line in page.lines} == {
        ("Version 1, in force from September 15, 2026.", "You acknowledged it on September 15, 2026")
    }


@pytest.mark.parametrize("count", [1, 3])
def test_the_versions_cost_the_same_for_one_and_for_three(cast: Cast, count: int, django_assert_num_queries: Any) -> None:
    made = guideline(cast)
    for number in range(count):
        version(cast, made, f"Text {number}")
    agree_on = version_of_guideline(made, TODAY)
    assert agree_on is not None
    acknowledge(version=agree_on, by=cast.maya, at=AT)
    with django_assert_num_queries(3):
        page = guideline_versions(made, on=TODAY, cursor=Cursor())
    assert [(line.number, line.state, line.acknowledged) for line in page.lines] == [
        (count, "now", 1),
        *((number, "past", 0) for number in range(count - 1, 0, -1)),
    ]


# acknowledging -------------------------------------------------------------------------------------------------------


@pytest.mark.clause("001:12", "002:3")
def test_whoever_acknowledges_is_kept_with_version_and_moment_and_one_line_in_their_own_trail(cast: Cast) -> None:
    campaign = asked(cast)
    agree(campaign, cast.maya, cast.maya)
    kept = Acknowledgement.objects.get()
    assert (kept.version, kept.person, kept.at) == (campaign.version, cast.maya, AT)
    assert [(row.verb, row.sentence) for row in trail("person", cast.maya.pk)] == [
        ("acknowledge", "acknowledged Guidelines for posting, version 1")
    ]
    assert acknowledged_on(campaign.version, cast.maya) == TODAY
    assert acknowledged_on(campaign.version, cast.pat) is None


def test_the_day_is_the_districts_own(cast: Cast) -> None:
    campaign = asked(cast)
    agree(campaign, cast.maya, at=datetime(2026, 9, 17, 4, 30, tzinfo=UTC))  # half past eleven at night in Chicago
    assert acknowledged_on(campaign.version, cast.maya) == date(2026, 9, 16)


def test_what_was_replaced_is_not_acknowledged_and_what_begins_later_may_be(cast: Cast) -> None:
    made = guideline(cast)
    first, second = version(cast, made), version(cast, made, SECOND)
    third = version(cast, made, "Be kind.", in_force_from=LATER)
    with pytest.raises(Refused, match=r"Version 2 has replaced this one. Read and acknowledge that"):
        acknowledge(version=first, by=cast.maya, at=AT)
    assert acknowledge(version=second, by=cast.maya, at=AT).pk
    assert acknowledge(version=third, by=cast.maya, at=AT).pk


def test_nobody_acknowledges_for_another_district_or_after_they_have_ended(cast: Cast) -> None:
    campaign = asked(cast)
    with pytest.raises(Refused, match="another district"):
        agree(campaign, cast.hal)
    Person.objects.filter(pk=cast.ed.pk).update(is_active=False)
    with pytest.raises(Refused, match="another district"):
        agree(campaign, Person.objects.get(pk=cast.ed.pk))


# campaigns -----------------------------------------------------------------------------------------------------------


def test_publishing_may_ask_people_and_says_so_in_the_same_event(cast: Cast) -> None:
    campaign = asked(cast)
    assert (campaign.audience, campaign.due_on, campaign.began_by, campaign.ended_at) == ("everybody", LATER, "Sue Brandt", None)
    assert [row[3] for row in events(campaign.guideline)][1:] == [
        "published Guidelines for posting, version 1, in force from September 15, 2026, and asked everybody to whom the policy "
        "applies to acknowledge Guidelines for posting, version 1 by October 1, 2026"
    ]


@pytest.mark.clause("001:12", "002:3")
def test_whoever_has_acknowledged_owes_nothing_and_a_new_version_asks_again(cast: Cast) -> None:
    campaign = asked(cast)
    assert unanswered_by(cast.maya) == [campaign]
    agree(campaign, cast.maya)
    assert unanswered_by(cast.maya) == []
    assert unanswered_by(cast.pat) == [campaign]
    version(cast, campaign.guideline, SECOND, audience="everybody", due_on=LATER)
    again = open_campaign(campaign.guideline)
    assert again is not None
    assert again != campaign
    assert unanswered_by(cast.maya) == unanswered_by(cast.pat) == [again]
    campaign.refresh_from_db()
    assert (campaign.ended_at, campaign.ended_by) == (AT, "Sue Brandt")


def test_a_small_change_asks_nobody_again_and_who_reads_it_first_owes_nothing(cast: Cast) -> None:
    campaign = asked(cast)
    agree(campaign, cast.maya)
    second = version(cast, campaign.guideline, SECOND)
    acknowledge(version=second, by=cast.pat, at=AT)
    assert unanswered_by(cast.maya) == unanswered_by(cast.pat) == []
    assert unanswered_by(cast.sam) == [campaign]


def test_people_of_a_volunteer_kind_are_asked_only_where_the_policy_applies_to_them(cast: Cast) -> None:
    assert cast.val not in people_covered(cast.lakeside.pk, document(policy={"key": "k", "title": "T"}))
    both = document(policy={"key": "k", "title": "T", "applies_to": ["employee", "volunteer"]})
    assert cast.val in people_covered(cast.lakeside.pk, both)
    assert cast.val in people_covered(cast.lakeside.pk, None)
    assert cast.hal not in people_covered(cast.lakeside.pk, None)
    Person.objects.filter(pk=cast.val.pk).update(is_active=False)
    assert cast.val not in people_covered(cast.lakeside.pk, both)


def test_who_has_not_answered_is_counted_by_the_database(cast: Cast, django_assert_num_queries: Any) -> None:
    campaign = asked(cast)
    agree(campaign, cast.maya, cast.pat)
    covered = people_covered(cast.lakeside.pk, policy_in_force(cast.lakeside.pk, TODAY))
    with django_assert_num_queries(1):
        names = set(without_answer(covered, campaign).values_list("name", flat=True))
    assert names == set(covered.values_list("name", flat=True)) - {"Maya Ortega", "Pat Lindqvist"}
    assert len(names) == covered.count() - 2


def test_ending_asks_nobody_any_more_keeps_who_acknowledged_and_is_done_once(cast: Cast) -> None:
    campaign = asked(cast)
    agree(campaign, cast.maya)
    with pytest.raises(Refused, match="kept by the Superintendent"):
        end_campaign(campaign=campaign, by=cast.tom, at=NEXT_DAY)
    end_campaign(campaign=campaign, by=cast.sue, at=NEXT_DAY, reason="The new one is coming.")
    assert open_campaign(campaign.guideline) is None
    assert unanswered_by(cast.pat) == []
    assert Acknowledgement.objects.count() == 1
    last = trail("guideline", campaign.guideline_id)[-1]
    assert (last.sentence, last.reason) == (
        "ended asking people to acknowledge Guidelines for posting, version 1",
        "The new one is coming.",
    )
    with pytest.raises(Refused, match="has ended already"):
        end_campaign(campaign=campaign, by=cast.sue, at=NEXT_DAY)  # as it was read before the first end
    campaign.refresh_from_db()
    with pytest.raises(Refused, match="has ended already"):
        end_campaign(campaign=campaign, by=cast.sue, at=NEXT_DAY)
    assert len(trail("guideline", campaign.guideline_id)) == 3


def test_people_may_be_asked_again_about_a_version_that_is_in_force(cast: Cast) -> None:
    made = guideline(cast)
    first = version(cast, made)
    campaign = ask_everybody(version=first, audience="sites", due_on=TOMORROW, by=cast.sue, at=AT)
    assert open_campaign(made) == campaign
    assert events(made)[-1][2:] == (
        "ask",
        "asked responsible employees and posters of sites to acknowledge Guidelines for posting, version 1 by September 16, 2026",
    )


def test_the_database_keeps_one_open_campaign_a_guideline(cast: Cast) -> None:
    campaign = asked(cast)
    campaign.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        campaign.save(force_insert=True)


def test_two_who_publish_at_once_number_their_versions_one_after_the_other(cast: Cast) -> None:
    made = guideline(cast)
    publish(guideline=made, text=FIRST, in_force_from=TODAY, by=cast.sue, at=AT)
    stale = Guideline.objects.select_related("district").get(pk=made.pk)
    publish(guideline=made, text=SECOND, note="More.", in_force_from=TODAY, by=cast.sue, at=AT)
    assert publish(guideline=stale, text=FIRST, note="Back.", in_force_from=TODAY, by=cast.sue, at=AT).number == 3
