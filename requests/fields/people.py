"""Questions that are answered with people: whom they offer, and how whoever was chosen is looked up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q, QuerySet

from accounts.access import whole_number
from accounts.fields import ToldApart
from accounts.models import Person, School
from accounts.selectors import names_of_people
from accounts.wording import full_day
from records.statements import Given, Statement

from .asking import Asking

if TYPE_CHECKING:
    OnePerson = forms.ModelChoiceField[Person]
    SeveralPeople = forms.ModelMultipleChoiceField[Person]
else:
    OnePerson, SeveralPeople = forms.ModelChoiceField, forms.ModelMultipleChoiceField


def people_at(asking: Asking, *, offices: bool = True, volunteers: bool = True) -> QuerySet[Person]:
    """Active people of the place, by name, and those of the district's offices and volunteers unless that is not wanted."""
    everybody = Person.objects.filter(district=asking.district, is_active=True).order_by("name", "id")
    if not volunteers:
        everybody = everybody.exclude(kind=Person.Kind.VOLUNTEER)
    if asking.place is None:
        return everybody
    near = Q(place=asking.place) | Q(place__kind=School.Kind.OFFICE) if offices else Q(place=asking.place)
    return everybody.filter(near)


@dataclass(frozen=True)
class Chosen:
    """Somebody who was chosen in a form, and where they belong."""

    pk: int
    kind: str
    place_id: int | None
    place_kind: str | None

    def is_at(self, place: School | None, *, offices: bool, volunteers: bool = True) -> bool:
        """The same rule as `people_at`, for one person."""
        if self.kind == Person.Kind.VOLUNTEER and not volunteers:
            return False
        return place is None or self.place_id == place.pk or (offices and self.place_kind == School.Kind.OFFICE)


AT_ONCE = 8  # people looked up by one statement; of more, a multiple


@cache
def _looked_up(count: int) -> Statement:
    def query() -> QuerySet[Person, tuple[Any, ...]]:
        pks: list[Any] = [Given(f"person_{number}") for number in range(count)]
        found = Person.objects.filter(district_id=Given("district"), is_active=True, pk__in=pks)
        return found.order_by("name", "id").values_list("pk", "kind", "place_id", "place__kind")

    return Statement(query)


def chosen(asking: Asking, typed: Iterable[Any]) -> list[Chosen]:
    """Those of the people typed into a form who are active in the district, by name; all of them in one query."""
    numbers = sorted({number for each in typed if (number := whole_number(str(each)))})
    if not numbers:
        return []
    count = -(-len(numbers) // AT_ONCE) * AT_ONCE
    people = {f"person_{number}": pk for number, pk in enumerate([*numbers, *[0] * (count - len(numbers))])}
    rows = _looked_up(count).rows(district=asking.district.pk, **people)
    return [Chosen(*row) for row in rows]


class Candidates(ToldApart):
    """The choices of a field for people, asked for only where they are shown."""

    field: "PersonField | PeopleField"

    def __init__(self, field: Any) -> None:
        """Ask nothing yet."""
        self.field = field

    @property
    def queryset(self) -> QuerySet[Person]:  # type: ignore[override]
        """Whom the field offers."""
        near = people_at(self.field.asking, offices=self.field.offices, volunteers=self.field.volunteers)
        return near.select_related("place")


class PersonField(OnePerson):
    """One person of the district; cleans to the id, which is what an answer stores.

    The form looks up whoever was chosen in any of its fields, once, and says so in `found`.
    """

    iterator = Candidates
    offices = True
    found: Sequence[Chosen] = ()

    def __init__(self, *, asking: Asking, volunteers: bool = True, **more: Any) -> None:
        """Offer the people of the place and of the offices."""
        self.asking, self.volunteers = asking, volunteers
        super().__init__(queryset=None, **more)

    def to_python(self, value: Any) -> Any:
        """The id of somebody who may be chosen, or None."""
        return _one(self, value) if value not in self.empty_values else None

    def names(self, people: Sequence[Person]) -> list[str]:
        """The name, and what they do."""
        return names_of_people(people)


class PeopleField(SeveralPeople):
    """Several people of the place; cleans to their ids. They are looked up as for PersonField."""

    iterator = Candidates
    widget = forms.CheckboxSelectMultiple
    offices = False
    found: Sequence[Chosen] = ()

    def __init__(self, *, asking: Asking, volunteers: bool = True, **more: Any) -> None:
        """Offer the people of the place."""
        self.asking, self.volunteers = asking, volunteers
        super().__init__(queryset=None, **more)

    def names(self, people: Sequence[Person]) -> list[str]:
        """The name, whether it is a volunteer, and until when somebody who leaves may post."""
        return names_of_people(people, _as_poster)

    def clean(self, value: Any) -> Any:
        """The people's ids, by name."""
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        given = {_one(self, each) for each in value or ()}
        return [person.pk for person in self.found if person.pk in given]


def _as_poster(person: Person) -> str:
    kind = ", volunteer" if person.kind == Person.Kind.VOLUNTEER else ""
    return f"{person.name}{kind}{f' until {full_day(person.ends_on)}' if person.ends_on else ''}"


def _one(field: PersonField | PeopleField, value: Any) -> int:
    """The id of one of those whom this field offers; refuses everybody else."""
    number = whole_number(str(value))
    among = {"offices": field.offices, "volunteers": field.volunteers}
    if not any(person.pk == number and person.is_at(field.asking.place, **among) for person in field.found):
        raise forms.ValidationError(field.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})
    return number or 0
