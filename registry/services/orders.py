"""What becomes of a site by somebody's word: suspended, reinstated, closed, shut down, doubted; and held while it is decided."""

from datetime import date, datetime

from django.db import transaction

from accounts.access import actor, addressee, local_day, standing_of
from accounts.models import Person
from accounts.rules import Refused
from accounts.wording import full_day
from records import events, outbox
from records.events import Actor

from .. import letters, rules, states
from ..models import Site
from ..selectors import concerned
from .handing import note_passed
from .kept import record_of_site


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
    record_of_site(deed, site, _sentence(deed, site), by=doer, at=at, reason=reason)
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
    record_of_site(deed, site, _sentence(deed, site), by=by, at=at, reason=reason.strip())
    return site


@transaction.atomic
def doubt(*, site: Site, by: Actor, at: datetime) -> Site:
    """Say of a live site that nobody can vouch for what stands there: its people lost control of it. Refused where it says so."""
    if not Site.objects.filter(pk=site.pk, status__in=states.LIVE, unverified_since=None).update(unverified_since=at):
        raise Refused(f"{site} is not verified already, or it has ended.")
    site.unverified_since = at
    record_of_site("doubt", site, f"reported that {site} is not under control; it is not verified", by=by, at=at)
    return site


@transaction.atomic
def trust(*, site: Site, by: Actor, at: datetime) -> Site:
    """Vouch for a site again."""
    if Site.objects.filter(pk=site.pk, unverified_since__isnull=False).update(unverified_since=None):
        site.unverified_since = None
        record_of_site("trust", site, f"confirmed that {site} is under control again; it is verified", by=by, at=at)
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
def hold(*, site: Site, reason: str, by: Actor, at: datetime) -> None:
    """Suspend an active site while something about it is decided, as the policy says; one that is suspended stays so."""
    held = Site.objects.filter(pk=site.pk, status=states.ACTIVE).update(
        status=states.SUSPENDED, status_reason=reason, status_since=at, suspended_until=None
    )
    if held:
        record_of_site("suspend", site, f"suspended {site}", by=by, at=at, reason=reason)


@transaction.atomic
def release(*, site: Site, reason: str, by: Actor, at: datetime) -> None:
    """End what `hold` began for this reason; a site that is suspended for another reason stays so."""
    released = Site.objects.filter(pk=site.pk, status=states.SUSPENDED, status_reason=reason).update(
        status=states.ACTIVE, status_reason="", status_since=at
    )
    if released:
        record_of_site("reinstate", site, f"reinstated {site}", by=by, at=at, reason="It is decided.")
