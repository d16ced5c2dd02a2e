"""The deeds about the keys of a site: who is administrator on the platform, who holds the sealed credential. No secrets."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from accounts.access import standing_of
from accounts.models import Person, Role
from accounts.rules import Refused

from .. import rules, states
from ..models import PlatformAdmin, Site
from ..selectors.admins import running
from ..selectors.keys import holders_of_the_seal, is_office
from .kept import record_by

# What the trail keeps of a change, with what stood there before. Where the credential lies is not for everybody who reads it.
SAID = {
    "sealed_label": "sealed credential",
    "sealed_since": "held since",
    "recovery": "recovery address is a mailbox of the district",
    "second_factor": "second factor",
}


@transaction.atomic
def add_admin(
    *, site: Site, since_on: date, by: Person, at: datetime, person: Person | None = None, office: Role | None = None
) -> PlatformAdmin:
    """List a person of the district, or an office of it, as administrator on the platform, since a day that has come.

    Refuses both and neither, somebody who has left, a role without an office, and whoever is listed already.
    """
    standing = standing_of(by, at=at)
    acting_for = rules.may_keep_keys(standing, site)
    rules.has_come(since_on, standing.on)
    if (person is None) == (office is None):
        raise Refused("Name a person, or choose an office: one of the two.")
    if person is not None:
        rules.may_be_admin(person, site)
    if office is not None and not is_office(site, office):
        raise Refused(f"{office} is no office of this district.")
    try:
        with transaction.atomic():
            row = PlatformAdmin.objects.create(
                site=site,
                person=person,
                office=office.key if office else "",
                office_label=office.label if office else "",
                since_on=since_on,
            )
    except IntegrityError:
        raise Refused(f"{person or office} is listed already.") from None
    record_by("add_admin", site, f"listed {row} as administrator of {site} on the platform", by, at, acting_for)
    return row


@transaction.atomic
def remove_admin(*, admin: PlatformAdmin, by: Person, at: datetime) -> None:
    """Somebody is administrator no more, from today. Refuses who was taken off the list already."""
    standing = standing_of(by, at=at)
    acting_for = rules.may_keep_keys(standing, admin.site)
    if not PlatformAdmin.objects.filter(pk=admin.pk, ended_on__isnull=True).update(ended_on=standing.on):
        raise Refused(f"{admin} is not on the list any more.")
    record_by("remove_admin", admin.site, f"took {admin} off the administrators of {admin.site}", by, at, acting_for)


@transaction.atomic
def confirm_admins(*, site: Site, by: Person, at: datetime) -> int:
    """Somebody looked at the platform's own list today, and it is the same; how many that is.

    Refuses an empty list, one with somebody on it who has left, and a second time on the same day.
    """
    standing = standing_of(by, at=at)
    acting_for = rules.may_keep_keys(standing, site)
    gone = (
        PlatformAdmin.objects.filter(site=site, ended_on__isnull=True, person__is_active=False).select_related("person").first()
    )
    if gone is not None:
        raise Refused(f"{gone} has left. Take them off on the platform, then here.")
    there = running().filter(site=site)
    confirmed = there.exclude(confirmed_on=standing.on).update(confirmed_on=standing.on, confirmed_name=by.name)
    if not confirmed:
        raise Refused("This was confirmed today already." if there.exists() else "Nobody is listed. Add who is administrator.")
    record_by("confirm_admins", site, f"confirmed who is administrator of {site} on the platform", by, at, acting_for)
    return confirmed


@transaction.atomic
def keep_keys(
    *,
    site: Site,
    sealed_with: Role | None,
    sealed_since: date | None,
    sealed_where: str,
    recovery: str,
    second_factor: str,
    by: Person,
    at: datetime,
) -> Site:
    """Write down who holds the sealed credential since when and where it lies, and what is known of recovery and second factor.

    Refuses what looks like a password, a holder whom the policy does not name where it names some, a day to come, and no change.
    """
    standing = standing_of(by, at=at)
    acting_for = rules.may_keep_keys(standing, site)
    rules.no_password(sealed_where)
    _sealed(site, sealed_with, sealed_since, sealed_where, standing.on)
    if recovery not in states.KNOWN or second_factor not in states.KNOWN:
        raise Refused("Choose yes, no or not known.")
    wanted: dict[str, Any] = {
        "sealed_with": sealed_with.key if sealed_with else "",
        "sealed_label": sealed_with.label if sealed_with else "",
        "sealed_since": sealed_since,
        "sealed_where": sealed_where,
        "recovery": recovery,
        "second_factor": second_factor,
    }
    changed = {key: value for key, value in wanted.items() if value != getattr(site, key)}
    if not changed:
        raise Refused("Nothing would change: this is on record already.")
    details = {SAID[key]: [_said(getattr(site, key)), _said(value)] for key, value in changed.items() if key in SAID}
    as_read = {key: getattr(site, key) for key in wanted}
    if not Site.objects.filter(pk=site.pk, **as_read).update(**changed):
        raise Refused("Somebody else wrote this down in the meantime. Look at it again.")
    for key, value in changed.items():
        setattr(site, key, value)
    record_by("keep_keys", site, f"wrote down what is known of the keys of {site}", by, at, acting_for, details=details or None)
    return site


def _sealed(site: Site, holder: Role | None, since: date | None, where: str, today: date) -> None:
    if holder is None:
        if since is not None or where:
            raise Refused("Say who holds the sealed credential, or leave its day and its place empty.")
        return
    if since is None:
        raise Refused("Give the day since when it is sealed there.")
    rules.has_come(since, today)
    named = holders_of_the_seal(site)
    if holder not in named:
        raise Refused(f"The policy has it held by {', '.join(role.label for role in named) or 'nobody of this district'}.")


def _said(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")
