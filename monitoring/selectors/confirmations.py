"""What is asked again about sites when the policy has changed: of whom, by when, and how far it has come."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts import wording
from accounts.access import Standing
from monitoring import rules, states
from monitoring.models import Confirmation
from policies.models import PolicyVersion
from registry import states as sites
from registry.selectors import may_read_all_of

ROWS = ("site__district", "site__school", "site__responsible__supervisor", "policy_version")


@dataclass(frozen=True)
class AskedLine:
    """One site that I am asked about."""

    title: str
    meta: str
    badge: str
    tone: str
    url: str


def mine_to_confirm(standing: Standing) -> QuerySet[Confirmation]:
    """What this person is asked, soonest due first: the sites they answer for, or stand in for who does."""
    people = [standing.person.pk, *standing.acts_for]
    rows = Confirmation.objects.filter(
        Q(site__responsible__in=people), state=states.OPEN, site__district=standing.district_id, site__status__in=sites.LIVE
    )
    return rows.filter(site__responsible__is_active=True).select_related("site__school").order_by("due_on", "id")


def asked_lines(rows: Sequence[Confirmation], standing: Standing) -> list[AskedLine]:
    """Each in a line."""
    return [
        AskedLine(
            f"Still right under the new policy? {row.site.name}",
            f"{row.site.platform_label}, {row.site.school.name}.",
            f"{'Was due' if row.due_on < standing.on else 'By'} {wording.day(row.due_on, today=standing.on)}",
            "late" if row.due_on < standing.on else "due",
            reverse("confirmation", args=[row.pk]),
        )
        for row in rows
    ]


def confirmation_seen_by(standing: Standing, pk: int) -> Confirmation:
    """One that this person answers, or whose site they read all of; otherwise Confirmation.DoesNotExist."""
    rows = Confirmation.objects.select_related(*ROWS).defer("policy_version__text")
    found = rows.get(pk=pk, site__district=standing.district_id)
    if rules.confirming(standing, found) is None and not may_read_all_of(standing, found.site):
        raise Confirmation.DoesNotExist
    return found


@dataclass(frozen=True)
class ProgressLine:
    """One site of a campaign: what was answered, or who still owes the answer."""

    pk: int
    site: str
    meta: str
    badge: str
    tone: str
    note: str


@dataclass(frozen=True)
class Progress:
    """How far the asking has come for one version."""

    asked: int
    counts: list[tuple[str, int]]
    due: str
    lines: list[ProgressLine]
    next_url: str
    previous_url: str = ""
    words: str = ""


PAGE = 50


def progress_of(version: PolicyVersion, standing: Standing, *, after: int = 0) -> Progress:
    """How many of the sites that were asked about are answered how; fifty of them from a row on. Three queries."""
    rows = Confirmation.objects.filter(policy_version=version)
    tally = Counter(outcome or state for outcome, state in rows.values_list("outcome", "state"))
    words = {**states.CONFIRMATIONS, states.OPEN: "Not answered yet", states.CANCELLED: states.LABELS[states.CANCELLED]}
    found = list(rows.filter(pk__gt=after).select_related("site__school", "site__responsible").order_by("id")[: PAGE + 1])
    last = rows.order_by("-due_on").values_list("due_on", flat=True).first()
    return Progress(
        sum(tally.values()),
        [(said, tally[key]) for key, said in words.items() if tally[key]],
        wording.full_day(last) if last else "",
        [_progress_line(row, standing) for row in found[:PAGE]],
        f"?after={found[PAGE - 1].pk}" if len(found) > PAGE else "",
    )


def _progress_line(row: Confirmation, standing: Standing) -> ProgressLine:
    who = row.site.responsible.name if row.site.responsible else "Nobody"
    meta = f"{row.site.school.name}. {who} answers for it. {' '.join(row.reasons)}"
    if row.state == states.ANSWERED:
        by = f"{row.answered_name} for {row.acting_for}" if row.acting_for else row.answered_name
        badge, tone = f"{states.CONFIRMATIONS[row.outcome]}: {by}", "done" if row.outcome == states.RIGHT else "due"
    elif row.state == states.OPEN and row.due_on < standing.on:
        badge, tone = f"Was due {wording.day(row.due_on, today=standing.on)}", "late"
    else:
        badge, tone = states.LABELS[row.state], ""
    return ProgressLine(row.site_id, str(row.site), meta, badge, tone, row.note)
