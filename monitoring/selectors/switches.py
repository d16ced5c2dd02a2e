"""What somebody gets by mail and why, and what of it they may switch off. Nothing here writes."""

from dataclasses import dataclass
from datetime import date

from accounts.access import Standing
from policies.selectors import policy_in_force
from records.mails import KINDS, TEST
from records.outbox import switched_off_by


@dataclass(frozen=True)
class Switch:
    """One kind of mail, for one person."""

    key: str
    label: str
    why: str
    when: str
    may: bool
    is_off: bool


def may_switch_off(district_id: int, on: date) -> tuple[str, ...]:
    """The kinds that the policy in force lets people switch off."""
    policy = policy_in_force(district_id, on)
    return policy.mail.may_switch_off if policy else ()


def switches(standing: Standing) -> list[Switch]:
    """Every kind of mail, and whether this person gets it."""
    may = may_switch_off(standing.district_id, standing.on)
    off = switched_off_by(standing.person.pk)
    return [
        Switch(key, kind.label, kind.why, _when(key, urgent=kind.urgent), key in may, key in off)
        for key, kind in KINDS.items()
        if key != TEST
    ]


def _when(key: str, *, urgent: bool) -> str:
    if key in ("digest", "soon"):
        return "On a school morning"
    return "At once" if urgent else "At once, or in the next letter where it is one too many"
