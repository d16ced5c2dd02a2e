"""Words, texts, dates, platforms and lengths of time of a draft as a plain form: questions out of the text, changes back."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.core.exceptions import ValidationError

from accounts.fields import DayField, within
from policies import durations
from policies.document import Policy, in_words
from policies.wording import STATUSES

from ..rewriting import Change, Place, Value
from .single import COUNT, DAY, LENGTH, TEXT, TEXTS, WORDS, Single, singles

LENGTHS = {
    "remind_after": "Reminder after",
    "remind_every": "Reminder every",
    "escalate_after": "Somebody else hears of it after",
    "expires_after": "Ends by itself after",
    "remind_before": "Reminder so long before it ends",
}
SUMMERS = {"weekly": "Once a week", "off": "Nothing falls due"}
DAYS = "For example 08-15, for August 15. Empty: no such day."
LONG = "For example 3 school days, 1 week, 2 months. Empty: never."


def is_length(text: str) -> None:
    """A length of time as policies state them, of at least one day."""
    try:
        if durations.parse(text).count == 0:
            raise ValidationError("Write at least one day.")
    except durations.BadDuration:
        raise ValidationError("Write a length of time, such as 3 school days, 1 week or 2 months.") from None


def is_day_of_the_year(text: str) -> None:
    """A day that every year has or may have, as 08-15."""
    try:
        date.fromisoformat(f"2024-{text}")
    except ValueError:
        raise ValidationError("Write the day as 08-15.") from None


class LengthField(forms.CharField):
    """A length of time."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=40, validators=[is_length], widget=forms.TextInput(attrs={"class": "short"}), **more)


class LengthsField(forms.CharField):
    """Lengths of time, one a line; cleans to a list."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 4, "class": "short"}), **more)

    def prepare_value(self, value: Any) -> Any:
        """A list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """Each line a length of time, none twice."""
        lines = [line.strip() for line in str(super().clean(value)).splitlines() if line.strip()]
        for line in lines:
            is_length(line)
        return list(dict.fromkeys(lines))


