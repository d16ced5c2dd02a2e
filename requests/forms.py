"""The Social Media Request Form and every other form whose questions come from a policy."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string

from accounts.access import whole_number
from accounts.models import School
from policies.conditions import Condition, holds, mentions
from policies.document import FieldSpec, StatementSpec
from registry.models import Site

from . import checks, fields, states
from .checks import same_address
from .fields import Asking
from .selectors.everybody import Wanted
from .wording import on_the_page

STATEMENT = "statement_"
NOT_ONE_S_OWN = '{"not":{"field":"whose","is":"own"}}'


class PolicyForm(forms.Form):
    """Questions of a policy as a form. `answers()` is what a step or submission stores.

    `below` is what stands under a question, by its key; under "" what stands after the last one.
    """

    below: Mapping[str, Any] = {}

    def __init__(
        self,
        *args: Any,
        asking: Asking,
        specs: Sequence[FieldSpec],
        statements: Sequence[StatementSpec] = (),
        known: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> None:
        """Build one field per question and one box per statement, in the policy's order and groups.

        `known` are answers given earlier, which conditions and checks of these questions may speak of.
        """
        super().__init__(*args, **more)
        self.asking = asking
        self.specs = specs
        self.statements = statements
        self.known = dict(known or {})
        for spec in specs:
            self.fields[spec.key] = fields.field_for(spec, asking)
            self._shown_when(spec.key, spec.show_when)
        for statement in statements:
            self.fields[STATEMENT + statement.key] = _box(statement, asking.links.get(statement.key, ""))
            self._shown_when(STATEMENT + statement.key, statement.show_when)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.form_show_errors = True
        self.helper.layout = Layout(*self._groups())

    def _groups(self) -> list[Any]:
        """Fields in the policy's order, those of one group together, then the statements."""
        parts: list[Any] = [name for name in self.fields if name in ("place",)]
        groups: dict[str, list[Any]] = {}
        for spec in self.specs:
            if spec.group and spec.group not in groups:
                groups[spec.group] = []
                parts.append(spec.group)
            among = groups[spec.group] if spec.group else parts
            among += [spec.key, *self._below(spec.key)]
        parts += self._below("")
        laid = [Fieldset(part, *groups[part]) if isinstance(part, str) and part in groups else part for part in parts]
        boxes = [STATEMENT + statement.key for statement in self.statements]
        return [*laid, Fieldset("Statements", *boxes)] if boxes else laid

    def _below(self, key: str) -> list[Any]:
        return [self.below[key]] if key in self.below else []

    def _shown_when(self, name: str, condition: Condition | None) -> None:
        """Tell the page when a question applies, if that depends on answers of this form alone.

        With a script the question comes and goes with the answers; without one it stands there, and says that it may not
        apply. Either way `clean` decides.
        """
        if condition and {test.field for _path, test in mentions(condition, "")} <= {spec.key for spec in self.specs}:
            self.fields[name].widget.attrs["data-when"] = condition.model_dump_json(
                by_alias=True, exclude_none=True, exclude_defaults=True
            )

    def full_clean(self) -> None:
        """Look up whoever was chosen in any field, together, and then check each field."""
        asked = {name: each for name, each in self.fields.items() if isinstance(each, fields.PersonField | fields.PeopleField)}
        if self.is_bound and asked:
            typed = [self[name].data for name in asked]
            everybody = [one for each in typed for one in (each if isinstance(each, list) else [each])]
            found = fields.chosen(self.asking, everybody)
            for each in asked.values():
                each.found = found
        super().full_clean()

    def clean(self) -> dict[str, Any]:
        """The policy's own checks, after each field's. What does not apply has no errors."""
        cleaned = super().clean() or {}
        for spec in self.specs:
            if not holds(spec.show_when, {**self.known, **cleaned}):
                self.errors.pop(spec.key, None)
        for key, sentence in checks.problems(self.specs, {**self.known, **cleaned}, self.asking).items():
            if key not in self.errors:
                self.add_error(key, sentence)
        for statement in self.statements:
            if not holds(statement.show_when, {**self.known, **cleaned}):
                self.errors.pop(STATEMENT + statement.key, None)
        return cleaned

    def answers(self) -> dict[str, Any]:
        """What was answered, by field key, ready to store; questions that do not apply are left out."""
        given = {**self.known, **self.cleaned_data}
        found = {spec.key: self.cleaned_data.get(spec.key) for spec in self.specs if holds(spec.show_when, given)}
        return fields.storable(found)

    def accepted(self) -> dict[str, str]:
        """The statements that were accepted, with the text that was on the page."""
        ticked = [row for row in self.statements if self.cleaned_data.get(STATEMENT + row.key)]
        return {row.key: row.text for row in ticked if holds(row.show_when, {**self.known, **self.cleaned_data})}


