"""The main job under the model policy: submitted, decided twice, address given, registered."""

from datetime import date, datetime, timedelta

import pytest

from accounts.models import CalendarDay
from accounts.rules import Refused
from records.models import Event, Message
from registry.models import Site
from requests import services, states
from requests.models import Acceptance, Seat, Submission
from tests.cast import AT, Cast, appoint
from tests.requests.filing import answer, draft, file, seat

ADDRESS = "https://www.instagram.com/birchwoodrobotics/"
CONDITIONS = {"check_every": "1 week", "review_every": "1 month"}


def approved(cast: Cast) -> Submission:
    filed = file(cast)
    answer(filed, "principal", cast.pat, "approve", responsible=cast.maya.pk, posters=[cast.maya.pk], **CONDITIONS)
    return answer(filed, "technology_director", cast.tom, "approve")


def step_states(submission: Submission) -> dict[str, str]:
    return dict(submission.steps.filter(round=Submission.objects.get(pk=submission.pk).round).values_list("key", "state"))


def verbs(submission: Submission) -> list[str]:
    found = Event.objects.filter(subject_kind="submission", subject_id=submission.pk)
    return [f"{row.actor_name} {row.sentence}" for row in found]


def test_submitting_stores_the_route_and_opens_its_first_step(cast: Cast) -> None:
    filed = file(cast)
    assert filed.status == states.OPEN
    assert step_states(filed) == {
        "principal": "open", "technology_director": "waiting", "give_address": "waiting", "told": "waiting",
    }  # fmt: skip
    assert (filed.name, filed.platform_label, filed.entity) == ("Birchwood Robotics", "Instagram", "club")


def test_statements_are_stored_with_their_text(cast: Cast) -> None:
    filed = file(cast)
    first = Acceptance.objects.filter(submission=filed).first()
    assert first is not None
    assert first.text == "The page stays separate from my personal accounts."


def test_the_whole_job_ends_with_a_site_in_the_registry(cast: Cast) -> None:
    filed = approved(cast)
    answer(filed, "give_address", cast.maya, "provide", address=ADDRESS)
    filed.refresh_from_db()
    site = Site.objects.get()
    assert filed.status == states.DONE
    assert filed.site == site
    assert (site.name, site.responsible, site.school) == ("Birchwood Robotics", cast.maya, cast.birchwood)
    assert site.terms["check_every"] == "1 week"
    assert site.decided == "Approved by Pat Lindqvist on September 15, 2026 and Tom Adeyemi on September 15, 2026"
    assert [poster.person for poster in site.posters.all()] == [cast.maya]


def test_each_deed_leaves_one_event(cast: Cast) -> None:
    filed = approved(cast)
    answer(filed, "give_address", cast.maya, "provide", address=ADDRESS)
    assert verbs(filed) == [
        "Maya Ortega submitted Birchwood Robotics on Instagram",
        "Pat Lindqvist approved Birchwood Robotics on Instagram",
        "Tom Adeyemi approved Birchwood Robotics on Instagram",
        "Maya Ortega gave the web address of Birchwood Robotics on Instagram",
    ]


def test_deciders_are_asked_by_queue_and_the_requester_is_told_of_each_decision_at_once(cast: Cast) -> None:
    filed = approved(cast)
    told = Message.objects.filter(about_kind="submission", about_id=filed.pk).values_list("to_name", "kind")
    assert list(told) == [("Maya Ortega", "decision"), ("Maya Ortega", "decision")]


def test_the_address_is_told_to_principal_and_technology_director(cast: Cast) -> None:
    filed = approved(cast)
    answer(filed, "give_address", cast.maya, "provide", address=ADDRESS)
    told = Message.objects.filter(kind="notify").order_by("id").values_list("to_name", flat=True)
    assert list(told) == ["Pat Lindqvist", "Dee Okafor", "Tom Adeyemi"]
    assert filed.steps.get(key="told").told == "Pat Lindqvist, Dee Okafor for Pat Lindqvist and Tom Adeyemi were told"


def test_a_decline_ends_the_submission_and_needs_a_reason(cast: Cast) -> None:
    filed = file(cast)
    with pytest.raises(Refused, match="Give a reason"):
        answer(filed, "principal", cast.pat, "decline")
    answer(filed, "principal", cast.pat, "decline", reason="The club has a page already.")
    filed.refresh_from_db()
    assert filed.status == states.DECLINED
    assert step_states(filed)["technology_director"] == "cancelled"


