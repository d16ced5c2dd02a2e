"""The deeds about groups that are no sites: somebody says that they are in one, and that they left it."""

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.access import actor, local_day, standing_of
from accounts.models import Person
from accounts.rules import Refused
from records import events

from .. import rules
from ..addresses import Address, label_of
from ..models import GroupMember, UnofficialGroup
from ..selectors import group_at, live_at, names_of, policy_of


@transaction.atomic
def declare_group(*, name: str, address: Address, note: str, by: Person, at: datetime) -> GroupMember:
    """Somebody says of themselves that they are in a group; whoever names the same address joins its entry.

    Refuses a site of the district, the account of a person, and a second time.
    """
    standing = standing_of(by, at=at)
    rules.may_declare(standing, policy_of(standing))
    rules.free(live_at(district_id=standing.district_id, canonical=address.canonical))
    rules.not_personal(address, names_of(standing.district_id))
    group = group_at(standing.district_id, address.canonical) or _entry(standing.district_id, name, address, at)
    try:
        with transaction.atomic():
            member = GroupMember.objects.create(group=group, person=by, note=note, since_on=standing.on)
    except IntegrityError:
        raise Refused(f"You declared already that you are in {group}.") from None
    _record("declare_group", group, f"declared to be in {group}, an unofficial group", by=by, at=at)
    return member


def _entry(district_id: int, name: str, address: Address, at: datetime) -> UnofficialGroup:
    group, _is_new = UnofficialGroup.objects.get_or_create(
        district_id=district_id,
        address=address.canonical,
        defaults={
            "name": name,
            "platform": address.platform,
            "platform_label": (label_of(address.platform) or address.host)[:120],
            "address_typed": address.typed,
            "declared_at": at,
        },
    )
    return group


@transaction.atomic
def leave_group(*, member: GroupMember, by: Person, at: datetime) -> None:
    """Somebody says that they left a group. A group nobody is in is listed no more."""
    on = local_day(at, by.district.time_zone if by.district else "UTC")
    left = GroupMember.objects.filter(pk=member.pk, person=by, left_on__isnull=True).update(left_on=on)
    if not left:
        raise Refused(f"You are not in {member.group} any more.")
    _record("leave_group", member.group, f"left {member.group}", by=by, at=at)


def _record(verb: str, group: UnofficialGroup, sentence: str, *, by: Person, at: datetime) -> None:
    events.record(verb=verb, subject=("group", group.pk), sentence=sentence, by=actor(by), at=at, district_id=group.district_id)