def _box(statement: StatementSpec, link: str) -> forms.BooleanField:
    box = forms.BooleanField(
        label=statement.text,
        required=True,
        help_text=fields.read_at(link) if link else fields.may_not_apply() if statement.show_when else "",
        error_messages={"required": "Accept this statement, or save the draft and ask about it."},
    )
    box.why = fields.Why(statement.clause, statement.quote, "must") if statement.clause else None  # type: ignore[attr-defined]
    return box


class Wording:
    """The wording that says whose page it is, among the questions of a form, filled in with what they were answered."""

    def __init__(self, form: "RequestForm") -> None:
        """Look at this form when the page is drawn."""
        self.form = form

    def render(self, _form: Any, _context: Any, **_more: Any) -> str:
        """The wording to copy."""
        form = self.form
        typed = {spec.key: form[spec.key].value() for spec in form.specs if spec.type == "text"}
        found = on_the_page(form.asking.policy, typed, school=form.place_named(), district=form.asking.district.name)
        return render_to_string("requests/parts/wording.html", {"wording": found})


class RequestForm(PolicyForm):
    """A policy's request form, with the place it is for and the wording for the page."""

    def __init__(self, *args: Any, asking: Asking, **more: Any) -> None:
        """Ask for the place first."""
        policy = asking.policy
        super().__init__(
            *args, asking=asking, specs=policy.fields_at("request"), statements=policy.statements_at("request"), **more
        )
        place = forms.ModelChoiceField(
            queryset=School.objects.filter(district=asking.district).order_by("name"),
            label=f"Which {policy.term('school')} or office is it for?",
            empty_label="Choose a place",
            initial=asking.place,
            error_messages={"required": f"Choose the {policy.term('school')} or office it is for."},
        )
        self.fields = {"place": place, **self.fields}
        if policy.site.identification:
            asked = policy.site.identification_field
            self.below = {asked if asked in self.fields else "": Wording(self)}
        self.helper.layout = Layout(*self._groups())

    def place_named(self) -> str:
        """The place as it stands in the form; blank where none was chosen. One query where it is not the one at hand."""
        chosen, at_hand = whole_number(str(self["place"].value())), self.asking.place
        if at_hand is not None and chosen == at_hand.pk:
            return str(at_hand)
        return str(School.objects.filter(pk=chosen, district=self.asking.district).first() or "") if chosen else ""


def typed(data: QueryDict, specs: Sequence[FieldSpec], statements: Sequence[StatementSpec]) -> dict[str, Any]:
    """What stands in the form as it was typed, right or wrong: what a draft keeps."""
    kept = {spec.key: _as_typed(spec, data) for spec in specs if spec.key in data}
    kept.update({STATEMENT + row.key: True for row in statements if data.get(STATEMENT + row.key)})
    return kept


def _as_typed(spec: FieldSpec, data: QueryDict) -> Any:
    if spec.type in ("multichoice", "people"):
        return data.getlist(spec.key)
    value = data.get(spec.key, "")
    return {"yes": True, "no": False}.get(value, value) if spec.type == "bool" else value


class SentForm(PolicyForm):
    """The questions of one of the policy's other forms, with the key that keeps a form sent twice from counting twice."""

    def __init__(self, *args: Any, asking: Asking, **more: Any) -> None:
        """Ask what the small policy asks."""
        super().__init__(*args, asking=asking, specs=asking.policy.fields_at("request"), **more)
        self.fields["key"] = forms.UUIDField(widget=forms.HiddenInput)
        self.helper.layout.append("key")


