"""The five public policies, and what their tests ask of them."""

from policies import wording
from policies.document import FieldSpec, Policy, StepSpec
from policies.selectors import preset

STAFFUSE, POLICY401, CHSD230, JNDC, CRSCHOOLS = (preset(key) for key in ("staffuse", "policy401", "chsd230", "jndc", "crschools"))


def field(policy: Policy, key: str) -> FieldSpec:
    """A field that must be there."""
    found = policy.field(key)
    assert found is not None
    return found


def step(policy: Policy, key: str) -> StepSpec:
    """A step that must be there."""
    found = policy.step(key)
    assert found is not None
    return found


def statement(policy: Policy, key: str) -> str:
    """The text of a statement that must be accepted with the form."""
    return {row.key: row.text for row in policy.statements_at("request")}[key]


def categories(policy: Policy) -> set[str]:
    """What a complaint can be about."""
    return {each for complaint in policy.complaints for each in complaint.categories}


def dates(policy: Policy) -> list[tuple[str, str]]:
    """What happened to the policy, as its page says it."""
    kinds = {row.kind.capitalize() for row in policy.policy.dates}
    return [(label, words) for label, words in wording.facts(policy) if label in kinds]
