"""What is chosen and typed while a policy is tried out, drafted and adopted. Nothing here is stored."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict

from accounts.access import Standing
from accounts.forms.choosing import person_field
from policies.document import Policy, StepSpec
from requests.fields import Asking
from requests.forms import PolicyForm, RequestForm, typed
from reviews.forms import beginning

from .selectors import IN_FORCE, offered

__all__ = ["RequestForm", "StepAnswers", "TryForm", "step_forms", "typed"]


def plain(form: forms.Form) -> None:
    """A form without a tag of its own."""
    form.helper = FormHelper()  # type: ignore[attr-defined]
    form.helper.form_tag = False  # type: ignore[attr-defined]
    form.helper.disable_csrf = True  # type: ignore[attr-defined]


class TryForm(forms.Form):
    """Which policy is tried, on whom and when."""

    def __init__(self, *args: Any, standing: Standing, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["of"] = forms.ChoiceField(choices=offered(standing), label="Which policy", initial=IN_FORCE)
        self.fields["person"] = person_field(
            standing.district_id, label="Who files it", help_text="Their supervisor and their place decide who is asked."
        )
        self.fields["on"] = forms.DateField(
            label="Filed on",
            required=False,
            initial=standing.on,
            widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
            help_text="Empty: today.",
        )
        vars(self.fields["on"]).update(mark="")
        plain(self)

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
