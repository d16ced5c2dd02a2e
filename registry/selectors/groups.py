"""Groups that are no sites of the district: one's own, and all of them for whoever audits the register."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from accounts import wording
from accounts.access import Standing
from accounts.rules import allows
from accounts.selectors import Cursor, Page, Trail, page_of, trail_of
from policies.document import Policy
from policies.selectors import document_of, version_in_force

from .. import rules
from ..models import GroupMember, UnofficialGroup

MOST = 100  # groups of one person that their page shows


@dataclass(frozen=True)
class GroupLine:
    """One group: where it is, and how many are in it."""

    pk: int
    name: str
    meta: str
    address: str


@dataclass(frozen=True)
class OwnGroup:
    """A group somebody said they are in."""

    pk: int
    name: str
    meta: str
    address: str
    note: str


@dataclass(frozen=True)
class GroupPanel:
    """A group with everybody who said they are in it: who and where they work, since when, their note."""

    group: UnofficialGroup
    members: Sequence[tuple[str, str, str]]
    history: Trail


def policy_of(standing: Standing) -> Policy | None:
    """The policy in force for somebody's district today. One query."""
    version = version_in_force(standing.district_id, standing.on) if standing.district_id else None
    return document_of(version) if version else None


def members_in() -> QuerySet[GroupMember]:
    """Everybody who is in a group now: they did not leave it, nor the district."""
    return GroupMember.objects.filter(left_on__isnull=True, person__is_active=True)


def groups_of_district(district_id: int) -> QuerySet[UnofficialGroup]:
    """The groups that anybody is in."""
    return UnofficialGroup.objects.filter(district_id=district_id, pk__in=members_in().values("group_id"))


def own_groups(standing: Standing) -> list[OwnGroup]:
    """The groups this person is in, by name. One query."""
    rows = members_in().filter(person=standing.person).select_related("group").order_by("group__name", "pk")[:MOST]
    return [
        OwnGroup(
            row.group_id,
            row.group.name,
            f"{row.group.platform_label}. Declared on {wording.full_day(row.since_on)}.",
            row.group.address,
            row.note,
        )
        for row in rows
    ]


def groups_page(standing: Standing, cursor: Cursor) -> Page[GroupLine] | None:
    """Every group of the district, for whoever audits the register; None for anybody else. Four queries."""
    if not allows(rules.may_audit, standing):
        return None
    rows = groups_of_district(standing.district_id).prefetch_related(Prefetch("members", members_in(), to_attr="inside"))
    return page_of(rows, by="name", cursor=cursor, say=lambda found: [_line(group) for group in found])


def _line(group: UnofficialGroup) -> GroupLine:
    people = wording.count(len(group.inside), "employee")  # type: ignore[attr-defined]
    return GroupLine(group.pk, group.name, f"{group.platform_label}. {people} in it.", group.address)


def group_seen_by(standing: Standing, pk: int) -> UnofficialGroup:
    """A group somebody is in, for whoever audits the register; otherwise UnofficialGroup.DoesNotExist."""
    if not allows(rules.may_audit, standing):
        raise UnofficialGroup.DoesNotExist
    return groups_of_district(standing.district_id).select_related("district").get(pk=pk)


def own_membership(standing: Standing, pk: int) -> GroupMember:
    """This person in a group; GroupMember.DoesNotExist where they are not in it."""
    return members_in().select_related("group", "person").get(group_id=pk, person=standing.person)


def group_panel(group: UnofficialGroup, standing: Standing, *, mark: int | None = None) -> GroupPanel:
    """The group in words. Two queries."""
    rows = members_in().filter(group=group).select_related("person__place").order_by("person__name", "pk")
    members = [
        (row.person.name, f"{row.person.place or 'No place'}. Declared on {wording.full_day(row.since_on)}.", row.note)
        for row in rows
    ]
    history = trail_of("group", group.pk, mark=mark, zone=group.district.time_zone, today=standing.on)
    return GroupPanel(group, members, history)
