"""The form that loads a policy: a file or a preset, and the day from which it applies."""

from datetime import date
from typing import Any

from django import forms

from accounts.fields import DayField, within
from accounts.rules import Refused

from ..document.reading import LONGEST
from ..rules import begins_in_time
from ..selectors import preset, preset_text, presets

NOT_TEXT = "This file is not text in UTF-8. Save it as plain text and choose it again."
TOO_LONG = f"This file is longer than {LONGEST:,} characters. A policy is a text of some pages."


def offered() -> list[tuple[str, str]]:
    """The policies that come with the product, by title, and none of them."""
    return [("", "None of these"), *((key, preset(key).policy.title) for key in presets())]


class LoadForm(forms.Form):
    """`text` holds the document once the form is valid; whether it is a policy is for the deed to say."""

    preset = forms.ChoiceField(
        choices=offered,
        required=False,
        label="A policy that comes with Rollcall",
        help_text="Each can be read on this page first. Change it later by loading your own version.",
        error_messages={"invalid_choice": "Choose a policy from the list."},
    )
    file = forms.FileField(
        required=False,
        label="Or your own file",
        help_text="A policy document, in TOML. Every problem in it is listed; nothing is stored before it is whole.",
    )
    in_force_from = DayField(
        label="In force from",
        help_text="What is submitted from this day on follows it. What was submitted before keeps its own version.",
    )

    def __init__(self, *args: Any, today: date, first: bool, **more: Any) -> None:
        """`first`: the district has no policy yet, and may let one begin in the past."""
        super().__init__(*args, **more)
        self.today, self.first, self.text = today, first, ""
        for name in ("preset", "file"):
            vars(self.fields[name]).update(mark="")  # one of the two is needed: neither is "optional"
        self.helper = within()

    def clean_file(self) -> Any:
        """Refuse what is far too long before it is read."""
        file = self.cleaned_data.get("file")
        if file is not None and (file.size or 0) > 4 * LONGEST:
            raise forms.ValidationError(TOO_LONG)
        return file

    def clean_in_force_from(self) -> date:
        """A policy does not change what was decided under another one."""
        begins: date = self.cleaned_data["in_force_from"]
        try:
            begins_in_time(begins, on=self.today, is_first=self.first)
        except Refused as refused:
            raise forms.ValidationError(refused.sentence) from None
        return begins

    def clean(self) -> dict[str, Any]:
        """Exactly one source, as text."""
        cleaned = super().clean() or {}
        chosen, file = cleaned.get("preset"), cleaned.get("file")
        if "file" in self.errors or "preset" in self.errors:
            return cleaned
        if bool(chosen) == bool(file):
            raise forms.ValidationError("Choose a policy that comes with Rollcall, or a file of your own: one of the two.")
        self.text = preset_text(chosen) if chosen else self._read(file)
        return cleaned

    def _read(self, file: Any) -> str:
        try:
            return bytes(file.read()).decode("utf-8")
        except UnicodeDecodeError:
            self.add_error("file", NOT_TEXT)
            return ""
