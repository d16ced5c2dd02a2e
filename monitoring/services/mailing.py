"""Deeds on the mail itself: how much of it is enough, what somebody does not want, and a test of whether any arrives."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from accounts import wording
from accounts.access import actor, addressee, standing_of
from accounts.models import District, Person
from accounts.rules import Refused, is_active
from monitoring import letters, rules
from monitoring.models import MorningWords
from monitoring.selectors.switches import may_switch_off
from monitoring.selectors.words import words_of
from records import events, outbox
from records.mails import TEST, kind_of
from records.models import Event, Message

MINUTE = 60


@transaction.atomic
def set_mail_limit(*, district: District, a_day: int, by: Person, at: datetime) -> None:
    """Set how many mails that are not urgent a person gets within 24 hours. For whoever audits the register."""
    rules.may_read_district_mail(standing_of(by, at=at))
    rules.is_limit(a_day)
    if outbox.set_limit(district_id=district.pk, a_day=a_day):
        said = wording.count(a_day, "mail")
        _record(district, "limit-mail", f"set the limit of a day to {said} for each person", by, at)


@transaction.atomic
def word_letter(*, district: District, greeting: str, closing: str, by: Person, at: datetime) -> bool:
    """Set what the district says at the beginning and the end of the morning's letter; whether that changed anything.

    For whoever audits the register. Refuses places that stand for nothing.
    """
    rules.may_read_district_mail(standing_of(by, at=at))
    rules.are_words(greeting, rules.LONGEST_GREETING)
    rules.are_words(closing, rules.LONGEST_CLOSING)
    before = words_of(district.pk)
    if before == (greeting, closing):
        return False
    MorningWords.objects.update_or_create(district=district, defaults={"greeting": greeting, "closing": closing})
    _record(district, "word-letter", "changed the district's own words in the letter of a school morning", by, at)
    return True


@transaction.atomic
def send_test_mail(*, by: Person, at: datetime) -> Message:
    """Write a mail to oneself that says nothing but that it arrived; one a minute. For whoever audits the register."""
    rules.may_read_district_mail(standing_of(by, at=at))
    district = District.objects.get(pk=by.district_id or 0)
    key = f"test:{by.pk}:{int(at.timestamp()) // MINUTE}"
    letter = letters.test(district, by)
    made = outbox.post(to=addressee(by), letter=letter, kind=TEST, key=key, at=at, district_id=district.pk, reply_to=by.email)
    if made is None:
        raise Refused("A test mail was written a moment ago. Wait a minute, then look whether it was sent.")
    _record(district, "test-mail", "sent a test mail to their own address", by, at)
    return made


@transaction.atomic
def switch_mail(*, person: Person, kind: str, off: bool, at: datetime, by_mail_link: bool = False) -> bool:
    """Switch a kind of mail off for oneself, or on again; whether that changed anything.

    Refuses a kind that the policy in force does not let people switch off, and somebody who has ended.
    """
    fresh = Person.objects.select_related("district").get(pk=person.pk)
    standing = standing_of(fresh, at=at)
    is_active(fresh)
    rules.may_switch(kind, may_switch_off(standing.district_id, standing.on), off=off)
    changed = outbox.switch(person_id=fresh.pk, district_id=standing.district_id, kind=kind, off=off, at=at)
    if changed:
        source = Event.Source.MAIL if by_mail_link else Event.Source.WEB
        what = f"switched {'off' if off else 'on again'} the mail “{kind_of(kind).label}”" + (", by mail link" * by_mail_link)
        events.record(
            verb="switch-mail", subject=("person", fresh.pk), sentence=what, by=replace(actor(fresh), source=source.value),
            at=at, district_id=fresh.district_id,
        )  # fmt: skip
    return changed


def _record(district: District, verb: str, sentence: str, by: Person, at: datetime) -> None:
    events.record(
        verb=verb, subject=("district", district.pk), sentence=sentence, by=actor(by), at=at, district_id=district.pk
    )  # fmt: skip
