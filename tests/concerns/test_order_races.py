"""Two at once: one wins, the other reads what it says already; one event each. On a real database, by threads."""

from datetime import timedelta

import pytest

from concerns import services
from concerns.models import Directive, LostControl
from records.events import CLOCK
from records.models import Event
from registry.models import Site
from tests.cast import AT, Cast, build
from tests.concerns.orders import order
from tests.concerns.test_confirming import finish, other
from tests.racing import race
from tests.registry.sites import site

RACES = 10
LATER = AT + timedelta(hours=1)


@pytest.fixture
def committed(transactional_db: None) -> Cast:
    return build(adding=other(more='suspend_after = "1 school day"'))


def events(given: Directive) -> int:
    return Event.objects.filter(subject_kind="directive", subject_id=given.pk).count()


def test_an_order_is_carried_out_or_withdrawn_and_never_both(committed: Cast) -> None:
    cast = committed
    for number in range(RACES):
        given = order(cast, site(cast, f"Club {number}"), "rename")
        said = race(
            lambda given=given: finish(given, cast.maya),
            lambda given=given: services.withdraw(directive=given, reason="No.", by=cast.pat, at=LATER),
        )
        kept = Directive.objects.get(pk=given.pk)
        assert (kept.done_at is not None) + (kept.ended_at is not None) == said.count("won") in (1, 2)
        assert said.count("won") == 1 or kept.state == "withdrawn"  # withdrawn after it was done: one after the other
        assert events(given) == 1 + said.count("won")


def test_of_principal_and_designee_one_confirms(committed: Cast) -> None:
    cast = committed
    for number in range(RACES):
        given = finish(order(cast, site(cast, f"Club {number}"), "rename"), cast.maya)
        said = race(
            lambda given=given: services.confirm(directive=given, by=cast.pat, at=LATER),
            lambda given=given: services.send_back(directive=given, reason="No.", by=cast.dee, at=LATER),
        )
        assert (said.count("won"), events(given)) == (1, 3)


def test_the_clock_and_whoever_carries_it_out_do_not_both_win(committed: Cast) -> None:
    cast = committed
    for number in range(RACES):
        given = order(cast, site(cast, f"Club {number}"), "rename")
        race(
            lambda given=given: services.suspend_for(directive_id=given.pk, by=CLOCK, at=LATER),
            lambda given=given: services.suspend_for(directive_id=given.pk, by=CLOCK, at=LATER),
            lambda given=given: finish(given, cast.maya),
        )
        kept = Directive.objects.get(pk=given.pk)
        suspended = kept.suspended_at is not None
        assert Site.objects.get(pk=given.site_id).status == ("suspended" if suspended else "active")
        assert events(given) == 2 + suspended


def test_a_page_is_reported_lost_once(committed: Cast) -> None:
    cast = committed
    for number in range(RACES):
        made = site(cast, f"Club {number}")
        said = race(
            lambda made=made: services.report_lost(site=made, by=cast.maya, at=LATER),
            lambda made=made: services.report_lost(site=Site.objects.get(pk=made.pk), by=cast.pat, at=LATER),
        )
        assert sorted(said) == ["It is reported already.", "won"]
    assert LostControl.objects.count() == Event.objects.filter(verb="report_lost").count() == RACES


def test_a_lost_page_ends_in_one_way(committed: Cast) -> None:
    cast = committed
    for number in range(RACES):
        case = services.report_lost(site=site(cast, f"Club {number}"), by=cast.maya, at=AT)
        said = race(
            lambda case=case: services.regain(case=case, by=cast.maya, at=LATER, admins_checked=True, recovery_checked=True),
            lambda case=case: services.give_up(case=case, note="Gone.", by=cast.tom, at=LATER),
        )
        kept = LostControl.objects.select_related("site").get(pk=case.pk)
        assert said.count("won") == 1
        assert kept.site.status == ("active" if kept.state == "regained" else "shut_down")
