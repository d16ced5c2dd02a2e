"""Days and mornings for the tests of this room: local moments, the sweep and the real delivery."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from accounts.models import CalendarDay, District, Person
from accounts.schooldays import SchoolDays
from monitoring.models import CheckIn, Rung
from monitoring.sweep import Swept, tick
from records.delivery import deliver
from records.models import Message
from registry.models import Site
from tests import cast as people
from tests.cast import Cast
from tests.registry import sites

CHICAGO = "America/Chicago"
TUESDAY = date(2026, 9, 15)  # the day of the tests; the sites are registered on it
DUE = date(2026, 9, 22)  # a week later: the first due date of a weekly check
MONDAY_TO_FRIDAY = SchoolDays()


def build(policy: str = "model", adding: str = "") -> Cast:
    """Everybody of Lakeside; Harbor, through which every sweep would go too, comes when a test first speaks of it."""
    return people.build(policy, adding, alone=True)


def local(on: date, hour: int = 7, minute: int = 0, zone: str = CHICAGO) -> datetime:
    """A local moment, as UTC."""
    return datetime.combine(on, time(hour, minute), tzinfo=ZoneInfo(zone)).astimezone(UTC)


def watched(cast: Cast, name: str = "Robotics", **more: Any) -> Site:
    """A site of Maya's whose comments are checked once a week; the supervisor never looks unless said otherwise."""
    terms = {"check_every": "1 week", **more.pop("terms", {})}
    return sites.site(cast, name, terms=terms, **more)


def send(at: datetime) -> None:
    """Deliver what waits, through the real delivery."""
    deliver(at=lambda: at)


def morning(on: date, *, is_sent: bool = True) -> Swept:
    """A day at seven: one sweep, and the mails of it unless the mail server is out."""
    swept = tick(at=local(on))
    if is_sent:
        send(local(on, 7, 1))
    return swept


def mornings(first: date, count: int, *, is_sent: bool = True) -> list[date]:
    """Every day from one on, weekends included, so many; the days."""
    days = [first + timedelta(days=offset) for offset in range(count)]
    for on in days:
        morning(on, is_sent=is_sent)
    return days


def close(cast: Cast, on: date, *, district: District | None = None, **more: Any) -> None:
    """No school on a day."""
    CalendarDay.objects.create(district=district or cast.lakeside, on=on, **more)


def digests(on: date | None = None) -> dict[str, str]:
    """The digests of a day: subject by name."""
    rows = Message.objects.filter(kind="digest")
    rows = rows.filter(key__endswith=on.isoformat()) if on else rows
    return dict(rows.order_by("id").values_list("to_name", "subject"))


def rungs() -> list[tuple[int, date, list[str]]]:
    """Every rung: number, day, and to whom."""
    names = dict(Person.objects.values_list("pk", "name"))
    return [(rung.number, rung.written_on, sorted(names[pk].split()[0] for pk in rung.people)) for rung in Rung.objects.all()]


def only() -> CheckIn:
    """The one check-in there is."""
    return CheckIn.objects.select_related("duty", "site__district", "site__school").get()
