"""Sites are put on the register, and what it says of them changes."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from accounts.access import local_day
from accounts.models import District, Person, School
from accounts.rules import Refused
from policies.models import PolicyVersion
from records.events import Actor

from .. import rules, states
from ..addresses import Address
from ..models import Poster, Site
from ..selectors import live_at
from .handing import note_passed
from .kept import policy_of_site, record_of_site

SAID_OF_A_CHANGE = {"name": "name", "platform_label": "platform", "address": "web address", "visibility": "visibility"}


@transaction.atomic
def register(
    *,
    district: District,
    school: School,
    name: str,
    entity: str,
    entity_label: str,
    platform: str,
    platform_label: str,
    address: Address | None,
    visibility: str,
    responsible: Person,
    posters: Sequence[Person],
    complaints_to: Person | None,
    decided: str,
    policy_version: PolicyVersion | None,
    terms: dict[str, Any],
    by: Actor,
    at: datetime,
    note: str = "",
    visibility_reason: str = "",
) -> Site:
    """Put a site on the register, active; `note` stands in its history. Refuses a taken address and people who have left or
    are not the district's."""
    policy = policy_of_site(policy_version)
    rules.may_answer_for(responsible, district.pk, policy)
    rules.may_post(posters, district.pk, policy)
    site = Site(
        district=district,
        school=school,
        name=name,
        entity=entity,
        entity_label=entity_label,
        platform=platform,
        platform_label=platform_label,
        address_typed=address.typed if address else "",
        address=address.canonical if address else "",
        handle=address.handle if address else "",
        visibility=visibility,
        visibility_reason=visibility_reason,
        status_since=at,
        responsible=responsible,
        complaints_to=complaints_to,
        registered_at=at,
        decided=decided,
        policy_version=policy_version,
        terms=terms,
    )
    _store(site)
    on = local_day(at, district.time_zone)
    Poster.objects.bulk_create([Poster(site=site, person_id=pk, since=on) for pk in dict.fromkeys(who.pk for who in posters)])
    details = {"address": site.address, "responsible": responsible.name, "posters": [who.name for who in posters]}
    record_of_site("register", site, f"registered {site}", by=by, at=at, reason=note, details=details)
    return site


def _store(site: Site) -> None:
    rules.free(live_at(district_id=site.district_id, canonical=site.address))
    try:
        with transaction.atomic():
            site.save(force_insert=True)
    except IntegrityError:
        rules.free(live_at(district_id=site.district_id, canonical=site.address))
        raise


@transaction.atomic
def change(
    *,
    site: Site,
    by: Actor,
    at: datetime,
    name: str | None = None,
    platform: str | None = None,
    platform_label: str | None = None,
    address: Address | None = None,
    visibility: str | None = None,
    responsible: Person | None = None,
    reason: str = "",
) -> Site:
    """Change what the register says of a live site; what is None stays. One event says what was and what is.

    Refuses a site that has ended, an address that another live site has, and somebody who cannot answer for a site.
    """
    if site.status not in states.LIVE:
        raise Refused(f"{site} is {site.get_status_display().lower()} and cannot be changed any more.")
    if responsible is not None:
        rules.may_answer_for(responsible, site.district_id, policy_of_site(site.policy_version))
    wanted: dict[str, Any] = {"name": name, "platform": platform, "platform_label": platform_label, "visibility": visibility}
    if address is not None:
        wanted |= {"address": address.canonical, "address_typed": address.typed, "handle": address.handle}
    changed = {key: value for key, value in wanted.items() if value is not None and value != getattr(site, key)}
    said = {key: [getattr(site, key), value] for key, value in changed.items() if key in SAID_OF_A_CHANGE}
    if responsible is not None and responsible.pk != site.responsible_id:
        said["responsible employee"] = [str(site.responsible or "nobody"), responsible.name]
        changed["responsible"] = responsible
    if not changed:
        raise Refused(f"Nothing would change: {site} is like this already.")
    if "visibility" in changed:
        changed["visibility_reason"] = reason
    if "address" in changed:
        rules.free(live_at(district_id=site.district_id, canonical=changed["address"]))
    before, old = str(site), site.responsible
    _write(site, changed)
    if "responsible" in changed:
        note_passed(site=site, person=old, at=at)
    sentence = f"changed {before}: " + "; ".join(
        f"{SAID_OF_A_CHANGE.get(key, key)} from {was or 'none'} to {now}" for key, (was, now) in said.items()
    )
    record_of_site("change", site, sentence, by=by, at=at, reason=reason, details=said)
    return site


def _write(site: Site, changed: dict[str, Any]) -> None:
    """Store what changed; refuses an address that another site was given in the same moment."""
    for key, value in changed.items():
        setattr(site, key, value)
    try:
        with transaction.atomic():
            site.save(update_fields=list(changed))
    except IntegrityError:
        rules.free(live_at(district_id=site.district_id, canonical=site.address))
        raise


def follow(*, site_ids: Collection[int], version: PolicyVersion) -> int:
    """Let sites stand under another version of the policy, which somebody said they are right under; how many. No event."""
    return Site.objects.filter(pk__in=site_ids, district=version.district_id).update(policy_version=version)
