"""Form fields from a policy's fields: one factory for every form a policy asks for."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q, QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.access import whole_number
from accounts.models import District, Person, School
from accounts.wording import full_day
from policies import durations
from policies.document import FieldSpec, Policy
from records.statements import Given, Statement

if TYPE_CHECKING:
    OnePerson = forms.ModelChoiceField[Person]
    SeveralPeople = forms.ModelMultipleChoiceField[Person]
    PeopleIterator = ModelChoiceIterator[Person]
else:
    OnePerson, SeveralPeople, PeopleIterator = forms.ModelChoiceField, forms.ModelMultipleChoiceField, ModelChoiceIterator

ONLY_WHERE = "Only where your answers above call for it."
FEW = 7  # up to so many choices are shown at once, more are folded into a list


@dataclass(frozen=True)
class Asking:
    """For whom a form is built: the district, the place and the policy the questions come from.

    `links`: where one reads what a statement is about, by its key.
    """

    district: District
    place: School | None
    policy: Policy
    links: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Why:
    """The sentence of the policy that a question comes from, and how strongly it says so."""

    clause: str
    quote: str
    level: str


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


class Candidates(PeopleIterator):
    """The choices of a field for people, asked for only where they are shown."""

    field: "PersonField | PeopleField"

    def __init__(self, field: Any) -> None:
        """Ask nothing yet."""
        self.field = field

    @property
    def queryset(self) -> QuerySet[Person]:  # type: ignore[override]
        """Whom the field offers."""
        return people_at(self.field.asking, offices=self.field.offices, volunteers=self.field.volunteers)


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

    def label_from_instance(self, obj: Any) -> str:
        """The name, and what they do."""
        return f"{obj.name}, {obj.title}" if obj.title else str(obj.name)


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

    def label_from_instance(self, obj: Any) -> str:
        """The name, and until when a volunteer may post."""
        return f"{obj.name}, volunteer until {full_day(obj.ends_on)}" if obj.ends_on else str(obj.name)

    def clean(self, value: Any) -> Any:
        """The people's ids, by name."""
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        given = {_one(self, each) for each in value or ()}
        return [person.pk for person in self.found if person.pk in given]


def _one(field: PersonField | PeopleField, value: Any) -> int:
    """The id of one of those whom this field offers; refuses everybody else."""
    number = whole_number(str(value))
    among = {"offices": field.offices, "volunteers": field.volunteers}
    if not any(person.pk == number and person.is_at(field.asking.place, **among) for person in field.found):
        raise forms.ValidationError(field.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})
    return number or 0


class YesNoField(forms.TypedChoiceField):
    """Yes or no, asked as a question: neither is chosen beforehand."""

    widget = forms.RadioSelect

    def __init__(self, **more: Any) -> None:
        """Two choices that clean to a truth value."""
        super().__init__(choices=[("yes", "Yes"), ("no", "No")], coerce=lambda word: word == "yes", empty_value=None, **more)

    def prepare_value(self, value: Any) -> Any:
        """A stored truth value as the word of its choice."""
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


def _choice(spec: FieldSpec, asking: Asking, **more: Any) -> forms.Field:
    options = list(asking.policy.options(spec))
    if len(options) <= FEW:
        return forms.ChoiceField(choices=options, widget=forms.RadioSelect, initial=spec.default, **more)
    return forms.ChoiceField(choices=[("", "Choose one"), *options], initial=spec.default, **more)


def _frequency(spec: FieldSpec, asking: Asking, **more: Any) -> forms.Field:
    words = spec.choices or ["1 school day", "1 week", "2 weeks", "1 month"]
    options = [(word, durations.how_often(durations.parse(word))) for word in words]
    unset = [] if spec.default else [("", "Choose one")]
    return forms.ChoiceField(choices=unset + options, initial=spec.default, **more)


def _longtext(spec: FieldSpec, asking: Asking, **more: Any) -> forms.Field:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=spec.max or 5000, **more)


VOLUNTEERS = {"responsible": "answer_for", "posters": "post"}


