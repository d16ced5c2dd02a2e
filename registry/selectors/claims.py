"""Whose page is this? What somebody is asked, and how far a campaign has come."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from accounts import wording
from accounts.access import Standing, local_day
from accounts.models import Person
from accounts.rules import allows
from accounts.selectors import Cursor, Page, Trail, page_of, trail_of
from policies.selectors import existing_pages_by
from records.statements import Given

from .. import rules, states
from ..models import Campaign, Claim, Site

NAMED = 3  # pages that a line names; the others it counts
MOST = 1_001  # of one person that are counted
TONES = {states.MINE: "done", states.GONE: "off", states.NOT_MINE: "due"}


@dataclass(frozen=True)
class ClaimsWaiting:
    """The pages one person is asked about, as one thing to do."""

    title: str
    meta: str
    badge: str
    tone: str
    answer_by: date
    url: str


@dataclass(frozen=True)
class ClaimLine:
    """One page somebody is asked about. `tone` says how near the day is."""

    pk: int
    name: str
    meta: str
    address: str
    badge: str
    tone: str


@dataclass(frozen=True)
class ProgressLine:
    """One line of a campaign: the page, who is asked, and what they said."""

    pk: int
    name: str
    meta: str
    address: str
    answer: str
    tone: str
    can_pass: bool


@dataclass(frozen=True)
class CampaignLine:
    """One campaign in the list."""

    pk: int
    title: str
    meta: str
    state: str
    tone: str


@dataclass(frozen=True)
class CampaignPanel:
    """A campaign in words: how many said what, and what was done."""

    campaign: Campaign
    title: str
    purpose: str
    facts: Sequence[tuple[str, str]]
    history: Trail
    is_open: bool


def open_claims(standing: Standing) -> QuerySet[Claim]:
    """What this person is asked about now."""
    return Claim.objects.filter(person=standing.person, state=states.OPEN)


def claims_waiting_for(standing: Standing) -> ClaimsWaiting | None:
    """All of it as one thing to do; None where nobody asks. One query."""
    rows = list(open_claims(standing).order_by("answer_by", "pk")[:MOST])
    return claims_in_words(rows, today=standing.on) if rows else None


def claims_in_words(rows: Sequence[Claim], *, today: date) -> ClaimsWaiting:
    """Several open claims of one person, the nearest day first."""
    count, answer_by = len(rows), rows[0].answer_by
    names = [row.name for row in rows[:NAMED]]
    if count > NAMED:
        names.append(f"{count - NAMED:,} more")
    badge, tone = _badge(answer_by, today)
    title = "Is this page yours?" if count == 1 else f"Which of these {count:,} pages are yours?"
    register_by = min((row.register_by for row in rows if row.register_by), default=None)
    meta = " ".join(filter(None, [f"{wording.listing(names)}.", to_register(register_by, today)]))
    return ClaimsWaiting(title, meta, badge, tone, answer_by, reverse("claims"))


def day_to_register(person: Person, on: date) -> date | None:
    """The day by which the policy of a person's district wants pages that exist registered; None where it sets none."""
    return existing_pages_by(person.district, on) if person.district else None


def to_register(by: date | None, today: date) -> str:
    """By when pages that exist are registered, as a sentence; blank where the policy sets no day."""
    if by is None:
        return ""
    were = "are" if by >= today else "were"
    return f"Pages that exist {were} to be registered by {wording.full_day(by)}."


def _badge(answer_by: date, today: date) -> tuple[str, str]:
    said = wording.day(answer_by, today=today)
    return (f"Was due {said}", "late") if answer_by < today else (f"Answer by {said}", "due")


def claims_asked(district_id: int | Given) -> QuerySet[Claim]:
    """What people of a district are asked about pages and have not answered."""
    return Claim.objects.filter(district_id=district_id, state=states.OPEN, person__is_active=True).order_by("address")


def claims_by_person(district_id: int) -> Iterator[tuple[Person, list[Claim]]]:
    """Everybody of a district who is asked about pages, with their open claims. One query."""
    ordered = claims_asked(district_id).select_related("person").order_by("person_id", "answer_by", "pk")
    for _person_id, group in groupby(ordered, key=lambda row: row.person_id):
        claims = list(group)
        yield claims[0].person, claims


def claims_page(standing: Standing, cursor: Cursor) -> Page[ClaimLine]:
    """What this person is asked about, the nearest day first. Three queries."""
    rows = open_claims(standing).select_related("school")
    return page_of(rows, by="answer_by", cursor=cursor, say=lambda found: [claim_line(row, standing.on) for row in found])


def claim_line(claim: Claim, today: date) -> ClaimLine:
    """One page in words."""
    where = f"{claim.platform_label}, {claim.school}." if claim.school else f"{claim.platform_label}."
    passed = f" {claim.passed_by} says that it is yours now." if claim.passed_by else ""
    badge, tone = _badge(claim.answer_by, today)
    due = to_register(claim.register_by, today)
    return ClaimLine(claim.pk, claim.name, where + passed + (f" {due}" if due else ""), claim.address, badge, tone)


def claim_seen_by(standing: Standing, pk: int) -> Claim:
    """A claim of one's own, or any of the district for whoever audits the register; otherwise Claim.DoesNotExist."""
    rows = Claim.objects.select_related("district", "school", "person", "campaign", "found").filter(
        district_id=standing.district_id
    )
    if not allows(rules.may_audit, standing):
        rows = rows.filter(person=standing.person)
    return rows.get(pk=pk)


def request_form_for(claim: Claim) -> str:
    """The address of the request form with what is known of an existing page; what the policy does not ask is left out there."""
    known = {"page_name": claim.name, "address": claim.address, "platform": claim.platform, "exists_already": "yes"}
    return f"{reverse('submission-new')}?{urlencode({key: value for key, value in known.items() if value})}"


