"""Which steps a request takes, in which order, and who sits at them. Pure: a document and answers in, names out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from accounts.roles import REQUESTER, RESPONSIBLE

from .conditions import holds
from .document import PlatformSpec, Policy, RuleSpec, StepSpec

NOTHING = "(nothing to decide)"
WAITING, DONE, SKIPPED = "waiting", "done", "skipped"
STATUS_EFFECTS = {"exempt": "exempt", "prohibited": "refuse", "restricted": "refuse"}


@dataclass(frozen=True)
class Planned:
    """A step of a route, and whether these answers need it."""

    spec: StepSpec
    needed: bool


def verdict(policy: Policy, answers: Mapping[str, Any]) -> RuleSpec | None:
    """What ends a request before it begins: the first rule that holds, else the status of its platform.

    A restricted platform refuses only where it names the entities it is allowed for and another one was chosen.
    """
    for rule in policy.rules:
        if holds(rule.when, answers):
            return rule
    platform = policy.platform(_chosen(policy, "platform", answers))
    return _by_status(policy, platform, _chosen(policy, "entity", answers)) if platform else None


def as_required(policy: Policy, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers so far, with the container that the policy requires where none was chosen and the platform has it.

    Before anybody chose otherwise nobody is asked for an exception.
    """
    field, required = policy.field_of("platform.containers"), policy.site.container.required
    if field is None or required is None or answers.get(field.key):
        return dict(answers)
    offered = dict(policy.options(field, _chosen(policy, "platform", answers)))
    return {**answers, field.key: required} if required in offered else dict(answers)


def plan(policy: Policy, answers: Mapping[str, Any]) -> list[Planned]:
    """Every step of the document in its order, with whether these answers need it.

    Where the platform says who opens pages there, those give the address in the place of whoever asks.
    """
    platform = policy.platform(_chosen(policy, "platform", answers))
    creators = platform.created_by if platform else ()
    return [Planned(_opened_by(creators, policy, step), holds(step.when, answers)) for step in policy.steps]


def _opened_by(creators: tuple[str, ...], policy: Policy, step: StepSpec) -> StepSpec:
    """A step at which whoever asks would give an address, given to those who open the page."""
    gives = step.kind == "provide" and REQUESTER in step.who and any(field.type == "address" for field in policy.fields_of(step))
    if not creators or not gives:
        return step
    return step.model_copy(update={"who": creators, "mode": "any"})


def opens(policy: Policy, states: Mapping[str, str]) -> list[str]:
    """The waiting steps whose turn it is: all they follow is done, or was not needed.

    A step that was not needed passes on what it followed itself, so that leaving out the middle of a chain never lets
    its end go first.
    """
    turns = _Turns(policy, states)
    return [
        step.key for step in policy.steps if states.get(step.key) == WAITING and all(turns.satisfied(key) for key in step.after)
    ]


def route_text(policy: Policy, answers: Mapping[str, Any]) -> str:
    """A route in one line: "->" then, "+" together, "&" all of, "|" any one of."""
    if rule := verdict(policy, answers):
        return f"{rule.effect}:{rule.key}"
    planned = plan(policy, answers)
    levels = _levels(policy, {each.spec.key: each.needed for each in planned})
    rows: dict[int, list[str]] = {}
    for each in planned:
        if each.needed:
            rows.setdefault(levels[each.spec.key], []).append(_said(each.spec))
    return " -> ".join(" + ".join(rows[level]) for level in sorted(rows)) or NOTHING


def seats(spec: StepSpec) -> tuple[str, ...]:
    """The roles that sit at a step, each once."""
    return tuple(dict.fromkeys(spec.who))


def recorders(policy: Policy, role: str) -> tuple[str, ...]:
    """The roles whose holders act for a role: its own, or for a body without a login those that record what it decided."""
    spec = policy.role(role)
    return spec.recorded_by if spec and spec.scope == "external" else (role,)


def fallback(policy: Policy, spec: StepSpec, acts: str) -> str:
    """The role that acts at a step where nobody holds `acts`: the step's own, else the one that stands in for that role."""
    role = policy.role(acts)
    return spec.if_vacant or (role.if_vacant if role else None) or ""


def unmanned(policy: Policy, answers: Mapping[str, Any], held: Callable[[str], bool]) -> list[str]:
    """The keys of needed steps on which nobody can act: neither the roles, nor who records for them, nor the fallback.

    `held` says whether somebody holds a role; requester and responsible are people, not offices, and always there.
    """

    def manned(role: str) -> bool:
        return role in (REQUESTER, RESPONSIBLE) or any(held(each) for each in recorders(policy, role))

    def acted_for(spec: StepSpec, role: str) -> bool:
        return any((instead := fallback(policy, spec, acts)) and manned(instead) for acts in recorders(policy, role))

    def stuck(spec: StepSpec) -> bool:
        enough = any if spec.mode == "any" else all
        return not enough(manned(role) or acted_for(spec, role) for role in seats(spec))

    return [each.spec.key for each in plan(policy, answers) if each.needed and stuck(each.spec)]


def _chosen(policy: Policy, source: str, answers: Mapping[str, Any]) -> str:
    field = policy.field_of(source)
    return str(answers.get(field.key if field else source) or "")


def _by_status(policy: Policy, platform: PlatformSpec, entity: str) -> RuleSpec | None:
    if platform.status == "allowed":
        return None
    if platform.status == "restricted" and (not platform.allowed_for or entity in ("", *platform.allowed_for)):
        return None
    field = policy.field_of("platform")
    return RuleSpec.model_validate(
        {
            "key": platform.key,
            "label": platform.label,
            "effect": STATUS_EFFECTS[platform.status],
            "when": {"field": field.key if field else "platform", "is": platform.key},
            "explain": platform.explain,
            "level": platform.level,
            "clause": platform.clause,
            "quote": platform.quote,
        }
    )


class _Turns:
    """Which steps hold nobody up any more, each looked at once."""

    def __init__(self, policy: Policy, states: Mapping[str, str]) -> None:
        self.policy = policy
        self.states = states
        self.satisfied = cache(self._satisfied)

    def _satisfied(self, key: str) -> bool:
        state = self.states.get(key, SKIPPED)
        spec = self.policy.step(key)
        if state != SKIPPED or spec is None:
            return state == DONE
        return all(self.satisfied(earlier) for earlier in spec.after)


def _levels(policy: Policy, needed: Mapping[str, bool]) -> dict[str, int]:
    levels: dict[str, int] = {}

    def level(key: str) -> int:
        spec = policy.step(key)
        if spec is not None and key not in levels:
            levels[key] = max((level(earlier) for earlier in spec.after), default=0) + needed[key]
        return levels.get(key, 0)

    for key in needed:
        level(key)
    return levels


def _said(spec: StepSpec) -> str:
    between = " | " if spec.mode == "any" else " & "
    return f"{spec.kind}:{between.join(seats(spec))}"
