"""Reminders and escalations, day by day: one rung after the other, whatever happens to the mail."""

from datetime import date, datetime, timedelta

import pytest

from accounts.models import Appointment, Person
from accounts.services import end_person
from monitoring import services
from monitoring.models import CheckIn, Rung
from monitoring.sweep import tick
from records.events import OPERATOR
from records.models import Message
from registry.models import Site
from tests.cast import Cast, appoint
from tests.monitoring.days import DUE, TUESDAY, close, digests, local, morning, mornings, only, rungs, send, watched

pytestmark = pytest.mark.django_db
WED, THU, FRI, MON, TUE, NEXT_WED = (date(2026, 9, day) for day in (23, 24, 25, 28, 29, 30))


@pytest.fixture
def robotics(cast: Cast) -> Site:
    """A site whose comments are due on Tuesday, September 22; then Maya again, Pat on the third day, Tom on the fifth."""
    site = watched(cast)
    tick(at=local(TUESDAY, 9, 1))
    return site


def test_the_ladder_is_climbed_on_the_days_of_the_policy(robotics: Site) -> None:
    mornings(TUESDAY, 30)
    assert rungs() == [(0, DUE, ["Maya"]), (1, WED, ["Maya"]), (2, FRI, ["Dee", "Pat"]), (3, TUE, ["Tom"])]


def test_a_rung_keeps_its_roles_and_the_mails_that_carried_it(cast: Cast, robotics: Site) -> None:
    mornings(DUE, 4)
    rows = list(Rung.objects.values_list("number", "roles", "messages"))
    maya, pat, dee = cast.maya.pk, cast.pat.pk, cast.dee.pk
    assert rows == [
        (0, ["responsible"], [f"digest:{maya}:2026-09-22"]),
        (1, ["responsible"], [f"digest:{maya}:2026-09-23"]),
        (2, ["principal"], sorted([f"digest:{pat}:2026-09-25", f"digest:{dee}:2026-09-25"])),
    ]


def test_while_it_is_open_it_stands_in_the_mail_of_everybody_who_was_told(robotics: Site) -> None:
    mornings(DUE, 9)
    assert sorted(digests(THU)) == ["Maya Ortega"]
    assert sorted(digests(FRI)) == ["Dee Okafor", "Maya Ortega", "Pat Lindqvist"]
    assert sorted(digests(NEXT_WED)) == ["Dee Okafor", "Maya Ortega", "Pat Lindqvist", "Tom Adeyemi"]


def test_an_answer_ends_it(cast: Cast, robotics: Site) -> None:
    mornings(DUE, 2)
    services.answer_check_in(check_in=only(), outcome="nothing_found", note="", by=cast.maya, at=local(WED, 9))
    mornings(THU, 5)
    assert rungs() == [(0, DUE, ["Maya"]), (1, WED, ["Maya"])]
    assert digests(FRI) == {}


def test_without_mail_the_ladder_waits_and_does_not_collapse_when_mail_returns(robotics: Site) -> None:
    mornings(DUE, 7, is_sent=False)  # a week in which nothing is sent
    assert rungs() == [(0, DUE, ["Maya"])]
    mornings(TUE, 9)
    assert rungs() == [
        (0, DUE, ["Maya"]),
        (1, NEXT_WED, ["Maya"]),
        (2, date(2026, 10, 1), ["Dee", "Pat"]),
        (3, date(2026, 10, 2), ["Tom"]),
    ]


def test_mails_that_were_not_sent_are_replaced_by_the_next_morning_s(cast: Cast, robotics: Site) -> None:
    mornings(DUE, 4, is_sent=False)
    states = dict(Message.objects.order_by("id").values_list("key", "state"))
    maya = cast.maya.pk
    assert states == {
        f"digest:{maya}:2026-09-22": "cancelled",
        f"digest:{maya}:2026-09-23": "cancelled",
        f"digest:{maya}:2026-09-24": "cancelled",
        f"digest:{maya}:2026-09-25": "waiting",
    }
    assert Rung.objects.get().messages == list(states)


def test_without_a_sweep_the_ladder_is_climbed_one_rung_a_school_day_afterwards(robotics: Site) -> None:
    mornings(date(2026, 10, 8), 8)  # nothing ran for sixteen days
    assert [(number, on) for number, on, _people in rungs()] == [
        (0, date(2026, 10, 8)),
        (1, date(2026, 10, 9)),
        (2, date(2026, 10, 12)),
        (3, date(2026, 10, 13)),
    ]
    assert only().due_on == DUE