class PlainForm(forms.Form):
    """The values of one text. `changes()` are those that were changed; what is left as it is stays to the letter."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, raw: Mapping[str, Any], policy: Policy, edition: int, **more: Any) -> None:
        """One question for each value that may be changed plainly. `raw` is the document as plain values."""
        super().__init__(*args, **more)
        self.policy = policy
        self.places: dict[str, Place] = {}
        self.fields["edition"].initial = edition
        groups: dict[str, list[str]] = {}
        for group, place, field in self._questions(raw):
            name = "-".join(str(part) for part in place)
            self.places[name] = place
            self.fields[name] = field
            vars(field).update(mark="")
            groups.setdefault(group, []).append(name)
        sets = [Fieldset(heading, *names) for heading, names in groups.items()]
        self.helper = within("edition", *sets)

    def _questions(self, raw: Mapping[str, Any]) -> Iterator[tuple[str, Place, forms.Field]]:
        asked = [(single.group, place, _field_of(single, label, value)) for single, place, label, value in singles(raw)]
        yield from self._terms(raw.get("terms", {}))
        yield from (each for each in asked if each[0] == WORDS)
        yield from self._dates(raw.get("policy", {}).get("date", []))
        yield from self._statements(raw.get("statement", []))
        yield from (each for each in asked if each[0] == TEXTS)
        yield from self._platforms(raw.get("platform", []))
        yield from self._frequencies(raw)
        yield from self._summer(raw.get("summer", {}))
        yield from (each for each in asked if each[0] not in (WORDS, TEXTS))
        yield from self._reminders(raw.get("step", []))

    def _terms(self, terms: Mapping[str, Any]) -> Iterator[tuple[str, Place, forms.Field]]:
        for key, words in terms.items():
            yield (
                "Words",
                ("terms", key),
                forms.CharField(label=f"What is said for “{in_words(key).lower()}”", max_length=120, initial=words),
            )

    def _dates(self, rows: list[Any]) -> Iterator[tuple[str, Place, forms.Field]]:
        for at, row in enumerate(rows):
            yield (
                "Dates",
                ("policy", "date", at, "on"),
                DayField(
                    label=in_words(row["kind"]),
                    initial=row.get("on"),
                    required=False,
                    error_messages={"invalid": "Write the day as 2026-11-25."},
                ),
            )

    def _statements(self, rows: list[Any]) -> Iterator[tuple[str, Place, forms.Field]]:
        for at, row in enumerate(rows):
            yield (
                "Statements to accept",
                ("statement", at, "text"),
                forms.CharField(
                    label=f"Statement {at + 1}", max_length=4000, initial=row["text"], widget=forms.Textarea(attrs={"rows": 2})
                ),
            )

    def _platforms(self, rows: list[Any]) -> Iterator[tuple[str, Place, forms.Field]]:
        choices = [(key, words) for key, (_tone, _icon, words) in STATUSES.items()]
        for at, row in enumerate(rows):
            label = row.get("label") or in_words(row["key"])
            yield (
                "Platforms",
                ("platform", at, "status"),
                forms.ChoiceField(label=label, choices=choices, initial=row.get("status", "allowed")),
            )
            yield "Platforms", ("platform", at, "explain"), forms.CharField(
                label=f"{label}: what is said about it", required=False, max_length=4000, initial=row.get("explain", ""),
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    def _frequencies(self, raw: Mapping[str, Any]) -> Iterator[tuple[str, Place, forms.Field]]:
        for at, row in enumerate(raw.get("duty", [])):
            label = row.get("label") or in_words(row["key"])
            if not str(row.get("every", "")).startswith("field:"):
                yield (
                    "How often",
                    ("duty", at, "every"),
                    LengthField(label=f"{label}: how often", initial=row.get("every", ""), required=False, help_text=LONG),
                )
            yield from self._ladder(label, row.get("overdue", []), ("duty", at))
        yield from self._ladder("Confirmed anew", raw.get("renewal", {}).get("overdue", []), ("renewal",))
        for at, row in enumerate(raw.get("field", [])):
            if row["type"] == "frequency" and row.get("choices"):
                label = row.get("label") or in_words(row["key"])
                yield (
                    "How often",
                    ("field", at, "choices"),
                    LengthsField(label=f"{label} What can be chosen", initial=list(row["choices"]), help_text="One a line."),
                )

    def _ladder(self, label: str, rungs: list[Any], place: Place) -> Iterator[tuple[str, Place, forms.Field]]:
        for at, rung in enumerate(rungs):
            who = ", ".join(self.policy.role_label(role) for role in rung["to"])
            asked = LengthField(label=f"{label}, when it is late: {who} after", initial=rung["after"])
            yield "How often", (*place, "overdue", at, "after"), asked

    def _summer(self, summer: Mapping[str, Any]) -> Iterator[tuple[str, Place, forms.Field]]:
        """What rests in the summer; to whom it is handed over is said in the document."""
        if summer.get("rule") in SUMMERS:
            asked = forms.ChoiceField(label="Checks in the summer", choices=list(SUMMERS.items()), initial=summer["rule"])
            yield "How often", ("summer", "rule"), asked

    def _reminders(self, rows: list[Any]) -> Iterator[tuple[str, Place, forms.Field]]:
        for at, row in enumerate(rows):
            label = row.get("label") or in_words(row["key"])
            for key, words in LENGTHS.items():
                if key in row:
                    yield (
                        "Reminders",
                        ("step", at, key),
                        LengthField(label=f"{label}: {words.lower()}", initial=row[key], required=False, help_text=LONG),
                    )

    def changes(self) -> list[Change]:
        """What was changed, place by place."""
        found = []
        for name, place in self.places.items():
            before, now = self.fields[name].initial, self.cleaned_data[name]
            if _said(now) != _said(before):
                found.append(Change(place, _value(now)))
        return found


def _field_of(single: Single, label: str, value: Any) -> forms.Field:
    """The question for one single value."""
    plain_text: dict[str, Any] = {"label": label, "initial": "" if value is None else value, "required": single.needed}
    if single.kind == COUNT:
        return forms.IntegerField(label=label, initial=value, required=single.needed, min_value=0, max_value=1000)
    if single.kind == DAY:
        return forms.CharField(**plain_text, max_length=5, validators=[is_day_of_the_year], help_text=DAYS)
    if single.kind == LENGTH:
        return LengthField(**plain_text, help_text="" if single.needed else LONG)
    if single.kind == TEXT:
        return forms.CharField(**plain_text, max_length=4000, widget=forms.Textarea(attrs={"rows": 2}))
    return forms.CharField(**plain_text, max_length=300)


def _said(value: Any) -> Any:
    """A value as it is compared: what a browser and a form do to the ends of lines and of texts is no change, nor is "" None."""
    return value.replace("\r\n", "\n").strip() or None if isinstance(value, str) else value


def _value(typed: Any) -> Value:
    """A typed value as it is written; nothing takes the key away."""
    if isinstance(typed, str):
        return typed.replace("\r\n", "\n") or None
    return None if typed is None else typed
