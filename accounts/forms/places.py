"""Places and the district's own facts."""

import re
from typing import Any

from django import forms

from accounts.models import School

DAYS = [(0, "Monday"), (1, "Tuesday"), (2, "Wednesday"), (3, "Thursday"), (4, "Friday"), (5, "Saturday"), (6, "Sunday")]
DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


class PlaceForm(forms.Form):
    """A school, department or office."""

    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Write the name."})
    kind = forms.ChoiceField(label="What it is", choices=School.Kind.choices)


class DistrictForm(forms.Form):
    """What is known of a district beside its policy and its calendar."""

    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Write the name."})
    email_domains = forms.CharField(
        label="Mail domains",
        required=False,
        max_length=1000,
        help_text="What stands behind the @ in the district's own addresses, one to a line.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    consumer_mail_domains = forms.CharField(
        label="Private mail domains",
        required=False,
        max_length=5000,
        help_text="Where private mailboxes are, one to a line. Where your policy wants professional addresses, none of these is "
        "taken.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    weekend_days = forms.TypedMultipleChoiceField(
        label="Days of the week without school", choices=DAYS, coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    digest_at = forms.TimeField(
        label="Hour of the daily mail",
        help_text="On school mornings, in the district's time.",
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "short"}),
        error_messages={"required": "Choose an hour.", "invalid": "Write the hour as 07:00."},
    )
    colour = forms.RegexField(
        r"^#[0-9a-fA-F]{6}$",
        label="Colour",
        required=False,
        help_text="The stripe at the top of each page and the edge of each mail, as #8a1c3b.",
        widget=forms.TextInput(attrs={"class": "short"}),
        error_messages={"invalid": "Write the colour as # and six digits or letters a to f."},
    )

    def clean_email_domains(self) -> list[str]:
        """The district's own domains."""
        return _domains(self.cleaned_data["email_domains"])

    def clean_consumer_mail_domains(self) -> list[str]:
        """The domains of private mail."""
        return _domains(self.cleaned_data["consumer_mail_domains"])

    def clean_weekend_days(self) -> Any:
        """The days, as `date.weekday()` counts them."""
        return sorted(self.cleaned_data["weekend_days"])


def _domains(typed: str) -> list[str]:
    """The domains, one each, in lower case."""
    domains = [word.lower().lstrip("@") for word in typed.replace(",", " ").split()]
    wrong = [domain for domain in domains if not DOMAIN.fullmatch(domain)]
    if wrong:
        raise forms.ValidationError(f"{wrong[0][:60]} is not a domain. Write it as district.org.")
    return list(dict.fromkeys(domains))
