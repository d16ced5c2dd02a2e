"""What is typed in this room: the answer to a check-in, the reason of a pause."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms

from accounts.rules import Refused

from . import states
from .rules import LONGEST_CLOSING, LONGEST_GREETING, LONGEST_NOTE, MOST_A_DAY, NEEDS_NOTE, are_words

CHECKED = {
    states.NOTHING_FOUND: "All is as it should be",
    states.ACTED: "I hid, removed, answered or changed something",
}


class CheckInForm(forms.Form):
    """What somebody found, and a note where there is something to say. Nothing is chosen beforehand."""

    outcome = forms.ChoiceField(
        label="2. What did you find?",
        choices=list(states.OUTCOMES.items()),
        widget=forms.RadioSelect(attrs={"class": "options-tall"}),
        error_messages={"required": "Choose what you found.", "invalid_choice": "Choose what you found."},
    )
    note = forms.CharField(
        label="What happened?",
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One sentence is enough. No student names.",
    )

    def __init__(self, *args: Any, helper_name: str, **more: Any) -> None:
        """`helper_name` is who hears at once that help is needed."""
        super().__init__(*args, **more)
        outcome, note = self.fields["outcome"], self.fields["note"]
        hears = f"{helper_name} hears of it at once" if helper_name else "Nobody can be told: call the school office"
        outcome.hints = {**CHECKED, states.NEED_HELP: hears}  # type: ignore[attr-defined]
        outcome.asks_note = NEEDS_NOTE  # type: ignore[attr-defined]
        note.mark = ""  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout("outcome", Field("note", wrapper_class="only-with-note"))

    def clean(self) -> dict[str, Any]:
        """A note where something was found."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("outcome") in NEEDS_NOTE and not cleaned.get("note", "").strip() and "note" not in self.errors:
            self.add_error("note", "Write what happened. One sentence is enough.")
        return cleaned


class HelpForm(forms.Form):
    """What was done about a call for help."""

    note = forms.CharField(
        label="What was done?",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One sentence is enough. No student names.",
        error_messages={"required": "Write what was done. One sentence is enough."},
    )


class ConfirmForm(forms.Form):
    """Whether a site is still right under the policy, and a note where it is not. Nothing is chosen beforehand."""

    outcome = forms.ChoiceField(
        label="Is it still right?",
        choices=list(states.CONFIRMATIONS.items()),
        widget=forms.RadioSelect(attrs={"class": "options-tall"}),
        error_messages={"required": "Choose an answer.", "invalid_choice": "Choose an answer."},
    )
    note = forms.CharField(
        label="What has to change, or why is it closed?",
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One sentence is enough.",
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        outcome, note = self.fields["outcome"], self.fields["note"]
        outcome.hints = {  # type: ignore[attr-defined]
            states.RIGHT: "From its next morning on it stands under the new policy, with its duties",
            states.CHANGE: "The technology director sees what you write",
            states.CLOSE: "It is closed at once and stays on record",
        }
        outcome.asks_note = (states.CHANGE, states.CLOSE)  # type: ignore[attr-defined]
        note.mark = ""  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout("outcome", Field("note", wrapper_class="only-with-note"))

    def clean(self) -> dict[str, Any]:
        """A note where it is not a plain yes."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("outcome") in (states.CHANGE, states.CLOSE) and not cleaned.get("note", "").strip():
            self.add_error("note", "Write what has to change, or why it is closed. One sentence is enough.")
        return cleaned


class PauseForm(forms.Form):
    """Why the duties of a site rest, and until when."""

    reason = forms.CharField(
        label="Reason",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stays in the site's history.",
        error_messages={"required": "Give a reason. It stays in the site's history."},
    )
    until = forms.DateField(
        label="They begin again on",
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}),
        help_text="Leave it empty to resume them by hand.",
        error_messages={"invalid": "Give the day as 2026-09-24, or leave it empty."},
    )


class ResumeForm(forms.Form):
    """Beginning again needs no reason, but takes one."""

    reason = forms.CharField(label="Note", required=False, max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 2}))


class MailLimitForm(forms.Form):
    """How many mails a day are enough."""

    a_day = forms.IntegerField(
        label="Mails to one person within 24 hours",
        min_value=1,
        max_value=MOST_A_DAY,
        widget=forms.NumberInput(attrs={"class": "short"}),
        help_text="What is urgent and the letter of a school morning are not counted. What does not fit is in the next letter.",
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), f"Choose a number from 1 to {MOST_A_DAY}."
        ),
    )


class MorningWordsForm(forms.Form):
    """What the district says in the letter of a school morning, in its own words."""

    greeting = forms.CharField(
        label="Before what waits",
        required=False,
        max_length=LONGEST_GREETING,
        help_text="You can write {first_name}, {name} and {district}.",
    )
    closing = forms.CharField(
        label="At the end",
        required=False,
        max_length=LONGEST_CLOSING,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What Rollcall says there itself stays. No password, and nothing about a person, belongs into a mail.",
    )

    def clean_greeting(self) -> str:
        """Places that stand for something."""
        return self._words("greeting", LONGEST_GREETING)

    def clean_closing(self) -> str:
        """Places that stand for something."""
        return self._words("closing", LONGEST_CLOSING)

    def _words(self, name: str, longest: int) -> str:
        text = str(self.cleaned_data[name]).strip()
        try:
            are_words(text, longest)
        except Refused as refused:
            raise forms.ValidationError(refused.sentence) from None
        return text
