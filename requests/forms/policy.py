"""Every form whose questions come from a policy."""

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.http import QueryDict

from accounts.fields import within
from policies.conditions import Condition, holds, mentions
from policies.document import FieldSpec, StatementSpec
from registry.models import Site
from registry.selectors import already_registered

from .. import checks, fields
from ..checks import same_address
from ..fields import Asking

STATEMENT = "statement_"


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
        self.helper = within(*self._groups())
        self.helper.form_show_errors = True

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
            left_open = spec.key in self.errors and not self[spec.key].data
            if left_open and checks.needs_no_address(spec, {**self.known, **cleaned}, self.asking.policy):
                del self.errors[spec.key]
        for key, sentence in checks.problems(self.specs, {**self.known, **cleaned}, self.asking).items():
            if key not in self.errors:
                self._lead_to_what_exists(key, cleaned.get(key), sentence)
                self.add_error(key, sentence)
        for statement in self.statements:
            if not holds(statement.show_when, {**self.known, **cleaned}):
                self.errors.pop(STATEMENT + statement.key, None)
        return cleaned

    def _lead_to_what_exists(self, key: str, typed: Any, sentence: str) -> None:
        """Where an address is taken, the field leads to the site that has it."""
        if any(spec.key == key and spec.type == "address" for spec in self.specs):
            site = checks.registered_at(typed, self.asking.district)
            if site is not None and sentence == already_registered(site):
                vars(self.fields[key]).update(taken_by=site)

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
    vars(box).update(why=fields.Why(statement.clause, statement.quote, "must") if statement.clause else None)
    return box


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
