"""The deeds about pages found on the public internet. No event holds an address or what a page seems to be."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from accounts.access import Standing, actor, standing_of
from accounts.models import District, Person, School
from accounts.rules import Refused
from accounts.wording import count
from policies.document.orders import UnofficialSpec
from records import events
from records.events import CLOCK, Actor

from .. import rules, states
from ..addresses import Address, label_of
from ..models import Claim, FoundPage, Search, Site
from ..selectors import live_at, match, may_be_forgotten, names_of, unofficial_of


@transaction.atomic
def record_search(*, note: str, by: Person, at: datetime) -> Search:
    """Somebody looked at the public internet, whatever they found. The next look is due one interval later."""
    standing, doer = _doer(by, at)
    search = Search.objects.create(
        district_id=standing.district_id, searched_on=standing.on, at=at, by=by, by_name=by.name, note=note
    )
    events.record(
        verb="record_search",
        subject=("district", standing.district_id),
        sentence="looked at the public internet for pages of the district",
        by=doer,
        at=at,
        district_id=standing.district_id,
    )
    return search


@transaction.atomic
def write_down(*, address: Address, seems: str, school: School | None, by: Person, at: datetime) -> FoundPage:
    """A page that was found and that nobody knows. Refuses what is known, saying what it is, and accounts of people."""
    standing, doer = _doer(by, at)
    known = match(address, district_id=standing.district_id)
    if known is not None:
        raise Refused(known.sentence)
    rules.not_personal(address, names_of(standing.district_id))
    found = FoundPage(
        district_id=standing.district_id,
        address_typed=address.typed,
        address=address.canonical,
        platform=address.platform,
        platform_label=(label_of(address.platform) or address.host)[:120],
        seems=seems,
        school=school,
        found_at=at,
        found_by=by,
    )
    try:
        with transaction.atomic():
            found.save(force_insert=True)
    except IntegrityError:
        raise Refused("This page was written down already.") from None
    _record("write_down", found, "wrote down a page that was found", by=doer, at=at)
    return found


@transaction.atomic
def link_found(*, found: FoundPage, by: Person, at: datetime) -> Site:
    """The page was registered meanwhile: the site at its address is the match."""
    _standing, doer = _doer(by, at)
    site = live_at(district_id=found.district_id, canonical=found.address)
    if site is None:
        raise Refused("No site is registered at this address.")
    _move(found, states.TO_WORK_ON, states.REGISTERED, site=site)
    _ask_no_more(found)
    _record("link_found", found, f"matched it with {site}", by=doer, at=at)
    return site


@transaction.atomic
def dismiss_found(*, found: FoundPage, by: Person, at: datetime) -> None:
    """The page is not one of the district."""
    _standing, doer = _doer(by, at)
    _move(found, states.TO_WORK_ON, states.NOT_OURS)
    _ask_no_more(found)
    _record("dismiss_found", found, "said that it is not one of the district", by=doer, at=at)


@transaction.atomic
def ask_about(*, found: FoundPage, person: Person | None, answer_by: date, by: Person, at: datetime) -> Claim:
    """Ask somebody whether the page is theirs; it waits for them until the day given."""
    standing, doer = _doer(by, at)
    asked = rules.may_be_asked(person, found.district_id)
    rules.answers_later(answer_by, standing.on)
    _move(found, (states.UNKNOWN,), states.ASKED)
    claim = Claim(
        district_id=found.district_id,
        found=found,
        name=found.seems[:200],
        address_typed=found.address_typed,
        address=found.address,
        platform=found.platform,
        platform_label=found.platform_label,
        school=found.school,
        person=asked,
        answer_by=answer_by,
    )
    try:
        with transaction.atomic():
            claim.save(force_insert=True)
    except IntegrityError:
        raise Refused("Somebody is asked about this page already.") from None
    _record("ask_about", found, f"asked {asked} about it", by=doer, at=at)
    return claim


@transaction.atomic
def forget_found(*, district: District, at: datetime) -> int:
    """Delete what was found more than states.FORGOTTEN_AFTER days ago and matches nothing; how many. One event, no address.

    What is registered by now stays, and so does what somebody said is theirs.
    """
    old = may_be_forgotten(district.pk).filter(found_at__lt=at - timedelta(days=states.FORGOTTEN_AFTER))
    registered = Site.objects.filter(district=district, address=OuterRef("address"), status__in=states.LIVE)
    _all, gone = old.exclude(Exists(registered)).delete()
    number = gone.get("registry.FoundPage", 0)
    if number:
        events.record(
            verb="forget_found",
            subject=("district", district.pk),
            sentence=f"deleted {count(number, 'found page')} that matched nothing for {states.FORGOTTEN_AFTER} days",
            by=CLOCK,
            at=at,
            district_id=district.pk,
        )
    return number


def _doer(by: Person, at: datetime) -> tuple[Standing, Actor]:
    """Who does it, in whose name; refuses whoever does not look for pages."""
    standing = standing_of(by, at=at)
    spec: UnofficialSpec = unofficial_of(standing)
    rules.may_search(standing, spec)
    role = rules.searching_role(standing, spec)
    return standing, actor(by, acting_for=role.acting_for if role else "")


def _move(found: FoundPage, sources: tuple[str, ...], target: str, *, site: Site | None = None) -> None:
    if not FoundPage.objects.filter(pk=found.pk, state__in=sources).update(state=target, site=site):
        found.refresh_from_db(fields=["state"])
        raise Refused(f"This page is settled already: {states.FOUND[found.state].lower()}.")
    found.state, found.site = target, site


def _ask_no_more(found: FoundPage) -> None:
    Claim.objects.filter(found=found, state=states.OPEN).update(state=states.ENDED)


def _record(verb: str, found: FoundPage, sentence: str, *, by: Actor, at: datetime) -> None:
    events.record(verb=verb, subject=("found_page", found.pk), sentence=sentence, by=by, at=at, district_id=found.district_id)
