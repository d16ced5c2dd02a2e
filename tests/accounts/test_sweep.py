"""The clock ends whose last day is over."""

from datetime import UTC, datetime

from accounts.models import Person
from accounts.sweep import tick
from tests.cast import Cast

from .trail import last_event, told


def test_a_volunteer_ends_when_their_last_day_is_over_in_their_district(cast: Cast):
    for at, ended in [
        (datetime(2027, 6, 12, 4, 59, tzinfo=UTC), 0),  # 11:59 p.m. on June 11 in Chicago
        (datetime(2027, 6, 12, 5, 0, tzinfo=UTC), 1),
        (datetime(2027, 6, 12, 5, 1, tzinfo=UTC), 0),
    ]:
        assert tick(at=at) == ended
    val = Person.objects.get(pk=cast.val.pk)
    assert (val.is_active, val.ended_at) == (False, datetime(2027, 6, 12, 5, 0, tzinfo=UTC))
    assert told() == [("Rollcall", "end", "ended Val Novak")]
    assert last_event().reason == "Their last day was June 11, 2027."
    assert last_event().source == "clock"


def test_one_district_may_be_swept_alone(cast: Cast):
    at = datetime(2027, 7, 1, 15, 0, tzinfo=UTC)
    assert [tick(at=at, district=district) for district in (cast.harbor, cast.lakeside)] == [0, 1]
