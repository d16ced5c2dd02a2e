"""People, their appointments and designees."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from accounts.access import Standing
from accounts.fields import DayField, places_to_choose
from accounts.models import Person, Role
from accounts.rows import Appointer
from accounts.selectors import appointers, holders_beside, places_of
from accounts.wording import listing, told_apart

from .choosing import person_field


def day_field(label: str, *, help_text: str = "", required: bool = True, initial: date | None = None) -> DayField:
    """A field for a day."""
    wrong = {"required": "Choose a day.", "invalid": "Write the day as 2026-11-25."}
    return DayField(label=label, help_text=help_text, required=required, initial=initial, error_messages=wrong)


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
        self.fields["place"] = forms.ChoiceField(
            label="Place",
            choices=places_to_choose(self._places.values(), "No place"),
            required=False,
            help_text="The school or office they belong to.",
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
    """Who holds which role, where, from when to when, and who decided it where the policy says who appoints."""

    def __init__(self, *args: Any, district_id: int, today: date, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._places = {str(place.pk): place for place in places_of(district_id)}
        given = Role.objects.filter(district_id=district_id, scope__in=[Role.Scope.SCHOOL, Role.Scope.DISTRICT])
        self.fields["person"] = person_field(district_id, label="Person")
        self.fields["role"] = forms.ModelChoiceField(
            given, label="Role", empty_label="Choose a role", error_messages={"required": "Choose a role."}
        )
        self.fields["school"] = forms.ChoiceField(
            label="Place",
            choices=places_to_choose(self._places.values(), "The whole district"),
            required=False,
            help_text="For a role that is held at a school.",
        )
        self.fields["starts_on"] = day_field("First day", initial=today)
        self.fields["ends_on"] = day_field("Last day", help_text="Empty: until further notice.", required=False)
        self._standing = standing
        self._ask_who_decided(appointers(district_id, on=today), list(given))

    def _ask_who_decided(self, appointers: Mapping[str, Appointer], given: Iterable[Role]) -> None:
        """Ask who decided it, where any role of the policy is appointed by another; of a role chosen beforehand, that one."""
        self._appointers = appointers
        if not appointers:
            return
        labels = {each.role: each.label for each in appointers.values()}
        by = [(role, [labels[key] for key in role.appointed_by if key in labels]) for role in given]
        said = [f"{role.label}, by {listing(named, 'or')}" for role, named in by if named]
        named = told_apart([str(each) for each in appointers.values()], (each.details for each in appointers.values()))
        self.fields["appointer"] = forms.ChoiceField(
            label="Appointed by",
            choices=[("", f"{self._standing.person.name} (me)"), *zip(appointers, named, strict=True)],
            required=False,
            help_text=f"Who decided it. The policy has these appointed: {'; '.join(said)}.",
        )
        vars(self.fields["appointer"]).update(mark="")
        chosen = next((role for role in given if str(role.pk) == str(self.initial.get("role", ""))), None)
        if chosen and not self._is_me(chosen):
            self.initial["appointer"] = next((key for key, each in appointers.items() if each.role in chosen.appointed_by), "")

    def _is_me(self, role: Role) -> bool:
        return any(held.role in role.appointed_by for held in self._standing.held)

    def clean_school(self) -> Any:
        """The place itself."""
        return self._places.get(self.cleaned_data["school"])

    def clean_appointer(self) -> Any:
        """Who decided it; None where it is whoever fills in the form."""
        return self._appointers.get(self.cleaned_data["appointer"])

    def clean(self) -> dict[str, Any]:
        """What the policy has another role do, and a second holder of a role at a place, are each asked about once."""
        typed = super().clean() or {}
        if "role" in typed:
            self._warn_of_another(typed["role"], typed.get("appointer"))
        return self._warn_of_two(typed)

    def _warn_of_another(self, role: Role, appointer: Appointer | None) -> None:
        """The policy says who appoints: where somebody else does, that is asked about, and recorded."""
        if not role.appointed_by or not self._appointers:
            return
        if appointer.role in role.appointed_by if appointer else self._is_me(role):
            return
        labels = listing([label for label in dict.fromkeys(row.label for row in self._fitting(role))], "or")
        self._ask_once(
            "all_the_same",
            f"Appoint all the same; the record says that the policy has {labels} do it",
            f"The policy has {labels} appoint the {role.label}. Choose who decided it, or tick this.",
        )

    def _fitting(self, role: Role) -> Iterable[Appointer]:
        return (each for each in self._appointers.values() if each.role in role.appointed_by)

    def _ask_once(self, name: str, label: str, sentence: str) -> None:
        """A box that has to be ticked: what is unusual is asked about once."""
        self.fields[name] = forms.BooleanField(label=label, required=False)
        if not self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name)):
            self.add_error(name, sentence)

    def _warn_of_two(self, typed: dict[str, Any]) -> dict[str, Any]:
        """A second holder: most often the first should have been ended."""
        if not {"person", "role", "school", "starts_on"} <= typed.keys():
            return typed
        others = holders_beside(typed["person"], typed["role"], typed["school"], on=typed["starts_on"])
        if others:
            said = f"{listing(others)} {'holds' if len(others) == 1 else 'hold'} this role there"
            label = f"{said}: appoint {typed['person'].name} beside them"
            self._ask_once("beside", label, f"{said} already. Tick this if both should, or end the other appointment first.")
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
