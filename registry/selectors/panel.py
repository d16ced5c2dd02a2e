"""What the page of a site shows of the register: the entry, who answers, the terms, its history, what may be done."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from accounts import wording
from accounts.access import Standing, local_day
from accounts.models import Person
from accounts.rules import allows
from accounts.selectors import Trail, trail_page
from policies.document import FieldSpec
from policies.durations import how_often, parse
from policies.selectors import document_of
from records.events import BEFORE, END
from records.models import Event
from records.statements import Given, Objects, Together

from .. import passing, rules, states
from ..models import Poster, Site
from .listing import worded_status
from .sites import may_read_all_of, posters_of

DEEDS = {
    "suspend": ("Suspend", "site-suspend", False),
    "reinstate": ("Reinstate", "site-reinstate", False),
    "close": ("Close", "site-close", False),
    "shut_down": ("Shut down", "site-shut-down", True),
}


@dataclass(frozen=True)
class Fact:
    """A label and what is known; `url` where it leads somewhere, `meta` a second line."""

    label: str
    value: str
    url: str = ""
    meta: str = ""


@dataclass(frozen=True)
class Deed:
    """Something this person may do to the site now."""

    label: str
    url: str
    is_grave: bool


@dataclass(frozen=True)
class SitePanel:
    """The register's part of a site's page. `whole` is False where only the directory entry may be read."""

    title: str
    purpose: str
    status: str
    tone: str
    icon: str
    status_note: str
    address_url: str
    address_shown: str
    answers: Sequence[Fact]
    terms: Sequence[Fact]
    history: Trail
    deeds: Sequence[Deed]
    posters_url: str
    offer_url: str
    whole: bool


HISTORY = Together(
    lines=BEFORE,
    offers=Objects(
        lambda: Event.objects.filter(subject_kind="site", subject_id=Given("pk"), verb__contains="offer").order_by("-id")[:1]
    ),
)  # what is said of an offer may be older than the page of the history that is read


def site_panel(
    site: Site, standing: Standing, at: datetime, posters: Collection[Poster] | None = None, *, mark: int | None = None
) -> SitePanel:
    """Everything worded, as much of it as this person may read at this moment. One query beside the posters'.

    The history begins before the event of `mark`, or with the newest.
    """
    today = local_day(at, site.district.time_zone)
    posters = posters_of(site) if posters is None else posters
    whole = may_read_all_of(standing, site, posters)
    history, offered = _happened(site, mark, today) if whole else (Trail(), None)
    status, tone, icon = worded_status(
        site.status,
        has_owner=bool(site.responsible and site.responsible.is_active),
        is_verified=site.unverified_since is None,
    )
    registered = local_day(site.registered_at, site.district.time_zone)
    return SitePanel(
        title=site.name,
        purpose=f"{site.platform_label}, {site.school}. Registered since {registered:%B} {registered.year}.",
        status=status,
        tone=tone,
        icon=icon,
        status_note=_unverified(site, today) or (_status_note(site, today) if whole else ""),
        address_url=safe_url(site.address),
        address_shown=site.address.removeprefix("https://").rstrip("/"),
        answers=_answers(site, posters, offered, whole=whole),
        terms=terms_of(site) if whole else (),
        history=history,
        deeds=deeds_for(standing, site),
        posters_url=reverse("site-posters", args=[site.pk]) if allows(rules.may_name_posters, standing, site) else "",
        offer_url=reverse("site-offer", args=[site.pk]) if allows(passing.may_offer, standing, site) else "",
        whole=whole,
    )


def safe_url(address: str) -> str:
    """The address as a link, where it is one that may be followed."""
    return address if address.startswith("https://") else ""


def deeds_for(standing: Standing, site: Site) -> list[Deed]:
    """What this person may do to the site now, in the order of the buttons."""
    return [
        Deed(label, reverse(name, args=[site.pk]), is_grave)
        for deed, (label, name, is_grave) in DEEDS.items()
        if allows(rules.may_do, standing, site, deed)
    ]


def _unverified(site: Site, today: date) -> str:
    """What everybody of the district reads of a site that its people do not control."""
    if site.unverified_since is None or site.status not in states.LIVE:
        return ""
    since = wording.day(local_day(site.unverified_since, site.district.time_zone), today=today)
    return f"Not verified since {since}: its people lost control of it. What stands there now may not be the school’s."


def _status_note(site: Site, today: date) -> str:
    """Since when and why, where the status is anything but the usual one."""
    if site.status == states.ACTIVE:
        return ""
    since = wording.day(local_day(site.status_since, site.district.time_zone), today=today)
    until = f", until {wording.full_day(site.suspended_until)}" if site.suspended_until else ""
    return f"{site.get_status_display()} since {since}{until}. {site.status_reason}".strip()


def _answers(site: Site, posters: Collection[Poster], offered: Fact | None, *, whole: bool) -> list[Fact]:
    facts = [Fact("Responsible employee", named(site.responsible) or "Nobody"), Fact("Place", str(site.school))]
    if site.address:
        facts.append(Fact("Web address", site.address, safe_url(site.address)))
    if not whole:
        return facts
    return [
        facts[0],
        *([offered] if offered else []),
        Fact("Posters", "\n".join(_poster(poster) for poster in posters) or "Nobody but the responsible employee"),
        Fact("Complaints go to", named(site.complaints_to) or "Nobody named"),
        *facts[1:],
        *([Fact("Decision", site.decided)] if site.decided else []),
    ]


def _happened(site: Site, mark: int | None, today: date) -> tuple[Trail, Fact | None]:
    """A page of its history, and to whom it is offered. A mark before which nothing happened is taken for none."""
    read = HISTORY.rows(kind="site", pk=site.pk, mark=mark or END)
    if mark and not read["lines"]:
        return _happened(site, None, today)
    events, offers = BEFORE.made(read["lines"]), BEFORE.made(read["offers"])
    history = trail_page(events, is_newest=not mark, zone=site.district.time_zone, today=today)
    return history, _offered(offers[0]) if offers else None


def _offered(last: Event) -> Fact | None:
    """To whom the site is offered, as its trail has it: the last event of an offer is the offer itself."""
    if last.verb != "offer":
        return None
    told = last.details
    until = f"Asked by {last.actor_name}, until {wording.full_day(date.fromisoformat(told['answer_by']))}."
    return Fact("Offered to", told["person"], reverse("offer", args=[told["offer"]]), until)


def named(person: Person | None) -> str:
    """Somebody by name, and that they have left; empty where there is nobody."""
    if person is None:
        return ""
    return person.name if person.is_active else f"{person.name}, has left"


def _poster(poster: Poster) -> str:
    until = f", until {wording.full_day(poster.person.ends_on)}" if poster.person.ends_on else ""
    kind = ", volunteer" if poster.person.kind == Person.Kind.VOLUNTEER else ""
    return f"{named(poster.person)}{kind}{until}"


def terms_of(site: Site) -> list[Fact]:
    """The conditions of the decision, under the labels the policy gave them. One query where one of them names people."""
    policy = document_of(site.policy_version) if site.policy_version else None
    specs = {key: policy.field(key) if policy else None for key in site.terms}
    named = [key for key, spec in specs.items() if spec and spec.type in ("person", "people")]
    people = _names([site.terms[key] for key in named], site.district_id) if named else {}
    facts = []
    for key, value in site.terms.items():
        spec = specs[key]
        labels = people if key in named else dict(policy.options(spec)) if policy and spec else {}
        facts.append(Fact(spec.label if spec else key.replace("_", " ").capitalize(), _term(value, spec, labels)))
    return facts


def _names(values: list[Any], district_id: int) -> dict[Any, str]:
    """The names of people by their numbers; whoever is not there any more is somebody who has left."""
    wanted = [pk for value in values for pk in (value if isinstance(value, list) else [value])]
    known = dict(Person.objects.filter(pk__in=wanted, district_id=district_id).values_list("pk", "name"))
    return {pk: known.get(pk, "somebody who has left") for pk in wanted}


def _term(value: Any, spec: FieldSpec | None, labels: dict[Any, str]) -> str:
    """A condition in words, as its field means it."""
    if spec and spec.type == "date":
        return _day(value)
    return how_often(parse(value)) if spec and spec.type == "frequency" and value else _said(value, labels)


def _day(value: Any) -> str:
    """A stored day in words; what is none stays as it is."""
    try:
        return wording.full_day(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def _said(value: Any, labels: dict[Any, str]) -> str:
    if isinstance(value, list):
        return wording.listing([_said(one, labels) for one in value])
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return str(labels.get(value, value))
