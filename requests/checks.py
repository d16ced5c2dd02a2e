"""The policy's own checks of answers, beyond what each kind of field checks by itself. Each says what to do."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from accounts.models import District
from accounts.rules import Refused
from policies.conditions import holds
from policies.document import FieldSpec, Policy
from registry import rules as registry_rules
from registry.addresses import BadAddress, has_pages, host_fits, recognise
from registry.models import Site
from registry.selectors import live_at

from .fields import Asking

MAIL_ADDRESS = re.compile(r"[^\s@<>,;]*@[\w-]+(?:\.[\w-]+)+")  # wherever it stands in what was typed


def problems(specs: Iterable[FieldSpec], cleaned: Mapping[str, Any], asking: Asking) -> dict[str, str]:
    """What the policy's own checks find, by field key, each saying what to do."""
    found = {}
    for spec in specs:
        if not holds(spec.show_when, cleaned):
            continue
        value = cleaned.get(spec.key)
        said = _missing(spec, value, cleaned) or (_wrong(spec, value, cleaned, asking) if value not in (None, "", []) else "")
        if said:
            found[spec.key] = said
    return found


def _missing(spec: FieldSpec, value: Any, cleaned: Mapping[str, Any]) -> str:
    if value not in (None, "", []):
        return ""
    needed = spec.required or (spec.required_when is not None and holds(spec.required_when, cleaned))
    if spec.level in ("should", "may") or not needed or (spec.required and spec.show_when is None):
        return ""
    return "Answer this too: what you chose above asks for it."


def _wrong(spec: FieldSpec, value: Any, cleaned: Mapping[str, Any], asking: Asking) -> str:
    if spec.min_words and isinstance(value, str) and len(value.split()) < spec.min_words:
        return f"Write at least {spec.min_words} words. You have {len(value.split())}."
    if spec.type == "address":
        return _wrong_address(spec, value, cleaned, asking)
    if spec.type == "email":
        return _wrong_email(spec, value, asking.district)
    return ""


def needs_no_address(spec: FieldSpec, cleaned: Mapping[str, Any], policy: Policy) -> bool:
    """Whether a question asks for the address of a page on a platform that has none that others could open."""
    platform = policy.platform(str(cleaned.get(policy.key_of("platform")) or ""))
    return spec.type == "address" and platform is not None and not has_pages(platform.hosts)


def registered_at(value: Any, district: District) -> Site | None:
    """The live site of the district that has this address already: instead of a second one it can be joined."""
    try:
        return live_at(district_id=district.pk, canonical=recognise(str(value)).canonical)
    except BadAddress:
        return None


def same_address(typed: str, canonical: str) -> bool:
    """Whether what was typed is this address in another spelling."""
    try:
        return recognise(typed).canonical == canonical
    except BadAddress:
        return False


def warnings(spec: FieldSpec, value: Any, district: District) -> list[str]:
    """What is doubtful about an answer and stops nobody: an address that looks like a personal profile, and whatever a check
    that ends in ":warn" finds. For whoever gave it and whoever decides."""
    if not isinstance(value, str) or not value:
        return []
    if spec.type == "email":
        return [said] if (said := _mail_doubt(spec, value, district, ":warn")) else []
    if spec.type != "address":
        return []
    try:
        return list(recognise(value).warnings)
    except BadAddress:
        return []


def _wrong_address(spec: FieldSpec, typed: str, cleaned: Mapping[str, Any], asking: Asking) -> str:
    try:
        address = recognise(typed)
    except BadAddress as bad:
        return str(bad)
    if address.is_personal and "looks_like_personal_profile" in spec.checks:
        return " ".join(address.warnings)
    platform = asking.policy.platform(str(cleaned.get(asking.policy.key_of("platform")) or ""))
    if platform and platform.hosts and not host_fits(address, platform.hosts):
        return f"This address is not on {platform.label}. Paste the address of the page on {platform.label}."
    try:
        registry_rules.free(live_at(district_id=asking.district.pk, canonical=address.canonical))
    except Refused as taken:
        return taken.sentence
    return ""


def _wrong_email(spec: FieldSpec, value: str, district: District) -> str:
    return _mail_doubt(spec, value, district, "")


def _mail_doubt(spec: FieldSpec, value: str, district: District, how: str) -> str:
    """What a check of the mail address finds; `how` is "" for the checks that stop, ":warn" for those that warn."""
    domain = value.rpartition("@")[2].lower()
    if f"domain_in:district{how}" in spec.checks and domain not in district.email_domains:
        listed = " or ".join(f"@{name}" for name in district.email_domains)
        return f"Use an address of the district, ending in {listed}." if listed else ""
    if f"not_consumer_mail_domain{how}" in spec.checks and domain in district.consumer_mail_domains:
        return f"{domain} is for private mail. Use your professional address; private ones are not kept here."
    return ""


def without_refused(specs: Iterable[FieldSpec], typed: Mapping[str, Any], district: District) -> dict[str, Any]:
    """What was typed, without mail addresses that the policy refuses: they are not stored, not even in a draft."""
    kept = dict(typed)
    for spec in specs:
        value = kept.get(spec.key)
        if spec.type == "email" and isinstance(value, str):
            found = MAIL_ADDRESS.findall(value)
            kept[spec.key] = "" if any(_wrong_email(spec, each, district) for each in found) else value
    return kept
