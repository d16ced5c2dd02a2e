"""A policy's other forms, each as a policy of its own: permissions, private notices, changes of a site.

A permission or a notice is one block of a document. Read as a small policy, with its own questions and its own step, it
runs on the same engine as a site request: the same form, route, queue, clocks and letters. Pure.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from accounts.schooldays import SchoolDays

from . import durations
from .document import FieldSpec, Policy, StatementSpec, StepSpec
from .document.orders import DisclosureSpec, PermissionSpec

About = Literal["nothing", "site"]
Kind = Literal["permission", "notice", "note", "change"]

CHANGE = "change"
PRIVATE = "Private notice"
HAPPENED_ON = "happened_on"
NO_NAMES = "Write nothing that says which student it is: no name, no initials, no grade."
WISHES = {
    "site": ("What would you like to use on the site?", "What it is, where it would be seen, and for what."),
    "personal_post": ("What would you like to use, and where?", "What it is, on which page of your own, and for what."),
    "contact": (
        "What would you like to share, with whom and why?",
        "Name groups, such as a team. Do not name a student, and leave the number itself out.",
    ),
    None: ("What would you like permission for?", "What it is and why."),
}


@dataclass(frozen=True)
class OtherForm:
    """One form that a policy has beside the site request: what it is called, and the sentence it comes from.

    `key` names it in addresses and on submissions: "permission.logo". `to` are the roles that decide or read it.
    `within`: in which time a notice is given, as the document says it.
    """

    key: str
    kind: Kind
    title: str
    about: About
    to: tuple[str, ...]
    clause: str
    quote: str
    level: str
    advice: str = ""
    mandatory_from: int = 1
    within: str = ""


def other_forms(policy: Policy) -> tuple[OtherForm, ...]:
    """The forms a person may fill in beside the site request, in the order of the document; a change of a site is not one."""
    return (*map(_permission_form, policy.permissions), *map(_notice_form, policy.disclosures))


def other_form(policy: Policy, key: str) -> OtherForm | None:
    """The form with this key, or None where the policy has none."""
    return next((form for form in other_forms(policy) if form.key == key), None)


def read_as_policy(policy: Policy, key: str) -> Policy | None:
    """The small policy that a submission with this form key runs under, or None where the policy has no such form.

    A key that begins with "note." is a notice that need not be given yet: nobody is asked.
    """
    if key == CHANGE:
        return _change(policy)
    kind, _, name = key.partition(".")
    permission = next((spec for spec in policy.permissions if spec.key == name), None)
    notice = next((spec for spec in policy.disclosures if spec.key == name), None)
    if kind == "permission" and permission:
        return _permission(policy, permission)
    if kind in ("notice", "note") and notice:
        return _notice(policy, notice, shared=kind == "notice")
    return None


def _permission_form(spec: PermissionSpec) -> OtherForm:
    return OtherForm(
        f"permission.{spec.key}", "permission", spec.label, "site" if spec.about == "site" else "nothing", spec.decided_by,
        spec.clause, spec.quote, spec.level,
    )  # fmt: skip


def _notice_form(spec: DisclosureSpec) -> OtherForm:
    return OtherForm(
        f"notice.{spec.key}", "notice", spec.title, "nothing", spec.to, spec.clause, spec.quote, spec.level, spec.advice,
        spec.mandatory_from or 1, spec.within or "",
    )  # fmt: skip


def _permission(policy: Policy, spec: PermissionSpec) -> Policy:
    """One decision by the roles that the text names; the evidence it asks for is asked of whoever decides."""
    label, help_ = WISHES[spec.about]
    fields = [field(spec, key="wish", label=label, help=help_, type="longtext", required=True, max=3000)]
    step = step_of(
        spec, key=spec.key, label=spec.label, kind="approve", who=spec.decided_by, mode="any", outcomes=("approve", "decline"),
        reason_required_for=("decline",), evidence=spec.evidence, remind_after="3 school days",
    )  # fmt: skip
    return small(policy, spec.label, fields, [step], written=spec.written)


def _notice(policy: Policy, spec: DisclosureSpec, *, shared: bool) -> Policy:
    """What the text asks to be told, read by the roles it names; nothing in it identifies a student."""
    fields = list(_notice_fields(policy, spec)) if shared else [_what_happened(spec, required=False)]
    steps = [
        step_of(spec, key=spec.key, label=spec.title, kind="acknowledge", who=spec.to, mode="any", remind_after="1 school day")
    ]
    return small(policy, spec.title, fields, steps if shared else [])


def _notice_fields(policy: Policy, spec: DisclosureSpec) -> Iterator[FieldSpec]:
    """A field of the document where the notice names one, else one made of the key; at least what happened."""
    if not spec.ask:
        yield _what_happened(spec, required=True)
    if spec.kinds and not any(key.startswith("kind") for key in spec.ask):
        yield field(spec, key="kind", label="What kind is it?", type="choice", choices=spec.kinds, required=True)
    if spec.within and _dated(policy, spec) == HAPPENED_ON:
        yield field(spec, key=HAPPENED_ON, label="When was it?", type="date", required=True)
    for key in spec.ask:
        if known := policy.field(key):
            yield known.model_copy(update={"stage": "request"})
        elif key.startswith("kind") and spec.kinds:
            yield field(spec, key=key, type="choice", choices=spec.kinds, required=True)
        elif _is_day(policy, key):
            yield field(spec, key=key, type="date", required=True)
        else:
            yield field(spec, key=key, type="text", required=True, max=300, help=NO_NAMES)


def _is_day(policy: Policy, key: str) -> bool:
    known = policy.field(key)
    return known.type == "date" if known else key in ("since", "on", "date") or key.endswith(("_on", "_date"))


def _dated(policy: Policy, spec: DisclosureSpec) -> str:
    """The question from whose day the time of a notice counts: the first that asks for a day, else one of the product's own."""
    return next((key for key in spec.ask if _is_day(policy, key)), HAPPENED_ON)


