"""The deeds of this room. Each is one transaction and one event; whoever may not do it is refused with a sentence."""

from .appointments import appoint, end_appointment, name_designee, withdraw_designee
from .calendar import close_day, import_calendar, open_day, remove_day
from .closing import close_at_once, take_back
from .doors import choose_theme, invite, mail_reset, set_password
from .grants import GRANTS, grants_due, grants_held, rebuild_grants
from .people import add_person, change_person, end_person, set_last_day
from .schools import import_schools
from .setup import CONSUMER_MAIL_DOMAINS, add_place, change_district, change_place, start_district
from .staff import import_people
from .succeeding import carry_out, mark_told, replace_holder

__all__ = [
    "CONSUMER_MAIL_DOMAINS",
    "GRANTS",
    "add_person",
    "add_place",
    "appoint",
    "carry_out",
    "change_district",
    "change_person",
    "change_place",
    "choose_theme",
    "close_at_once",
    "close_day",
    "end_appointment",
    "end_person",
    "grants_due",
    "grants_held",
    "import_calendar",
    "import_people",
    "import_schools",
    "invite",
    "mail_reset",
    "mark_told",
    "name_designee",
    "open_day",
    "rebuild_grants",
    "remove_day",
    "replace_holder",
    "set_last_day",
    "set_password",
    "start_district",
    "take_back",
    "withdraw_designee",
]
