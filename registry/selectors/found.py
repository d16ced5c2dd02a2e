"""Looking at the public internet: when it is due and whose task it is, and the pages that were found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from accounts import roles, wording
from accounts.access import Standing, appointments_in_force, local_day
from accounts.models import District, Person, Role
from accounts.rules import allows
from accounts.selectors import Cursor, Holder, Page, Trail, calendar_of, page_of, trail_of
from policies.document.orders import UnofficialSpec
from policies.durations import due, parse
from policies.models import PolicyVersion
from policies.selectors import document_of, version_in_force
from records.statements import Given

from .. import rules, states
from ..addresses import Address
from ..models import Claim, FoundPage, Search, Site, UnofficialGroup
from .groups import groups_of_district, policy_of
from .panel import Fact
from .sites import live_at

TONES = {states.UNKNOWN: "due", states.ASKED: "now", states.CLAIMED: "now", states.REGISTERED: "done"}
LAST = 5  # searches that the page shows


@dataclass(frozen=True)
class SearchTask:
    """The look at the public internet that is due next, or that is not asked for (no day)."""

    due_on: date | None
    last_on: date | None

    def is_due(self, today: date) -> bool:
        """Whether somebody has to look now."""
        return self.due_on is not None and self.due_on <= today


@dataclass(frozen=True)
class FoundLine:
    """One found page in the list."""

    pk: int
    title: str
    meta: str
    state: str
    tone: str


@dataclass(frozen=True)
class FoundPanel:
    """A found page in words, with what may be done about it now."""

    found: FoundPage
    facts: Sequence[Fact]
    history: Trail
    state: str
    tone: str
    can_link: bool
    can_dismiss: bool
    can_ask: bool
    registered: str


@dataclass(frozen=True)
class Match:
    """What the register says about an address: a site, a group somebody declared, or a page written down before."""

    sentence: str
    site: Site | None = None
    found: FoundPage | None = None


def unofficial_of(standing: Standing) -> UnofficialSpec:
    """What the policy in force says of groups and pages that are not registered. One query."""
    policy = policy_of(standing)
    return policy.unofficial if policy else UnofficialSpec()


def search_task(district: District, spec: UnofficialSpec) -> SearchTask:
    """When somebody has to look next: one interval after the last look, or after the district's first policy began.

    At most three queries, none where nothing is asked for.
    """
    if not spec.found_pages:
        return SearchTask(None, None)
    last = Search.objects.filter(district=district).values_list("searched_on", flat=True).first()
    if spec.search_every is None:
        return SearchTask(None, last)
    start = (
        last
        or PolicyVersion.objects.filter(district=district).order_by("in_force_from").values_list("in_force_from", flat=True)[0]
    )
    return SearchTask(due(start, parse(spec.search_every), calendar_of(district=district, school_id=None)), last)


def searchers(district_id: int, spec: UnofficialSpec, on: date) -> list[Holder]:
    """Whose task the look is: who holds a role the policy names, else whoever audits the register. One query."""
    rows = list(appointments_in_force(on).filter(district_id=district_id))
    named = [row for row in rows if row.role.key in spec.searched_by]
    audits = [row for row in rows if roles.AUDITS in row.role.capabilities and row.role.scope == Role.Scope.DISTRICT]
    found: dict[int, Holder] = {}
    for row in sorted(named or audits, key=lambda row: row.designee_of_id is not None):
        acting_for = row.designee_of.person if row.designee_of else None
        found.setdefault(row.person_id, Holder(row.person, acting_for, row.role.label))
    return list(found.values())


def may_be_forgotten(district_id: int | Given) -> QuerySet[FoundPage]:
    """The found pages of a district that are forgotten one day: what is registered or somebody's own is not among them."""
    return FoundPage.objects.filter(district_id=district_id).exclude(state__in=states.KEPT).order_by("-found_at", "-id")


def search_due(district: District, on: date) -> tuple[SearchTask, list[Holder]] | None:
    """The look that is due in a district on a day, and whose task it is; None where nothing is due. One query without one."""
    version = version_in_force(district.pk, on)
    spec = document_of(version).unofficial if version else UnofficialSpec()
    task = search_task(district, spec)
    return (task, searchers(district.pk, spec, on)) if task.is_due(on) else None


def search_waiting_for(standing: Standing) -> tuple[SearchTask, Holder] | None:
    """The look that is due and is this person's task, and in whose name; None where there is none.

    No query for people without a role.
    """
    if not standing.held or standing.person.district is None:
        return None
    task, holders = search_due(standing.person.district, standing.on) or (None, [])
    mine = next((holder for holder in holders if holder.person.pk == standing.person.pk), None)
    return (task, mine) if task and mine else None


def last_searches(standing: Standing) -> list[Search]:
    """The last looks, newest first. One query."""
    return list(Search.objects.filter(district_id=standing.district_id)[:LAST])


