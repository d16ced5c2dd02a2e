"""What differs between two policies, in words. Pure: two documents in, sentences out.

It goes by the model of a document and knows no single key: what the model learns to say, a comparison says too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from accounts.wording import full_day, listing
from policies.conditions import Condition
from policies.document import DateSpec, FieldSpec, Policy, StatementSpec, StepSpec, in_words
from policies.wording import condition_in_words, step_in_words

NEW, GONE, CHANGED = "new", "gone", "changed"
NOTHING = "nothing"
SECTIONS = {
    "schema_number": "The document",
    "policy": "What it is called, and to whom it applies",
    "terms": "Words",
    "intake": "Whether somebody asks",
    "guidelines": "Guidelines",
    "roles": "Who is named",
    "platforms": "Platforms",
    "entities": "What a site is for",
    "fields": "Questions",
    "statements": "Statements to accept",
    "rules": "Refusals and exemptions",
    "steps": "The route",
    "site": "What holds for every site",
    "duties": "Duties",
}
ROLES = {
    "recorded_by", "created_by", "who", "not_by", "if_vacant", "escalate_to", "issued_by", "confirm_by", "to", "visible_to",
    "decided_by", "never_only_to", "guidelines_edited_by", "admin_offices", "credentials_held_by", "searched_by",
}  # fmt: skip
WORDS = {
    "in_": "One of",
    "kind": "Kind",
    "who": "Who",
    "mode": "All of them, or any one",
    "after": "After",
    "when": "Only when",
    "fields": "Asks for",
    "outcomes": "May end in",
    "reason_required_for": "A reason is needed to",
    "not_by": "Not by",
    "if_vacant": "Where nobody holds the role",
    "remind_after": "Reminder after",
    "remind_every": "Reminder every",
    "escalate_after": "Somebody else hears of it after",
    "escalate_to": "Who hears of it",
    "expires_after": "Ends by itself after",
    "remind_before": "Reminder so long before",
    "from_mail": "May be answered from the mail",
    "blocks_listing": "The site waits for it",
    "every": "How often",
    "overdue": "When it is late",
    "show_when": "Only asked when",
    "required_when": "Needed when",
    "text": "Text",
    "quote": "Sentence of the policy",
    "given": "What holders may do",
    "schema_number": "Schema",
    "dates": "Dates",
}


@dataclass(frozen=True)
class Detail:
    """One thing that is said otherwise: what, before and after, in words."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """One block that is new, gone or changed."""

    what: str
    how: str
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True)
class Section:
    """Everything that differs in one part of the document."""

    heading: str
    rows: tuple[Difference, ...]


def differences(old: Policy, new: Policy) -> list[Section]:
    """What differs, part by part in the order of the document; nothing where the two say the same."""
    names = [*SECTIONS, *(name for name in Policy.model_fields if name not in SECTIONS)]
    found = [Section(SECTIONS.get(name, in_words(name)), tuple(_part(old, new, name))) for name in names]
    return [section for section in found if section.rows]


def count(sections: Sequence[Section]) -> int:
    """How many blocks differ."""
    return sum(len(section.rows) for section in sections)


def _part(old: Policy, new: Policy, name: str) -> Iterator[Difference]:
    before, after = getattr(old, name), getattr(new, name)
    if _is_keyed(before) or _is_keyed(after):
        yield from _rows(old, new, before, after)
    elif details := tuple(_details(old, new, name, before, after)):
        yield Difference("", CHANGED, details)


def _is_keyed(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and all(hasattr(each, "key") for each in value)


def _rows(old: Policy, new: Policy, before: Sequence[Any], after: Sequence[Any]) -> Iterator[Difference]:
    """Blocks with keys of their own: what came, what went, what changed, and whether their order did."""
    was, now = ({row.key: row for row in rows} for rows in (before, after))
    for key, row in now.items():
        if key not in was:
            yield Difference(said(new, row), NEW)
        elif details := tuple(_details(old, new, "", was[key], row)):
            yield Difference(_label(row), CHANGED, details)
    for key, row in was.items():
        if key not in now:
            yield Difference(said(old, row), GONE)
    kept, order = [key for key in was if key in now], [key for key in now if key in was]
    if kept != order:
        orders = [listing([_label(rows[key]) for key in keys]) for rows, keys in ((was, kept), (now, order))]
        yield Difference("", CHANGED, (Detail("Order", *orders),))


def _details(old: Policy, new: Policy, name: str, before: Any, after: Any) -> Iterator[Detail]:
    """What differs in one value or block, leaf by leaf."""
    if before == after:
        return
    if isinstance(before, BaseModel) and isinstance(after, BaseModel) and not isinstance(before, Condition):
        for key in type(after).model_fields:
            yield from _details(old, new, key, getattr(before, key, None), getattr(after, key))
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys((*before, *after)):
            yield from _details(old, new, str(key), before.get(key), after.get(key))
    else:
        was, now = words(old, name, before), words(new, name, after)
        yield Detail(WORDS.get(name) or in_words(name), was, now)


def said(policy: Policy, row: Any) -> str:
    """A block in a few words, where it stands alone."""
    if isinstance(row, StepSpec):
        return f"{row.label}: {step_in_words(policy, row)}"
    return row.text if isinstance(row, StatementSpec) else _label(row)


def _label(row: Any) -> str:
    return str(getattr(row, "label", "") or getattr(row, "title", "") or in_words(str(row.key)))


def words(policy: Policy, name: str, value: Any) -> str:
    """A value of a document as people read it."""
    if value is None or value in ("", (), {}):
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return full_day(value)
    if isinstance(value, Condition):
        return condition_in_words(policy, value)
    if isinstance(value, BaseModel):
        return _block(policy, value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {words(policy, str(key), each)}" for key, each in value.items())
    if isinstance(value, tuple):
        between = "; " if any(isinstance(each, BaseModel) for each in value) else ", "
        return between.join(words(policy, name, each) for each in value)
    return _text(policy, name, str(value))


def _block(policy: Policy, value: BaseModel) -> str:
    if isinstance(value, DateSpec):
        return f"{in_words(value.kind)} {full_day(value.on) if value.on else '(no date yet)'}"
    given = [(key, getattr(value, key)) for key in type(value).model_fields]
    shown = [(key, each) for key, each in given if each not in (None, "", (), {}) and each is not False]
    return ", ".join(f"{(WORDS.get(key) or in_words(key)).lower()} {words(policy, key, each)}" for key, each in shown)


def _text(policy: Policy, name: str, text: str) -> str:
    if name in ROLES:
        return policy.role_label(text)
    if text.startswith("field:"):
        field: FieldSpec | None = policy.field(text.removeprefix("field:"))
        return f"as answered under “{field.label if field else text}”"
    found = {"after": policy.step, "fields": policy.field, "allowed_for": policy.entity}.get(name, _none)(text)
    return found.label if found else text


def _none(_key: str) -> None:
    return None
