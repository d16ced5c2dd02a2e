"""The mails of this morning to people of a place that closes at once."""

from datetime import date, datetime, time

from django.db.models import QuerySet

from accounts.access import local_day
from accounts.models import District, Person, School
from monitoring.schedule import local_moment
from records.models import Message

DIGEST = "digest"


def unsent_mails(district: District, school: School | None, *, on: date, at: datetime) -> QuerySet[Message]:
    """Digests of today that wait; none where the day that closes is another one."""
    return _of_today(district, school, on=on, at=at).filter(state=Message.State.WAITING)


def held_back_mails(district: District, school: School | None, *, on: date, at: datetime, why: str) -> QuerySet[Message]:
    """Digests of today that were held back for a reason, and may still go out."""
    return _of_today(district, school, on=on, at=at).filter(state=Message.State.CANCELLED, error=why, give_up_at__gt=at)


def _of_today(district: District, school: School | None, *, on: date, at: datetime) -> QuerySet[Message]:
    if on != local_day(at, district.time_zone):
        return Message.objects.none()
    rows = Message.objects.filter(
        kind=DIGEST, district_id=district.pk, created_at__gte=local_moment(district.time_zone, on, time(0))
    )
    if school is None:
        return rows
    return rows.filter(person_id__in=list(Person.objects.filter(place=school).values_list("pk", flat=True)))
