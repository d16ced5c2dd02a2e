"""Choosing a person: from a list where a district is small, by name or e-mail address where the list would be too long."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from accounts.fields import ToldApart
from accounts.models import Person
from accounts.selectors import names_of_people

if TYPE_CHECKING:
    Choice = forms.ModelChoiceField[Person]
else:
    Choice = forms.ModelChoiceField

SEVERAL = "Several people have this name: write the e-mail address."
NOBODY = "Nobody here has this name or e-mail address."
LONGEST_LIST = 200  # people; beyond that they are typed


class PersonChoice(Choice):
    """A person out of a list that says what each does."""

    iterator = ToldApart

    def names(self, people: Sequence[Person]) -> list[str]:
        """Name and title."""
        return names_of_people(people)


class PersonTyped(forms.CharField):
    """A person by name or e-mail address; a name that several have needs the address."""

    def __init__(self, *, people: QuerySet[Person], **more: Any) -> None:
        self.people = people
        super().__init__(max_length=254, **more)

    def prepare_value(self, value: Any) -> Any:
        """A person already known is shown by their address."""
        found = self.people.filter(pk=value).first() if isinstance(value, int) else None
        return found.email if found else value

    def clean(self, value: Any) -> Any:
        """The one person meant."""
        typed = super().clean(value)
        if not typed:
            return None
        found = list(self.people.filter(Q(email=typed.lower()) | Q(name__iexact=typed))[:2])
        if len(found) == 1:
            return found[0]
        raise ValidationError(
            "Several people have this name: write the e-mail address."
            if found
            else "Nobody here has this name or e-mail address."
        )


def person_field(
    district_id: int,
    *,
    label: str,
    help_text: str = "",
    required: bool = True,
    without: Iterable[int] = (),
    nobody: str = "Choose a person",
) -> forms.Field:
    """A field for an active person of a district."""
    people = Person.objects.filter(district_id=district_id, is_active=True).exclude(pk__in=list(without)).order_by("name", "id")
    wrong = {"required": "Choose a person.", "invalid_choice": "Choose a person from the list."}
    if people[: LONGEST_LIST + 1].count() <= LONGEST_LIST:
        listed = people.select_related("place")
        return PersonChoice(listed, label=label, help_text=help_text, required=required, empty_label=nobody, error_messages=wrong)
    typed = " ".join(part for part in (help_text, "Write the name or the e-mail address.") if part)
    return PersonTyped(
        people=people, label=label, help_text=typed, required=required, error_messages={"required": wrong["required"]}
    )