class ChangeForm(SentForm):
    """What of a site should be different; what stands there now is what it begins with."""

    def __init__(self, *args: Any, site: Site, **more: Any) -> None:
        """A platform or visibility that the policy no longer offers need not be chosen anew."""
        super().__init__(*args, **more)
        self.site = site
        for name in ("platform", "visibility"):
            field = self.fields.get(name)
            if isinstance(field, forms.ChoiceField) and getattr(site, name) not in dict(field.choices):  # type: ignore[arg-type]
                field.required = False

    def clean(self) -> dict[str, Any]:
        """The address the site has already is not taken by another."""
        cleaned = super().clean()
        typed = str(self.data.get("address", ""))
        if "address" in self.errors and same_address(typed, self.site.address):
            del self.errors["address"]
        return cleaned


class JoinForm(forms.Form):
    """Why somebody would like to post on a site that exists."""

    reason = forms.CharField(
        label="What would you post there?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text="Whoever answers for the site reads exactly this.",
    )
    key = forms.UUIDField(widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """A reason, where one is asked for."""

    reason = forms.CharField(label="Reason", widget=forms.Textarea(attrs={"rows": 2}), max_length=2000, required=False)


class WantedForm(forms.Form):
    """The filters of everybody's submissions, as a form that is sent by GET. What makes no sense is taken as not asked for."""

    q = forms.CharField(label="Name of the page, or who asked", required=False, max_length=200, widget=forms.SearchInput)
    school = forms.TypedChoiceField(label="School", required=False, coerce=int, empty_value=None)
    status = forms.ChoiceField(
        label="Where it is",
        required=False,
        choices=[("", "All"), *((key, label) for key, label in states.LABELS.items() if key != states.DRAFT)],
    )

    def __init__(self, data: Any, *, schools: Iterable[School]) -> None:
        """Offer the schools of the district."""
        super().__init__(data)
        places = [("", "All"), *((str(school.pk), school.name) for school in schools)]
        self.fields["school"] = forms.TypedChoiceField(
            label="School", required=False, coerce=int, empty_value=None, choices=places
        )

    def wanted(self) -> Wanted:
        """The filters as a value; those with an error are left out."""
        self.is_valid()
        return Wanted(**{key: value for key, value in self.cleaned_data.items() if value})

    def said(self, name: str, value: str) -> str:
        """One filter in force, in words."""
        choices = {str(choice): str(label) for choice, label in getattr(self.fields[name], "choices", ())}
        return choices.get(value) or f"“{value}”"


class NeedToAskForm(forms.Form):
    """The three questions before the form. Answered by GET; nothing is stored."""

    whose = forms.ChoiceField(
        label="1. Whose site would it be?",
        choices=[("work", "My work: a class, club, team, school or office"), ("own", "My own: nothing to do with the district")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whose site it would be."},
    )
    entity = forms.ChoiceField(label="2. Who is it for?", widget=forms.RadioSelect, required=False)
    platform = forms.ChoiceField(
        label="3. Where would it be?", widget=forms.RadioSelect, error_messages={"required": "Choose where it would be."}
    )

    def __init__(self, *args: Any, asking: Asking, **more: Any) -> None:
        """Take the choices from the policy."""
        super().__init__(*args, **more)
        self.fields["entity"].choices = [(row.key, row.label) for row in asking.policy.entities]  # type: ignore[attr-defined]
        self.fields["platform"].choices = [(row.key, row.label) for row in asking.policy.platforms]  # type: ignore[attr-defined]
        for name in ("entity", "platform"):  # asked about a site of one's work only
            self.fields[name].widget.attrs["data-when"] = NOT_ONE_S_OWN
        self.fields["entity"].mark = ""  # type: ignore[attr-defined]  # it matters to some policies only; not a choice to skip
        if not asking.policy.entities:
            del self.fields["entity"]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean(self) -> dict[str, Any]:
        """What is one's own needs no further answer."""
        typed = super().clean() or {}
        if typed.get("whose") == "own":
            self.errors.pop("platform", None)
        return typed
