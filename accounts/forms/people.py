"""People, their appointments and designees."""

from datetime import date
from typing import Any

from django import forms

from accounts.models import Person, Role
from accounts.selectors import holders_beside, places_of
from accounts.wording import listing

from .choosing import person_field


class DayInput(forms.DateInput):
    """A day, with the browser's calendar where it has one."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"class": "short"})


def day_field(label: str, *, help_text: str = "", required: bool = True, initial: date | None = None) -> forms.DateField:
    """A field for a day."""
    wrong = {"required": "Choose a day.", "invalid": "Write the day as 2026-11-25."}
    return forms.DateField(
        label=label, help_text=help_text, required=required, initial=initial, widget=DayInput(), error_messages=wrong
    )


class SearchForm(forms.Form):
    """Words to look for in a list, and which list."""

    words = forms.CharField(
        label="Name or e-mail address", max_length=100, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )


class PersonForm(forms.Form):
    """What is known of a person."""

    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Write the name."})
    email = forms.CharField(
        label="E-mail address",
        max_length=254,
        help_text="They sign in with it, and mail goes there.",
        widget=forms.EmailInput(),
        error_messages={"required": "Write the e-mail address."},
    )
    title = forms.CharField(
        label="What they do", max_length=120, required=False, help_text="In a few words, such as science teacher."
    )
    kind = forms.ChoiceField(label="Employee or volunteer", choices=Person.Kind.choices, initial=Person.Kind.EMPLOYEE)

    def __init__(self, *args: Any, district_id: int, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._places = {str(place.pk): place for place in places_of(district_id)}
        places = [("", "No place"), *((key, place.name) for key, place in self._places.items())]
        self.fields["place"] = forms.ChoiceField(
            label="Place", choices=places, required=False, help_text="The school or office they belong to."
        )
        self.fields["supervisor"] = person_field(
            district_id,
            label="Supervisor",
            help_text="Who answers for them. Empty: the head of their place.",
            required=False,
            without=[person.pk] if person else [],
            nobody="The head of their place",
        )
        self.fields["ends_on"] = day_field("Last day", help_text="Volunteers always have one.", required=False)
        if person is None:
            self.fields["invite"] = forms.BooleanField(
                label="Mail them a link to set a password now", required=False, initial=True
            )

    def clean_place(self) -> Any:
        """The place itself."""
        return self._places.get(self.cleaned_data["place"])


class EndForm(forms.Form):
    """Why somebody ends; kept in the record."""

    reason = forms.CharField(
        label="Reason",
        max_length=500,
        required=False,
        help_text="Goes into the record.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AppointForm(forms.Form):
    """Who holds which role, where, from when to when."""

    def __init__(self, *args: Any, district_id: int, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._places = {str(place.pk): place for place in places_of(district_id)}
        given = Role.objects.filter(district_id=district_id, scope__in=[Role.Scope.SCHOOL, Role.Scope.DISTRICT])
        self.fields["person"] = person_field(district_id, label="Person")
        self.fields["role"] = forms.ModelChoiceField(
            given, label="Role", empty_label="Choose a role", error_messages={"required": "Choose a role."}
        )
        self.fields["school"] = forms.ChoiceField(
            label="Place",
            choices=[("", "The whole district"), *((key, place.name) for key, place in self._places.items())],
            required=False,
            help_text="For a role that is held at a school.",
        )
        self.fields["starts_on"] = day_field("First day", initial=today)
        self.fields["ends_on"] = day_field("Last day", help_text="Empty: until further notice.", required=False)

    def clean_school(self) -> Any:
        """The place itself."""
        return self._places.get(self.cleaned_data["school"])

    def clean(self) -> dict[str, Any]:
        """A second holder of a role at a place is asked about once: most often the first should have been ended."""
        typed = super().clean() or {}
        if not {"person", "role", "school", "starts_on"} <= typed.keys():
            return typed
        others = holders_beside(typed["person"], typed["role"], typed["school"], on=typed["starts_on"])
        if others:
            said = f"{listing(others)} {'holds' if len(others) == 1 else 'hold'} this role there"
            label = f"{said}: appoint {typed['person'].name} beside them"
            self.fields["beside"] = forms.BooleanField(label=label, required=False)
            if not self.fields["beside"].widget.value_from_datadict(self.data, self.files, self.add_prefix("beside")):
                self.add_error("beside", f"{said} already. Tick this if both should, or end the other appointment first.")
        return typed


class EndAppointmentForm(forms.Form):
    """When an appointment ends."""

    on = day_field("Last day", help_text="Empty: it ends at once.", required=False)


class DesigneeForm(forms.Form):
    """Who acts for somebody, from when to when."""

    def __init__(self, *args: Any, district_id: int, own: int, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = person_field(district_id, label="Designee", without=[own])
        self.fields["starts_on"] = day_field("First day", initial=today)
        self.fields["ends_on"] = day_field("Last day", help_text="A designee always has one.")


class ReplaceForm(forms.Form):
    """Who takes somebody's place, and from when."""

    def __init__(self, *args: Any, district_id: int, person: Person, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"] = person_field(district_id, label="Who takes their place?", without=[person.pk])
        self.fields["starts_on"] = day_field("From which day?", initial=today, help_text="Today, or a later day.")


class LastDayForm(forms.Form):
    """Somebody's last day; none takes it back."""

    ends_on = day_field("Last day", help_text="Empty: they stay.", required=False)