def test_a_return_goes_back_and_a_second_round_begins_at_the_first_step(cast: Cast) -> None:
    filed = file(cast)
    answer(filed, "principal", cast.pat, "return", reason="Who looks after it in summer?")
    filed.refresh_from_db()
    assert filed.status == states.RETURNED
    changed = {**filed.answers, "purpose": filed.answers["purpose"] + " In summer Val looks after it."}
    again = services.submit(submission=filed, place=filed.place, answers=changed, accepted={}, by=cast.maya, at=AT)
    assert again.round == 2
    assert step_states(again)["principal"] == "open"
    assert verbs(again)[-1] == "Maya Ortega submitted Birchwood Robotics on Instagram again"


def test_nobody_decides_on_their_own_submission(cast: Cast) -> None:
    filed = file(cast, by=cast.pat, page_name="Principal's news")
    with pytest.raises(Refused, match="Nobody decides on their own submission"):
        answer(filed, "principal", cast.pat, "approve")


def test_a_principal_s_own_submission_is_not_decided_by_their_designee_either(cast: Cast) -> None:
    filed = file(cast, by=cast.pat, page_name="Principal's news")
    with pytest.raises(Refused, match="waits for somebody else"):
        answer(filed, "principal", cast.dee, "approve")
    assert seat(filed, "principal").fell_at == AT
    answer(filed, "principal", cast.sue, "approve")
    assert step_states(filed)["technology_director"] == "open"


def test_a_designee_decides_for_the_principal_and_the_record_says_so(cast: Cast) -> None:
    filed = file(cast)
    answer(filed, "principal", cast.dee, "approve", **CONDITIONS)
    given = seat(filed, "principal").answer
    assert (given.person_name, given.acting_for) == ("Dee Okafor", "Pat Lindqvist")


def test_a_designee_whose_time_is_over_is_refused(cast: Cast) -> None:
    filed = file(cast)
    with pytest.raises(Refused, match="waits for somebody else"):
        answer(filed, "principal", cast.dee, "approve", at=AT.replace(month=12, day=19))


def test_somebody_without_the_role_is_refused(cast: Cast) -> None:
    filed = file(cast)
    for person in (cast.erin, cast.sam, cast.tom, cast.maya, cast.hope):
        with pytest.raises(Refused):
            answer(filed, "principal", person, "approve")


def test_who_comes_second_reads_who_was_faster(cast: Cast) -> None:
    filed = file(cast)
    waiting = seat(filed, "principal")
    services.close_step(seat=waiting, outcome="approve", by=cast.dee, at=AT)
    with pytest.raises(Refused, match="already decided by Dee Okafor for Pat Lindqvist: approved"):
        services.close_step(seat=waiting, outcome="decline", by=cast.pat, at=AT, reason="No.")


def test_a_vacant_role_falls_to_the_fallback_after_a_school_day(cast: Cast) -> None:
    cast.tom.appointments.update(ends_on="2026-08-31")
    filed = file(cast)
    answer(filed, "principal", cast.pat, "approve", **CONDITIONS)
    waiting = seat(filed, "technology_director")
    assert (waiting.fell_at, waiting.vacant_at) == (None, AT)
    with pytest.raises(Refused, match="waits for somebody else"):
        answer(filed, "technology_director", cast.sue, "approve")
    assert services.fall_back(district=cast.lakeside, at=AT + timedelta(hours=1)) == 0
    tomorrow = AT + timedelta(days=1)
    assert services.fall_back(district=cast.lakeside, at=tomorrow) == 1
    waiting = seat(filed, "technology_director")
    assert (waiting.fell_at, waiting.vacant_at) == (tomorrow, None)
    answer(filed, "technology_director", cast.sue, "approve", at=tomorrow)
    assert step_states(filed)["give_address"] == "open"


@pytest.mark.parametrize(("friday", "falls"), [(date(2026, 9, 18), date(2026, 9, 21)), (date(2026, 9, 24), date(2026, 9, 28))])
def test_days_without_school_do_not_count_before_it_falls(cast: Cast, friday: date, falls: date) -> None:
    CalendarDay.objects.create(district=cast.lakeside, on=date(2026, 9, 25))
    cast.tom.appointments.update(ends_on="2026-08-31")
    filed = file(cast)
    at = datetime.combine(friday, AT.timetz())
    answer(filed, "principal", cast.pat, "approve", at=at, **CONDITIONS)
    days = [at + timedelta(days=number) for number in range(1, 6)]
    fell = [moment.date() for moment in days if services.fall_back(district=cast.lakeside, at=moment)]
    assert fell == [falls]


