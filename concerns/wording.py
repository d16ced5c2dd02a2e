"""How the public pages say a day, in the language they are read in."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language

from accounts.wording import full_day

LANGUAGES = {"en": "English", "es": "Español"}
MARKED = "es"  # the language beside English that the public pages speak


def spoken() -> str:
    """The language this page is read in: en or es."""
    return MARKED if (get_language() or "").startswith(MARKED) else "en"


def public_day(on: date) -> str:
    """A day for the record: September 24, 2026; 24 de septiembre de 2026."""
    return date_format(on, r"j \d\e F \d\e Y") if spoken() == MARKED else full_day(on)
