"""Groups, pages that were found, and whose page something is."""

from typing import Any

from django import forms

from accounts.fields import DayField, PlaceChoice
from accounts.models import School

from .. import states
from ..addresses import Address, BadAddress, recognise
from .register import PosterForm


class AddressField(forms.CharField):
    """A web address of a page; cleans to what the register recognises. Nothing is looked up on the internet."""

    def __init__(self, **more: Any) -> None:
        """An input for addresses."""
        widget = forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none", "autocomplete": "off"})
        words = {"required": "Paste the web address."}
        super().__init__(label="Web address", max_length=600, widget=widget, error_messages=words, **more)

    def clean(self, value: Any) -> Address:
        """The address; what cannot be one is said in a sentence."""
        try:
            return recognise(super().clean(value))
        except BadAddress as bad:
            raise forms.ValidationError(bad.sentence) from None


def day_to_answer() -> DayField:
    """By when somebody answers."""
    return DayField(
        label="Answer by",
        help_text="Until then, and after it, it stands in their morning mail. They get no other.",
        error_messages={"required": "Give the day by which to answer.", "invalid": "Give the day as 2026-09-24."},
    )


class GroupForm(forms.Form):
    """A group one is in oneself."""

    address = AddressField(help_text="Its platform is known from it. Whoever names the same address is in the same group.")
    name = forms.CharField(label="Name of the group", max_length=200, error_messages={"required": "Give the name of the group."})
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Such as why you are in it. Nothing that identifies a student.",
    )


class FoundForm(forms.Form):
    """A page that was found on the public internet."""

    address = AddressField(help_text="Copied from the browser. Rollcall does not open it. Never somebody’s personal account.")
    seems = forms.CharField(
        label="What does it seem to be?",
        max_length=300,
        help_text="Such as: band boosters of the high school. No names of people.",
        error_messages={"required": "Say in a few words what it seems to be."},
    )

    def __init__(self, data: Any = None, *, district_id: int) -> None:
        """Offer the places of the district."""
        super().__init__(data)
        self.fields["school"] = PlaceChoice(
            queryset=School.objects.filter(district_id=district_id).order_by("name", "pk"),
            label="Which school does it say it is of?",
            required=False,
            empty_label="None, or not clear",
        )


class SearchedForm(forms.Form):
    """That somebody looked."""

    note = forms.CharField(
        label="Note",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Such as where you looked. No names of people.",
    )


class PassForm(PosterForm):
    """Whose page it is now."""


class AskForm(PosterForm):
    """Who is asked about a found page, and by when they answer."""

    answer_by = day_to_answer()


class AnswerForm(forms.Form):
    """One tap: mine, gone, not mine."""

    answer = forms.ChoiceField(choices=list(states.ANSWERS.items()))


class ListForm(forms.Form):
    """A list of existing pages, pasted, and the day by which everybody answers."""

    pages = forms.CharField(
        label="The list",
        max_length=400_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "autocapitalize": "none", "spellcheck": "false"}),
        help_text=(
            "One page a line: web address, name of the page, e-mail address of the person to ask and, where you like, the "
            "school. With commas, or copied out of a spreadsheet."
        ),
        error_messages={"required": "Paste the list."},
    )
    answer_by = day_to_answer()
