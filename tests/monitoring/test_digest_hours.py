"""When the one mail of a school morning goes out, and what becomes of one that was missed."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from monitoring import services
from monitoring.models import CheckIn
from monitoring.sweep import tick
from records.models import Message
from tests.cast import Cast
from tests.monitoring.days import DUE, TUESDAY, close, digests, local, morning, only, send, watched

pytestmark = pytest.mark.django_db
WED, THU, FRI = date(2026, 9, 23), date(2026, 9, 24), date(2026, 9, 25)


@pytest.mark.parametrize(
    ("hour", "minute", "expected"),
    [(6, 59, []), (7, 0, ["Maya Ortega"]), (9, 30, ["Maya Ortega"]), (16, 59, ["Maya Ortega"]), (17, 0, []), (23, 0, [])],
)
def test_a_missed_digest_goes_out_on_return_before_five(cast: Cast, hour: int, minute: int, expected: list[str]) -> None:
    watched(cast)
    tick(at=local(TUESDAY, 9, 1))
    tick(at=local(DUE, hour, minute))
    assert list(digests()) == expected


def test_a_digest_missed_altogether_goes_out_the_next_school_morning(cast: Cast) -> None:
    watched(cast)
    tick(at=local(TUESDAY, 9, 1))
    tick(at=local(DUE, 18))
    morning(WED)
    assert digests() == {"Maya Ortega": "1 thing for you today, 1 late"}


def test_a_digest_that_still_waits_at_five_is_not_sent_in_the_evening(cast: Cast) -> None:
    watched(cast)
    tick(at=local(TUESDAY, 9, 1))
    tick(at=local(DUE))
    tick(at=local(DUE, 17))
    send(local(DUE, 20))
    assert list(Message.objects.values_list("state", flat=True)) == ["cancelled"]


def test_a_digest_is_tried_until_five(cast: Cast) -> None:
    watched(cast)
    tick(at=local(TUESDAY, 9, 1))
    tick(at=local(DUE))
    assert Message.objects.get().give_up_at == local(DUE, 17)


def test_a_digest_goes_out_at_the_district_s_own_hour(cast: Cast) -> None:
    cast.lakeside.digest_at = time(6, 15)
    cast.lakeside.save()
    watched(cast)
    tick(at=local(TUESDAY, 9, 1))
    tick(at=local(DUE, 6, 14))
    assert digests() == {}
    tick(at=local(DUE, 6, 15))
    assert list(digests()) == ["Maya Ortega"]


@pytest.mark.parametrize(
    ("on", "at", "expected"),
    [
        (date(2026, 11, 1), time(1, 30), ["2026-11-01T05:30:00+00:00"]),  # 1:30 comes twice
        (date(2027, 3, 14), time(2, 30), ["2027-03-14T07:00:00+00:00"]),  # 2:30 does not exist
    ],
)
def test_over_a_change_of_clocks_the_digest_goes_out_once(cast: Cast, on: date, at: time, expected: list[str]) -> None:
    """Schools do not open on these Sundays; this one does."""
    from accounts.models import CalendarDay

    cast.lakeside.time_zone, cast.lakeside.digest_at = "America/New_York", at
    cast.lakeside.save()
    CalendarDay.objects.create(district=cast.lakeside, on=on, is_open=True)
    registered = datetime.combine(on - timedelta(days=7), time(12), tzinfo=ZoneInfo("America/New_York"))
    watched(cast, at=registered)
    tick(at=registered, district=cast.lakeside)
    start = datetime.combine(on, time(0), tzinfo=ZoneInfo("America/New_York")).astimezone(ZoneInfo("UTC"))
    for minutes in range(0, 5 * 60, 10):
        tick(at=start + timedelta(minutes=minutes), district=cast.lakeside)
    assert [moment.isoformat() for moment in Message.objects.values_list("created_at", flat=True)] == expected


def test_people_of_a_school_that_is_closed_get_no_mail(cast: Cast) -> None:
    watched(cast)
    watched(cast, "Pottery", responsible=cast.ed)
    tick(at=local(TUESDAY, 9, 1))
    close(cast, DUE, school=cast.birchwood, label="Water damage")
    morning(DUE)
    assert list(digests(DUE)) == ["Ed Castell"]
    morning(WED)
    assert digests(WED) == {"Ed Castell": "1 thing for you today, 1 late", "Maya Ortega": "1 thing for you today"}


def test_two_districts_get_their_mail_at_their_own_hour(cast: Cast) -> None:
    cast.harbor.time_zone = "America/Los_Angeles"
    cast.harbor.save()
    watched(cast)
    watched(cast, "Sailing", responsible=cast.hal, policy_version=cast.harbor_policy)
    tick(at=local(TUESDAY, 9, 1))
    tick(at=local(DUE))
    assert list(digests()) == ["Maya Ortega"]
    tick(at=local(DUE, 7, 0, zone="America/Los_Angeles"))
    assert list(digests()) == ["Maya Ortega", "Hal Jensen"]


def test_an_address_that_cannot_be_mailed_holds_up_nobody(cast: Cast) -> None:
    watched(cast)
    watched(cast, "Pottery", responsible=cast.ed)
    type(cast.maya).objects.filter(pk=cast.maya.pk).update(email="maya,ortega@lakeside.example")
    tick(at=local(TUESDAY, 9, 1))
    morning(DUE)
    assert list(digests()) == ["Ed Castell"]


def test_what_is_answered_before_the_hour_is_not_mailed(cast: Cast) -> None:
    watched(cast)
    tick(at=local(TUESDAY, 9, 1))
    tick(at=local(DUE, 0, 5))
    services.answer_check_in(check_in=only(), outcome="nothing_found", note="", by=cast.maya, at=local(DUE, 6))
    tick(at=local(DUE))
    assert digests() == {}
    assert CheckIn.objects.get().state == "answered"
