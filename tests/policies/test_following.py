"""The roles of a district follow the policy in force, on the day it begins and not before."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from accounts.models import Appointment, District, DistrictGrant, Role
from accounts.rows import BadRows, PersonRow
from accounts.rules import Refused
from accounts.selectors import roles_at, roles_of
from accounts.services import appoint, import_people
from monitoring.sweep import tick
from policies.models import PolicyVersion
from policies.selectors import preset_text
from policies.services import come_into_force, load_policy, retire_policy
from records.events import OPERATOR, trail
from tests.cast import AT, SINCE, TODAY, Cast

from .making import text

LATER = date(2026, 11, 2)
DAY = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)  # midnight in Chicago


def load(district: District, written: str, begins: date, at: datetime = AT) -> PolicyVersion:
    """Load a text at a moment."""
    return load_policy(district=district, text=written, in_force_from=begins, by=OPERATOR, at=at)


def made(title: str, *roles: dict[str, Any]) -> str:
    """A small document by its title, with some roles."""
    return text(policy={"key": "made", "title": title}, role=list(roles))


def called(district: District) -> dict[str, str]:
    """What the roles of a district are called."""
    return dict(Role.objects.filter(district=district).values_list("key", "label"))


def listed(district: District, on: date = TODAY) -> set[str]:
    """The roles that the page of a district shows."""
    return {line.label for line in roles_of(district, on=on)}


@pytest.fixture
def harbor(db: None) -> District:
    """A district without anything."""
    return District.objects.create(name="Harbor", time_zone="America/Chicago", email_domains=["harbor.example"])


HEAD = {"key": "principal", "label": "Head of school", "scope": "school"}
CLERK = {"key": "clerk", "label": "Clerk", "scope": "district", "capabilities": ["reads"]}
NO_ORDERS = {"key": "technology_director", "label": "Head of IT", "scope": "district", "capabilities": ["edits_policies"]}


def test_a_policy_to_come_changes_no_role_before_its_day(cast: Cast) -> None:
    before = list(Role.objects.order_by("pk").values())
    seen = listed(cast.lakeside)
    load(cast.lakeside, preset_text("chsd230"), date(2030, 1, 1))
    assert list(Role.objects.filter(pk__in=[row["id"] for row in before]).order_by("pk").values()) == before
    assert (listed(cast.lakeside), [line.label for line in roles_at(cast.elm, on=TODAY)]) == (seen, ["Principal"])
    tick(at=AT, district=cast.lakeside)
    assert called(cast.lakeside)["principal"] == "Principal"


def test_on_its_day_the_roles_follow_it(cast: Cast) -> None:
    version = load(cast.lakeside, made("New", HEAD, CLERK, NO_ORDERS), LATER)
    tick(at=DAY - timedelta(minutes=1), district=cast.lakeside)
    assert (called(cast.lakeside)["principal"], "Clerk" in listed(cast.lakeside)) == ("Principal", False)
    assert cast.standing(cast.tom, at=DAY - timedelta(minutes=1)).can("orders")
    tick(at=DAY, district=cast.lakeside)
    assert (called(cast.lakeside)["principal"], "Clerk" in listed(cast.lakeside)) == ("Head of school", True)
    assert not cast.standing(cast.tom, at=DAY).can("orders")
    event = trail("policy", version.pk)[-1]
    assert (event.actor_name, event.sentence) == (
        "Rollcall",
        "let the roles follow New, version 2, in force from November 2, 2026",
    )
    assert come_into_force(district=cast.lakeside, at=DAY) == 0


def test_a_day_without_a_sweep_is_made_up_for(cast: Cast) -> None:
    load(cast.lakeside, made("New", HEAD), LATER)
    tick(at=DAY + timedelta(days=20), district=cast.lakeside)
    assert called(cast.lakeside)["principal"] == "Head of school"


def test_the_grants_follow_what_the_roles_carry(cast: Cast) -> None:
    load(cast.lakeside, made("New", NO_ORDERS), LATER)
    assert DistrictGrant.objects.filter(user=cast.tom).exists()
    tick(at=DAY, district=cast.lakeside)
    assert not DistrictGrant.objects.filter(user=cast.tom).exists()


def test_a_version_from_before_the_one_in_force_changes_no_role(cast: Cast) -> None:
    before = list(Role.objects.order_by("pk").values())
    load(cast.lakeside, made("Old", HEAD, CLERK), SINCE - timedelta(days=1))
    tick(at=AT, district=cast.lakeside)
    assert list(Role.objects.order_by("pk").values()) == before


def test_of_two_to_come_each_has_its_day(cast: Cast) -> None:
    second, first = {**HEAD, "label": "Second"}, {**HEAD, "label": "First"}
    load(cast.lakeside, made("Two", second, CLERK), LATER + timedelta(days=2))
    load(cast.lakeside, made("One", first, CLERK), LATER)
    assert Role.objects.get(district=cast.lakeside, key="clerk").begins_on == LATER
    said = []
    for days in (-1, 0, 1, 2):
        tick(at=DAY + timedelta(days=days), district=cast.lakeside)
        said.append(called(cast.lakeside)["principal"])
    assert said == ["Principal", "First", "First", "Second"]


def test_people_are_appointed_to_a_role_to_come_from_its_day_on(cast: Cast) -> None:
    load(cast.lakeside, made("New", CLERK), LATER)
    clerk = Role.objects.get(district=cast.lakeside, key="clerk")
    with pytest.raises(Refused) as refused:
        appoint(person=cast.sam, role=clerk, by=cast.tom, at=AT, starts_on=TODAY)
    assert refused.value.sentence == "Clerk is a role from November 2, 2026 on: choose that day or a later one."
    assert appoint(person=cast.sam, role=clerk, by=cast.tom, at=AT).starts_on == LATER
    assert not cast.standing(cast.sam).can("reads")
    assert ("Clerk" in listed(cast.lakeside), "Clerk" in listed(cast.lakeside, LATER)) == (False, True)


def test_one_retired_before_its_day_leaves_no_vacant_role(cast: Cast) -> None:
    version = load(cast.lakeside, made("New", HEAD, CLERK), LATER)
    retire_policy(version=version, from_on=TODAY, reason="A mistake.", by=OPERATOR, at=AT)
    tick(at=DAY, district=cast.lakeside)
    assert called(cast.lakeside)["principal"] == "Principal"
    assert "Clerk" not in listed(cast.lakeside, LATER)


def test_one_retired_on_its_first_day_gives_the_roles_back(cast: Cast) -> None:
    version = load(cast.lakeside, made("New", HEAD), TODAY)
    assert called(cast.lakeside)["principal"] == "Head of school"
    retire_policy(version=version, from_on=TODAY, reason="A mistake.", by=OPERATOR, at=AT)
    assert called(cast.lakeside)["principal"] == "Principal"


def test_the_last_one_leaves_its_roles_when_it_is_retired(cast: Cast) -> None:
    retire_policy(version=cast.policy, from_on=TODAY, reason="Repealed.", by=OPERATOR, at=AT)
    load(cast.lakeside, made("New", HEAD), LATER)
    tick(at=AT, district=cast.lakeside)
    assert called(cast.lakeside)["principal"] == "Principal"


def test_before_the_first_policy_a_district_sees_the_roles_it_is_to_fill(harbor: District) -> None:
    load(harbor, made("First", HEAD, CLERK), LATER)
    assert listed(harbor) == {"Head of school", "Clerk"}
    load(harbor, made("Second", {**HEAD, "label": "Second"}), LATER + timedelta(days=1))
    assert called(harbor)["principal"] == "Head of school"


def test_a_role_given_since_the_policy_was_loaded_keeps_its_scope(cast: Cast) -> None:
    Appointment.objects.filter(role__key="principal").update(ends_on=TODAY - timedelta(days=1))
    version = load(cast.lakeside, made("New", {**HEAD, "scope": "district"}), LATER)
    principal = Role.objects.get(district=cast.lakeside, key="principal")
    appoint(person=cast.sam, role=principal, school=cast.elm, by=cast.tom, at=AT)
    tick(at=DAY, district=cast.lakeside)
    principal.refresh_from_db()
    assert (principal.scope, principal.label) == ("school", "Head of school")
    assert trail("policy", version.pk)[-1].reason == ("People are appointed to Head of school: where it is held stays as it was.")


def test_a_staff_list_gives_a_role_to_come_from_its_day_on(cast: Cast) -> None:
    load(cast.lakeside, made("New", CLERK), LATER)
    sam = PersonRow(2, "Sam Whitfield", "sam@lakeside.example", role="Clerk")
    import_people(district=cast.lakeside, rows=[sam], by=OPERATOR, at=AT)
    assert Appointment.objects.get(person=cast.sam).starts_on == LATER
    with pytest.raises(BadRows, match=r"Line 2: role “Clerk” begins only on 2026-11-02, after ends_on"):
        import_people(district=cast.lakeside, rows=[replace(sam, ends_on=TODAY)], by=OPERATOR, at=AT)
