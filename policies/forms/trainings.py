"""A training that was held, and who was there."""

from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.fields import within

from .guidelines import day_field


class TrainingForm(forms.Form):
    """A session that was held."""

    title = forms.CharField(label="What was taught", max_length=200, error_messages={"required": "Write what was taught."})
    held_on = day_field("Held on", "Today or an earlier day.")
    note = forms.CharField(
        label="Note",
        max_length=500,
        required=False,
        help_text="Where, by whom, for whom.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, named: Sequence[tuple[str, str]] = (), **more: Any) -> None:
        """`named`: the trainings of the policy, as (key, label)."""
        super().__init__(*args, **more)
        self.helper = within()
        if named:
            self.fields["key"] = forms.ChoiceField(
                label="Which training of the policy", choices=[("", "None of them"), *named], required=False
            )
            self.order_fields(["key", "title", "held_on", "note"])


class AttendanceForm(forms.Form):
    """Who of the people of one page was there."""

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **more: Any) -> None:
        """`people`: those of the page, as (id, name)."""
        super().__init__(*args, **more)
        self.helper = within()
        self.fields["present"] = forms.TypedMultipleChoiceField(
            label="Who was there",
            coerce=int,
            choices=[(str(pk), name) for pk, name in people],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": "Somebody of this list is no longer on it. Open the page again."},
        )
        vars(self.fields["present"]).update(mark="")
