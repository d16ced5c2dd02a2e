"""Deeds that set a district up: its start, its places, its facts."""

from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import available_timezones

from django.db import transaction
from django.db.models import F

from accounts import roles, rules
from accounts.models import Appointment, District, Person, Role, School
from accounts.wording import listing
from records import events
from records.events import Actor

from .doers import keep_grants, permitted, today
from .doors import mail_invitation

# Where a private mailbox usually is; a district's own list starts with these.
CONSUMER_MAIL_DOMAINS = [
    "aol.com", "att.net", "comcast.net", "gmail.com", "gmx.com", "hotmail.com", "icloud.com", "live.com", "mail.com", "me.com",
    "msn.com", "outlook.com", "proton.me", "protonmail.com", "sbcglobal.net", "verizon.net", "yahoo.com", "ymail.com",
]  # fmt: skip
OFFICE = "District office"


@transaction.atomic
def start_district(
    *, name: str, time_zone: str, director_email: str, by: Actor, at: datetime, director_name: str = "", federal_id: str = ""
) -> Person:
    """Begin a district: its office, the role of technology director, its first holder, and a mailed link for them.

    Refuses a name that a district has already, a time zone that does not exist, and an e-mail address in use. The
    district's mail domain starts as the director's, unless that is a private mailbox's.
    """
    name, email = " ".join(name.split()), director_email.strip().lower()
    _check_start(name, time_zone, email)
    domain = email.rpartition("@")[2]
    district = District.objects.create(
        name=name,
        time_zone=time_zone,
        federal_id=federal_id,
        email_domains=[] if domain in CONSUMER_MAIL_DOMAINS else [domain],
        consumer_mail_domains=CONSUMER_MAIL_DOMAINS,
    )
    office = School.objects.create(district=district, name=OFFICE, kind=School.Kind.OFFICE)
    director = Person.objects.create_user(
        email, director_name or email.partition("@")[0], district=district, place=office, title=roles.DIRECTOR_LABEL
    )
    _appoint_director(director, district, by, at)
    mail_invitation(director, district, by, by, at=at)
    sentence = f"started {district.name} with {director.name} as {roles.DIRECTOR_LABEL}"
    _record(("district", district.pk), "start-district", sentence, by, at, district)
    return director


@transaction.atomic
def add_place(*, district: District, name: str, kind: str, by: Person | Actor, at: datetime) -> School:
    """Add a school, department or office to a district. Refuses whoever may not manage people there."""
    doer = permitted(by, rules.may_manage, district.pk, at=at)
    place = School.objects.create(district=district, name=name, kind=kind)
    _record(("school", place.pk), "add-place", f"added {name}", doer, at, district)
    return place


@transaction.atomic
def change_place(*, place: School, name: str, kind: str, by: Person | Actor, at: datetime) -> bool:
    """Rename a place or say what sort it is; False, and nothing recorded, where it says so already."""
    doer = permitted(by, rules.may_manage, place.district_id, at=at)
    was = (place.name, place.kind)
    if was == (name, kind):
        return False
    place.name, place.kind = name, kind
    place.save(update_fields=["name", "kind"])
    details = {"name": [was[0], name], "kind": [was[1], kind]}
    _record(
        ("school", place.pk),
        "change-place",
        f"changed {was[0]} to {name}, {School.Kind(kind).label.lower()}",
        doer,
        at,
        place.district,
        details,
    )
    return True


@transaction.atomic
def change_district(
    *,
    district: District,
    name: str,
    email_domains: Sequence[str],
    consumer_mail_domains: Sequence[str],
    weekend_days: Sequence[int],
    digest_at: time,
    colour: str,
    by: Person | Actor,
    at: datetime,
) -> list[str]:
    """Change a district's facts; the names of what changed. Where nothing did, nothing is recorded.

    The time zone is not among them: due days already written were counted in it. Refuses a week without a school day, and a
    domain that is called the district's and one of private mail.
    """
    doer = permitted(by, rules.may_manage, district.pk, at=at)
    if len(set(weekend_days)) > 6:
        raise rules.Refused("Leave at least one day of the week as a school day.")
    rules.is_not_both(email_domains, consumer_mail_domains)
    said = {
        "name": name,
        "email_domains": list(email_domains),
        "consumer_mail_domains": list(consumer_mail_domains),
        "weekend_days": sorted(weekend_days),
        "digest_at": digest_at,
        "colour": colour,
    }
    changes = {field: (getattr(district, field), value) for field, value in said.items() if getattr(district, field) != value}
    if changes:
        for field, (_, value) in changes.items():
            setattr(district, field, value)
        district.save(update_fields=list(changes))
        if "weekend_days" in changes:
            District.objects.filter(pk=district.pk).update(calendar_version=F("calendar_version") + 1)
        names = listing([field.replace("_", " ").replace(" at", " hour").replace("consumer", "private") for field in changes])
        before_after = {field: [str(old), str(new)] for field, (old, new) in changes.items()}
        _record(("district", district.pk), "change-district", f"changed {names} of {name}", doer, at, district, before_after)
    return list(changes)


def _check_start(name: str, time_zone: str, email: str) -> None:
    if not name:
        raise rules.Refused("A district needs a name.")
    if District.objects.filter(name__iexact=name).exists():
        raise rules.Refused(f"There is a district called {name} already.")
    if time_zone not in available_timezones():
        raise rules.Refused(f"There is no time zone {time_zone}. Write it like America/Chicago.")
    rules.is_an_address(email)
    rules.is_nobody_elses(Person.objects.filter(email=email).first())


def _appoint_director(director: Person, district: District, by: Actor, at: datetime) -> None:
    role = Role.objects.create(
        district=district,
        key=roles.DIRECTOR,
        label=roles.DIRECTOR_LABEL,
        scope=Role.Scope.DISTRICT,
        capabilities=list(roles.DIRECTOR_CAPABILITIES),
    )
    Appointment.objects.create(person=director, role=role, district=district, starts_on=today(district, at), appointed_by=by.name)
    keep_grants({director.pk}, district=district, at=at)


def _record(
    subject: tuple[str, int],
    verb: str,
    sentence: str,
    by: Actor,
    at: datetime,
    district: District,
    details: dict[str, list[str]] | None = None,
) -> None:
    events.record(verb=verb, subject=subject, sentence=sentence, by=by, at=at, district_id=district.pk, details=details)
