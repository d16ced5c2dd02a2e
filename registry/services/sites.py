"""The deeds about sites: registered, ordered about, posted on, watched."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from accounts.access import actor, addressee, local_day, standing_of
from accounts.models import District, Person, School
from accounts.rules import Refused
from accounts.wording import full_day
from policies.document import Policy
from policies.models import PolicyVersion
from policies.selectors import document_of
from records import events, outbox
from records.events import Actor

from .. import letters, rules, states
from ..addresses import Address
from ..models import HandOver, Poster, Site
from ..selectors import concerned, live_at
from .handing import note_passed

WATCHED = frozenset({"next_due_on", "overdue_since", "last_checked_on", "watched_since"})
BATCH = 500  # rows of one update
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
    policy = _policy(policy_version)
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
    _record("register", site, f"registered {site}", by=by, at=at, reason=note, details=details)
    return site


def _policy(version: PolicyVersion | None) -> Policy | None:
    """What holds for a site: the document it is registered under, if any."""
    return document_of(version) if version else None


def _store(site: Site) -> None:
    rules.free(live_at(district_id=site.district_id, canonical=site.address))
    try:
        with transaction.atomic():
            site.save(force_insert=True)
    except IntegrityError:
        rules.free(live_at(district_id=site.district_id, canonical=site.address))
        raise


def suspend(*, site: Site, reason: str, by: Person, at: datetime, until: date | None = None) -> Site:
    """Stop a site for a time, or until it is reinstated; its responsible employee and the head of its place are told at once."""
    rules.ends_later(until, local_day(at, site.district.time_zone))
    return _order("suspend", site=site, reason=reason, by=by, at=at, until=until)


def reinstate(*, site: Site, reason: str, by: Person, at: datetime, until: None = None) -> Site:
    """End a suspension. Refused while nobody answers for the site."""
    rules.has_somebody(site)
    return _order("reinstate", site=site, reason=reason, by=by, at=at, until=until)


def close(*, site: Site, reason: str, by: Person, at: datetime, until: None = None) -> Site:
    """End a site that its people give up. It stays on record."""
    return _order("close", site=site, reason=reason, by=by, at=at, until=until)


def shut_down(*, site: Site, reason: str, by: Person, at: datetime, until: None = None) -> Site:
    """End a site by order. It stays on record."""
    return _order("shut_down", site=site, reason=reason, by=by, at=at, until=until)


@transaction.atomic
def _order(deed: str, *, site: Site, reason: str, by: Person, at: datetime, until: date | None) -> Site:
    reason = reason.strip()
    rules.reason_given(reason)
    standing = standing_of(by, at=at)
    rules.may_order(standing, site, deed)
    _move(deed, site, reason=reason, at=at, until=until)
    doer = actor(by, acting_for=rules.in_whose_name(standing, site))
    _record(deed, site, _sentence(deed, site), by=doer, at=at, reason=reason)
    _tell(deed, site, reason=reason, by=by, who=f"{doer.name} for {doer.acting_for}" if doer.acting_for else doer.name, at=at)
    return site


def _move(deed: str, site: Site, *, reason: str, at: datetime, until: date | None = None) -> None:
    sources, target = states.MOVES[deed]
    changed = Site.objects.filter(pk=site.pk, status__in=sources).update(
        status=target, status_reason=reason, status_since=at, suspended_until=until
    )
    if not changed:
        raise Refused(_who_was_faster(site))
    site.refresh_from_db(fields=["status", "status_reason", "status_since", "suspended_until"])
    if target not in states.LIVE and site.responsible and site.responsible.ends_on:
        note_passed(site=site, person=site.responsible, at=at)


@transaction.atomic
def carry_out(*, deed: str, site: Site, reason: str, by: Actor, at: datetime) -> Site:
    """What an order of the policy does to a site: `deed` is "suspend" or "shut_down". Who may give it was asked above.

    One event and no letter: whoever gives the order tells of it. Refuses without a reason, and what is not possible now.
    """
    rules.reason_given(reason)
    _move(deed, site, reason=reason.strip(), at=at)
    _record(deed, site, _sentence(deed, site), by=by, at=at, reason=reason.strip())
    return site


@transaction.atomic
def doubt(*, site: Site, by: Actor, at: datetime) -> Site:
    """Say of a live site that nobody can vouch for what stands there: its people lost control of it. Refused where it says so."""
    if not Site.objects.filter(pk=site.pk, status__in=states.LIVE, unverified_since=None).update(unverified_since=at):
        raise Refused(f"{site} is not verified already, or it has ended.")
    site.unverified_since = at
    _record("doubt", site, f"reported that {site} is not under control; it is not verified", by=by, at=at)
    return site


@transaction.atomic
def trust(*, site: Site, by: Actor, at: datetime) -> Site:
    """Vouch for a site again."""
    if Site.objects.filter(pk=site.pk, unverified_since__isnull=False).update(unverified_since=None):
        site.unverified_since = None
        _record("trust", site, f"confirmed that {site} is under control again; it is verified", by=by, at=at)
    return site


def _sentence(deed: str, site: Site) -> str:
    until = f" until {full_day(site.suspended_until)}" if site.suspended_until else ""
    return f"{rules.DONE[deed]} {site}{until}" if deed != "shut_down" else f"shut down {site}"


def _who_was_faster(site: Site) -> str:
    site.refresh_from_db(fields=["status", "status_since"])
    last = next(reversed(events.trail("site", site.pk)), None)
    by = f" by {last.actor_name}" if last and last.at == site.status_since else ""
    return f"{site} is already {site.get_status_display().lower()}{by}."


def _tell(deed: str, site: Site, *, reason: str, by: Person, who: str, at: datetime) -> None:
    letter = letters.order(deed=deed, site=site, who=who, reason=reason)
    for person in concerned(site, besides=by, on=local_day(at, site.district.time_zone)):
        outbox.post(
            to=addressee(person),
            letter=letter,
            kind="directive",
            key=f"site-{site.pk}-{deed}-{at.isoformat()}-{person.pk}",
            at=at,
            district_id=site.district_id,
            about=("site", site.pk),
            reply_to=by.email,
        )


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
        rules.may_answer_for(responsible, site.district_id, _policy(site.policy_version))
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
    _record("change", site, sentence, by=by, at=at, reason=reason, details=said)
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


@transaction.atomic
def hold(*, site: Site, reason: str, by: Actor, at: datetime) -> None:
    """Suspend an active site while something about it is decided, as the policy says; one that is suspended stays so."""
    held = Site.objects.filter(pk=site.pk, status=states.ACTIVE).update(
        status=states.SUSPENDED, status_reason=reason, status_since=at, suspended_until=None
    )
    if held:
        _record("suspend", site, f"suspended {site}", by=by, at=at, reason=reason)


@transaction.atomic
def release(*, site: Site, reason: str, by: Actor, at: datetime) -> None:
    """End what `hold` began for this reason; a site that is suspended for another reason stays so."""
    released = Site.objects.filter(pk=site.pk, status=states.SUSPENDED, status_reason=reason).update(
        status=states.ACTIVE, status_reason="", status_since=at
    )
    if released:
        _record("reinstate", site, f"reinstated {site}", by=by, at=at, reason="It is decided.")


def _record(
    verb: str, site: Site, sentence: str, *, by: Actor, at: datetime, reason: str = "", details: dict[str, Any] | None = None
) -> None:
    events.record(
        verb=verb,
        subject=("site", site.pk),
        sentence=sentence,
        by=by,
        at=at,
        district_id=site.district_id,
        reason=reason,
        details=details,
    )


@transaction.atomic
def add_poster(*, site: Site, person: Person, by: Actor, at: datetime) -> Poster:
    """Let somebody post on a site. Somebody who may already stays as they are, without a second event."""
    rules.may_post([person], site.district_id, _policy(site.policy_version))
    on = local_day(at, site.district.time_zone)
    poster, is_new = Poster.objects.get_or_create(site=site, person=person, defaults={"since": on})
    if is_new:
        _record("add_poster", site, f"added {person} as poster of {site}", by=by, at=at)
    return poster


@transaction.atomic
def remove_poster(*, site: Site, person: Person, by: Actor, at: datetime) -> None:
    """End somebody's posting on a site. Refuses somebody who does not post there."""
    gone, _rows = Poster.objects.filter(site=site, person=person).delete()
    if not gone:
        raise Refused(f"{person} does not post on {site}.")
    if person.pk != site.responsible_id and (person.ends_on or not person.is_active):
        note_passed(site=site, person=person, at=at, was=HandOver.Was.POSTER)
    _record("remove_poster", site, f"removed {person} as poster of {site}", by=by, at=at)


