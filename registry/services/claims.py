"""The deeds of asking whose pages are: a campaign begun and ended, a page answered for, a page passed on."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from accounts.access import actor, standing_of
from accounts.models import Person
from accounts.rules import Refused
from accounts.wording import count, full_day
from policies.selectors import existing_pages_by
from records import events

from .. import rules, states
from ..addresses import label_of
from ..models import Campaign, Claim, FoundPage
from ..rows import ClaimRow

BATCH = 500  # rows of one insert
SAID = {
    states.MINE: "said that {page} is theirs",
    states.GONE: "said that {page} is gone",
    states.NOT_MINE: "said that {page} is not theirs",
}


@transaction.atomic
def begin_campaign(*, rows: Sequence[ClaimRow], answer_by: date, by: Person, at: datetime) -> Campaign:
    """Ask everybody of a list about their pages. The list was read by registry.imports, and is stored whole or not at all."""
    standing = standing_of(by, at=at)
    rules.may_audit(standing)
    rules.answers_later(answer_by, standing.on)
    if not rows:
        raise Refused("The list is empty.")
    campaign = Campaign.objects.create(district_id=standing.district_id, answer_by=answer_by, begun_at=at, begun_by=by)
    register_by = existing_pages_by(campaign.district, standing.on)
    try:
        with transaction.atomic():
            Claim.objects.bulk_create([_claim(campaign, row, register_by) for row in rows], batch_size=BATCH)
    except IntegrityError:
        raise Refused("Somebody is asked about one of these pages since a moment. Look at the list again.") from None
    people = len({row.person_id for row in rows})
    pages, asked = count(len(rows), "page"), count(people, "person", "people")
    _record("begin_campaign", campaign, f"asked {asked} about {pages}, until {full_day(answer_by)}", by=by, at=at)
    return campaign


def _claim(campaign: Campaign, row: ClaimRow, register_by: date | None) -> Claim:
    return Claim(
        district_id=campaign.district_id,
        campaign=campaign,
        line=row.line,
        name=row.name,
        address_typed=row.address.typed,
        address=row.address.canonical,
        platform=row.address.platform,
        platform_label=(label_of(row.address.platform) or row.address.host)[:120],
        school_id=row.school_id,
        person_id=row.person_id,
        answer_by=campaign.answer_by,
        register_by=register_by,
    )


@transaction.atomic
def end_campaign(*, campaign: Campaign, by: Person, at: datetime) -> int:
    """Ask nobody any more; how many pages stay without an answer. What was answered stays."""
    rules.may_audit(standing_of(by, at=at))
    if not Campaign.objects.filter(pk=campaign.pk, ended_at__isnull=True).update(ended_at=at):
        raise Refused("This campaign has ended already.")
    dropped = Claim.objects.filter(campaign=campaign, state=states.OPEN).update(state=states.ENDED)
    _record("end_campaign", campaign, f"ended it; {count(dropped, 'page')} without an answer", by=by, at=at)
    return dropped


@transaction.atomic
def answer_claim(*, claim: Claim, answer: str, by: Person, at: datetime) -> None:
    """Mine, gone or not mine, once. A page that was found is then claimed, gone, or unknown again."""
    rules.may_answer(claim, by)
    changed = Claim.objects.filter(pk=claim.pk, state=states.OPEN, person=by).update(
        state=states.ANSWERED, answer=answer, answered_at=at, answered_name=by.name
    )
    if not changed:
        raise Refused(_who_was_faster(claim))
    if claim.found_id:
        FoundPage.objects.filter(pk=claim.found_id, state=states.ASKED).update(state=states.FOUND_AFTER[answer])
    _record("answer_claim", claim, SAID[answer].format(page=_page(claim)), by=by, at=at)


@transaction.atomic
def pass_claim(*, claim: Claim, person: Person | None, by: Person, at: datetime) -> None:
    """The page is somebody else's now: they are asked, by the same day."""
    rules.may_pass(standing_of(by, at=at), claim)
    other = rules.may_be_asked(person, claim.district_id)
    rules.passed_to_another(claim, other)
    same = Claim.objects.filter(pk=claim.pk, state=states.OPEN, person=claim.person_id)
    if not same.update(person=other, passed_by=by.name):
        raise Refused(_who_was_faster(claim))
    _record("pass_claim", claim, f"passed {_page(claim)} on to {other}", by=by, at=at)


def _page(claim: Claim) -> str:
    """How an event names the page: not at all where it was found, for such a page may be forgotten."""
    return "the page" if claim.found_id else claim.name


def _who_was_faster(claim: Claim) -> str:
    claim.refresh_from_db(fields=["state", "answer", "answered_name"])
    try:
        rules.still_open(claim)
    except Refused as refused:
        return refused.sentence
    return "Somebody else is asked about this page by now."


def _record(verb: str, about: Campaign | Claim, sentence: str, *, by: Person, at: datetime) -> None:
    if isinstance(about, Campaign):
        subject = ("campaign", about.pk)
    else:
        subject = ("found_page", about.found_id) if about.found_id else ("campaign", about.campaign_id or 0)
    events.record(verb=verb, subject=subject, sentence=sentence, by=actor(by), at=at, district_id=about.district_id)
