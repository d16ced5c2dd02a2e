"""Consents of a site: what they rest on, about how many people, where the papers are. There is no room for a name."""

from collections.abc import Iterable
from typing import Any

from django import forms

from accounts.fields import DayField, offer

from ..states import CONSENT_ENDS


def day(label: str, help_text: str = "", *, required: bool = True) -> DayField:
    """A day, as every form of a site asks for one."""
    return DayField(
        label=label,
        required=required,
        help_text=help_text,
        error_messages={"required": "Give the day.", "invalid": "Give the day as 2026-09-24."},
    )


class ConsentForm(forms.Form):
    """A consent that the site has, or an exception that applies."""

    ground = forms.ChoiceField(
        label="What does it rest on?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it rests on."},
    )
    occasion = forms.CharField(
        label="What is it about?",
        required=False,
        max_length=120,
        help_text=(
            "Such as: fall season, or the spring concert. No names, no initials, no grade: nothing by which a student can be "
            "recognized. The names stay on the papers."
        ),
    )
    people = forms.IntegerField(
        label="How many people does it cover?",
        required=False,
        min_value=1,
        max_value=100_000,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    since_on = day("Since")
    until_on = day("Until", "The last day on which it counts, if there is one.", required=False)
    kept_where = forms.CharField(
        label="Where are the papers?",
        required=False,
        max_length=300,
        help_text="Such as: in the main office, binder of releases.",
    )
    checked = forms.BooleanField(label="I looked at the papers today", required=False)

    def __init__(self, data: Any = None, *, grounds: Iterable[tuple[str, str]], **more: Any) -> None:
        """Offer what the policy of the site offers."""
        super().__init__(data, **more)
        offer(self, "ground", grounds)


class ConsentEndForm(forms.Form):
    """When a consent ended, and how."""

    ended_as = forms.ChoiceField(
        label="What happened?",
        choices=list(CONSENT_ENDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it ended."},
    )
    ended_on = day("On")
