"""Deeds at the door: invite, mail a link, set a password, choose a look."""

from datetime import datetime, timedelta
from typing import Any

from axes.utils import reset as forget_failures
from django.db import transaction

from accounts import letters, rules
from accounts.access import actor, addressee
from accounts.models import District, Person
from records import events, outbox
from records.events import Actor

from .doers import district_of, permitted, told

BETWEEN_INVITATIONS = timedelta(minutes=1)
BETWEEN_RESETS = 300  # seconds in which one person is mailed one link
PASSER_BY = Actor(None, "Somebody at the sign-in page")


@transaction.atomic
def invite(*, person: Person, by: Person | Actor, at: datetime) -> None:
    """Mail a link to set a password. Refuses somebody who has ended, and a second mail within the minute."""
    district = district_of(person)
    doer = permitted(by, rules.may_manage, district.pk, at=at)
    rules.is_active(person)
    if person.invited_at and at - person.invited_at < BETWEEN_INVITATIONS:
        raise rules.Refused(f"{person.name} was invited a moment ago.")
    mail_invitation(person, district, doer, by, at=at)
    record(person, "invite", f"mailed an invitation to {person.name}", doer, at)


@transaction.atomic
def choose_theme(*, person: Person, theme: str, at: datetime) -> None:
    """A person's own choice of light, dark or whatever the device says. Refuses anything else."""
    if theme not in Person.Theme.values:
        raise rules.Refused("Choose light, dark or as your device.")
    person.theme = theme
    person.save(update_fields=["theme"])
    record(person, "choose-theme", f"chose the look “{Person.Theme(theme).label}”", actor(person), at)


@transaction.atomic
def set_password(*, person: Person, password: str, at: datetime) -> None:
    """A person's own new password, checked by the form; failed sign-ins are forgotten, other sessions end by it."""
    rules.is_active(person)
    person.set_password(password)
    person.save(update_fields=["password"])
    forget_failures(username=person.email)
    record(person, "set-password", "set a password", actor(person), at)


@transaction.atomic
def mail_reset(*, email: str, at: datetime) -> None:
    """Mail a link to set a new password, if the address is an active person's; one in five minutes, else nothing."""
    person = Person.objects.filter(email=email.strip().lower(), is_active=True).select_related("district").first()
    if person is None or person.district is None:
        return
    key = f"reset:{person.pk}:{int(at.timestamp()) // BETWEEN_RESETS}"
    letter = letters.reset(person, person.district)
    if outbox.post(to=addressee(person), letter=letter, kind="reset", key=key, at=at, district_id=person.district_id):
        record(person, "mail-reset", f"asked for a new password for {person.name}", PASSER_BY, at)


def mail_invitation(person: Person, district: District, doer: Actor, by: Person | Actor, *, at: datetime) -> None:
    """Put a link to set a password into the outbox; part of a deed, records nothing of its own."""
    person.invited_at = at
    person.save(update_fields=["invited_at"])
    outbox.post(
        to=addressee(person),
        letter=letters.invitation(person, district, by=doer.name),
        kind="invitation",
        key=f"invitation:{person.pk}:{at.isoformat()}",
        at=at,
        district_id=district.pk,
        about=("person", person.pk),
        reply_to=told(by),
    )


def record(
    person: Person,
    verb: str,
    sentence: str,
    doer: Actor,
    at: datetime,
    *,
    reason: str = "",
    details: dict[str, Any] | None = None,
) -> None:
    """One line on a person's trail."""
    events.record(
        verb=verb,
        subject=("person", person.pk),
        sentence=sentence,
        by=doer,
        at=at,
        district_id=person.district_id,
        reason=reason,
        details=details,
    )