def test_a_mail_sent_in_the_evening_counts_from_the_next_school_day(robotics: Site) -> None:
    morning(DUE, is_sent=False)
    send(local(DUE, 16, 59))
    morning(WED)
    assert [(number, on) for number, on, _people in rungs()] == [(0, DUE), (1, WED)]


def test_a_mail_sent_on_the_day_itself_or_a_weekend_holds_the_next_rung_back(cast: Cast) -> None:
    watched(cast, terms={"check_every": "3 school days"})  # due on Friday, September 18
    tick(at=local(TUESDAY, 9, 1))
    friday, monday, tuesday = date(2026, 9, 18), date(2026, 9, 21), date(2026, 9, 22)
    tick(at=local(friday))
    Message.objects.update(state="sent", sent_at=local(date(2026, 9, 19), 10))  # on Saturday
    morning(monday)
    morning(tuesday)
    assert [(number, on) for number, on, _people in rungs()] == [(0, friday), (1, tuesday)]


def test_nothing_is_climbed_on_closed_days(cast: Cast, robotics: Site) -> None:
    for on in (WED, THU):
        close(cast, on)
    mornings(DUE, 12)
    assert [(number, on) for number, on, _people in rungs()] == [(0, DUE), (1, FRI), (2, TUE), (3, date(2026, 10, 1))]
    assert digests(WED) == digests(THU) == {}


def test_a_mailbox_that_is_closed_does_not_keep_the_principal_from_hearing(robotics: Site) -> None:
    for on in (DUE, WED, THU, FRI, MON):
        tick(at=local(on))
        refuse("Maya Ortega", at=local(on, 7, 1))
        post_something(at=local(on, 7, 1))
        send(local(on, 7, 2))
    assert [(number, on) for number, on, _people in rungs()] == [(0, DUE), (1, WED), (2, FRI)]


def test_a_server_that_refuses_everything_is_an_outage(robotics: Site) -> None:
    for on in (DUE, WED, THU, FRI, MON):
        tick(at=local(on))
        refuse("Maya Ortega", at=local(on, 7, 1))
    assert [(number, on) for number, on, _people in rungs()] == [(0, DUE)]


def refuse(name: str, *, at: datetime) -> None:
    """The mail server refused the mails to somebody for good, at the first attempt."""
    Message.objects.filter(to_name=name, state="waiting", created_at__lte=at).update(state="failed", attempt=1, error="550")


def post_something(*, at: datetime) -> None:
    """Some other mail of the district."""
    from accounts.access import addressee
    from records import outbox
    from records.letters import compose

    tom = Person.objects.get(name="Tom Adeyemi")
    outbox.post(
        to=addressee(tom),
        letter=compose(subject="Hello", opening="Hello."),
        kind="notify",
        key=f"hello:{at.isoformat()}",
        at=at,
        district_id=tom.district_id,
    )


# who holds which role -----------------------------------------------------------------------------------------------------


def test_a_vacant_role_passes_its_rung_to_the_next(cast: Cast, robotics: Site) -> None:
    Appointment.objects.filter(role__key="principal", school=cast.birchwood).update(ends_on=WED)
    mornings(DUE, 9)
    assert rungs() == [(0, DUE, ["Maya"]), (1, WED, ["Maya"]), (2, FRI, ["Tom"]), (3, TUE, ["Tom"])]


def test_a_new_principal_finds_what_the_old_one_heard_of(cast: Cast, robotics: Site) -> None:
    mornings(DUE, 4)
    Appointment.objects.filter(role__key="principal", school=cast.birchwood).update(ends_on=FRI)
    appoint(cast.sam, "principal", cast.birchwood)
    morning(MON)
    assert sorted(digests(MON)) == ["Maya Ortega", "Sam Whitfield"]


def test_when_the_responsible_employee_has_left_the_next_role_owes_the_check_in(cast: Cast, robotics: Site) -> None:
    morning(DUE)
    end_person(person=cast.maya, by=OPERATOR, at=local(DUE, 10))
    morning(WED)
    assert rungs()[1] == (1, WED, ["Dee", "Pat"])
    assert CheckIn.objects.get().fallback == "principal"
    answered = services.answer_check_in(check_in=only(), outcome="nothing_found", note="", by=cast.dee, at=local(WED, 9))
    assert (answered.answered_name, answered.acting_for) == ("Dee Okafor", "Pat Lindqvist")


