"""A policy as people read it: its questions, route, duties and platforms in words. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accounts.roles import REQUESTER
from accounts.wording import full_day, listing

from . import durations
from .conditions import Condition, values_of
from .document import DutySpec, FieldSpec, Policy, RoleSpec, StepSpec, in_words
from .upkeep import upkeep

ASKED_AT = {
    "request": "On the form",
    "approve": "Asked of whoever approves",
    "assign": "Asked of whoever assigns the duties",
    "acknowledge": "Asked of whoever accepts the duties",
    "provide": "Asked when the page exists",
    "record": "Asked of whoever records it",
}
ANSWERS = {
    "choice": "one of a list",
    "multichoice": "one or more of a list",
    "text": "a short text",
    "longtext": "a longer text",
    "bool": "yes or no",
    "address": "a web address",
    "email": "an e-mail address",
    "person": "a person",
    "people": "people",
    "frequency": "how often",
    "date": "a date",
    "number": "a number",
}
INTAKES = {
    "none": "Nothing has to be asked for. A site may be put into the registry.",
    "notify": "Whoever has or wants a site tells the people named below. Nobody approves the site as such.",
    "approve": "Whoever wants a site asks first, and the people named below decide.",
}
EXISTING = {"ask": "", "must_register": "To be registered too", "not_covered": "Not covered"}
LEVELS = {"must": "", "should": "Recommended", "may": "Possible", "local": "Local addition"}
STATUSES = {
    "allowed": ("done", "check-circle", "Allowed"),
    "restricted": ("due", "exclamation-triangle", "Restricted"),
    "prohibited": ("late", "x-circle", "Not allowed"),
    "exempt": ("", "information-circle", "No request needed"),
}
SCOPES = {
    "school": "at each school",
    "district": "for the district",
    "person": "of the person who asks",
    "external": "has no login",
}
VERBS = {
    "approve": ("decides", "decide"),
    "notify": ("is told", "are told"),
    "acknowledge": ("accepts the duties", "accept the duties"),
    "provide": ("gives", "give"),
    "assign": ("sets", "set"),
    "record": ("records", "record"),
}


@dataclass(frozen=True)
class Line:
    """One line of the page: what, in words, and the block it comes from (its clause, quote and level)."""

    title: str
    meta: str
    spec: object
    level: str = ""
    pill: tuple[str, str, str] | None = None


@dataclass(frozen=True)
class Stop:
    """One stop of the route, as `route` of parts/show.html shows it."""

    title: str
    meta: str
    state: str = "next"
    said: str = ""
    number: int = 0


def facts(policy: Policy) -> list[tuple[str, str]]:
    """Code, dates, to whom it applies, and what else to read: (label, words) pairs."""
    identity = policy.policy
    dates = [(in_words(row.kind), full_day(row.on) if row.on else "no date yet") for row in identity.dates]
    rows = [
        ("Code", " ".join(part for part in (identity.code, identity.series and f"({identity.series})") if part)),
        ("Section", identity.section),
        *dates,
        ("Applies to", listing([f"{kind}s" for kind in identity.applies_to]).capitalize()),
        ("Covers", "; ".join(identity.covers)),
        ("Does not cover", "; ".join(identity.leaves_out)),
        ("In short", INTAKES[policy.intake.mode]),
        ("Existing pages", _existing(policy)),
        ("Guidelines kept by", listing([policy.role_label(key) for key in identity.guidelines_edited_by])),
        ("See also", "; ".join(f"{row.code} {row.title}".strip() for row in identity.references)),
    ]
    return [(label, words) for label, words in rows if words]


def _existing(policy: Policy) -> str:
    """What becomes of pages that are older than the policy."""
    within = policy.intake.existing_pages_within
    said = EXISTING[policy.intake.existing_pages]
    return f"{said or 'To be registered'}, within {_said(within)} from the day it is in force" if within else said


def questions(policy: Policy) -> list[tuple[str, list[Line]]]:
    """The fields by stage, in the order they are asked."""
    stages = [(words, [_question(policy, field) for field in policy.fields_at(stage)]) for stage, words in ASKED_AT.items()]
    return [(words, lines) for words, lines in stages if lines]


def statements(policy: Policy) -> list[Line]:
    """The sentences to accept."""
    return [
        Line(spec.text, _only_when(policy, spec.show_when), spec, LEVELS[spec.level]) for spec in policy.statements
    ]  # fmt: skip


def route(policy: Policy) -> list[Stop]:
    """The steps in words: who does what, under which condition, and what happens when they do not."""
    return [Stop(step_in_words(policy, step), _small_print(policy, step)) for step in policy.steps]


def step_in_words(policy: Policy, step: StepSpec) -> str:
    """Who does what at a step: Principal and Technology director are told."""
    everybody = step.mode == "all"
    verb = VERBS[step.kind][everybody and len(step.who) > 1]
    said = f"{_who(policy, step.who, 'and' if everybody else 'or')} {verb}"
    asked = [f"“{field.label}”" for field in policy.fields_of(step)] or [key.replace("_", " ") for key in step.evidence]
    what = step.what if step.kind == "record" and step.what else listing(asked)
    return f"{said}: {what}" if what and step.kind in ("provide", "assign", "record") else said


def duties(policy: Policy) -> list[Line]:
    """What is checked, by whom, how often, and who hears of it when it is late."""
    return [
        Line(f"{spec.label}: {_who(policy, spec.who, 'or')}", _rhythm(policy, spec), spec, LEVELS[spec.level])
        for spec in (*policy.duties, *upkeep(policy))
    ]


def platforms(policy: Policy) -> list[Line]:
    """Every platform with its status."""
    lines = []
    for spec in policy.platforms:
        allowed = listing([entity.label for key in spec.allowed_for if (entity := policy.entity(key))])
        opened = _who(policy, spec.created_by, "or")
        words = [spec.explain, f"Only for: {allowed}." if allowed else "", f"Opened by: {opened}." if opened else ""]
        lines.append(Line(spec.label, _joined(words), spec, LEVELS[spec.level], STATUSES[spec.status]))
    return lines


def roles(policy: Policy) -> list[Line]:
    """Whom the policy names, and where they are looked up."""
    return [
        Line(
            spec.label,
            _joined([f"{SCOPES[spec.scope].capitalize()}.", *_office(policy, spec), spec.note]),
            spec,
            LEVELS[spec.level],
        )
        for spec in policy.roles
    ]


def _office(policy: Policy, spec: RoleSpec) -> Iterator[str]:
    """Who appoints to a role, and who acts while it is vacant."""
    if spec.appointed_by:
        yield f"Appointed by: {_who(policy, spec.appointed_by, 'or')}."
    if spec.if_vacant:
        yield f"While nobody holds it: {policy.role_label(spec.if_vacant)}."


def condition_in_words(policy: Policy, condition: Condition) -> str:
    """A condition as part of a sentence: "Platform" is Another platform."""
    for parts, between in ((condition.all_, " and "), (condition.any_, " or ")):
        if parts is not None:
            return between.join(condition_in_words(policy, part) for part in parts)
    if condition.not_ is None:
        return _test_in_words(policy, condition, "is", "includes")
    if condition.not_.field:
        return _test_in_words(policy, condition.not_, "is not", "does not include")
    return f"it is not so that {condition_in_words(policy, condition.not_)}"


def _test_in_words(policy: Policy, condition: Condition, is_: str, includes: str) -> str:
    field = policy.field(condition.field)
    verb = includes if condition.has is not None else is_
    values = [_value(policy, field, value) for value in values_of(condition)]
    return f"“{field.label if field else condition.field}” {verb} {listing(values, 'or') or 'anything'}"


def _value(policy: Policy, field: FieldSpec | None, value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return dict(policy.options(field)).get(str(value), str(value)) if field else str(value)


def _question(policy: Policy, field: FieldSpec) -> Line:
    needed = "" if field.required or field.required_when else "may be left open"
    least = f"of at least {field.min_words} words" if field.min_words else ""
    meta = " ".join(part for part in (ANSWERS[field.type], least) if part) + (f", {needed}" if needed else "")
    words = _joined([f"{meta[0].upper()}{meta[1:]}.", _only_when(policy, field.required_when or field.show_when)])
    return Line(field.label, words, field, LEVELS[field.level])


def _small_print(policy: Policy, step: StepSpec) -> str:
    recorded = [role.recorded_by for key in step.who if (role := policy.role(key)) and role.recorded_by]
    return _joined(
        [
            _only_when(policy, step.when),
            *(f"{_who(policy, keys, 'or')} records what was decided." for keys in recorded),
            f"Where nobody holds the role, after a school day: {policy.role_label(step.if_vacant)}." if step.if_vacant else "",
            f"Not by {_who(policy, kept, 'or')}." if (kept := [key for key in step.not_by if key != REQUESTER]) else "",
            f"Reminder after {_said(step.remind_after)}." if step.remind_after else "",
            f"Reminder {_often(step.remind_every).lower()}." if step.remind_every else "",
            f"After {_said(step.escalate_after)}: {_who(policy, step.escalate_to, 'and')}." if step.escalate_after else "",
            f"Expires after {_said(step.expires_after)}." if step.expires_after else "",
            f"Reminder {_said(step.remind_before)} before it expires." if step.remind_before else "",
            "" if step.blocks_listing else "The site may be listed before.",
        ]
    )


def _rhythm(policy: Policy, duty: DutySpec) -> str:
    field = policy.field(duty.every_field)
    often = f"{_often(duty.every)}." if duty.every and not field else "No fixed rhythm."
    ladder = "; after ".join(f"{_said(rung.after)}: {_who(policy, rung.to, 'and')}" for rung in duty.overdue)
    return _joined(
        [
            f"As often as answered under “{field.label}”." if field else often,
            f"A reminder {_said(duty.remind_before)} before." if duty.remind_before else "",
            f"When it is late, after {ladder}." if ladder else "",
            "It may be answered from the mail without signing in." if duty.from_mail else "",
        ]
    )


def _only_when(policy: Policy, condition: Condition | None) -> str:
    return f"Only when {condition_in_words(policy, condition)}." if condition else ""


def _who(policy: Policy, keys: Sequence[str], last: str) -> str:
    return listing([policy.role_label(key) for key in dict.fromkeys(keys)], last)


def _said(duration: str | None) -> str:
    return durations.said(durations.parse(duration)) if duration else ""


def _often(every: str) -> str:
    return durations.how_often(durations.parse(every))


def _joined(sentences: Sequence[str]) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
