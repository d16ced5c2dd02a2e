"""Two people at once over the records of a site: one wins, one event, and the other reads why. On a real database."""

from collections.abc import Callable
from typing import Any

import pytest

from records.models import Event
from registry.models import Bundle, Consent, Exemption, PlatformAdmin, Site
from registry.services import add_admin, decide_exemption, end_consent, record_consent, take_out
from tests.cast import AT, TODAY, Cast, build
from tests.racing import race

from .sites import site

RACES = 10


@pytest.fixture
def committed(transactional_db: None) -> Cast:
    return build()


def events(verb: str) -> int:
    return Event.objects.filter(verb=verb).count()


def each_race(cast: Cast, pair: Callable[[Site, int], tuple[Callable[[], Any], Callable[[], Any]]]) -> set[str]:
    """Let two deeds begin at once, many times, each time one of them wins; what the losers read."""
    made = site(cast)
    lost: set[str] = set()
    for number in range(RACES):
        said = race(
            *pair(Site.objects.select_related("district", "school", "responsible", "policy_version").get(pk=made.pk), number)
        )
        assert said.count("won") == 1, said
        lost |= set(said) - {"won"}
    return lost


def test_of_two_who_end_a_consent_one_does(committed: Cast) -> None:
    def pair(made: Site, _number: int) -> tuple[Callable[[], Any], Callable[[], Any]]:
        row = record_consent(site=made, ground="student_image.named", since_on=TODAY, by=committed.maya, at=AT)
        first, second = (Consent.objects.select_related("site__district", "site__responsible").get(pk=row.pk) for _ in range(2))
        return (
            lambda: end_consent(consent=first, ended_on=TODAY, ended_as="withdrawn", by=committed.maya, at=AT),
            lambda: end_consent(consent=second, ended_on=TODAY, ended_as="over", by=committed.pat, at=AT),
        )

    assert each_race(committed, pair) == {"This consent has ended already, on September 15, 2026."}
    assert events("end_consent") == RACES


def test_of_two_who_decide_about_one_item_one_does(committed: Cast) -> None:
    def pair(made: Site, number: int) -> tuple[Callable[[], Any], Callable[[], Any]]:
        given: dict[str, Any] = {"site": made, "part": "history", "ref": str(number), "title": "x", "reason": "A name.", "at": AT}
        return (
            lambda: decide_exemption(verdict="withheld", by=committed.tom, **given),
            lambda: decide_exemption(verdict="withheld", by=committed.sue, **given),
        )

    lost = each_race(committed, pair)
    assert all("in the meantime" in said or "has decided so already" in said for said in lost)
    assert events("decide_exemption") == Exemption.objects.count() == RACES


def test_of_two_bundles_with_one_number_one_leaves_the_house(committed: Cast) -> None:
    def pair(made: Site, number: int) -> tuple[Callable[[], Any], Callable[[], Any]]:
        given: dict[str, Any] = {
            "site": made,
            "number": number + 1,
            "whole": False,
            "items": 1,
            "withheld": 0,
            "sha256": "0" * 64,
        }
        return (lambda: take_out(by=committed.tom, at=AT, **given), lambda: take_out(by=committed.sue, at=AT, **given))

    assert each_race(committed, pair) == {"Another bundle was made at the same moment. Try again."}
    assert events("take_out") == Bundle.objects.count() == RACES


def test_nobody_is_listed_as_administrator_twice(committed: Cast) -> None:
    def pair(made: Site, _number: int) -> tuple[Callable[[], Any], Callable[[], Any]]:
        PlatformAdmin.objects.all().delete()
        given: dict[str, Any] = {"site": made, "person": committed.sam, "since_on": TODAY, "at": AT}
        return (lambda: add_admin(by=committed.maya, **given), lambda: add_admin(by=committed.pat, **given))

    assert each_race(committed, pair) == {"Sam Whitfield is listed already."}
    assert events("add_admin") == RACES