def in_time_until(policy: Policy, key: str, answers: Mapping[str, Any], days: SchoolDays) -> date | None:
    """The last day on which a private notice is given in time, by what it says; None where the policy sets no time."""
    spec = next((row for row in policy.disclosures if f"notice.{row.key}" == key), None)
    if spec is None or not spec.within:
        return None
    try:
        happened_on = date.fromisoformat(str(answers.get(_dated(policy, spec))))
    except ValueError:
        return None
    return durations.add(happened_on, durations.parse(spec.within), days)


def _what_happened(spec: DisclosureSpec, *, required: bool) -> FieldSpec:
    return field(
        spec, key="what_happened", label="What happened?", type="longtext", required=required, max=3000, help=NO_NAMES
    )  # fmt: skip


def _change(policy: Policy) -> Policy:
    """Another name, platform, address, visibility or responsible employee of a site, through the policy's own decisions.

    The steps are those the document names, else the approvals that every request takes before its site is listed, without
    those that follow from answers which a change does not ask for. Where the policy decides nothing, nobody is asked.
    """
    fields = [made for key in policy.changes.asks if (made := _changed(policy, key))]
    fields.append(field(None, key="reason", label="Why?", type="longtext", required=True, max=3000))
    named = policy.changes.steps
    kept = {
        spec.key
        for spec in policy.steps
        if (spec.key in named if named is not None else spec.kind == "approve" and spec.blocks_listing and spec.when is None)
    }
    steps = [
        spec.model_copy(update={"after": tuple(_kept_before(policy, spec, kept)), "when": None, "fields": (), "evidence": ()})
        for spec in policy.steps
        if spec.key in kept
    ]
    return small(policy, "Change of a site", fields, steps)


