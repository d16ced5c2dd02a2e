"""Whether the questions of a document can be answered, and what depends on the answers can be known in time."""

from collections.abc import Iterator

from accounts.roles import BY_PERSON
from policies import conditions, durations
from policies.conditions import Condition

from .form import FieldSpec
from .policy import Policy
from .problems import Problem, expected

CHOSEN = ("choice", "multichoice", "frequency")


def field_problems(policy: Policy) -> Iterator[Problem]:
    """Choices without anything to choose, frequencies that are none, fields that no step would ask."""
    collected = {key for step in policy.steps for key in step.fields}
    for at, field in enumerate(policy.fields):
        where = f"field[{at}]"
        options = dict(policy.options(field))
        if field.type in CHOSEN and not options:
            yield Problem(f"{where}.choices", f"expected choices, or a source that offers some: a {field.type} has none")
        if field.source and field.type not in CHOSEN:
            yield Problem(f"{where}.source", f"expected a source on a choice only, not on {field.type}")
        if field.stage != "request" and field.key not in collected:
            asks = f"expected a step of kind {field.stage!r} that lists it in its fields: nothing would ask it"
            yield Problem(f"{where}.stage", asks)
        for i, text in enumerate(field.choices if field.type == "frequency" else ()):
            yield from _length(text, f"{where}.choices[{i}]")
        for value in field.choice_labels:
            if value not in options:
                yield Problem(f"{where}.choice_labels", expected("one of its choices", options, value))
        if field.default is not None:
            yield from _default(policy, field, f"{where}.default")


def condition_problems(policy: Policy) -> Iterator[Problem]:
    """Conditions on fields that do not exist, on answers nobody can give, or on answers that come too late."""
    on_form = {field.key for field in policy.fields_at("request")}
    for path, condition, known in _conditions(policy, on_form):
        for where, test in conditions.mentions(condition, path):
            field = policy.field(test.field)
            if field is None:
                yield Problem(f"{where}.field", expected("the key of a field", {each.key for each in policy.fields}, test.field))
                continue
            if test.field not in known:
                yield Problem(f"{where}.field", expected("a field that is answered before", known, test.field))
            yield from _values(policy, field, conditions.values_of(test), where)


def duty_problems(policy: Policy) -> Iterator[Problem]:
    """Duties whose rhythm is no length of time, or belongs to a field that holds none, or that are asked of several."""
    frequencies = {field.key for field in policy.fields if field.type == "frequency"}
    for at, duty in enumerate(policy.duties):
        where = f"duty[{at}]"
        if duty.from_mail and duty.evidence != "one_click":
            yield Problem(
                f"{where}.from_mail", f"expected evidence 'one_click' beside it: a link in a mail carries no {duty.evidence}"
            )
        if duty.every and duty.level != "may":
            yield from _one_owes(duty.who, f"{where}.who")
        if duty.every_field:
            if duty.every_field not in frequencies:
                yield Problem(f"{where}.every", expected("the key of a field of type frequency", frequencies, duty.every_field))
        elif duty.every:
            yield from _length(duty.every, f"{where}.every")
        elif duty.overdue:
            yield Problem(f"{where}.overdue", "expected no ladder on a duty that is never due: give it `every`, or leave it out")
        elif duty.remind_before:
            yield Problem(f"{where}.remind_before", "expected no reminder before a duty that is never due: give it `every`")
    if policy.renewal:
        yield from _one_owes(policy.renewal.who, "renewal.who")


def _one_owes(who: tuple[str, ...], where: str) -> Iterator[Problem]:
    """What falls due is owed by one role: what is everybody's is nobody's. A duty that is never
    due, or that somebody only may do, has as many as the policy names."""
    if len(who) > 1:
        said = "let the others hear of it with `overdue`, or give them a duty of their own"
        yield Problem(where, f"expected one role, the one that is reminded, not {len(who)}: {said}")


def summer_problems(policy: Policy) -> Iterator[Problem]:
    """A summer that is handed to nobody, or handed over under another rule."""
    summer = policy.summer
    if summer:
        yield from _length(summer.at_least, "summer.at_least")
    if summer and bool(summer.to) != (summer.rule == "hand_over"):
        yield Problem("summer.to", 'expected the role that looks in the summer where the rule is "hand_over", and none otherwise')
    if summer:
        yield from _one_owes(summer.to, "summer.to")


def _length(text: str, where: str) -> Iterator[Problem]:
    try:
        length = durations.parse(text)
        if length.on:
            yield Problem(where, f"expected {durations.EXPECTED}, not {text!r}")
        elif length.count == 0:
            yield Problem(where, "expected at least one day")
    except durations.BadDuration as bad:
        yield Problem(where, str(bad))


def _default(policy: Policy, field: FieldSpec, where: str) -> Iterator[Problem]:
    values = field.default if isinstance(field.default, tuple) else (field.default,)
    if field.type in ("person", "people"):
        known = {role.key for role in policy.roles} | set(BY_PERSON)
        yield from (Problem(where, expected("the key of a role", known, str(value))) for value in values if value not in known)
    else:
        yield from _values(policy, field, values, where)


def _values(policy: Policy, field: FieldSpec, values: tuple[object, ...], where: str) -> Iterator[Problem]:
    options = dict(policy.options(field))
    for value in values:
        if field.type in CHOSEN and value not in options:
            yield Problem(where, expected(f"one of the choices of {field.key!r}", options, str(value)))
        if field.type == "bool" and not isinstance(value, bool):
            yield Problem(where, f"expected true or false: {field.key!r} is a yes/no question")


def _conditions(policy: Policy, on_form: set[str]) -> Iterator[tuple[str, Condition | None, set[str]]]:
    """(key path, condition, the fields it may speak of: those answered by then)."""
    every = {field.key for field in policy.fields}
    for at, field in enumerate(policy.fields):
        yield f"field[{at}].required_when", field.required_when, every
        yield f"field[{at}].show_when", field.show_when, every
    for at, statement in enumerate(policy.statements):
        yield f"statement[{at}].show_when", statement.show_when, every
    for at, rule in enumerate(policy.rules):
        yield f"rule[{at}].when", rule.when, on_form
    for at, step in enumerate(policy.steps):
        before = policy.before(step)
        yield f"step[{at}].when", step.when, on_form.union(*(each.fields for each in policy.steps if each.key in before))
