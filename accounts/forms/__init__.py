"""What people type in this room: parsed and checked, never stored here."""

from .calendar import CLOSED, CalendarFileForm, DayForm, DaysForm, as_csv
from .doors import ChangePasswordForm, NewPasswordForm, ResetForm, SignInForm
from .people import AppointForm, DesigneeForm, EndAppointmentForm, EndForm, LastDayForm, PersonForm, ReplaceForm, SearchForm
from .places import DistrictForm, PlaceForm

__all__ = [
    "CLOSED",
    "AppointForm",
    "CalendarFileForm",
    "ChangePasswordForm",
    "DayForm",
    "DaysForm",
    "DesigneeForm",
    "DistrictForm",
    "EndAppointmentForm",
    "EndForm",
    "LastDayForm",
    "NewPasswordForm",
    "PersonForm",
    "PlaceForm",
    "ReplaceForm",
    "ResetForm",
    "SearchForm",
    "SignInForm",
    "as_csv",
]
