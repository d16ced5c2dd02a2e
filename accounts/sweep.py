"""What the clock does to people: their last day passes, appointments begin and expire. Runs as often as you like."""

from datetime import date, datetime, timedelta

from django.db.models import DateField, Q, QuerySet

from records.events import CLOCK
from records.statements import Given, Statement, Which

from .access import local_day
from .models import Appointment, District, Person
from .selectors import to_carry_out
from .services import carry_out, end_person, rebuild_grants
from .wording import full_day

LOOK_BACK = timedelta(days=14)  # an outage may last that long before a grant stays wrong until `rebuild_grants`


def tick(*, at: datetime, district: District | None = None) -> int:
    """End everybody whose last day is over in their district, let people follow whoever takes the place of their supervisor
    today, and keep guardian's grants right; how many ended.

    Of one district, or of all.
    """
    swept = [district] if district else list(District.objects.order_by("pk"))
    return sum(_sweep(each, at) for each in swept)


def _sweep(district: District, at: datetime) -> int:
    """One district: one query where nothing is to be done."""
    today = local_day(at, district.time_zone)
    days = {"today": today, "yesterday": today - timedelta(days=1), "since": today - LOOK_BACK}
    found = WORK.found(district=district.pk, **days)
    if "begun" in found:
        carry_out(district=district, at=at)
    if "lately" in found:
        rebuild_grants(today, people={person for (person,) in LATELY.rows(district=district.pk, **days)})
    return sum(_end(person, at) for person in ending(district.pk, today).select_related("district")) if "ending" in found else 0


def ending(district_id: int | Given, today: date | Given) -> QuerySet[Person]:
    """The people of a district whose last day is over."""
    over = Person.objects.filter(is_active=True, ends_on__isnull=False, ends_on__lt=today, district_id=district_id)
    return over.order_by("ends_on", "pk")


def lately() -> QuerySet[Appointment]:
    """The appointments of a district that began or expired lately."""
    began, ended = Q(starts_on__range=(SINCE, TODAY)), Q(ends_on__range=(SINCE, YESTERDAY))
    return Appointment.objects.filter(began | ended, district_id=WHERE)


def _end(person: Person, at: datetime) -> int:
    end_person(person=person, by=CLOCK, at=at, reason=f"Their last day was {full_day(person.ends_on)}." if person.ends_on else "")
    return 1


WHERE = Given("district")
SINCE, YESTERDAY, TODAY = (Given(name, DateField()) for name in ("since", "yesterday", "today"))
LATELY = Statement(lambda: lately().values_list("person_id"))
WORK = Which(begun=lambda: to_carry_out(WHERE, TODAY), lately=lately, ending=lambda: ending(WHERE, TODAY))
