"""What the page of one order shows: what is ordered, how far it is, what this reader may do now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from accounts import wording
from accounts.access import Standing, local_day
from accounts.schooldays import SchoolDays
from accounts.selectors import TrailLine, calendar_of, trail_lines
from monitoring.schedule import days_late
from policies.document import DirectiveSpec
from policies.selectors import document_of
from records.events import trail
from registry.selectors import Fact

from .. import rules, states
from ..models import Directive
from .orders import spec_of

TONES = {
    states.ORDERED: "now",
    states.ACKNOWLEDGED: "now",
    states.DONE: "due",
    states.STANDING: "due",
    states.CONFIRMED: "done",
    states.WITHDRAWN: "off",
    states.LIFTED: "off",
}


@dataclass(frozen=True)
class Entry:
    """One stage of an order: done, now, still to come, or not needed; who and when, and what they said."""

    state: str
    title: str
    meta: str = ""
    said: str = ""
    number: int = 0


@dataclass(frozen=True)
class Button:
    """Something this reader may do now; one that is sent at once has no page of its own."""

    label: str
    url: str
    is_sent: bool = False
    is_first: bool = False
    is_grave: bool = False


@dataclass(frozen=True)
class OrderPanel:
    """One order, worded."""

    title: str
    purpose: str
    state: str
    tone: str
    badge: str
    badge_tone: str
    facts: Sequence[Fact]
    answers: Sequence[Fact]
    route: Sequence[Entry]
    buttons: Sequence[Button]
    spec: DirectiveSpec | None
    needs_evidence: bool
    history: Sequence[TrailLine]


def order_panel(directive: Directive, standing: Standing) -> OrderPanel:
    """Everything worded for one reader. Two queries: the calendar and the trail."""
    site = directive.site
    zone = site.district.time_zone
    days = calendar_of(district=site.district, school_id=site.school_id)
    badge, tone = clock(directive, days, today=standing.on)
    return OrderPanel(
        title=directive.label,
        purpose=f"About {site}, {site.school}.",
        state=directive.get_state_display(),
        tone=TONES[directive.state],
        badge=badge,
        badge_tone=tone,
        facts=_facts(directive, standing.on),
        answers=[Fact(question, answer) for question, answer in directive.facts],
        route=_route(directive, standing.on),
        buttons=_buttons(directive, standing),
        spec=spec_of(document_of(directive.policy_version), directive.key),
        needs_evidence=needs_evidence(directive),
        history=trail_lines(trail("directive", directive.pk), zone=zone, today=standing.on),
    )


def needs_evidence(directive: Directive) -> bool:
    """Whether something is to be kept before it can be said to be removed."""
    return directive.kind == states.REMOVE_POST and directive.state in states.TO_DO and not directive.evidence_count


def clock(directive: Directive, days: SchoolDays, *, today: date) -> tuple[str, str]:
    """How late or how soon an order is, with its tone; nothing where it has no day or is done."""
    if directive.due_on is None or directive.state not in states.TO_DO:
        return "", ""
    late = days_late(directive.due_on, days, today)
    if late:
        return wording.late(late), "late"
    return wording.due(directive.due_on, today=today), "due" if directive.due_on <= today else ""


def said_of(directive: Directive) -> str:
    """What an order is about, beyond the site."""
    if directive.poster is not None:
        return f"{directive.poster} posts there no more"
    return directive.subject or directive.post


def _facts(directive: Directive, today: date) -> list[Fact]:
    zone = directive.site.district.time_zone
    by = directive.issued_name + (f" for {directive.acting_for}" if directive.acting_for else "")
    given = wording.moment(directive.issued_at, zone, today=today)
    address = directive.post_address
    rows = [
        Fact("Ground", directive.ground),
        Fact("Subject to avoid", directive.subject),
        Fact("Which post", directive.post),
        Fact("Address of the post", address, address if address.startswith("https://") else ""),
        Fact("Posts no more", str(directive.poster or "")),
        Fact("Reason", directive.reason),
        Fact("Ordered by", by, meta=given),
        Fact("To be done by", wording.full_day(directive.due_on) if directive.due_on else ""),
        Fact("Otherwise", _otherwise(directive)),
    ]
    return [row for row in rows if row.value]


def _otherwise(directive: Directive) -> str:
    if directive.suspended_at is not None:
        day = local_day(directive.suspended_at, directive.site.district.time_zone)
        return f"The site was suspended on {wording.full_day(day)}, until it is carried out"
    if directive.suspend_on is None or directive.state not in states.TO_DO:
        return ""
    return f"The site is suspended on {wording.full_day(directive.suspend_on)} if it is not carried out"


def _route(directive: Directive, today: date) -> list[Entry]:
    """Ordered, acknowledged, carried out, confirmed; or taken back."""
    zone = directive.site.district.time_zone

    def stage(title: str, ahead: str, at: datetime | None, who: str, said: str = "") -> Entry:
        if at is not None:
            return Entry("done", title, f"{who}, {wording.moment_within(at, zone, today=today)}", said)
        return Entry("next", ahead)

    issued = directive.issued_name + (f" for {directive.acting_for}" if directive.acting_for else "")
    entries = [
        stage("Ordered", "To be ordered", directive.issued_at, issued),
        stage("Acknowledged", "To be acknowledged", directive.acknowledged_at, directive.acknowledged_name),
    ]
    if directive.kind in states.WORKED:
        entries.append(stage("Carried out", "To be carried out", directive.done_at, directive.done_name, directive.proof))
        if not rules.word_is_enough(directive):
            entries.append(stage("Confirmed", "To be confirmed", directive.confirmed_at, directive.confirmed_name))
    if directive.ended_at is not None or directive.kind == states.AVOID_SUBJECT:
        title = "Lifted" if directive.kind == states.AVOID_SUBJECT else "Withdrawn"
        entries.append(stage(title, "Until it is lifted", directive.ended_at, directive.ended_name, directive.end_reason))
    return _numbered(entries, is_over=directive.state in states.ENDED)


def _numbered(entries: list[Entry], *, is_over: bool) -> list[Entry]:
    """The first that is still to come is where the order is; of one that is over nothing more comes."""
    found, is_now = [], not is_over
    for number, entry in enumerate(entries, 1):
        state = entry.state
        if state == "next":
            state, is_now = ("now" if is_now else "skipped" if is_over else "next"), False
        found.append(Entry(state, entry.title, entry.meta, entry.said, number))
    return found


def _buttons(directive: Directive, standing: Standing) -> list[Button]:
    """What this reader may do now, what comes next first."""
    state, kind, args = directive.state, directive.kind, [directive.pk]
    does = rules.carries_out(standing, directive) is not None
    found = []
    if does and states.after("acknowledge", state, kind):
        found.append(Button("I have read it and follow it", reverse("order-acknowledge", args=args), is_sent=True))
    if does and needs_evidence(directive):
        found.append(Button("Keep evidence", reverse("order-evidence", args=args)))
    if does and states.after("finish", state, kind):
        found.append(Button("It is done", reverse("order-done", args=args)))
    if rules.confirms(standing, directive):
        found.append(Button("Look and confirm", reverse("order-confirm", args=args)))
    if kind != states.SHUT_DOWN and rules.ending(standing, directive) is not None:
        for deed, label in (("lift", "Lift this order"), ("withdraw", "Withdraw this order")):
            if states.after(deed, state, kind):
                found.append(Button(label, reverse("order-end", args=args), is_grave=True))
    return [Button(row.label, row.url, row.is_sent, at == 0 and not row.is_grave, row.is_grave) for at, row in enumerate(found)]
