"""What a policy asks of every site beside its duties, as duties of the same engine: renewal, inactivity, a minimum of posts.

Each is there only where the document has its table. Their keys have a colon in front, which no key of a document has. Pure.
"""

from .document import DutySpec, Policy

RENEWAL, INACTIVITY, POSTING = ":renewal", ":inactivity", ":posting"
KEYS = (RENEWAL, INACTIVITY, POSTING)
ONCE_A_YEAR = "1 year"


def upkeep(policy: Policy) -> tuple[DutySpec, ...]:
    """The duties that follow from the tables renewal, inactivity and posting; each owed by whoever answers for the site, but for
    a renewal that the policy gives to a role."""
    found: list[DutySpec] = []
    if renewal := policy.renewal:
        every = f"yearly on {renewal.on}" if renewal.on else renewal.every or ONCE_A_YEAR
        found.append(_duty(RENEWAL, "Renewal", every, who=renewal.who, overdue=renewal.ladder))
    if inactivity := policy.inactivity:
        found.append(_duty(INACTIVITY, "Last post", inactivity.after))
    if posting := policy.posting:
        found.append(_duty(POSTING, "Number of posts", posting.per))
    return tuple(found)


def _duty(key: str, label: str, every: str, **more: object) -> DutySpec:
    made = {"key": key, "label": label, "who": ("responsible",), "every": every, **more}
    return DutySpec.model_construct(**made)  # type: ignore[arg-type]
