"""What is chosen and typed while a policy is tried out, drafted and adopted. Nothing here is stored."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from accounts.access import Standing
from accounts.fields import DayField, within
from accounts.forms.choosing import person_field
from policies.document import Policy, StepSpec
from policies.document.reading import LONGEST
from policies.selectors import presets
from requests.fields import Asking
from requests.forms import PolicyForm, RequestForm, typed
from reviews.forms import beginning

from ..selectors import IN_FORCE, offered

__all__ = [
    "AdoptForm",
    "BeginForm",
    "CompareForm",
    "DraftForm",
    "RequestForm",
    "RetireForm",
    "StepAnswers",
    "TryForm",
    "UploadForm",
    "step_forms",
    "typed",
]

LARGEST = 4 * LONGEST  # bytes of a file, characters of a text that is kept though it is too long for a policy
NOT_TEXT = "This file is not text in UTF-8. Save it as plain text and choose it again."
TOO_LONG = f"This is longer than {LARGEST:,} characters. A policy is a text of some pages."


class PolicyChoice(forms.ChoiceField):
    """One of the policies that are offered. An address may also name one that came with the product where the list has it
    once, as what is in force."""

    default_error_messages: ClassVar = dict.fromkeys(("required", "invalid_choice"), "Choose a policy from the list.")

    def valid_value(self, value: Any) -> bool:
        """What is in the list, or came with the product."""
        return super().valid_value(value) or str(value) in [f"preset-{key}" for key in presets()]


class TryForm(forms.Form):
    """Which policy is tried, on whom and when."""

    def __init__(self, *args: Any, standing: Standing, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["of"] = PolicyChoice(choices=offered(standing), label="Which policy", initial=IN_FORCE)
        self.fields["person"] = person_field(
            standing.district_id, label="Who files it", help_text="Their supervisor and their place decide who is asked."
        )
        self.fields["on"] = DayField(
            label="Filed on",
            required=False,
            initial=standing.on,
            help_text="Empty: today.",
            error_messages={"invalid": "Write the day as 2026-11-25."},
        )
        vars(self.fields["on"]).update(mark="")
        self.helper = within()

    def clean_on(self) -> date | None:
        """A day within a lifetime of the calendar."""
        on: date | None = self.cleaned_data["on"]
        if on and not 2000 <= on.year <= 2100:
            raise forms.ValidationError("Choose a day between 2000 and 2100.")
        return on


class StepAnswers(PolicyForm):
    """What one step asks, tried out: answered with what stands in it before anybody chooses."""

    def __init__(self, *args: Any, asking: Asking, spec: StepSpec, **more: Any) -> None:
        super().__init__(*args, asking=asking, specs=asking.policy.fields_of(spec), prefix=f"step-{spec.key}", **more)
        self.spec = spec

    def values(self) -> dict[str, Any]:
        """The answers, as far as they hold; before anything was typed, what the form begins with."""
        if not self.is_bound:
            return {key: value for key, value in self.initial.items() if value not in (None, "", [])}
        self.is_valid()
        return {spec.key: value for spec in self.specs if (value := self.cleaned_data.get(spec.key)) not in (None, "", [])}


def step_forms(
    policy: Policy,
    asking: Asking,
    answers: Mapping[str, Any],
    people: Mapping[str, int | None],
    posted: QueryDict | None,
    steps: Sequence[StepSpec],
) -> list[StepAnswers]:
    """A form for each of these steps that asks something; `people` are whom a default names."""
    made = []
    for spec in steps:
        sent = posted if posted and any(name.startswith(f"step-{spec.key}-") for name in posted) else None
        start = beginning(policy, spec, dict(answers), people)
        made += [StepAnswers(sent, asking=asking, spec=spec, known=answers, initial=start)] if spec.fields else []
    return made


def _text_of(file: Any) -> str:
    """The text of an uploaded file."""
    if (file.size or 0) > LARGEST:
        raise forms.ValidationError(TOO_LONG)
    try:
        text = bytes(file.read()).decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise forms.ValidationError(NOT_TEXT) from None
    if "\x00" in text:
        raise forms.ValidationError(NOT_TEXT)
    return text.replace("\r\n", "\n")


class UploadForm(forms.Form):
    """A file that takes the place of a draft's text; `text` holds it once the form is valid."""

    text, file_name = "", ""
    file = forms.FileField(
        label="Your file",
        help_text="A policy document, in TOML. It need not be whole.",
        error_messages={"required": "Choose a file.", "empty": "This file is empty."},
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.helper = within()

    def clean_file(self) -> Any:
        """Read it."""
        file = self.cleaned_data["file"]
        if file is not None:
            self.text, self.file_name = _text_of(file), str(file.name)[:200]
        return file


class BeginForm(UploadForm):
    """What a draft begins as: a version, a draft, a preset, or a file."""

    def __init__(self, *args: Any, standing: Standing, **more: Any) -> None:
        super().__init__(*args, **more)
        of = PolicyChoice(
            choices=[("", "None of these"), *offered(standing)], required=False, label="Begin with a copy of", initial=IN_FORCE
        )
        self.fields = {"of": of, "file": self.fields["file"]}
        self.fields["file"].required = False
        self.fields["file"].label = "Or with your own file"
        for field in self.fields.values():
            vars(field).update(mark="")
        self.helper = within()

    def clean(self) -> dict[str, Any]:
        """One of the two; a file that was chosen is what is meant."""
        cleaned = super().clean() or {}
        if "file" not in self.errors and "of" not in self.errors:
            if cleaned.get("file"):
                cleaned["of"] = ""
            elif not cleaned.get("of"):
                raise forms.ValidationError("Choose what to begin with, or a file of your own.")
        return cleaned


class DraftForm(forms.Form):
    """The text of a draft, as it is typed."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    text = forms.CharField(
        label="The document",
        strip=False,
        required=False,
        max_length=LARGEST,
        widget=forms.Textarea(
            attrs={"rows": 30, "class": "document", "spellcheck": "false", "autocapitalize": "none", "wrap": "off"}
        ),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        vars(self.fields["text"]).update(mark="")
        self.helper = within()

    @property
    def typed(self) -> str:
        """The text as it stands in the field, whatever is wrong with it; a browser's line ends are ours."""
        return str(self.data.get("text", "")).replace("\r\n", "\n").replace("\x00", "")


def day_field(label: str, help_text: str) -> DayField:
    """A day that has to be chosen."""
    return DayField(
        label=label,
        help_text=help_text,
        error_messages={"required": "Choose a day.", "invalid": "Write the day as 2026-11-25."},
    )


class AdoptForm(forms.Form):
    """From which day on a draft is the policy."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    in_force_from = day_field(
        "In force from", "What is submitted from this day on follows it. What was submitted before keeps its own version."
    )

    ask_by = DayField(
        label="Ask about sites that fall out of line, by",
        required=False,
        help_text="Whoever answers for one is asked whether it is still right. Empty: nobody is asked.",
        error_messages={"invalid": "Write the day as 2026-11-25."},
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        vars(self.fields["ask_by"]).update(mark="")
        self.helper = within()


class RetireForm(forms.Form):
    """From which day on a version applies no more, and why."""

    from_on = day_field("Applies no more from", "What was submitted before is decided under it all the same.")
    reason = forms.CharField(
        label="Why",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Goes into the record.",
        error_messages={"required": "Give a reason: it goes into the record."},
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.helper = within()


class CompareFileForm(UploadForm):
    """A policy of one's own choice, and a file to compare it with. The file is read and not kept."""

    def __init__(self, *args: Any, standing: Standing, **more: Any) -> None:
        super().__init__(*args, auto_id="id_file_%s", **more)
        of = PolicyChoice(choices=offered(standing), label="Compare", initial=IN_FORCE)
        self.fields = {"a": of, "file": self.fields["file"]}
        self.fields["file"].label = "with this file"
        self.fields["file"].help_text = "Such as the document a district gave you that is not among these. It is not stored."
        self.helper = within()


class CompareForm(forms.Form):
    """Two policies, side by side. Chosen by GET."""

    def __init__(self, *args: Any, standing: Standing, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = offered(standing)
        self.fields["a"] = PolicyChoice(choices=choices, label="Compare", initial=IN_FORCE)
        self.fields["b"] = PolicyChoice(choices=choices, label="with", initial=choices[1][0])
        self.helper = within()