def match(address: Address, *, district_id: int) -> Match | None:
    """What is known of an address already; None where nothing is. Three queries."""
    site = live_at(district_id=district_id, canonical=address.canonical)
    if site is not None:
        return Match(rules.already_registered(site), site=site)
    group = groups_of_district(district_id).filter(address=address.canonical).first()
    if group is not None:
        return Match(f"This is an unofficial group that employees declared: {group}. It is not an official site.")
    before = _still_listed(district_id).filter(address=address.canonical).first()
    if before is not None:
        on = wording.full_day(local_day(before.found_at, before.district.time_zone))
        return Match(f"This page was written down on {on}: {states.FOUND[before.state].lower()}.", found=before)
    return None


def _still_listed(district_id: int) -> QuerySet[FoundPage]:
    rows = FoundPage.objects.filter(district_id=district_id, state__in=(*states.TO_WORK_ON, states.NOT_OURS))
    return rows.select_related("district")


def names_of(district_id: int) -> list[str]:
    """The names of everybody active in a district. One query."""
    return list(Person.objects.filter(district_id=district_id, is_active=True).values_list("name", flat=True))


def found_page_list(standing: Standing, cursor: Cursor, *, settled: bool = False) -> Page[FoundLine]:
    """The pages still to be matched, or those that are settled, newest first. Three queries."""
    rows = FoundPage.objects.filter(district_id=standing.district_id).select_related("school", "district")
    rows = rows.exclude(state__in=states.TO_WORK_ON) if settled else rows.filter(state__in=states.TO_WORK_ON)
    at_address = Site.objects.filter(district=OuterRef("district"), address=OuterRef("address"), status__in=states.LIVE)
    rows = rows.annotate(is_registered=Exists(at_address))
    return page_of(rows, by="found_at", cursor=cursor, newest_first=True, say=lambda found: [_line(page) for page in found])


def _line(page: FoundPage) -> FoundLine:
    where = f"{page.platform_label}, says it is of {page.school}" if page.school else page.platform_label
    state, tone = states.FOUND[page.state], TONES.get(page.state, "off")
    if page.state in states.TO_WORK_ON and page.is_registered:  # type: ignore[attr-defined]
        state, tone = "Registered meanwhile", "done"
    on = wording.full_day(local_day(page.found_at, page.district.time_zone))
    return FoundLine(page.pk, page.seems, f"{where}. Found on {on}.", state, tone)


def found_seen_by(standing: Standing, pk: int) -> FoundPage:
    """A found page, for whoever looks for them; otherwise FoundPage.DoesNotExist."""
    if not standing.held or not allows(rules.may_search, standing, unofficial_of(standing)):
        raise FoundPage.DoesNotExist
    rows = FoundPage.objects.select_related("district", "school", "found_by", "site")
    return rows.get(pk=pk, district_id=standing.district_id)


def found_panel(found: FoundPage, standing: Standing, *, mark: int | None = None) -> FoundPanel:
    """The page in words, what may be done, and what was done. Three queries."""
    site = live_at(district_id=found.district_id, canonical=found.address)
    is_open = found.state in states.TO_WORK_ON
    zone = found.district.time_zone
    found_on = local_day(found.found_at, zone)
    facts = [
        Fact("Web address", found.address),
        Fact("What it seems to be", found.seems),
        Fact("Says it is of", found.school.name if found.school else "No school"),
        Fact("Found", f"{wording.full_day(found_on)}, by {found.found_by.name}"),
    ]
    claim = Claim.objects.filter(found=found).select_related("person").order_by("-pk").first()
    if claim is not None:
        facts.append(Fact("Asked", _asked(claim)))
    if found.state not in states.KEPT:
        facts.append(
            Fact("Deleted", f"after {wording.full_day(found_on + timedelta(states.FORGOTTEN_AFTER))}, unless it is matched")
        )
    return FoundPanel(
        found=found,
        facts=facts,
        history=trail_of("found_page", found.pk, mark=mark, zone=zone, today=standing.on),
        state=states.FOUND[found.state],
        tone=TONES.get(found.state, "off"),
        can_link=is_open and site is not None,
        can_dismiss=is_open,
        can_ask=found.state == states.UNKNOWN and site is None,
        registered=rules.already_registered(site) if is_open and site else "",
    )


def _asked(claim: Claim) -> str:
    if claim.state == states.ANSWERED:
        return f"{claim.answered_name}: {states.ANSWERS[claim.answer].lower()}"
    return f"{claim.person}, until {wording.full_day(claim.answer_by)}" if claim.state == states.OPEN else "Nobody any more"


def group_at(district_id: int, canonical: str) -> UnofficialGroup | None:
    """The group of a district at this address, whether anybody is in it or not."""
    return UnofficialGroup.objects.filter(district_id=district_id, address=canonical).first()
