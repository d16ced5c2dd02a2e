"""The clocks of orders and lost pages: what waits at home and in the mail of a morning, and who hears when it is late."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.models import Appointment, Person
from concerns import services
from concerns.models import Directive
from concerns.selectors import concerns_waiting_for
from config.clock import tick
from records.models import Message
from registry.models import Site
from tests.cast import AT, Cast, appoint, build
from tests.concerns.orders import acknowledged, letters, order, said
from tests.concerns.test_confirming import finish, other
from tests.monitoring.days import local
from tests.registry.sites import said as said_of
from tests.registry.sites import site

WEDNESDAY, THURSDAY, FRIDAY = date(2026, 9, 16), date(2026, 9, 17), date(2026, 9, 18)
AFTER = 'suspend_after = "1 school day"'


@pytest.fixture
def renaming(db: None) -> Cast:
    """The model policy with an order that whoever gave it confirms, and that suspends the site a school day after it was due."""
    return build(adding=other(more=AFTER))


def waits(cast: Cast, who: Person, on: date = WEDNESDAY) -> list[tuple[str, str, str]]:
    return [(item.title, item.badge, item.tone) for item in concerns_waiting_for(cast.standing(who, at=local(on, 8)))]


def mail(on: date) -> dict[str, str]:
    """The digests of a morning after its sweep: text by name."""
    tick(at=local(on))
    rows = Message.objects.filter(kind="digest", key__endswith=on.isoformat())
    return {name: " ".join(text.split()) for name, text in rows.values_list("to_name", "text")}


ACKNOWLEDGE, DO = "Acknowledge the order: Rename, Robotics", "Carry out the order: Rename, Robotics"
CONFIRM, LATE = "Confirm that it was carried out: Rename, Robotics", "Not carried out in time: Rename, Robotics"


def test_what_waits_follows_the_order_from_the_one_to_the_other(renaming: Cast):
    cast = renaming
    given = order(cast, key="rename")
    assert (waits(cast, cast.maya), waits(cast, cast.pat)) == ([(ACKNOWLEDGE, "Due today", "due")], [])
    acknowledged(given, cast.maya)
    assert waits(cast, cast.maya) == [(DO, "Due today", "due")]
    finish(given, cast.maya)
    assert waits(cast, cast.maya) == []
    assert waits(cast, cast.pat) == waits(cast, cast.dee) == [(CONFIRM, "Done", "due")]
    services.confirm(directive=given, by=cast.pat, at=AT)
    assert (waits(cast, cast.maya), waits(cast, cast.pat)) == ([], [])


@pytest.mark.clause("000:13")
def test_when_it_is_late_whoever_ordered_it_hears(db: None):
    cast = build("staffuse")
    order(cast, key="disable_page", ground="does not adhere to the law")
    late = "Not carried out in time: Disable a page, Robotics"
    assert late not in mail(WEDNESDAY).get("Pat Lindqvist", "")
    morning = mail(THURSDAY)
    assert late in morning["Pat Lindqvist"]
    assert "1 SCHOOL DAY LATE" in morning["Pat Lindqvist"]
    assert "You answer for Pat Lindqvist." in morning["Dee Okafor"]
    assert "Acknowledge the order: Disable a page, Robotics" in morning["Maya Ortega"]
    assert waits(cast, cast.pat, THURSDAY) == [(late, "1 school day late", "late")]


def test_what_is_late_comes_first(renaming: Cast):
    cast = renaming
    order(cast, site(cast, "Chess"), "rename", at=AT + timedelta(days=2))
    order(cast, key="rename")
    assert [badge for _title, badge, _tone in waits(cast, cast.maya, FRIDAY)] == ["2 school days late", "Due today"]


@pytest.mark.parametrize("who", ["sam", "tom", "sue", "casey", "val", "ed", "erin", "hope"])
def test_it_waits_for_nobody_else(renaming: Cast, who: str):
    order(renaming, key="rename")
    assert waits(renaming, getattr(renaming, who), THURSDAY) == []


def test_it_passes_to_the_supervisor_and_the_role_when_somebody_has_left(renaming: Cast):
    cast = renaming
    order(cast, key="rename")
    Person.objects.filter(pk__in=[cast.maya.pk, cast.pat.pk]).update(is_active=False)
    Appointment.objects.filter(person=cast.pat).update(ended_at=AT)
    appoint(cast.erin, "principal", cast.birchwood)
    assert waits(cast, cast.sam, THURSDAY) == [(ACKNOWLEDGE, "1 school day late", "late")]
    assert waits(cast, cast.erin, THURSDAY) == [(LATE, "1 school day late", "late")]
    morning = mail(THURSDAY)
    assert (ACKNOWLEDGE in morning["Sam Whitfield"], LATE in morning["Erin Voss"]) == (True, True)


def test_the_mail_and_the_home_page_agree(renaming: Cast):
    cast = renaming
    order(cast, key="rename")
    finish(order(cast, site(cast, "Chess"), "rename"), cast.maya)
    services.report_lost(site=site(cast, "Drama"), by=cast.maya, at=AT)
    morning = mail(THURSDAY)
    for who in (cast.maya, cast.pat, cast.dee, cast.sam, cast.tom, cast.sue, cast.ed, cast.hope):
        titles = [title for title, *_rest in waits(cast, who, THURSDAY)]
        assert [title for title in titles if title not in morning.get(who.name, "")] == []
        assert bool(titles) == (who.name in morning)


def test_no_mail_says_what_was_written(renaming: Cast):
    cast = renaming
    order(cast, key="rename", reason="It names Bo.")
    services.report_lost(site=site(cast, "Drama"), by=cast.maya, what="Bo posts.", at=AT)
    assert [name for name, text in mail(THURSDAY).items() if "Bo" in text] == []


def test_it_stands_on_the_home_page(renaming: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("config.middleware.timezone.now", lambda: local(THURSDAY, 8))
    given = order(renaming, key="rename")
    page = renaming.client(renaming.maya).get(reverse("home")).content.decode()
    assert reverse("order", args=[given.pk]) in page
    assert "One thing waits for you; one is late." in page


@pytest.mark.parametrize("count", [1, 3])
def test_what_waits_costs_the_same_however_much_it_is(renaming: Cast, count: int, django_assert_num_queries):
    for number in range(count):
        order(renaming, site(renaming, f"Club {number}"), "rename")
    standing = renaming.standing(renaming.maya, at=local(WEDNESDAY, 8))
    with django_assert_num_queries(3):
        assert len(list(concerns_waiting_for(standing))) == count


# escalation -----------------------------------------------------------------------------------------------------------


def test_what_is_not_carried_out_suspends_the_site_where_the_policy_says_so(renaming: Cast):
    cast = renaming
    given = order(cast, key="rename")
    assert (given.due_on, given.suspend_on) == (WEDNESDAY, THURSDAY)
    mail(WEDNESDAY)
    assert Site.objects.get().status == "active"
    mail(THURSDAY)
    kept = Directive.objects.get()
    assert (Site.objects.get().status, kept.state, kept.suspended_at) == ("suspended", "ordered", local(THURSDAY))
    assert said(given)[-1][:2] == ("suspend_for", "Rollcall")
    assert [(verb, who) for verb, who, *_rest in said_of(given.site)] == [("register", "Maya Ortega"), ("suspend", "Rollcall")]
    assert sorted(name for name, subject in letters(given) if subject == "Suspended: Robotics") == [
        "Dee Okafor", "Maya Ortega", "Pat Lindqvist",
    ]  # fmt: skip


def test_it_happens_once_however_often_the_clock_ticks(renaming: Cast):
    given = order(renaming, key="rename")
    for on in (THURSDAY, THURSDAY, FRIDAY):
        mail(on)
    assert [verb for verb, *_rest in said(given)] == ["order", "suspend_for"]
    assert not services.suspend_for(directive_id=given.pk, by=None, at=AT)


def test_what_was_done_in_time_suspends_nothing(renaming: Cast):
    finish(order(renaming, key="rename"), renaming.maya)
    mail(FRIDAY)
    assert Site.objects.get().status == "active"


def test_the_site_is_reinstated_once_it_is_confirmed(renaming: Cast):
    cast, given = renaming, order(renaming, key="rename")
    mail(THURSDAY)
    finish(given, cast.maya)
    assert Site.objects.get().status == "suspended"
    services.confirm(directive=given, by=cast.pat, at=local(THURSDAY, 9))
    assert Site.objects.get().status == "active"


def test_a_site_that_rests_already_stays_as_it_is(renaming: Cast):
    given = order(renaming, key="rename")
    Site.objects.update(status="suspended", status_reason="Summer")
    mail(THURSDAY)
    services.withdraw(directive=given, reason="A mistake.", by=renaming.pat, at=local(THURSDAY, 9))
    assert (Site.objects.get().status, Site.objects.get().status_reason) == ("suspended", "Summer")


def test_without_a_number_in_the_policy_nothing_is_suspended(cast: Cast):
    assert order(cast).suspend_on is None
    mail(FRIDAY)
    assert Site.objects.get().status == "active"


def test_the_page_says_what_happens_otherwise(renaming: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("config.middleware.timezone.now", lambda: AT)
    given, maya = order(renaming, key="rename"), renaming.client(renaming.maya)
    path = reverse("order", args=[given.pk])
    assert "The site is suspended on September 17, 2026 if it is not carried out" in maya.get(path).content.decode()
    mail(THURSDAY)
    assert "The site was suspended on September 17, 2026, until it is carried out" in maya.get(path).content.decode()


# lost pages -----------------------------------------------------------------------------------------------------------


def test_a_lost_page_stands_in_the_mail_of_those_it_alarmed_until_it_is_settled(cast: Cast):
    case = services.report_lost(site=site(cast), by=cast.maya, at=AT)
    morning = mail(WEDNESDAY)
    assert {name for name, text in morning.items() if "Not under control: Robotics" in text} == {
        "Maya Ortega", "Sam Whitfield", "Pat Lindqvist", "Dee Okafor", "Tom Adeyemi",
    }  # fmt: skip
    services.regain(case=case, by=cast.maya, at=local(WEDNESDAY, 9), admins_checked=True, recovery_checked=True)
    assert [name for name, text in mail(THURSDAY).items() if "Not under control" in text] == []
