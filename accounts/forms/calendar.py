"""Closed and open days, typed or out of a file."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from accounts.rows import ListedDay, ListedEvent

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
    until = day_field("Until", help_text="Only for several days in a row.", required=False)
    label = forms.CharField(label="Why", max_length=200, required=False, help_text="Such as snow day.")


class CalendarFileForm(forms.Form):
    """A calendar file, and which state's days count where it lists several."""

    file = forms.FileField(
        label="CSV or .ics file",
        help_text="CSV: with the columns date,label or start,end,title,no_school; a column open says where there is school "
        "after all. You see what it says before anything is stored.",
        error_messages={"required": "Choose a file.", "empty": "The file is empty."},
    )
    region = forms.CharField(
        label="Your state",
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"class": "short"}),
        help_text="Only for a file that lists the days of several states, such as IA.",
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
    replace = forms.BooleanField(required=False)


def as_csv(days: Iterable[ListedDay]) -> str:
    """Days in the shape that the reader of files takes."""
    rows = ((day.on.isoformat(), day.label, "yes" if day.is_open else "no") for day in days)
    return _written([("date", "label", "open"), *rows])


def event_as_csv(event: ListedEvent) -> str:
    """One entry that somebody chooses, in the shape that the reader of files takes."""
    return _written([(event.first.isoformat(), event.last.isoformat(), event.label)])


CHOSEN = "start,end,title\n"  # what stands above the entries that somebody chose


def _written(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
