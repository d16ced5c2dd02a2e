"""A day as somebody types it."""

from datetime import date

import pytest
from django import forms

from accounts.fields import DayField


class DayForm(forms.Form):
    on = DayField()
    until = DayField(required=False, error_messages={"invalid": "Give the day, or leave it empty."})


@pytest.mark.parametrize("on", [date(1900, 1, 1), date(2026, 9, 15), date(2199, 12, 31)])
def test_a_day_that_can_be_meant_is_taken(on: date) -> None:
    form = DayForm({"on": on.isoformat()})
    assert form.is_valid()
    assert form.cleaned_data == {"on": on, "until": None}


@pytest.mark.parametrize("on", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_year_that_is_a_slip_of_the_finger_is_refused_and_stays_in_the_field(on: str) -> None:
    form = DayForm({"on": on})
    assert form.errors == {"on": ["Write a day between 1900 and 2199."]}
    assert f'value="{on}"' in str(form["on"])


@pytest.mark.parametrize("on", ["20026-09-15", "tomorrow", "2026-02-30"])
def test_what_is_no_day_is_refused_with_how_to_write_one(on: str) -> None:
    assert DayForm({"on": on, "until": on}).errors == {
        "on": ["Write the day as 2026-11-25."],
        "until": ["Give the day, or leave it empty."],
    }
