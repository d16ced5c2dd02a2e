"""Two sweeps at once do what one does; an answer and a sweep that cross lose nothing."""

from datetime import date

import pytest

from monitoring.models import CheckIn, Duty, Rung
from monitoring.services import answer_check_in
from monitoring.sweep import Swept, tick
from records.models import Message
from registry.models import Site
from tests.cast import Cast
from tests.monitoring.days import DUE, TUESDAY, build, local, send, watched
from tests.racing import at_once, needs_several_writers

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
SITES = 30
WED = date(2026, 9, 23)


@pytest.fixture
def crowd() -> Cast:
    """Thirty sites of Maya's, due on September 22."""
    needs_several_writers()
    cast = build()
    for number in range(SITES):
        watched(cast, f"Club {number:02}")
    return cast


def test_three_sweeps_at_once_begin_open_and_mail_everything_once(crowd: Cast) -> None:
    for at in (local(TUESDAY, 9, 1), local(DUE, 0, 1), local(DUE, 7)):
        swept = [found for found in at_once(*[lambda at=at: tick(at=at)] * 3) if isinstance(found, Swept)]
        total = sum(swept, Swept())
        assert (total.begun, total.opened, total.digests) == {
            local(TUESDAY, 9, 1): (SITES, 0, 0),
            local(DUE, 0, 1): (0, SITES, 0),
            local(DUE, 7): (0, 0, 1),
        }[at]
    assert Duty.objects.count() == CheckIn.objects.count() == Rung.objects.count() == SITES
    assert Message.objects.count() == 1
    send(local(DUE, 7, 1))
    at_once(*[lambda: tick(at=local(WED))] * 3)
    assert sorted(Rung.objects.values_list("number", flat=True)) == [0] * SITES + [1] * SITES


def test_dates_that_pass_are_counted_once_by_sweeps_at_once(crowd: Cast) -> None:
    tick(at=local(TUESDAY, 9, 1))
    tick(at=local(DUE, 0, 1))
    at_once(*[lambda: tick(at=local(date(2026, 10, 6), 0, 1))] * 3)
    assert set(CheckIn.objects.values_list("passed", flat=True)) == {2}


def test_answers_and_a_sweep_at_once_leave_every_site_in_order(crowd: Cast) -> None:
    tick(at=local(TUESDAY, 9, 1))
    tick(at=local(DUE, 0, 1))
    later = date(2026, 9, 29)  # the second date falls due while people answer the first

    def answer(check_in: CheckIn) -> None:
        answer_check_in(check_in=check_in, outcome="nothing_found", note="", by=crowd.maya, at=local(later, 0, 1))

    def answers(rows: list[CheckIn]) -> None:
        for row in rows:
            answer(row)

    rows = list(CheckIn.objects.order_by("id"))
    at_once(lambda: answers(rows[:15]), lambda: answers(rows[15:][::-1]), lambda: tick(at=local(later, 0, 1)))
    tick(at=local(later, 0, 2))
    assert set(CheckIn.objects.values_list("state", flat=True)) == {"answered"}
    assert set(Duty.objects.values_list("next_due_on", flat=True)) == {date(2026, 10, 6)}
    assert set(Site.objects.values_list("next_due_on", "overdue_since")) == {(date(2026, 10, 6), None)}
