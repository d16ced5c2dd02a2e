"""Adding a guideline, writing its next version, asking people to acknowledge it."""

from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.fields import DayField, within

from ..models import Campaign
from ..rules import LONGEST_GUIDELINE

WRONG_DAY = {"required": "Choose a day.", "invalid": "Write the day as 2026-11-25."}


def day_field(label: str, help_text: str, *, required: bool = True) -> DayField:
    """A field for a day, with the browser's calendar where it has one."""
    return DayField(label=label, help_text=help_text, required=required, error_messages=WRONG_DAY)


class AddGuidelineForm(forms.Form):
    """A guideline that the policy names, or one of the district's own."""

    title = forms.CharField(label="Its title", max_length=300, required=False)

    def __init__(self, *args: Any, offered: Sequence[tuple[str, str]], **more: Any) -> None:
        """`offered`: what the policy names and nobody has added yet, as (key, title)."""
        super().__init__(*args, **more)
        self.helper = within()
        self._titles = dict(offered)
        if offered:
            choices = [*offered, ("", "Another one")]
            self.fields["key"] = forms.ChoiceField(
                label="Which guideline", choices=choices, required=False, help_text="Your policy names the ones of this list."
            )
            self.fields["title"].help_text = "Only for another one."
            vars(self.fields["title"]).update(mark="")
            vars(self.fields["key"]).update(mark="")
            self.order_fields(["key", "title"])
        else:
            self.fields["title"].required = True
            self.fields["title"].error_messages["required"] = "Write its title."

    def clean(self) -> dict[str, Any]:
        """The policy's title with its key, or a title of one's own."""
        typed = super().clean() or {}
        key, title = typed.get("key", ""), typed.get("title", "")
        if key in self._titles:
            return {"key": key, "title": self._titles[key]}
        if not title and not self.errors:
            self.add_error("title", "Write its title.")
        return {"key": "", "title": title}


class AskForm(forms.Form):
    """Who is asked to acknowledge a version, and by when."""

    audience = forms.ChoiceField(label="Who is asked", choices=Campaign.Audience.choices, widget=forms.RadioSelect)
    due_on = day_field("By", "It stands on their home page and in their mail of a school morning until they have done it.")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.helper = within()


class WriteForm(forms.Form):
    """The next version of a guideline."""

    text = forms.CharField(
        label="Text",
        max_length=LONGEST_GUIDELINE,
        help_text="Plain text. An empty line begins a new paragraph.",
        widget=forms.Textarea(attrs={"rows": 18}),
        error_messages={"required": "Write the text of the guideline."},
    )
    note = forms.CharField(
        label="What changed, and why",
        max_length=500,
        help_text="One or two sentences. People read them first.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say in a sentence what changed: people read it first."},
    )
    in_force_from = day_field("In force from", "Until the day before, the version before it holds.")
    audience = forms.ChoiceField(
        label="Ask people to acknowledge it",
        choices=[("", "Ask nobody"), *Campaign.Audience.choices],
        required=False,
        widget=forms.RadioSelect,
        help_text="Whoever acknowledged an earlier version is asked again.",
    )
    due_on = day_field("By", "Only where somebody is asked.", required=False)

    def __init__(self, *args: Any, first: bool, **more: Any) -> None:
        """`first`: nothing was written before, so nothing changed."""
        super().__init__(*args, **more)
        self.helper = within()
        for name in ("audience", "due_on"):
            vars(self.fields[name]).update(mark="")
        if first:
            self.fields["note"].label = "A note on it"
            self.fields["note"].required = False

    def clean_text(self) -> str:
        """Line ends as they are kept; how a browser sends them is no difference between two versions."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n").replace("\r", "\n")

    def clean(self) -> dict[str, Any]:
        """A day where somebody is asked, and none where nobody is."""
        typed = super().clean() or {}
        if typed.get("audience") and "due_on" in typed and typed["due_on"] is None:
            self.add_error("due_on", "Choose the day by which people are asked to acknowledge it.")
        if typed.get("due_on") and "audience" in typed and not typed["audience"]:
            self.add_error("audience", "Choose who is asked, or leave the day empty.")
        return typed


class EndCampaignForm(forms.Form):
    """Why nobody is asked any more; kept in the record."""

    reason = forms.CharField(label="Reason", max_length=500, required=False, help_text="Goes into the record.")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.helper = within()
