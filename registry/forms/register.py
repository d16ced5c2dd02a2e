"""The filters of the register, the reason of an order, a new poster."""

from collections.abc import Iterable
from typing import Any

from django import forms

from accounts.fields import DayField, places_to_choose
from accounts.models import Person, School

from ..addresses import labels
from ..rules import LONGEST_REASON
from ..selectors import STATUSES, Asked
from ..states import ACCESS

OTHER = ("other", "Another platform")


class FilterForm(forms.Form):
    """The filters, as a form that is sent by GET. What makes no sense is taken as not asked for."""

    q = forms.CharField(label="Name or web address", required=False, max_length=200, widget=forms.SearchInput)
    school = forms.TypedChoiceField(label="School", required=False, coerce=int, empty_value=None)
    platform = forms.ChoiceField(label="Platform", required=False)
    status = forms.ChoiceField(label="Status", required=False, choices=list(STATUSES.items()))
    responsible = forms.CharField(label="Responsible employee", required=False, max_length=200)
    late = forms.BooleanField(required=False, widget=forms.HiddenInput)
    mine = forms.BooleanField(required=False, widget=forms.HiddenInput)
    off_default = forms.BooleanField(required=False, widget=forms.HiddenInput)
    few_admins = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, schools: Iterable[School]) -> None:
        """Offer the schools of the district and the platforms in use."""
        super().__init__(data)
        self.fields["school"] = forms.TypedChoiceField(
            label="School", required=False, coerce=int, empty_value=None, choices=places_to_choose(schools, "All")
        )
        self.fields["platform"] = forms.ChoiceField(
            label="Platform", required=False, choices=[("", "All"), *labels().items(), OTHER]
        )

    def asked(self) -> Asked:
        """The filters as a value; those with an error are left out."""
        self.is_valid()
        good = {key: value for key, value in self.cleaned_data.items() if value}
        return Asked(**good)


class ReasonForm(forms.Form):
    """Why an order is given."""

    reason = forms.CharField(
        label="Reason",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The responsible employee and the head of the place read it. It stays in the site's history.",
        error_messages={"required": "Give a reason. It stays in the site's history."},
    )


class SuspendForm(ReasonForm):
    """Why a site is suspended, and for how long."""

    until = DayField(
        label="Until",
        required=False,
        help_text="The last day, if there is one. It is reinstated by hand.",
        error_messages={"invalid": "Give the day as 2026-09-24, or leave it empty."},
    )


class AccessForm(forms.Form):
    """When a parent asked for access, and what they were told. There is no room for a name."""

    asked_on = DayField(
        label="Asked on",
        error_messages={"required": "Give the day on which the parent asked.", "invalid": "Give the day as 2026-09-24."},
    )
    answer = forms.ChoiceField(
        label="What were they told?",
        choices=list(ACCESS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the parent was told."},
    )


class PosterForm(forms.Form):
    """Who may post from now on, by e-mail address."""

    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"class": "medium", "autocomplete": "off"}),
        help_text="Somebody of your district: an employee or a volunteer.",
        error_messages={"required": "Give the e-mail address of the person.", "invalid": "Give a whole e-mail address."},
    )

    def __init__(self, data: Any = None, *, district_id: int, **more: Any) -> None:
        """Look for people of one district only."""
        super().__init__(data, **more)
        self.district_id = district_id

    def clean_email(self) -> str:
        """An address that somebody of the district has; `self.person` is who."""
        typed = str(self.cleaned_data["email"])
        person = Person.objects.filter(email__iexact=typed, district_id=self.district_id, is_active=True).first()
        if person is None:
            raise forms.ValidationError("Nobody in your district has this address.")
        self.person = person
        return typed
