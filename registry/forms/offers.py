"""To whom a site is offered, and what they say."""

from datetime import date, timedelta
from typing import Any

from django import forms

from accounts.fields import DayField
from accounts.forms.choosing import person_field

from ..passing import LONGEST_NOTE
from .pages import day_to_answer

TWO_WEEKS = timedelta(days=14)


class OfferForm(forms.Form):
    """Who is asked to answer for a site, and by when they answer."""

    def __init__(self, data: Any = None, *, district_id: int, without: int | None, today: date) -> None:
        """Offer everybody of the district but the one who answers for the site."""
        super().__init__(data, initial={"answer_by": today + TWO_WEEKS})
        self.fields["person"] = person_field(
            district_id, label="Who is to answer for it?", without=[without] if without else [],
            help_text="Best after a word with them. They accept it, or they do not.",
        )  # fmt: skip
        self.fields["answer_by"] = day_to_answer()
        self.fields["note"] = forms.CharField(
            label="A word to them",
            required=False,
            max_length=LONGEST_NOTE,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text="It stands in the mail. No passwords, nothing that identifies a student.",
        )
        self.fields["keeps_posting"] = forms.BooleanField(
            label="Whoever answers for it now may go on posting",
            required=False,
        )


class OfferAnswerForm(forms.Form):
    """Accept or decline, with a word on why."""

    answer = forms.ChoiceField(choices=[("accept", "Accept"), ("decline", "Decline")])
    reason = forms.CharField(required=False, max_length=LONGEST_NOTE)


class TickForm(forms.Form):
    """What was done on the platform, and when."""

    what = forms.ChoiceField(choices=[("removed", "Removed"), ("recovery", "Recovery address")])
    on = DayField(
        label="Done on",
        error_messages={"required": "Give the day on which it was done.", "invalid": "Give the day as 2026-09-24."},
    )