# campaigns ------------------------------------------------------------------------------------------------------------


def campaign_seen_by(standing: Standing, pk: int) -> Campaign:
    """A campaign of the district, for whoever audits the register; otherwise Campaign.DoesNotExist."""
    if not allows(rules.may_audit, standing):
        raise Campaign.DoesNotExist
    return Campaign.objects.select_related("district", "begun_by").get(pk=pk, district_id=standing.district_id)


def campaigns_page(standing: Standing, cursor: Cursor) -> Page[CampaignLine]:
    """Every campaign of the district, the last one first. Three queries."""
    rows = Campaign.objects.filter(district_id=standing.district_id).select_related("district", "begun_by")
    rows = rows.annotate(asked=Count("claims"), waiting=Count("claims", filter=Q(claims__state=states.OPEN)))
    return page_of(
        rows,
        by="begun_at",
        cursor=cursor,
        newest_first=True,
        say=lambda found: [_campaign_line(row, standing.on) for row in found],
    )


def _campaign_line(row: Campaign, today: date) -> CampaignLine:
    asked, waiting = row.asked, row.waiting  # type: ignore[attr-defined]
    begun = wording.full_day(local_day(row.begun_at, row.district.time_zone))
    state, tone = ("Ended", "off") if row.ended_at else _badge(row.answer_by, today)
    if not waiting and not row.ended_at:
        state, tone = "All answered", "done"
    meta = f"{wording.count(asked, 'page')}, {waiting:,} still open. Begun by {row.begun_by}."
    return CampaignLine(row.pk, f"Asked on {begun}", meta, state, tone)


def campaign_panel(campaign: Campaign, standing: Standing, *, mark: int | None = None) -> CampaignPanel:
    """How far it has come, and what happened before the event of a mark, or last. Three queries."""
    zone = campaign.district.time_zone
    counted = campaign.claims.values_list("state", "answer").annotate(number=Count("pk")).order_by()
    numbers = {(state, answer): number for state, answer, number in counted}
    total, waiting = sum(numbers.values()), numbers.get((states.OPEN, ""), 0)
    said = [(label, f"{numbers.get((states.ANSWERED, answer), 0):,}") for answer, label in states.ANSWERS.items()]
    dropped = numbers.get((states.ENDED, ""), 0)
    if campaign.ended_at is None:
        purpose = f"{waiting:,} of {wording.count(total, 'page')} still open. {_badge(campaign.answer_by, standing.on)[0]}."
    else:
        purpose = (
            f"Ended on {wording.full_day(local_day(campaign.ended_at, zone))}. {wording.count(dropped, 'page')} not answered."
        )
    return CampaignPanel(
        campaign=campaign,
        title=f"Asked on {wording.full_day(local_day(campaign.begun_at, zone))}",
        purpose=purpose,
        facts=[*said, ("No answer", f"{waiting + dropped:,}"), *_day_to_register(campaign)],
        history=trail_of("campaign", campaign.pk, mark=mark, zone=zone, today=standing.on),
        is_open=campaign.ended_at is None,
    )


def _day_to_register(campaign: Campaign) -> list[tuple[str, str]]:
    by = Claim.objects.filter(campaign=campaign, register_by__isnull=False).values_list("register_by", flat=True).first()
    return [("To be registered by", wording.full_day(by))] if by else []


def progress_page(campaign: Campaign, cursor: Cursor, *, today: date) -> Page[ProgressLine]:
    """The lines of a campaign in the order they were pasted, with what was said. Four queries."""
    rows = Claim.objects.filter(campaign=campaign).select_related("person", "school")
    zone = campaign.district.time_zone

    def say(found: list[Claim]) -> list[ProgressLine]:
        mine = [row.address for row in found if row.answer == states.MINE]
        live = Site.objects.filter(district_id=campaign.district_id, address__in=mine, status__in=states.LIVE)
        registered = set(live.values_list("address", flat=True))
        return [_progress(row, zone, today, row.address in registered) for row in found]

    return page_of(rows, by="line", cursor=cursor, say=say)


def _too_late(by: date | None, is_late: bool) -> str:
    return f", and {'was' if is_late else 'is'} to be by {wording.full_day(by)}" if by else ""


def _progress(row: Claim, zone: str, today: date, is_registered: bool) -> ProgressLine:
    where = f"{row.platform_label}, {row.school}." if row.school else f"{row.platform_label}."
    if row.state == states.ANSWERED and row.answered_at:
        when = wording.moment_within(row.answered_at, zone, today=today)
        meta = f"{where} {row.answered_name}: {when}"
        if row.answer == states.MINE:
            is_late = not is_registered and row.register_by is not None and row.register_by < today
            meta += " It is registered." if is_registered else f" It is not registered yet{_too_late(row.register_by, is_late)}."
            tone = "late" if is_late else TONES[row.answer]
        else:
            tone = TONES[row.answer]
        return ProgressLine(row.pk, row.name, meta, row.address, states.ANSWERS[row.answer], tone, can_pass=False)
    left = "" if row.person.is_active else ", who has left"
    passed = f" Passed on by {row.passed_by}." if row.passed_by else ""
    meta = (
        f"{where} {row.person} is asked{left}.{passed}" if row.state == states.OPEN else f"{where} {row.person} did not answer."
    )
    state, tone = (
        ("Open", "late" if left or row.answer_by < today else "now") if row.state == states.OPEN else ("No answer", "off")
    )
    return ProgressLine(row.pk, row.name, meta, row.address, state, tone, can_pass=row.state == states.OPEN)
