"""What a policy asks: platforms, entities, fields, statements, and the rules that end a request before it begins."""

from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator, StringConstraints

from policies.conditions import Condition

from .words import Cited, Count, Flag, Host, Key, Keys, Label, Named, Short, Stage, Text

FieldType = Literal[
    "choice", "multichoice", "text", "longtext", "bool", "address", "email", "person", "people", "frequency", "date", "number"
]
Source = Literal["entity", "platform", "platform.containers", "site.visibility"]
Choice = Annotated[str, StringConstraints(min_length=1, max_length=120)]
CHECKS = (
    "https",
    "host_matches_platform",
    "not_already_registered",
    "looks_like_personal_profile",
    "domain_in:district",
    "not_consumer_mail_domain",
)
Check = Annotated[str, StringConstraints(pattern=rf"^({'|'.join(CHECKS)})(:warn)?$")]


def _answer(value: Any) -> bool | int | str | tuple[str, ...]:
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        return tuple(value)
    if isinstance(value, bool | int | str):
        return value
    raise ValueError("expected an answer: text, a list of texts, a whole number, true or false")


Answer = Annotated[
    bool | int | str | tuple[str, ...] | None,
    PlainValidator(_answer, json_schema_input_type=bool | int | str | tuple[str, ...]),
]


class PlatformSpec(Named):
    """A service a site may live on.

    `exempt` ones need no request, `prohibited` ones cannot be asked for, `restricted` ones can be asked for only by the
    entities of `allowed_for` (none given: by all, with the explanation).
    """

    status: Literal["allowed", "restricted", "prohibited", "exempt"] = "allowed"
    allowed_for: Keys = ()
    hosts: tuple[Host, ...] = ()
    containers: Keys = ()
    ask_detail: Flag = False
    created_by: Keys = ()
    retired: Flag = False
    explain: Text = ""


class EntitySpec(Named):
    """What a site is for: a class, a club, an office. `places` are the kinds of place that have it; none: all."""

    places: tuple[Literal["school", "department", "office"], ...] = ()
    help: Text = ""


class FieldSpec(Named):
    """One question: when it is asked (`stage`), how (`type`), of what (`choices` or `source`), and what is checked.

    `default` is offered, never assumed; of a person it is a role, such as requester or supervisor.
    """

    help: Text = ""
    group: Label = ""
    type: FieldType
    stage: Stage = "request"
    source: Source | None = None
    choices: tuple[Choice, ...] = ()
    choice_labels: dict[Choice, Label] = Field(default_factory=dict)
    required: Flag = False
    required_when: Condition | None = None
    show_when: Condition | None = None
    min_words: Count = 0
    max: Count | None = None
    checks: tuple[Check, ...] = ()
    default: Answer = None

    def has_check(self, name: str) -> bool:
        """Whether a check is asked for, as a stop or a warning."""
        return any(check in (name, f"{name}:warn") for check in self.checks)


class StatementSpec(Named):
    """A sentence that must be accepted; it is stored with its text. `accept_again`: whenever the text changes."""

    text: Text
    stage: Stage = "request"
    show_when: Condition | None = None
    accept_again: Flag = False


class RuleSpec(Named):
    """Ends a request before it begins, under a condition: refused, or exempt from asking. The first that holds counts."""

    effect: Literal["refuse", "exempt"]
    when: Condition
    explain: Text = ""


class GuidelineSpec(Cited):
    """A document that goes with the policy and is accepted in its version; `accept_again`: whenever that changes."""

    key: Key
    title: Short
    version: Short = ""
    edited_by: Keys = ()
    accept_again: Flag = False
