"""guardian's grants on schools and districts, derived from the appointments of a day."""

from collections.abc import Collection
from datetime import date

from django.contrib.auth.models import Permission
from django.db.models import Q

from accounts import roles
from accounts.access import Held, appointments_in_force, held_by
from accounts.models import DistrictGrant, Role, SchoolGrant

Grant = tuple[int, str, int]  # person, permission, object


def grants_due(on: date, *, people: Collection[int] | None = None, district_id: int | None = None) -> set[Grant]:
    """The (person, permission, object) triples that the appointments of a day amount to: of everybody, of some people
    or of the people of a district."""
    rows = appointments_in_force(on).filter(_whose(people, district_id, "person"))
    return {grant for row in rows for grant in _granted(held_by([row])[0], row.person_id)}


def grants_held(*, people: Collection[int] | None = None, district_id: int | None = None) -> set[Grant]:
    """The triples that guardian knows: of everybody, of some people or of the people of a district."""
    whose = _whose(people, district_id, "user")
    rows = [
        *DistrictGrant.objects.filter(whose).values_list("user_id", "permission__codename", "content_object_id"),
        *SchoolGrant.objects.filter(whose).values_list("user_id", "permission__codename", "content_object_id"),
    ]
    return set(rows)


def rebuild_grants(on: date, *, people: Collection[int] | None = None, district_id: int | None = None) -> tuple[int, int]:
    """Make guardian's grants say what the appointments of a day say; how many were given and how many taken away.

    Services call it for the people concerned; the command `rebuild_grants` and the sweep for whole districts, because
    appointments begin and expire by themselves.
    """
    due = grants_due(on, people=people, district_id=district_id)
    held = grants_held(people=people, district_id=district_id)
    for codename, model in GRANTS.items():
        _take(model, {grant for grant in held - due if grant[1] == codename})
        _give(model, codename, {grant for grant in due - held if grant[1] == codename})
    return len(due - held), len(held - due)


GRANTS: dict[str, type[DistrictGrant] | type[SchoolGrant]] = {"read_all": DistrictGrant, "read_place": SchoolGrant}


def _whose(people: Collection[int] | None, district_id: int | None, prefix: str) -> Q:
    whose = Q() if people is None else Q(**{f"{prefix}__in": people})
    return whose if district_id is None else whose & Q(**{f"{prefix}__district_id": district_id})


def _granted(held: Held, person_id: int) -> set[Grant]:
    if roles.READS not in held.capabilities:
        return set()
    if held.scope == Role.Scope.DISTRICT:
        return {(person_id, "read_all", held.district_id)}
    return {(person_id, "read_place", held.school_id)} if held.school_id else set()


def _take(model: type[DistrictGrant] | type[SchoolGrant], grants: set[Grant]) -> None:
    for person_id, _, object_id in grants:
        model.objects.filter(user_id=person_id, content_object_id=object_id).delete()


def _give(model: type[DistrictGrant] | type[SchoolGrant], codename: str, grants: set[Grant]) -> None:
    if grants:
        permission = Permission.objects.get(content_type__app_label="accounts", codename=codename)
        rows = [model(user_id=who, permission=permission, content_object_id=what) for who, _, what in sorted(grants)]
        model.objects.bulk_create(rows, ignore_conflicts=True)
