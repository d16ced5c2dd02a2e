"""What of complaints, orders and lost pages needs attention. Of a complaint nothing is said but its school, its day and who
receives it: whoever audits the register is not therefore one of its readers."""

from datetime import date

from django.urls import reverse

from accounts import wording
from accounts.access import Standing, local_day
from accounts.models import District
from concerns import selectors as concerns
from concerns.models import LostControl

from .panels import SHOWN, Line, Look, Panel


def lost_control(look: Look) -> Panel:
    """Pages that are not under control, the oldest case first."""
    cases, count = concerns.open_cases(look.district.pk, SHOWN)
    lines = [
        Line(
            str(case.site),
            f"{case.site.school}. Reported by {case.reported_name}, {_since(_day(case, look.district), look.standing)}.",
            reverse("lost", args=[case.pk]),
        )
        for case in cases
    ]
    return Panel("lost", "Not under control", count, "Every page is under control.", lines)


def unsettled_complaints(look: Look) -> Panel:
    """Complaints that nobody acknowledged or settled in time, by school."""
    found = concerns.late_complaints(look.standing, look.district, look.calendars)
    lines = [
        Line(
            row.place or look.district.name,
            f"{wording.count(row.count, 'complaint')}, {'the oldest ' if row.count > 1 else ''}due "
            f"{_since(row.on, look.standing)}. "
            f"{row.receivers or 'Nobody'} {'receives' if row.is_one else 'receive'} it.",
            reverse("school", args=[row.place_id]) if row.place_id else reverse("district"),
        )
        for row in found.rows[:SHOWN]
    ]
    none = "Every complaint was acknowledged and settled in time."
    return Panel("complaints", "Complaints are late", found.count, none, lines)


def unsettled_orders(look: Look) -> Panel:
    """Orders that were not carried out in time, the longest first."""
    rows, count = concerns.late_orders(look.district, look.calendars, look.standing.on, SHOWN)
    lines = [
        Line(
            f"{row.label}: {row.site}",
            f"{row.site.school}. Ordered by {row.issued_name}, due {_since(row.due_on, look.standing)}. "
            f"{row.site.responsible or 'Nobody'} answers for the site.",
            reverse("order", args=[row.pk]),
        )
        for row in rows
    ]
    url = f"{reverse('orders')}?show=late"
    return Panel("orders", "Orders are late", count, "Every order was carried out in time.", lines, url)


def left_behind(look: Look) -> Panel:
    """Complaints and orders of people who have left, until somebody takes them over."""
    rows = concerns.left_behind(look.standing)
    lines = [Line(row.name, f"{_both(row)} not taken over.", reverse("hand-over", args=[row.person_id])) for row in rows[:SHOWN]]
    count = sum(row.complaints + row.orders for row in rows)
    none = "Nothing of those who have left waits for somebody to take it over."
    return Panel("left", "Left behind by those who have left", count, none, lines)


def _day(case: LostControl, district: District) -> date:
    return local_day(case.reported_at, district.time_zone)


def _both(row: concerns.LeftBehind) -> str:
    parts = [wording.count(row.complaints, "complaint")] if row.complaints else []
    return wording.listing([*parts, *([wording.count(row.orders, "order")] if row.orders else [])])


def _since(on: date | None, standing: Standing) -> str:
    return wording.day(on, today=standing.on) if on else ""
