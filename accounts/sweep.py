"""What the clock does to people: their last day passes, appointments begin and expire. Runs as often as you like."""

from datetime import date, datetime, timedelta

from django.db.models import DateField, Q

from records.events import CLOCK
from records.statements import Given, Statement

from .access import local_day
from .models import Appointment, District, Person
from .services import carry_out, end_person, rebuild_grants
from .wording import full_day

LOOK_BACK = timedelta(days=14)  # an outage may last that long before a grant stays wrong until `rebuild_grants`


def tick(*, at: datetime, district: District | None = None) -> int:
    """End everybody whose last day is over in their district, let people follow whoever takes the place of their supervisor
    today, and keep guardian's grants right; how many ended.

    Of one district, or of all.
    """
    swept = [district] if district else list(District.objects.order_by("pk"))
    for each in swept:
        carry_out(district=each, at=at)
        _keep_grants(each, local_day(at, each.time_zone))
    return sum(_end_if_over(person, at) for person in _ending(swept, at))


def _ending(districts: list[District], at: datetime) -> list[Person]:
    """People of the districts whose last day may be over somewhere on earth."""
    tomorrow = at.date() + timedelta(days=1)
    rows = Person.objects.filter(is_active=True, ends_on__lt=tomorrow, district__in=districts)
    return list(rows.select_related("district").order_by("pk"))


def _end_if_over(person: Person, at: datetime) -> bool:
    over = bool(person.district and person.ends_on and person.ends_on < local_day(at, person.district.time_zone))
    if over and person.ends_on:
        end_person(person=person, by=CLOCK, at=at, reason=f"Their last day was {full_day(person.ends_on)}.")
    return over


SINCE, YESTERDAY, TODAY = (Given(name, DateField()) for name in ("since", "yesterday", "today"))
LATELY = Statement(
    lambda: Appointment.objects.filter(
        Q(starts_on__range=(SINCE, TODAY)) | Q(ends_on__range=(SINCE, YESTERDAY)), district_id=Given("district")
    ).values_list("person_id")
)


def _keep_grants(district: District, today: date) -> None:
    """Appointments that began or expired lately, of this district only."""
    given = {"since": today - LOOK_BACK, "yesterday": today - timedelta(days=1), "today": today}
    people = {person for (person,) in LATELY.rows(district=district.pk, **given)}
    if people:
        rebuild_grants(today, people=people)
