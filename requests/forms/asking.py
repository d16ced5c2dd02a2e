"""Small forms beside it: the three questions before, to join, a reason, the filters of everybody's submissions."""

from collections.abc import Iterable
from typing import Any

from django import forms

from accounts.fields import beside, offer, places_to_choose, within
from accounts.models import School

from .. import states
from ..fields import Asking
from ..selectors.everybody import Wanted

NOT_ONE_S_OWN = '{"not":{"field":"whose","is":"own"}}'


def wrong(sentence: str) -> dict[str, str]:
    """What is said where nothing was chosen, or what an address names is not offered."""
    return dict.fromkeys(("required", "invalid_choice"), sentence)


class JoinForm(forms.Form):
    """Why somebody would like to post on a site that exists."""

    reason = forms.CharField(
        label="What would you post there?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text="Whoever answers for the site reads exactly this.",
        error_messages={"required": "Say in a few words what you would post there."},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """A reason, where one is asked for."""

    reason = forms.CharField(label="Reason", widget=forms.Textarea(attrs={"rows": 2}), max_length=2000, required=False)


class WantedForm(forms.Form):
    """The filters of everybody's submissions, as a form that is sent by GET. What makes no sense is taken as not asked for."""

    q = forms.CharField(label="Name of the page, or who asked", required=False, max_length=200, widget=forms.SearchInput)
    school = forms.TypedChoiceField(label="School", required=False, coerce=int, empty_value=None)
    status = forms.ChoiceField(
        label="Where it is",
        required=False,
        choices=[("", "All"), *((key, label) for key, label in states.LABELS.items() if key != states.DRAFT)],
    )

    def __init__(self, data: Any, *, schools: Iterable[School]) -> None:
        """Offer the schools of the district."""
        super().__init__(data)
        self.fields["school"] = forms.TypedChoiceField(
            label="School", required=False, coerce=int, empty_value=None, choices=places_to_choose(schools, "All")
        )

    def wanted(self) -> Wanted:
        """The filters as a value; those with an error are left out."""
        self.is_valid()
        return Wanted(**{key: value for key, value in self.cleaned_data.items() if value})

    def said(self, name: str, value: str) -> str:
        """One filter in force, in words."""
        choices = {str(choice): str(label) for choice, label in getattr(self.fields[name], "choices", ())}
        return choices.get(value) or f"“{value}”"


class NeedToAskForm(forms.Form):
    """The three questions before the form. Answered by GET; nothing is stored."""

    whose = forms.ChoiceField(
        label="1. Whose site would it be?",
        choices=[("work", "My work: a class, club, team, school or office"), ("own", "My own: nothing to do with the district")],
        widget=forms.RadioSelect,
        error_messages=wrong("Say whose site it would be."),
    )
    entity = forms.ChoiceField(
        label="2. What is it for?", widget=forms.RadioSelect, required=False, error_messages=wrong("Choose what it is for.")
    )
    platform = forms.ChoiceField(
        label="3. Where would it be?", widget=forms.RadioSelect, error_messages=wrong("Choose where it would be.")
    )

    def __init__(self, *args: Any, asking: Asking, **more: Any) -> None:
        """Take the choices from the policy."""
        super().__init__(*args, **more)
        offer(self, "entity", [(row.key, row.label) for row in asking.policy.entities])
        offered = [row for row in asking.policy.platforms if not row.retired]
        offer(self, "platform", [(row.key, row.label) for row in offered])
        for name in ("entity", "platform"):  # asked about a site of one's work only
            self.fields[name].widget.attrs["data-when"] = NOT_ONE_S_OWN
        beside(self.fields["entity"], mark="")  # it matters to some policies only; not a choice to skip
        if not asking.policy.entities:
            del self.fields["entity"]
        if not offered:
            del self.fields["platform"]
        self.helper = within()

    def clean(self) -> dict[str, Any]:
        """What is one's own needs no further answer."""
        typed = super().clean() or {}
        if typed.get("whose") == "own":
            self.errors.pop("platform", None)
        return typed