def test_a_fallback_ends_when_the_duty_is_held_again(cast: Cast, robotics: Site) -> None:
    morning(DUE)
    end_person(person=cast.maya, by=OPERATOR, at=local(DUE, 10))
    morning(WED)
    Site.objects.update(responsible=cast.sam)
    morning(THU)
    assert CheckIn.objects.get().fallback == ""
    assert sorted(digests(THU)) == ["Sam Whitfield"]


def test_with_nobody_on_the_ladder_whoever_audits_the_registry_hears(cast: Cast, robotics: Site) -> None:
    Appointment.objects.filter(designee_of__isnull=False).delete()
    Appointment.objects.exclude(person=cast.tom).delete()
    end_person(person=cast.maya, by=OPERATOR, at=local(TUESDAY, 10))
    morning(DUE)
    assert rungs() == [(0, DUE, ["Tom"])]
    assert CheckIn.objects.get().fallback == "technology_director"


def test_with_nobody_at_all_the_ladder_is_climbed_and_nobody_is_mailed(cast: Cast, robotics: Site) -> None:
    Appointment.objects.filter(designee_of__isnull=False).delete()
    Appointment.objects.all().delete()
    Person.objects.filter(pk=cast.maya.pk).update(supervisor=None)
    end_person(person=Person.objects.get(pk=cast.maya.pk), by=OPERATOR, at=local(TUESDAY, 10))
    mornings(DUE, 4)
    assert rungs() == [(0, DUE, []), (1, WED, []), (2, FRI, [])]
    assert digests() == {}


@pytest.mark.clause("003:11")
def test_a_supervisor_s_look_is_owed_by_the_supervisor_and_their_designee(cast: Cast) -> None:
    pats = watched(cast, responsible=cast.dee, terms={"check_every": "", "review_every": "1 week"})
    tick(at=local(TUESDAY, 9, 1))
    mornings(DUE, 9)
    assert pats.responsible == cast.dee  # whose supervisor is Pat; Dee stands in for Pat, but not over her own site
    assert rungs() == [(0, DUE, ["Pat"]), (1, TUE, ["Pat"])]


def test_without_a_supervisor_of_their_own_the_head_of_the_place_looks(cast: Cast) -> None:
    watched(cast, responsible=cast.ed, terms={"check_every": "", "review_every": "1 week"})
    tick(at=local(TUESDAY, 9, 1))
    morning(DUE)
    assert rungs() == [(0, DUE, ["Erin"])]


def test_a_designee_is_told_only_while_they_are_one(cast: Cast, robotics: Site) -> None:
    Appointment.objects.filter(person=cast.dee).update(ends_on=FRI)
    mornings(DUE, 7)
    assert sorted(digests(FRI)) == ["Dee Okafor", "Maya Ortega", "Pat Lindqvist"]
    assert sorted(digests(MON)) == ["Maya Ortega", "Pat Lindqvist"]


def test_ladders_of_two_districts_know_nothing_of_each_other(cast: Cast, robotics: Site) -> None:
    watched(cast, "Sailing", responsible=cast.hal, policy_version=cast.harbor_policy)
    tick(at=local(TUESDAY, 9, 2))
    mornings(DUE, 9)
    by_site = {name: set() for name in ("Robotics", "Sailing")}
    names = dict(Person.objects.values_list("pk", "name"))
    for rung in Rung.objects.select_related("check_in__site"):
        by_site[rung.check_in.site.name] |= {names[pk].split()[0] for pk in rung.people}
    assert by_site == {"Robotics": {"Maya", "Pat", "Dee", "Tom"}, "Sailing": {"Hal", "Hope", "Hugo"}}


def test_one_rung_of_each_number_whatever_happens(robotics: Site) -> None:
    for offset in range(12):
        for hour in (6, 7, 8, 12, 16, 20):
            tick(at=local(DUE + timedelta(days=offset), hour))
        send(local(DUE + timedelta(days=offset), 20, 1))
    assert [number for number, _on, _people in rungs()] == [0]  # sent in the evening, after each was cancelled
    assert Message.objects.filter(state="sent").count() == 0
