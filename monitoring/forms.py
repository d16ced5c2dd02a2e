"""What is typed in this room: the answer to a check-in, the reason of a pause."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from crispy_forms.layout import Field
from django import forms

from accounts.fields import DayField, beside, within
from accounts.rules import Refused
from policies.durations import how_often, parse

from . import states
from .rules import (
    LONGEST_CLOSING,
    LONGEST_GREETING,
    LONGEST_NOTE,
    MOST_A_DAY,
    MOST_POSTS,
    NEEDS_NOTE,
    are_words,
)

CHECKED = {
    states.NOTHING_FOUND: "All is as it should be",
    states.ACTED: "I hid, removed, answered or changed something",
}


def note_field(label: str, *, required: bool = True) -> forms.CharField:
    """A sentence or two that stay with an answer."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One sentence is enough. No student names.",
    )


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
        hears = f"{helper_name} hears of it at once" if helper_name else "Nobody can be told: call the school office"
        beside(self.fields["outcome"], hints={**CHECKED, states.NEED_HELP: hears}, asks_note=NEEDS_NOTE)
        beside(self.fields["note"], mark="")
        self.helper = within("outcome", Field("note", wrapper_class="only-with-note"))

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
        hints = {
            states.RIGHT: "From its next morning on it stands under the new policy, with its duties",
            states.CHANGE: "The technology director sees what you write",
            states.CLOSE: "It is closed at once and stays on record",
        }
        beside(self.fields["outcome"], hints=hints, asks_note=(states.CHANGE, states.CLOSE))
        beside(self.fields["note"], mark="")
        self.helper = within("outcome", Field("note", wrapper_class="only-with-note"))

    def clean(self) -> dict[str, Any]:
        """A note where it is not a plain yes."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("outcome") in (states.CHANGE, states.CLOSE) and not cleaned.get("note", "").strip():
            self.add_error("note", "Write what has to change, or why it is closed. One sentence is enough.")
        return cleaned


class RenewalForm(ConfirmForm):
    """Whether a site is still ours and still right, as the policy has it asked every so often."""

    def __init__(self, *args: Any, helper_name: str, **more: Any) -> None:
        """`helper_name` is who hears at once that it needs a change."""
        super().__init__(*args, **more)
        hints = {
            states.RIGHT: "Everything above is as it should be",
            states.CHANGE: f"{helper_name or 'Nobody'} hears of it at once",
            states.CLOSE: "It is closed at once and stays on record",
        }
        vars(self.fields["outcome"]).update(hints=hints)


class PostsForm(forms.Form):
    """How much was posted, as whoever answers for the site says."""

    posts = forms.IntegerField(
        label="How many posts were there since the last time?",
        min_value=0,
        max_value=MOST_POSTS,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={"required": "Write how many posts there were; 0 is an answer too."},
    )
    note = note_field("Is there anything to say about it?", required=False)


class LastPostForm(forms.Form):
    """When the last post was, and what becomes of a site that has rested too long."""

    last_post_on = DayField(
        label="When was the last post?",
        error_messages={"required": "Write the day of the last post.", "invalid": "Write the day as 2026-11-25."},
    )
    keep = forms.TypedChoiceField(
        label="If that is longer ago than the policy allows",
        choices=[("yes", "Keep the site"), ("no", "Close the site")],
        coerce=lambda word: word == "yes",
        empty_value=None,
        required=False,
        initial="yes",
        widget=forms.RadioSelect,
    )
    note = note_field("Why is it kept, or why is it closed?", required=False)

    def __init__(self, *args: Any, closes: bool, **more: Any) -> None:
        """`closes`: the policy closes such sites, and there is nothing to choose."""
        super().__init__(*args, **more)
        if closes:
            del self.fields["keep"]

    def clean_keep(self) -> bool:
        """Where nothing is chosen the site is kept."""
        return self.cleaned_data["keep"] is not False


class PauseForm(forms.Form):
    """Why the duties of a site rest, and until when."""

    reason = forms.CharField(
        label="Reason",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stays in the site's history.",
        error_messages={"required": "Give a reason. It stays in the site's history."},
    )
    until = DayField(
        label="They begin again on",
        required=False,
        help_text="Leave it empty to resume them by hand. With a day, the next dates are shown before anything is stored.",
        error_messages={"invalid": "Give the day as 2026-09-24, or leave it empty."},
    )
    seen = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)

    def shows_dates_first(self, today: date) -> bool:
        """Whether the dates that follow from an end to come were not shown yet; then they are, and `seen` says so."""
        until = self.cleaned_data.get("until")
        if until is None or until <= today or self.cleaned_data.get("seen") == until.isoformat():
            return False
        self.data = {**{key: self.data.get(key) for key in self.data}, "seen": until.isoformat()}
        return True

    def seen_until(self) -> date | None:
        """The end whose dates are shown."""
        return self.cleaned_data.get("until") if self.is_bound and hasattr(self, "cleaned_data") else None


class RhythmForm(forms.Form):
    """How often a look is due: one that the policy only allows may be none at all, another keeps one of the policy's rhythms."""

    every = forms.ChoiceField(
        label="How often do you want to look?",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of the rhythms offered."},
    )

    def __init__(self, *args: Any, dates: Mapping[str, str], none: str = "Not at all: do not remind me", **more: Any) -> None:
        """`dates`: for each rhythm its next due dates, in words. `none`: what no rhythm is called; empty, one is chosen."""
        super().__init__(*args, **more)
        field: Any = self.fields["every"]
        field.choices = [*((every, how_often(parse(every))) for every in dates), *([("", none)] if none else [])]
        field.label = field.label if none else "How often is it due?"
        vars(field).update(hints=dates, mark="")


class ResumeForm(forms.Form):
    """Why duties begin again."""

    reason = forms.CharField(
        label="Why do they go on?",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="It stays in the site's history.",
        error_messages={"required": "Give a reason. It stays in the site's history."},
    )


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