def _volunteers(spec: FieldSpec, asking: Asking) -> bool:
    """Whether a question for people offers volunteers: where the policy lets them do what is asked about."""
    needed = VOLUNTEERS.get(spec.key)
    return needed is None or needed in asking.policy.site.volunteers_may


def _person(spec: FieldSpec, asking: Asking, **more: Any) -> forms.Field:
    return PersonField(asking=asking, volunteers=_volunteers(spec, asking), empty_label="Choose a person", **more)


MAKERS: dict[str, Callable[..., forms.Field]] = {
    "choice": _choice,
    "text": lambda spec, asking, **more: forms.CharField(max_length=spec.max or 200, **more),
    "longtext": _longtext,
    "bool": lambda spec, asking, **more: YesNoField(**more),
    "multichoice": lambda spec, asking, **more: forms.MultipleChoiceField(
        choices=list(asking.policy.options(spec)), widget=forms.CheckboxSelectMultiple, **more
    ),
    "address": lambda spec, asking, **more: forms.CharField(
        max_length=600,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none", "autocomplete": "off"}),
        **more,
    ),
    "email": lambda spec, asking, **more: forms.EmailField(max_length=254, **more),
    "person": _person,
    "people": lambda spec, asking, **more: PeopleField(asking=asking, volunteers=_volunteers(spec, asking), **more),
    "frequency": _frequency,
    "number": lambda spec, asking, **more: forms.IntegerField(min_value=0, max_value=spec.max or 1_000_000, **more),
    "date": lambda spec, asking, **more: forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **more),
}


MISSING = {
    "choice": "Choose one.",
    "frequency": "Choose one.",
    "bool": "Choose yes or no.",
    "multichoice": "Choose at least one.",
    "people": "Choose at least one person.",
    "person": "Choose a person.",
    "address": "Paste the web address.",
}


def field_for(spec: FieldSpec, asking: Asking) -> forms.Field:
    """The form field for one question of the policy, with `why` for "Why am I asked?"."""
    made = MAKERS[spec.type](
        spec,
        asking,
        label=spec.label,
        required=spec.required and spec.show_when is None and spec.level not in ("should", "may"),
        help_text=_help(spec),
    )
    made.error_messages["required"] = MISSING.get(spec.type, "Answer this question.")
    made.why = Why(spec.clause, spec.quote, spec.level) if spec.clause or spec.quote else None  # type: ignore[attr-defined]
    made.level = spec.level  # type: ignore[attr-defined]
    return made


def may_not_apply() -> SafeString:
    """What stands at a question that depends on others. Not shown where a script lets the question come and go."""
    return format_html('<span class="may-not-apply">{}</span>', ONLY_WHERE)


def read_at(link: str) -> SafeString:
    """Where what is accepted can be read, beside the form: what was typed stays."""
    return format_html('<a href="{}" target="_blank" rel="noopener">Read it (opens beside this page)</a>', link)


def _help(spec: FieldSpec) -> str:
    parts = [spec.help] if spec.help else []
    if spec.show_when:
        parts.append(may_not_apply())
    elif spec.required_when:
        parts.append(ONLY_WHERE)
    if spec.min_words:
        parts.append(f"At least {spec.min_words} words.")
    return format_html_join(" ", "{}", ((part,) for part in parts))


def storable(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """Cleaned answers as JSON: dates as text, everything else as it is."""
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in cleaned.items()}


def said(spec: FieldSpec, value: Any, policy: Policy, names: Mapping[int, str]) -> str:
    """An answer in words, for reading."""
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if spec.type == "person":
        return names.get(value, "Somebody who has left")
    if spec.type == "people":
        return ", ".join(names.get(pk, "somebody who has left") for pk in value)
    if spec.type == "frequency":
        return durations.how_often(durations.parse(value))
    if spec.type in ("choice", "multichoice"):
        words = dict(policy.options(spec))
        return ", ".join(words.get(item, str(item)) for item in (value if isinstance(value, list) else [value]))
    return str(value)
