"""Inputs that the forms of every room use, and what a form says of a field once it knows whom it asks."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms.models import ModelChoiceIterator, ModelChoiceIteratorValue

from accounts.models import School
from accounts.selectors import names_of_places

if TYPE_CHECKING:
    RowIterator = ModelChoiceIterator[Any]
    OnePlace = forms.ModelChoiceField[School]
else:
    RowIterator, OnePlace = ModelChoiceIterator, forms.ModelChoiceField

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)  # outside it was a slip of the finger, whatever day it is
FAR = f"Write a day between {FIRST_DAY.year} and {LAST_DAY.year}."


class DayInput(forms.DateInput):
    """A day, with the browser's calendar where it has one."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"class": "short"})


class DayField(forms.DateField):
    """A day as somebody types it, in a year that can be meant. Every form that asks for a day asks with this field: what follows
    from a day is counted from it, and a calendar ends."""

    widget = DayInput
    default_error_messages = {"invalid": "Write the day as 2026-11-25."}

    def __init__(self, **more: Any) -> None:
        """The same questions as of Django's own."""
        super().__init__(**more)
        self.validators += [MinValueValidator(FIRST_DAY, FAR), MaxValueValidator(LAST_DAY, FAR)]


class ToldApart(RowIterator):
    """The choices of a field for places or people, read in one query. `names` of the field says what all of them are called, so
    that two who would read the same are told apart."""

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        """What is sent and what is read, line by line."""
        field: Any = self.field
        if field.empty_label is not None:
            yield "", field.empty_label
        rows = list(self.queryset.iterator())
        for row, name in zip(rows, field.names(rows), strict=True):
            yield ModelChoiceIteratorValue(field.prepare_value(row), row), name


class PlaceChoice(OnePlace):
    """A place out of a list."""

    iterator = ToldApart

    def names(self, places: Sequence[School]) -> list[str]:
        """Names of places."""
        return names_of_places(places)


def places_to_choose(places: Iterable[School], nothing: str) -> list[tuple[str, str]]:
    """Places as the choices of a field, below the words for none of them."""
    listed = list(places)
    return [("", nothing), *zip((str(place.pk) for place in listed), names_of_places(listed), strict=True)]


def offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """Let a field of a form offer these: (what is sent, what is read). Refuses a field that is no choice."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} is no choice.")
    field.choices = list(choices)


def beside(
    field: forms.Field,
    *,
    hints: Mapping[str, str] | None = None,
    asks_note: Collection[str] | None = None,
    mark: str | None = None,
) -> None:
    """What a page shows beside a question: a second line of some options, the options that ask for a note, and what stands
    behind the label. What is None stays. The templates read it through config.questions."""
    said = {"hints": hints, "asks_note": asks_note, "mark": mark}
    vars(field).update({key: value for key, value in said.items() if value is not None})


def within(*rows: object) -> FormHelper:
    """How a form is laid out that stands within a form of its page: no tag and no token of its own. Without rows its fields
    stand below each other."""
    helper = FormHelper()
    helper.form_tag, helper.disable_csrf = False, True
    if rows:
        helper.layout = Layout(*rows)
    return helper