def _kept_before(policy: Policy, spec: StepSpec, kept: Iterable[str]) -> Iterator[str]:
    before = policy.before(spec)
    return (key for key in kept if key in before)


def _changed(policy: Policy, key: str) -> FieldSpec | None:
    """One thing that may change; what the policy leaves no choice in is not asked."""
    if key == "name":
        return field(None, key="name", label="Name of the page", type="text", max=200, required=True)
    if key == "platform":
        if not any(not platform.retired for platform in policy.platforms):
            return None
        return field(None, key="platform", label="Platform", type="choice", source="platform", required=True)
    if key == "address":
        return field(None, key="address", label="Web address", type="address", checks=("https", "host_matches_platform"))
    if key == "responsible":
        return field(None, key="responsible", label="Responsible employee", type="person", required=True)
    allowed = policy.site.visibility.allowed
    if len(allowed) < 2:
        return None
    return field(None, key="visibility", label="Who can see it?", type="choice", source="site.visibility", required=True)


def asked_of_volunteers(policy: Policy) -> Policy:
    """The policy as a volunteer is asked: where only employees answer for a site, and nobody else names one, who it will be."""
    if "answer_for" in policy.site.volunteers_may or policy.site.responsible == "assigned" or policy.field("responsible"):
        return policy
    asked = field(
        None, key="responsible", label="Which employee will answer for the content?", type="person", required=True, level="local",
        help="Agree on it with them first. They are told by mail.",
    )  # fmt: skip
    return policy.model_copy(update={"fields": (*policy.fields, asked)})


def accepted_as(key: str, number: int) -> str:
    """The key under which a version of the guidelines is accepted: another one for each version."""
    return f"{key}_v{number}"


def naming_guidelines(policy: Policy, in_force: Mapping[str, tuple[int, str]]) -> Policy:
    """The policy with the versions of its guidelines in the statements about them; `in_force` has number and first day by key.

    What is accepted again whenever it changes is a statement of its own for each version, also where the document has none.
    """
    statements = {row.key: row for row in policy.statements}
    for spec in policy.guidelines:
        if spec.key not in in_force:
            continue
        number, begins = in_force[spec.key]
        version = f"version {number}, in force from {begins}"
        key = accepted_as(spec.key, number) if spec.accept_again else spec.key
        said = statements.get(spec.key)
        if said:
            more = {"key": key, "text": f"{said.text} This is {version}."}
            statements[spec.key] = said.model_copy(update=more)
        elif spec.accept_again:
            text = f"I have read “{spec.title}”, {version}, and follow it."
            statements[spec.key] = StatementSpec(
                key=key, text=text, accept_again=True, level=spec.level, clause=spec.clause, quote=spec.quote
            )
    return policy.model_copy(update={"statements": tuple(statements.values())})


def field(cited: PermissionSpec | DisclosureSpec | None, **more: Any) -> FieldSpec:
    """A question of the request, with the sentence of the block it stands for."""
    source = {} if cited is None else {"clause": cited.clause, "quote": cited.quote, "level": cited.level}
    return FieldSpec.model_validate({**source, **more})


def step_of(cited: PermissionSpec | DisclosureSpec, **more: Any) -> StepSpec:
    """A step with the sentence of the block it stands for. When a reminder comes is the product's own choice."""
    return StepSpec.model_validate({"clause": cited.clause, "quote": cited.quote, "level": cited.level, **more})


def small(policy: Policy, title: str, fields: Iterable[FieldSpec], steps: Iterable[StepSpec], *, written: bool = False) -> Policy:
    """The policy with these questions and steps instead of its own; who it is, its roles and its platforms stay."""
    return policy.model_copy(
        update={
            "intake": policy.intake.model_copy(update={"mode": "approve", "written_decision": written}),
            "policy": policy.policy.model_copy(update={"summary": title}),
            "fields": tuple(fields),
            "steps": tuple(steps),
            "statements": (),
            "rules": (),
            "duties": (),
        }
    )
