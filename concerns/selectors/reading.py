"""Complaints as their receivers read them: a list without a word of what was written, and one complaint on its own page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from accounts.access import Standing, local_day
from accounts.schooldays import SchoolDays
from accounts.selectors import Calendars, Cursor, Page, TrailLine, calendar_of, page_of, trail_lines
from accounts.wording import full_day, moment_within
from monitoring.selectors import how_late
from policies.document import Policy
from policies.document.clauses import PassageSpec
from policies.document.orders import ComplaintSpec
from policies.selectors import document_of
from records.events import trail
from records.letters import Item
from registry.selectors import Fact

from .. import states
from ..letters import complaints as letters
from ..models import Complaint, ComplaintLine, Question, Receiver
from ..rules.complaints import role_for
from ..wording import LANGUAGES
from .public import mandated, spec_for
from .receiving import RECEIVERS, acting_for, have_left, looking_after, received_by, roles_to_bring_in

SHOWN = 50
OPEN, DONE = "open", "concluded"
TONES = {states.WAITING: "now", states.ACKNOWLEDGED: "due", states.CONCLUDED: "done"}


@dataclass(frozen=True)
class ComplaintInList:
    """One line of the list: what it is about and how late, never what was written."""

    pk: int
    title: str
    meta: str
    badge: str
    tone: str
    state: str
    state_tone: str


def complaints_page(standing: Standing, *, concluded: bool, cursor: Cursor) -> Page[ComplaintInList]:
    """The complaints somebody receives: of the open ones whatever is due first, so that late ones stand first and those
    without a day last; of the concluded ones the last filed. Four queries."""
    rows = received_by(standing).select_related("site", "place", "district")
    rows = rows.filter(state=states.CONCLUDED) if concluded else rows.filter(state__in=states.OPEN)
    by = "id" if concluded else "due_on"
    return page_of(rows, by=by, cursor=cursor, newest_first=concluded, say=lambda found: _lines(found, standing))


def _lines(rows: Sequence[Complaint], standing: Standing) -> list[ComplaintInList]:
    district = standing.person.district
    calendars = Calendars(district) if district and rows else None
    return [line_of(row, calendars.of(row.place_id), standing.on) for row in rows if calendars]


def line_of(row: Complaint, days: SchoolDays, today: date) -> ComplaintInList:
    """A complaint as a line of a list."""
    filed = full_day(local_day(row.filed_at, row.district.time_zone))
    parts = [row.category, row.place.name if row.place else "", f"Filed on {filed}"]
    badge, tone = due(row, days, today)
    meta = ". ".join(filter(None, (part[:1].upper() + part[1:] for part in parts)))
    return ComplaintInList(row.pk, letters.title_of(row), f"{meta}.", badge, tone, row.get_state_display(), TONES[row.state])


def due(row: Complaint, days: SchoolDays, today: date) -> tuple[str, str]:
    """How late a complaint is with what comes next: to be acknowledged, then, where it has a time, to be settled."""
    on = row.answer_by if row.state == states.WAITING else row.settle_by if row.state == states.ACKNOWLEDGED else None
    return how_late(on, days, today=today) if on else ("", "")


def complaint_seen_by(standing: Standing, pk: int) -> Complaint:
    """A complaint that somebody receives; any other raises Complaint.DoesNotExist."""
    rows = received_by(standing).select_related(
        "district", "site__responsible", "place", "policy_version", "acknowledged_by", "concluded_by"
    )
    return rows.prefetch_related(RECEIVERS).get(pk=pk)


@dataclass(frozen=True)
class Deed:
    """Something a receiver may do now."""

    key: str
    label: str


@dataclass(frozen=True)
class Said:
    """Something that was written, by whom and when; `tone` tells what whoever complained reads."""

    who: str
    text: str
    is_public: bool


@dataclass(frozen=True)
class ComplaintPanel:
    """One complaint, worded for one of its receivers."""

    title: str
    purpose: str
    badge: str
    tone: str
    state: str
    state_tone: str
    text: str
    done: str
    facts: Sequence[Fact]
    contact: Sequence[Fact]
    can_unlock: bool
    is_unnamed: bool
    said: Sequence[Said]
    questions: Sequence[Question]
    deeds: Sequence[Deed]
    history: Sequence[TrailLine]
    acting_for: str
    passages: Sequence[PassageSpec]
    guidance: Sequence[str]


def complaint_panel(row: Complaint, standing: Standing) -> ComplaintPanel:
    """Everything a receiver reads of it: the contact only once they had it shown. Six queries."""
    zone, today = row.district.time_zone, standing.on
    policy = document_of(row.policy_version)
    days = calendar_of(district=row.district, school_id=row.place_id)
    badge, tone = due(row, days, today)
    shown = row.unlocked.filter(person=standing.person).exists()
    apart = row.kind != states.ACCESS and standing.person.pk in looking_after(row.site)
    has_contact = bool(row.contact or row.contact_name)
    return ComplaintPanel(
        title=letters.title_of(row),
        purpose=f"{_where(row)}Filed {moment_within(row.filed_at, zone, today=today)}",
        badge=badge,
        tone=tone,
        state=row.get_state_display(),
        state_tone=TONES[row.state],
        text=row.text,
        done=row.done,
        facts=_facts(row, policy, standing),
        contact=[Fact("Name", row.contact_name or "Not given"), Fact("How to reach them", row.contact or "Not given")]
        if shown
        else [],
        can_unlock=has_contact and not shown and not apart,
        is_unnamed=not has_contact,
        said=[_said(line, zone, today) for line in row.lines.order_by("id")],
        questions=list(row.questions.select_related("person").order_by("id")),
        deeds=_deeds(row, policy),
        history=trail_lines(trail("complaint", row.pk), zone=zone, today=today),
        acting_for=acting_for(standing, row),
        passages=policy.passages_at("complaint"),
        guidance=mandated(policy),
    )


def _contact(row: Complaint) -> list[Fact]:
    return [Fact("Name", row.contact_name or "Not given"), Fact("How to reach them", row.contact or "Not given")]


def _facts(row: Complaint, policy: Policy, standing: Standing) -> list[Fact]:
    facts = []
    if row.site:
        facts.append(Fact("Site", str(row.site), reverse("site", args=[row.site_id])))
    if row.category:
        facts.append(Fact("Category", row.category))
    if row.seen_at:
        facts.append(Fact("Where", row.seen_at, meta="As it was typed; nothing was opened."))
    if row.language != "en":
        facts.append(Fact("Language", LANGUAGES[row.language], meta="Whoever complained reads your answer in it."))
    if row.answer_by and row.state == states.WAITING:
        facts.append(Fact("Acknowledge by", full_day(row.answer_by)))
    if row.settle_by and row.state != states.CONCLUDED:
        facts.append(Fact("Settle by", full_day(row.settle_by)))
    facts.append(Fact("Received by", "\n".join(_receiver(each, policy) for each in row.receivers.all()) or "Nobody"))
    return [*facts, *_ending(row, policy, standing)]


def _receiver(row: Receiver, policy: Policy) -> str:
    """A role or a person, and why where the policy alone does not say so."""
    who = row.person.name if row.person else f"Whoever holds the role “{policy.role_label(row.role)}”"
    if row.person is not None and not row.person.is_active:
        return f"{who}, who has left"
    return who if row.why == states.BY_POLICY else f"{who}, {states.REASONS[row.why]}"


def _ending(row: Complaint, policy: Policy, standing: Standing) -> list[Fact]:
    """How it ended; to whom it was referred only for those whom the policy lets read it."""
    if row.state != states.CONCLUDED:
        return []
    who = f"{row.concluded_name} for {row.concluded_for}" if row.concluded_for else row.concluded_name
    at = row.concluded_at
    facts = [Fact("Outcome", row.outcome, meta=f"By {who}, {full_day(local_day(at, row.district.time_zone))}." if at else "")]
    facts += [Fact("Determined", row.finding)] if row.finding else []
    facts += [Fact("Reason", row.reason)] if row.reason else []
    read_by = spec_for(policy, row.category).referral(row.referred_to).read_by
    if row.referred_to and (not read_by or role_for(standing, read_by)):
        facts.append(Fact("Referred to", row.referred_to))
    if row.erased_at:
        facts.append(Fact("Kept", "Nothing of what was written, as the policy says."))
    return facts


def _said(line: ComplaintLine, zone: str, today: date) -> Said:
    who = f"{line.by_name} for {line.acting_for}" if line.acting_for else line.by_name or "Whoever complained"
    to = ", to whoever complained" if line.kind == states.MESSAGE else ", for receivers alone" if line.kind == states.NOTE else ""
    return Said(f"{who}{to}, {moment_within(line.at, zone, today=today)}", line.text, line.kind != states.NOTE)


def _deeds(row: Complaint, policy: Policy) -> list[Deed]:
    if row.state == states.CONCLUDED:
        return []
    first = [Deed("acknowledge", "Acknowledge")] if row.state == states.WAITING else [Deed("message", "Write to them")]
    taken = [Deed("take-over", "Take it over")] if have_left(row) else []
    taken += [Deed("site", "Say which site it is about")] if row.kind in states.UNNAMED and row.site_id is None else []
    more = [Deed("bring-in", "Bring somebody in")] if row.kind != states.ACCESS and roles_to_bring_in(row, policy) else []
    ask = [] if row.kind == states.ACCESS else [Deed("ask", "Ask an employee")]
    return [*first, *taken, *ask, Deed("note", "Write a note"), *more, Deed("conclude", "Conclude")]


def complaint_spec(row: Complaint) -> ComplaintSpec:
    """What the policy a complaint was filed under says of it."""
    return spec_for(document_of(row.policy_version), row.category)


def complaints_waiting_for(standing: Standing) -> list[Item]:
    """What somebody receives and has to acknowledge or settle, and what they are asked, as things to do; late first.

    Two queries, and one for the calendars where there is something.
    """
    if not standing.district_id:
        return []
    rows = received_by(standing).filter(state__in=states.OPEN).select_related("site", "place", "district")
    rows = rows.order_by("due_on", "id")
    found = [item_of(line) for line in _lines(list(rows[:SHOWN]), standing)]
    return sorted([*found, *(question_item(row) for row in questions_to(standing)[:SHOWN])], key=lambda item: item.tone != "late")


def item_of(line: ComplaintInList) -> Item:
    """A complaint as something to do."""
    action = "Read it" if line.state_tone == TONES[states.WAITING] else "Go on"
    return Item(line.title, line.meta, line.badge or line.state, line.tone, action, reverse("complaint", args=[line.pk]))


def questions_to(standing: Standing) -> QuerySet[Question]:
    """What somebody is asked and has not answered."""
    rows = Question.objects.filter(person=standing.person, answered_at__isnull=True, complaint__state__in=states.OPEN)
    return rows.filter(complaint__district_id=standing.district_id).select_related("complaint__site").order_by("id")


def question_item(row: Question) -> Item:
    """A question as something to do."""
    about = str(row.complaint.site) if row.complaint.site else "a page"
    return Item(f"A question about {about}", f"{row.asked_name} asks.", "", "", "Answer", reverse("question", args=[row.pk]))


def question_seen_by(standing: Standing, pk: int) -> Question:
    """A question put to somebody; any other raises Question.DoesNotExist."""
    rows = Question.objects.filter(person=standing.person, complaint__district_id=standing.district_id)
    return rows.select_related("complaint__site").get(pk=pk)


def _where(row: Complaint) -> str:
    return f"{row.place.name}. " if row.place else ""
