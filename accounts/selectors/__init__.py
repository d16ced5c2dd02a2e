"""Questions about people, places, roles and the calendar. Nothing here writes."""

from .calendars import Calendars, DayLine, calendar_of, calendar_page, days_of
from .holding import Holder, appointments_around, designees_of, heads, holders, supervisor_of
from .pages import Cursor, Page, page_of
from .people import (
    AppointmentLine,
    PersonLine,
    appointments_managed_by,
    appointments_of,
    appointments_of_own,
    designations_to_withdraw,
    effects_of_ending,
    effects_of_vacancy,
    facts_of,
    holders_beside,
    people_managed_by,
    people_of,
    people_page,
    person_of_link,
)
from .places import HolderLine, PlaceLine, RoleLine, facts_of_district, places_of, places_page, places_seen_by, roles_at, roles_of
from .staff import Known
from .trails import TrailLine, trail_lines, trail_of_person, trail_of_place

__all__ = [
    "AppointmentLine",
    "Calendars",
    "Cursor",
    "DayLine",
    "Holder",
    "HolderLine",
    "Known",
    "Page",
    "PersonLine",
    "PlaceLine",
    "RoleLine",
    "TrailLine",
    "appointments_around",
    "appointments_managed_by",
    "appointments_of",
    "appointments_of_own",
    "calendar_of",
    "calendar_page",
    "days_of",
    "designations_to_withdraw",
    "designees_of",
    "effects_of_ending",
    "effects_of_vacancy",
    "facts_of",
    "facts_of_district",
    "heads",
    "holders",
    "holders_beside",
    "page_of",
    "people_managed_by",
    "people_of",
    "people_page",
    "person_of_link",
    "places_of",
    "places_page",
    "places_seen_by",
    "roles_at",
    "roles_of",
    "supervisor_of",
    "trail_lines",
    "trail_of_person",
    "trail_of_place",
]