def note_watch(*, site_id: int, **columns: date | None) -> None:
    """Write what monitoring knows of one site: next_due_on, overdue_since, last_checked_on, watched_since. No event."""
    _known(columns)
    Site.objects.filter(pk=site_id).update(**columns)


def note_watch_many(rows: Iterable[Mapping[str, Any]]) -> int:
    """The same for many sites, each row with its `site_id`; rows may name different columns. Returns how many rows.

    Sites that get the same values are written together: a sweep that writes thousands has few values.
    """
    alike: dict[tuple[tuple[str, date | None], ...], list[int]] = {}
    for row in rows:
        columns = {key: value for key, value in row.items() if key != "site_id"}
        _known(columns)
        alike.setdefault(tuple(sorted(columns.items())), []).append(row["site_id"])
    for values, pks in alike.items():
        for start in range(0, len(pks), BATCH):
            Site.objects.filter(pk__in=pks[start : start + BATCH]).update(**dict(values))
    return sum(map(len, alike.values()))


def _known(columns: Mapping[str, Any]) -> None:
    unknown = set(columns) - WATCHED
    if unknown or not columns:
        raise TypeError(f"note_watch writes {', '.join(sorted(WATCHED))}, not {', '.join(sorted(unknown)) or 'nothing'}.")


def follow(*, site_ids: Collection[int], version: PolicyVersion) -> int:
    """Let sites stand under another version of the policy, which somebody said they are right under; how many. No event."""
    return Site.objects.filter(pk__in=site_ids, district=version.district_id).update(policy_version=version)
