"""What people type in this room: parsed and checked, never stored here."""

from .calendar import CHOSEN, CLOSED, CalendarFileForm, DayForm, DaysForm, as_csv, event_as_csv
from .doors import ChangePasswordForm, NewPasswordForm, ResetForm, SignInForm
from .people import AppointForm, DesigneeForm, EndAppointmentForm, EndForm, LastDayForm, PersonForm, ReplaceForm, SearchForm
from .places import DistrictForm, PlaceForm

__all__ = [
    "CHOSEN",
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
    "event_as_csv",
]
