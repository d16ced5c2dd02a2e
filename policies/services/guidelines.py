"""Deeds on guidelines: add one, publish a version, ask people to acknowledge it and end that, and acknowledge."""

from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify

from accounts.access import actor, local_day, standing_of
from accounts.models import District, Person
from accounts.rules import Refused
from accounts.wording import full_day
from records.events import Actor, record

from .. import rules
from ..models import Acknowledgement, Campaign, Guideline, GuidelineVersion
from ..selectors import last_version, policy_in_force, version_of_guideline


def _writer(by: Person, district: District, at: datetime) -> Actor:
    """Whoever keeps the guidelines, as the doer of a deed; refuses anybody else, and anybody of another district."""
    if by.district_id != district.pk:
        raise Refused("These are the guidelines of another district.")
    standing = standing_of(by, at=at)
    return actor(by, rules.may_write(standing, policy_in_force(district.pk, standing.on)))


def _said(by: Actor) -> str:
    return f"{by.name} for {by.acting_for}" if by.acting_for else by.name


@transaction.atomic
def add_guideline(*, district: District, title: str, by: Person, at: datetime, key: str = "") -> Guideline:
    """Begin a guideline, still without a text. `key` is the policy's own; without one it is made from the title.

    Refuses a title without a letter or digit, and a second guideline of the same key.
    """
    doer = _writer(by, district, at)
    made = key or slugify(title).replace("-", "_")[:60]
    if not made:
        raise Refused("Write a title in letters or digits.")
    District.objects.select_for_update().get(pk=district.pk)
    if Guideline.objects.filter(district=district, key=made).exists():
        raise Refused(f"There is a guideline of this name already: {title}.")
    guideline = Guideline.objects.create(district=district, key=made, title=title)
    record(
        verb="add-guideline", subject=("guideline", guideline.pk), sentence=f"added the guideline {title}", by=doer, at=at,
        district_id=district.pk,
    )  # fmt: skip
    return guideline


@transaction.atomic
def publish(
    *,
    guideline: Guideline,
    text: str,
    in_force_from: date,
    by: Person,
    at: datetime,
    note: str = "",
    audience: str = "",
    due_on: date | None = None,
) -> GuidelineVersion:
    """Store the next version and, with an audience and a day, ask those people to acknowledge it by then.

    A campaign that is open for an older version ends where this one asks. Refuses an empty text, the same text again,
    a change without a note, and a day before today or before the last version's.
    """
    doer = _writer(by, guideline.district, at)
    Guideline.objects.select_for_update().get(pk=guideline.pk)
    last, on = last_version(guideline), local_day(at, guideline.district.time_zone)
    rules.is_writable(text, last=last, note=note)
    rules.begins_in_order(in_force_from, last=last, on=on)
    version = GuidelineVersion.objects.create(
        guideline=guideline,
        number=last.number + 1 if last else 1,
        text=text,
        note=note,
        in_force_from=in_force_from,
        written_at=at,
        written_by=_said(doer),
    )
    asks = _ask(version, audience, due_on, doer, at, on) if due_on else None
    record(
        verb="publish",
        subject=("guideline", guideline.pk),
        sentence=f"published {version}, in force from {full_day(in_force_from)}{f', and {_asking(asks)}' if asks else ''}",
        by=doer,
        at=at,
        district_id=guideline.district_id,
        reason=note,
        details={"number": version.number, "in_force_from": in_force_from.isoformat()},
    )
    return version


@transaction.atomic
def ask_everybody(*, version: GuidelineVersion, audience: str, due_on: date, by: Person, at: datetime) -> Campaign:
    """Ask people to acknowledge a version, or a later one, by a day. What is asked of an older version ends."""
    guideline = version.guideline
    doer = _writer(by, guideline.district, at)
    Guideline.objects.select_for_update().get(pk=guideline.pk)
    campaign = _ask(version, audience, due_on, doer, at, local_day(at, guideline.district.time_zone))
    record(
        verb="ask", subject=("guideline", guideline.pk), sentence=_asking(campaign), by=doer, at=at,
        district_id=guideline.district_id, details={"audience": audience, "due_on": due_on.isoformat()},
    )  # fmt: skip
    return campaign


def _ask(version: GuidelineVersion, audience: str, due_on: date, by: Actor, at: datetime, on: date) -> Campaign:
    rules.may_be_asked_by(due_on, on=on)
    open_now = Campaign.objects.filter(guideline=version.guideline, ended_at__isnull=True)
    open_now.update(ended_at=at, ended_by=_said(by))
    return Campaign.objects.create(
        guideline=version.guideline, version=version, audience=Campaign.Audience(audience), due_on=due_on, began_at=at,
        began_by=_said(by),
    )  # fmt: skip


def _asking(campaign: Campaign) -> str:
    whom = campaign.get_audience_display()
    return f"asked {whom[0].lower()}{whom[1:]} to acknowledge {campaign.version} by {full_day(campaign.due_on)}"


@transaction.atomic
def end_campaign(*, campaign: Campaign, by: Person, at: datetime, reason: str = "") -> None:
    """Ask nobody any more. Who has acknowledged stays on record. Ending twice is refused."""
    doer = _writer(by, campaign.guideline.district, at)
    rules.is_open(campaign)
    if not Campaign.objects.filter(pk=campaign.pk, ended_at__isnull=True).update(ended_at=at, ended_by=_said(doer)):
        raise Refused("Nobody is asked any more: this has ended already.")
    record(
        verb="end-asking",
        subject=("guideline", campaign.guideline_id),
        sentence=f"ended asking people to acknowledge {campaign.version}",
        by=doer,
        at=at,
        district_id=campaign.guideline.district_id,
        reason=reason,
    )


@transaction.atomic
def acknowledge(*, version: GuidelineVersion, by: Person, at: datetime) -> Acknowledgement:
    """Somebody has read a version and follows it. A second time changes nothing and leaves no second line in the trail."""
    on = local_day(at, version.guideline.district.time_zone)
    rules.may_acknowledge(by, version, in_force=version_of_guideline(version.guideline, on))
    made, is_new = Acknowledgement.objects.get_or_create(version=version, person=by, defaults={"at": at})
    if is_new:
        record(
            verb="acknowledge", subject=("person", by.pk), sentence=f"acknowledged {version}", by=actor(by), at=at,
            district_id=by.district_id, details={"guideline": version.guideline_id, "number": version.number},
        )  # fmt: skip
    return made
