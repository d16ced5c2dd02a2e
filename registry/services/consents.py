"""The deeds about consents: recorded, looked at, ended. No event says an occasion: the trail is for ever."""

from datetime import date, datetime

from django.db import transaction

from accounts.access import actor, standing_of
from accounts.models import Person
from accounts.rules import Refused
from accounts.wording import full_day
from records import events

from .. import rules, states
from ..models import Consent, Site
from ..selectors.consents import ground_of


@transaction.atomic
def record_consent(
    *,
    site: Site,
    ground: str,
    since_on: date,
    by: Person,
    at: datetime,
    until_on: date | None = None,
    occasion: str = "",
    people: int | None = None,
    kept_where: str = "",
    checked: bool = False,
) -> Consent:
    """Write down a consent that the site has, or an exception that applies; `ground` is one that its policy offers.

    Clauses 001:18, 001:19, 003:29, 003:34, 004:12. `checked`: whoever records it looked at the papers that day. Refuses a
    first day to come, a last day before it, what the policy does not offer, and what looks like a password.
    """
    standing = standing_of(by, at=at)
    acting_for = rules.may_record_consent(standing, site)
    rules.has_come(since_on, standing.on)
    rules.in_order(since_on, until_on)
    rules.no_password(occasion, kept_where)
    offered = ground_of(site, ground)
    if offered is None:
        raise Refused("Choose what it rests on: the policy of this site says what there is.")
    row = Consent.objects.create(
        site=site,
        subject=offered.subject,
        subject_label=offered.subject_label,
        basis=offered.basis,
        signed_by=offered.signed_by,
        exception=offered.exception,
        occasion=" ".join(occasion.split()),
        people=people,
        since_on=since_on,
        until_on=until_on,
        kept_where=kept_where,
        checked_on=standing.on if checked else None,
        checked_name=by.name if checked else "",
        recorded_at=at,
        recorded_by=by,
        recorded_name=by.name,
    )
    _event("record_consent", row, f"recorded a consent for {site}: {offered.label}", by, at, acting_for)
    return row


@transaction.atomic
def check_consent(*, consent: Consent, by: Person, at: datetime) -> None:
    """Somebody looked at the papers of a consent today. Refuses one that has ended, and a second time on the same day."""
    standing = standing_of(by, at=at)
    acting_for = rules.may_keep_consents(standing, consent.site)
    running = Consent.objects.filter(pk=consent.pk, ended_on__isnull=True).exclude(checked_on=standing.on)
    if not running.update(checked_on=standing.on, checked_name=by.name):
        consent.refresh_from_db(fields=["ended_on", "ended_as", "checked_name"])
        _still_counts(consent)
        raise Refused(f"{consent.checked_name} looked at these papers today already.")
    _event("check_consent", consent, f"looked at the papers of a consent for {_about(consent)}", by, at, acting_for)


@transaction.atomic
def end_consent(*, consent: Consent, ended_on: date, ended_as: str, by: Person, at: datetime) -> None:
    """A consent was withdrawn, or is over. Refuses a day to come or before its first, and one that has ended already."""
    standing = standing_of(by, at=at)
    acting_for = rules.may_keep_consents(standing, consent.site)
    rules.has_come(ended_on, standing.on)
    rules.in_order(consent.since_on, ended_on)
    if ended_as not in states.CONSENT_ENDS:
        raise Refused("Choose how it ended.")
    if not Consent.objects.filter(pk=consent.pk, ended_on__isnull=True).update(ended_on=ended_on, ended_as=ended_as):
        consent.refresh_from_db(fields=["ended_on", "ended_as"])
        _still_counts(consent)
    consent.ended_on, consent.ended_as = ended_on, ended_as
    how = {"withdrawn": "was withdrawn", "over": "is over"}[ended_as]
    sentence = f"recorded that a consent for {_about(consent)} {how} on {full_day(ended_on)}"
    _event("end_consent", consent, sentence, by, at, acting_for)


def _still_counts(consent: Consent) -> None:
    if consent.ended_on is not None:
        raise Refused(f"This consent has ended already, on {full_day(consent.ended_on)}.")


def _about(consent: Consent) -> str:
    return f"{consent.site}: {consent.subject_label.lower()}"


def _event(verb: str, row: Consent, sentence: str, by: Person, at: datetime, acting_for: str) -> None:
    events.record(
        verb=verb,
        subject=("site", row.site_id),
        sentence=sentence,
        by=actor(by, acting_for=acting_for),
        at=at,
        district_id=row.site.district_id,
        details={"consent": row.pk},
    )
