"""Form fields from a policy's fields: one factory for every form a policy asks for."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.fields import DayField
from accounts.models import School
from accounts.wording import listing
from policies import durations
from policies.document import FieldSpec, Policy

from .asking import Asking, Why
from .people import PeopleField, PersonField

ONLY_WHERE = "Only where your answers above call for it."
FEW = 7  # up to so many choices are shown at once, more are folded into a list


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
    return forms.ChoiceField(choices=unset + options, **more)


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
    "date": lambda spec, asking, **more: DayField(**more),
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
        initial=_offered(spec, asking),
    )
    made.error_messages["required"] = MISSING.get(spec.type, "Answer this question.")
    why = Why(spec.clause, spec.quote, spec.level) if spec.clause or spec.quote else None
    vars(made).update(hints=_hints(spec, asking.policy), why=why, level=spec.level)
    return made


def _offered(spec: FieldSpec, asking: Asking) -> Any:
    """What stands in the field before anything is chosen: the policy's default; of a person whoever has that role here."""
    if spec.type in ("person", "people"):
        pk = asking.people.get(str(spec.default))
        return [pk] if pk and spec.type == "people" else pk
    return list(spec.default) if isinstance(spec.default, tuple) else spec.default


def _hints(spec: FieldSpec, policy: Policy) -> dict[str, str]:
    """The second line of a choice: at which places there is such a thing; who opens the page on such a platform."""
    if spec.source == "entity":
        named = [(row.key, [School.Kind(kind).label.lower() for kind in row.places]) for row in policy.entities]
        return {key: f"At a {listing(kinds, 'or')}" for key, kinds in named if kinds}
    if spec.source == "platform":
        made = [(row.key, [policy.role_label(role) for role in row.created_by]) for row in policy.platforms]
        return {key: f"Opened by: {listing(roles, 'or')}" for key, roles in made if roles}
    return {}


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
