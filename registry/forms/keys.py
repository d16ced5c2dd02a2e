"""The keys of a site: administrators on the platform, the sealed credential. There is no room for a password."""

from collections.abc import Iterable
from typing import Any

from django import forms

from accounts.fields import offer
from accounts.models import Person, Role

from ..states import KNOWN
from .consents import day
from .register import PosterForm


def known(label: str, help_text: str = "") -> forms.ChoiceField:
    """Yes, no, or not known."""
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        choices=list(KNOWN.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes, no or not known."},
    )


def _choices(roles: Iterable[Role]) -> list[tuple[str, str]]:
    return [("", "None"), *((str(role.pk), role.label) for role in roles)]


class AdminForm(PosterForm):
    """Somebody, or an office, that is administrator on the platform."""

    office = forms.ChoiceField(
        label="Or an office",
        required=False,
        help_text="Where the account belongs to an office, whoever works there.",
        error_messages={"invalid_choice": "Choose an office from the list."},
    )
    since_on = day("Since")

    def __init__(self, data: Any = None, *, district_id: int, roles: Iterable[Role], **more: Any) -> None:
        """Look for people of one district only, and offer its offices."""
        super().__init__(data, district_id=district_id, **more)
        self.roles = {str(role.pk): role for role in roles}
        self.named: Person | None = None
        self.fields["email"].required = False
        offer(self, "office", _choices(self.roles.values()))

    def clean_email(self) -> str:
        """Nobody, where an office is meant."""
        if not self.cleaned_data["email"]:
            return ""
        typed = super().clean_email()
        self.named = self.person
        return typed

    def clean(self) -> dict[str, Any]:
        """What the deed is given: the person or the office."""
        super().clean()
        office = self.roles.get(self.cleaned_data.get("office") or "")
        return {"person": self.named, "office": office, "since_on": self.cleaned_data.get("since_on")}


class KeysForm(forms.Form):
    """Who holds the sealed credential, and what is known of recovery and second factor."""

    sealed_with = forms.ChoiceField(
        label="Sealed credential held by",
        required=False,
        help_text="The office with which the sealed envelope is. Rollcall never asks what is in it.",
        error_messages={"invalid_choice": "Choose an office from the list."},
    )
    sealed_since = day("Since", required=False)
    sealed_where = forms.CharField(
        label="Where does it lie?",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Such as: in the safe of the main office. Never a password: what looks like one is refused.",
    )
    recovery = known(
        "Is the recovery address a mailbox of the district?", "The address the platform writes to when somebody is locked out."
    )
    second_factor = known("Is a second factor on?", "A code besides the password, and more than one person can get it.")

    def __init__(self, data: Any = None, *, roles: Iterable[Role], **more: Any) -> None:
        """Offer who may hold it."""
        super().__init__(data, **more)
        self.roles = {str(role.pk): role for role in roles}
        offer(self, "sealed_with", _choices(self.roles.values()))

    def clean_sealed_with(self) -> Role | None:
        """The role itself."""
        return self.roles.get(self.cleaned_data["sealed_with"])
