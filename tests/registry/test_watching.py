"""What monitoring writes on a site."""

from datetime import date

import pytest

from records.models import Event
from registry.models import Site
from registry.services import note_watch, note_watch_many
from tests.cast import Cast

from .sites import rows

WATCH = ("next_due_on", "overdue_since", "last_checked_on", "watched_since")


def watched():
    return list(Site.objects.order_by("pk").values_list(*WATCH))


def test_only_the_columns_named_are_written_and_no_event(cast: Cast):
    (one,) = rows(cast, 1, last_checked_on=date(2026, 9, 1))
    note_watch(site_id=one.pk, next_due_on=date(2026, 9, 18), overdue_since=None)
    assert watched() == [(date(2026, 9, 18), None, date(2026, 9, 1), None)]
    assert Event.objects.filter(subject_kind="site").count() == 0


def test_many_sites_are_written_in_one_statement(cast: Cast, django_assert_num_queries):
    made = rows(cast, 120)
    with django_assert_num_queries(1):
        count = note_watch_many({"site_id": one.pk, "next_due_on": date(2026, 9, 18)} for one in made)
    assert count == 120
    assert set(watched()) == {(date(2026, 9, 18), None, None, None)}


def test_rows_may_name_different_columns(cast: Cast):
    one, other = rows(cast, 2)
    note_watch_many(
        [{"site_id": one.pk, "overdue_since": date(2026, 9, 11)}, {"site_id": other.pk, "last_checked_on": date(2026, 9, 14)}]
    )
    assert watched() == [(None, date(2026, 9, 11), None, None), (None, None, date(2026, 9, 14), None)]


@pytest.mark.parametrize("columns", [{"status": "closed"}, {}])
def test_nothing_else_is_written_this_way(cast: Cast, columns):
    (one,) = rows(cast, 1)
    with pytest.raises(TypeError, match="note_watch writes"):
        note_watch(site_id=one.pk, **columns)
    with pytest.raises(TypeError, match="note_watch writes"):
        note_watch_many([{"site_id": one.pk, **columns}])
