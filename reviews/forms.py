"""What a step asks of whoever answers it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms

from accounts.fields import DayField, within
from accounts.schooldays import SchoolDays
from accounts.wording import few_days
from policies.document import Policy, StepSpec, in_words
from policies.durations import following, parse
from requests.columns import PAGE_SINCE
from requests.fields import Asking
from requests.fields.making import FEW
from requests.forms import STATEMENT, PolicyForm

OFFER = {
    "approve": "Approve it",
    "return": "Return it for changes",
    "decline": "Decline it",
    "acknowledge": "Acknowledge",
    "provide": "Give what is asked",
    "assign": "Set the duties",
    "record": "Record it",
}
CONDITIONS = "Approve, on these conditions"
VERBS = {
    "approve": "Approve",
    "return": "Return",
    "decline": "Decline",
    "acknowledge": "Acknowledge",
    "assign": "Save",
    "record": "Record",
}
DATES = 5  # due dates that are shown before a rhythm is chosen
EVIDENCE: dict[str, Callable[[], forms.Field]] = {
    "meeting_date": lambda: DayField(label="Date of the meeting"),
    "document": lambda: forms.CharField(label="Where the minutes or the document can be found", max_length=300),
}


class StepForm(PolicyForm):
    """The fields of one step, its evidence, what is accepted with it, since when a page exists, and a reason where the verdict
    needs or takes one."""

    def __init__(self, *args: Any, asking: Asking, spec: StepSpec, outcome: str, **more: Any) -> None:
        """Conditions belong to a yes; a return or a decline asks for the reason alone."""
        policy = asking.policy
        giving = outcome not in ("return", "decline")
        specs = policy.fields_of(spec) if giving else ()
        statements = policy.statements_at(spec.kind) if giving and _is_first_of_its_kind(policy, spec) else ()
        super().__init__(*args, asking=asking, specs=specs, statements=statements, **more)
        for each in specs:
            if each.type == "address":  # a step that gives an address is not answered without one
                self.fields[each.key].required = True
        if outcome == "provide" and policy.intake.before_creation and any(each.type == "address" for each in specs):
            self.fields[PAGE_SINCE] = page_since_field()
        self.spec = spec
        self.outcome = outcome
        self.evidence = [*spec.evidence] if outcome != "return" else []
        for key in self.evidence:
            self.fields[key] = EVIDENCE[key]() if key in EVIDENCE else evidence_field(key)
        if outcome in spec.outcomes or spec.kind in ("record", "acknowledge"):
            self.fields["reason"] = reason_field(outcome, required=outcome in spec.reason_required_for)
        self.helper = within(*self.fields)

    def tell_dates(self, days: SchoolDays, *, today: date) -> None:
        """What is asked how often says the next five dates of each choice, as the calendar of the place has them."""
        for each in self.specs:
            if each.type == "frequency":
                show_dates(self.fields[each.key], self.asking.policy, each.key, days, today)

    @property
    def offer(self) -> str:
        """What is about to be done, as a heading: it speaks of conditions where the step sets some."""
        return CONDITIONS if self.outcome == "approve" and self.specs else OFFER.get(self.outcome, "")

    def values(self) -> dict[str, Any]:
        """What the step stores: its fields, the evidence, and the statements accepted, with the text that was read."""
        found = self.answers()
        for key in self.evidence:
            value = self.cleaned_data[key]
            found[key] = value.isoformat() if hasattr(value, "isoformat") else value
        if since := self.cleaned_data.get(PAGE_SINCE):
            found[PAGE_SINCE] = since.isoformat()
        return found | {f"{STATEMENT}{key}": text for key, text in self.accepted().items()}


def _is_first_of_its_kind(policy: Policy, spec: StepSpec) -> bool:
    """A statement names a kind of step, not a step: it is accepted once, at the first of the document."""
    return next(step.key for step in policy.steps if step.kind == spec.kind) == spec.key


def show_dates(field: forms.Field, policy: Policy, key: str, days: SchoolDays, today: date) -> None:
    """Say under each choice of a rhythm when what goes by it would be due, if the site were listed today."""
    calendar = next((duty.calendar for duty in policy.duties if duty.every_field == key), "school_days")
    if not isinstance(field, forms.ChoiceField) or len(field.choices) > FEW:  # type: ignore[arg-type]
        return
    field.widget = forms.RadioSelect()
    field.choices = [(value, label) for value, label in field.choices if value]  # type: ignore[union-attr, misc]
    found = {str(value): following(today, parse(str(value)), days, calendar, count=DATES) for value, _ in field.choices}
    vars(field).update(hints={value: f"Due {few_days(dates, today=today)}" for value, dates in found.items()})


def evidence_field(key: str) -> forms.Field:
    """Evidence that a document names and the product has no words of its own for: a day, or in words where it can be found."""
    if key in ("date", "on") or key.endswith(("_date", "_on")):
        return DayField(label=in_words(key))
    return forms.CharField(label=in_words(key), max_length=300)


def page_since_field() -> DayField:
    """Since when a page exists, where it is made only after its approval. It stops nobody, so nobody need hide it."""
    field = DayField(
        label="Since when does the page exist?",
        required=False,
        help_text="A page that is older than its approval is taken too; it stands in its history, and whoever is told reads it.",
    )
    vars(field).update(level="local")
    return field


def reason_field(outcome: str, *, required: bool) -> forms.CharField:
    """The reason or note that goes with an answer."""
    label = {"return": "What should be changed?", "decline": "Why?"}.get(outcome, "Note")
    return forms.CharField(
        label=label,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=required,
        help_text="The person who asked reads exactly this, in the mail too." if outcome in ("return", "decline") else "",
        error_messages={"required": "Give a reason: the policy asks for one, and the person who asked will read it."},
    )


NOTHING: tuple[Any, ...] = (None, "", [])  # what was left open; No and 0 are answers


def beginning(policy: Policy, spec: StepSpec, answers: dict[str, Any], people: Mapping[str, int | None]) -> dict[str, Any]:
    """What stands in a step's form before anything is chosen: what was set before, else the policy's default.

    `people` says who "requester" and "supervisor" are, where a default names them.
    """
    found: dict[str, Any] = {}
    for field in policy.fields_of(spec):
        value = answers.get(field.key)
        if value in NOTHING:
            value = field.default
        if field.type in ("person", "people") and isinstance(value, str):
            value = people.get(value)
        if value in NOTHING and (field.type == "people" or field.key == "responsible"):
            value = people.get("requester")
        found[field.key] = [value] if field.type == "people" and isinstance(value, int) else value
    return found
