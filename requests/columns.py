"""What lists sort and filter by, taken out of the answers. Pure."""

from collections.abc import Mapping
from typing import Any

from policies.document import Policy

PAGE_SINCE = "page_since"  # the day on which the page was made, where whoever gives its address says so
NAME_FIELDS = ("page_name", "site_name", "account_name", "name", "activity", "title")


def columns(policy: Policy, answers: Mapping[str, Any]) -> dict[str, str]:
    """The name, entity and platform of a submission as columns; blank where the policy does not ask."""
    platform = text(answers.get(policy.key_of("platform")))
    spec = policy.platform(platform) if platform else None
    label = spec.label if spec else platform
    detail = text(answers.get("platform_detail"))
    return {
        "name": name_of(policy, answers)[:200],
        "entity": text(answers.get(policy.key_of("entity")))[:60],
        "platform": platform[:60],
        "platform_label": (detail if spec and spec.ask_detail and detail else label)[:120],
    }


def name_of(policy: Policy, answers: Mapping[str, Any]) -> str:
    """What the site is called: the first field that names it, else the first short text of the form."""
    return next((named for key in naming(policy) if (named := text(answers.get(key)))), "")


def key_of(policy: Policy, what: str) -> str:
    """The key by which a policy's form asks for what every register keeps: entity, platform, address, page_name (its name)."""
    if what != "page_name":
        return policy.key_of(what)
    asked = {field.key for field in policy.fields_at("request")}
    return next((key for key in naming(policy) if key in asked), what)


def naming(policy: Policy) -> list[str]:
    """The fields that may say what a site is called, the best one first."""
    return [*NAME_FIELDS, *(field.key for field in policy.fields_at("request") if field.type == "text")]


def text(value: Any) -> str:
    """An answer as one line of text; lists and missing answers are blank."""
    return " ".join(value.split()) if isinstance(value, str) else ""
