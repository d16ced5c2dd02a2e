"""What whoever makes a page reads beside the form: the wording that says whose page it is, and what its checks look at. Pure."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from accounts.roles import REQUESTER, RESPONSIBLE
from policies.document import DutySpec, FieldSpec, Policy
from policies.regulations import PLACES, identification

from .columns import name_of, naming

OWN = {REQUESTER, RESPONSIBLE}
NAMED = {key: f"[{words}]" for key, words in PLACES.items()}


@dataclass(frozen=True)
class OnThePage:
    """The wording to copy; `live` is what a script needs to fill it in while somebody types, as JSON."""

    text: str
    live: str = ""


def on_the_page(policy: Policy, answers: Mapping[str, Any], *, school: str, district: str) -> OnThePage | None:
    """The policy's wording with what is known; a place for which nothing was typed is named in brackets. None without one.

    The class or activity is what the site will be called.
    """
    template = policy.site.identification
    if not template:
        return None
    activity = name_of(policy, answers) or NAMED["activity"]
    said = identification(policy, activity=activity, school=school or NAMED["school"], district=district)
    live = {"template": template, "activity": naming(policy), "named": NAMED, "district": district}
    return OnThePage(said, json.dumps(live))


def setting_up(policy: Policy, asked: Iterable[FieldSpec]) -> list[DutySpec]:
    """The checks with a list of what to look at that whoever answers for a site will make, where an address is `asked` for:
    who sets the page up reads the list then."""
    if not any(field.type == "address" for field in asked):
        return []
    return [duty for duty in policy.duties if duty.checklist and OWN & set(duty.who)]
