"""Closed and open days, typed or out of a file."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from django import forms

from accounts.rows import ClosedDay

from .people import day_field

LARGEST = 1024 * 1024  # bytes; a school year is a few thousand
CLOSED, OPEN = "closed", "open"


class DayForm(forms.Form):
    """One day, or several in a row, that differ from the week."""

    what = forms.ChoiceField(
        label="What is different",
        choices=[(CLOSED, "No school"), (OPEN, "School after all")],
        initial=CLOSED,
        widget=forms.RadioSelect,
    )
    on = day_field("Day")
    until = day_field("Until", help_text="Only for several days in a row without school.", required=False)
    label = forms.CharField(label="Why", max_length=200, required=False, help_text="Such as snow day.")

    def clean(self) -> dict[str, Any]:
        """Days with school after all come one at a time."""
        typed = super().clean() or {}
        if typed.get("what") == OPEN and typed.get("until"):
            self.add_error("until", "Days with school after all are added one at a time.")
        return typed


class CalendarFileForm(forms.Form):
    """A file of closed days."""

    file = forms.FileField(
        label="CSV file",
        help_text="With the columns date,label or start,end,title,no_school. You see what it says before anything is stored.",
        error_messages={"required": "Choose a file.", "empty": "The file is empty."},
    )

    def clean_file(self) -> Any:
        """A file of a reasonable size."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("A calendar file has at most 1 MB.")
        return file


class DaysForm(forms.Form):
    """The days of a file that was checked, carried from the page that shows them to the one that stores them."""

    days = forms.CharField(max_length=LARGEST, widget=forms.HiddenInput)


def as_csv(days: Iterable[ClosedDay]) -> str:
    """Days in the shape that the reader of files takes."""
    out = io.StringIO()
    csv.writer(out).writerows([("date", "label"), *((day.on.isoformat(), day.label) for day in days)])
    return out.getvalue()
