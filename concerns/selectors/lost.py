"""Cases of pages that are not under control: who hears, who reads, and what their page shows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from accounts import roles
from accounts.access import Standing
from accounts.rules import allows
from accounts.selectors import Holder, TrailLine, heads, trail_lines
from accounts.wording import moment
from monitoring.selectors import roster_of, unique
from records.events import trail
from records.statements import Given, Statement
from registry.models import Poster, Site
from registry.selectors import Fact, may_read_all_of

from .. import rules, states
from ..models import LostControl
from ..recovery import Steps, steps_for


def alarmed(site: Site, on: date) -> list[Holder]:
    """Who is told at once: who audits the register, the head of the place, whoever answers for the site and for them."""
    roster = roster_of(site, on)
    found = [*roster.last_resort()[1], *heads(school_id=site.school_id, on=on)]
    for role in (roles.RESPONSIBLE, roles.SUPERVISOR):
        found += roster.holders(role, school_id=site.school_id, of=site.responsible)
    return unique(found)


def case_seen_by(standing: Standing, pk: int) -> LostControl:
    """A case of a site that this person reads all of; otherwise LostControl.DoesNotExist, whatever the reason."""
    related = ("site__school", "site__district", "site__responsible__supervisor")
    case = LostControl.objects.select_related(*related).get(pk=pk, district_id=standing.district_id)
    if not may_read_all_of(standing, case.site) and rules.answering(standing, case.site) is None:
        raise LostControl.DoesNotExist
    return case


@dataclass(frozen=True)
class SiteLost:
    """What the page of a site says of it: where the open case is read, or where it is reported."""

    case_url: str
    report_url: str


OPEN_CASE = Statement(lambda: LostControl.objects.filter(site_id=Given("site"), state=states.LOST).values_list("pk"))


def site_lost(
    site: Site, standing: Standing, posters: Collection[Poster], found: Sequence[Sequence[int]] | None = None
) -> SiteLost:
    """The same for one reader. One query where the site is not verified, else none; none with what `OPEN_CASE` found already."""
    case_url = report_url = ""
    if site.unverified_since is not None:
        cases = OPEN_CASE.rows(site=site.pk) if found is None else found
        case_url = reverse("lost", args=[cases[0][0]]) if cases else ""
    elif allows(rules.may_report, standing, site, [poster.person_id for poster in posters]):
        report_url = reverse("lost-report", args=[site.pk])
    return SiteLost(case_url, report_url)


@dataclass(frozen=True)
class CasePanel:
    """One case, worded: what is known, what to do now, what happened, and what this reader may say."""

    title: str
    purpose: str
    tone: str
    facts: Sequence[Fact]
    steps: Steps
    is_open: bool
    history: Sequence[TrailLine]
    can_regain: bool
    can_give_up: bool


TONES = {states.LOST: "late", states.REGAINED: "done", states.GONE: "off"}


def case_panel(case: LostControl, standing: Standing) -> CasePanel:
    """Everything worded for one reader. One query: the trail."""
    zone, is_open = case.site.district.time_zone, case.state == states.LOST
    rows = [
        Fact("Reported by", case.reported_name, meta=moment(case.reported_at, zone, today=standing.on)),
    ]
    if case.ended_at is not None:
        rows.append(Fact(case.get_state_display(), case.ended_name, meta=moment(case.ended_at, zone, today=standing.on)))
    if case.state == states.REGAINED:
        rows.append(Fact("Looked through", "Administrators and recovery address"))
    return CasePanel(
        title=f"{case.get_state_display()}: {case.site.name}",
        purpose=f"{case.site.platform_label}, {case.site.school}.",
        tone=TONES[case.state],
        facts=[row for row in rows if row.value],
        steps=steps_for(case.site.platform),
        is_open=is_open,
        history=trail_lines(trail("lost_control", case.pk), zone=zone, today=standing.on),
        can_regain=is_open and rules.answering(standing, case.site) is not None,
        can_give_up=is_open and rules.giving_up(standing, case.site) is not None,
    )
