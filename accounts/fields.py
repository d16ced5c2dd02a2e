"""Inputs that the forms of every room use, and what a form says of a field once it knows whom it asks."""

from collections.abc import Collection, Iterable, Mapping

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms


class DayInput(forms.DateInput):
    """A day, with the browser's calendar where it has one."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"class": "short"})


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
