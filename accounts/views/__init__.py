"""The screens of this room."""

from .appointments import appoint, appointment_end, designee_name, designee_withdraw, my_appointments
from .calendar import calendar, calendar_day_remove
from .calendar_file import calendar_import
from .doors import password_change, password_reset, password_reset_sent, password_set, set_password, sign_in, sign_out, theme
from .people import people, person, person_add, person_change, person_end, person_invite, person_last_day
from .places import district, district_change, school, school_add, school_change, schools

__all__ = [
    "appoint",
    "appointment_end",
    "calendar",
    "calendar_day_remove",
    "calendar_import",
    "designee_name",
    "designee_withdraw",
    "district",
    "district_change",
    "my_appointments",
    "password_change",
    "password_reset",
    "password_reset_sent",
    "password_set",
    "people",
    "person",
    "person_add",
    "person_change",
    "person_end",
    "person_invite",
    "person_last_day",
    "school",
    "school_add",
    "school_change",
    "schools",
    "set_password",
    "sign_in",
    "sign_out",
    "theme",
]
