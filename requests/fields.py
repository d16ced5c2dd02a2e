"""Form fields from a policy's fields: one factory for every form a policy asks for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.models import District, Person, School
from accounts.wording import full_day
from policies import durations
from policies.document import FieldSpec, Policy

if TYPE_CHECKING:
    OnePerson = forms.ModelChoiceField[Person]
    SeveralPeople = forms.ModelMultipleChoiceField[Person]
else:
    OnePerson, SeveralPeople = forms.ModelChoiceField, forms.ModelMultipleChoiceField

ONLY_WHERE = "Only where your answers above call for it."
FEW = 7  # up to so many choices are shown at once, more are folded into a list


@dataclass(frozen=True)
class Asking:
    """For whom a form is built: the district, the place and the policy the questions come from."""

    district: District
    place: School | None
    policy: Policy


@dataclass(frozen=True)
class Why:
    """The sentence of the policy that a question comes from, and how strongly it says so."""

    clause: str
    quote: str
    level: str


def people_at(asking: Asking, *, offices: bool = True) -> QuerySet[Person]:
    """Active people of the place, by name, and those of the district's offices unless that is not wanted."""
    everybody = Person.objects.filter(district=asking.district, is_active=True).order_by("name", "id")
    if asking.place is None:
        return everybody
    near = Q(place=asking.place) | Q(place__kind=School.Kind.OFFICE) if offices else Q(place=asking.place)
    return everybody.filter(near)


class PersonField(OnePerson):
    """One person of the district; cleans to the id, which is what an answer stores."""

    def label_from_instance(self, obj: Any) -> str:
        """The name, and what they do."""
        return f"{obj.name}, {obj.title}" if obj.title else str(obj.name)

    def clean(self, value: Any) -> Any:
        """The person's id, or None."""
        person = super().clean(value)
        return person.pk if person else None


class PeopleField(SeveralPeople):
    """Several people of the place; cleans to their ids."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        """The name, and until when a volunteer may post."""
        return f"{obj.name}, volunteer until {full_day(obj.ends_on)}" if obj.ends_on else str(obj.name)

    def clean(self, value: Any) -> Any:
        """The people's ids, by name."""
        return [person.pk for person in super().clean(value)]


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
        return forms.ChoiceField(choices=options, widget=forms.RadioSelect, **more)
    return forms.ChoiceField(choices=[("", "Choose one"), *options], **more)


def _frequency(spec: FieldSpec, asking: Asking, **more: Any) -> forms.Field:
    words = spec.choices or ["1 school day", "1 week", "2 weeks", "1 month"]
    options = [(word, durations.how_often(durations.parse(word))) for word in words]
    unset = [] if spec.default else [("", "Choose one")]
    return forms.ChoiceField(choices=unset + options, initial=spec.default, **more)


def _longtext(spec: FieldSpec, asking: Asking, **more: Any) -> forms.Field:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=spec.max or 5000, **more)


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
    "person": lambda spec, asking, **more: PersonField(queryset=people_at(asking), empty_label="Choose a person", **more),
    "people": lambda spec, asking, **more: PeopleField(queryset=people_at(asking, offices=False), **more),
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