def test_a_calendar_without_any_school_day_lets_it_fall_at_once(cast: Cast) -> None:
    cast.lakeside.weekend_days = list(range(7))
    cast.lakeside.save()
    cast.tom.appointments.update(ends_on="2026-08-31")
    answer(file(cast), "principal", cast.pat, "approve", **CONDITIONS)
    assert services.fall_back(district=cast.lakeside, at=AT) == 1


def test_whoever_is_appointed_within_that_day_finds_the_step(cast: Cast) -> None:
    cast.tom.appointments.update(ends_on="2026-08-31")
    filed = file(cast)
    answer(filed, "principal", cast.pat, "approve", **CONDITIONS)
    appoint(cast.casey, "technology_director")
    assert services.fall_back(district=cast.lakeside, at=AT + timedelta(days=1)) == 1
    waiting = seat(filed, "technology_director")
    assert (waiting.fell_at, waiting.vacant_at) == (None, None)
    answer(filed, "technology_director", cast.casey, "approve")
    assert step_states(filed)["give_address"] == "open"


def test_a_route_says_to_whom_a_vacant_step_falls_and_when(cast: Cast) -> None:
    cast.tom.appointments.update(ends_on="2026-08-31")
    filed = file(cast)
    answer(filed, "principal", cast.pat, "approve", **CONDITIONS)
    page = cast.client(cast.maya).get(f"/submissions/{filed.pk}/").content.decode()
    assert (
        "Nobody can act on this now; the technology director sees it. After a school day it falls to the superintendent." in page
    )


def test_a_fallback_ends_when_somebody_holds_the_role_again(cast: Cast) -> None:
    cast.tom.appointments.update(ends_on="2026-08-31")
    filed = file(cast)
    answer(filed, "principal", cast.pat, "approve", **CONDITIONS)
    tomorrow = AT + timedelta(days=1)
    services.fall_back(district=cast.lakeside, at=tomorrow)
    cast.tom.appointments.update(ends_on=None)
    assert services.fall_back(district=cast.lakeside, at=tomorrow) == 1
    assert seat(filed, "technology_director").fell_at is None


def test_withdrawing_closes_the_route(cast: Cast) -> None:
    filed = file(cast)
    services.withdraw(submission=filed, by=cast.maya, at=AT)
    filed.refresh_from_db()
    assert filed.status == states.WITHDRAWN
    assert set(step_states(filed).values()) == {"cancelled"}
    assert not Seat.objects.filter(state="open").exists()


def test_only_the_requester_withdraws(cast: Cast) -> None:
    filed = file(cast)
    with pytest.raises(Refused):
        services.withdraw(submission=filed, by=cast.pat, at=AT)


def test_prohibited_and_exempt_platforms_cannot_be_submitted(cast: Cast) -> None:
    for platform in ("tiktok", "learning_platform"):
        begun = draft(cast, platform=platform)
        with pytest.raises(Refused):
            services.submit(submission=begun, place=begun.place, answers=begun.answers, accepted={}, by=cast.maya, at=AT)
        begun.refresh_from_db()
        assert begun.status == states.DRAFT


def test_the_same_form_sent_twice_is_one_submission(cast: Cast) -> None:
    begun = draft(cast)
    again = services.start(requester=cast.maya, version=cast.policy, place=cast.birchwood, answers={}, key=begun.key, at=AT)
    assert again.pk == begun.pk
    services.submit(submission=begun, place=begun.place, answers=begun.answers, accepted={}, by=cast.maya, at=AT)
    with pytest.raises(Refused, match="not possible any more"):
        services.submit(submission=begun, place=begun.place, answers=begun.answers, accepted={}, by=cast.maya, at=AT)
    assert Submission.objects.get().rounds.count() == 1


def test_volunteers_are_told_that_the_policy_covers_employees(cast: Cast) -> None:
    with pytest.raises(Refused, match="covers employees only"):
        draft(cast, by=cast.val)


def test_an_approval_never_followed_by_an_address_expires(cast: Cast) -> None:
    filed = approved(cast)
    step = filed.steps.get(key="give_address")
    assert services.expire(step=step, at=AT)
    filed.refresh_from_db()
    assert filed.status == states.EXPIRED
    assert not services.expire(step=step, at=AT)


def test_a_broken_event_rolls_the_deed_back(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    filed = file(cast)

    def broken(**_: object) -> None:
        raise RuntimeError("no trail")

    monkeypatch.setattr("requests.services.steps.events.record", broken)
    with pytest.raises(RuntimeError):
        answer(filed, "principal", cast.pat, "approve")
    assert step_states(filed)["principal"] == "open"
    assert not hasattr(seat(filed, "principal"), "answer")
