"""Every place of a document where a role is named."""

from collections.abc import Iterator

from .policy import Policy

# attribute of Policy: key in the text, attributes of its rows that name roles
NAMING: dict[str, tuple[str, tuple[str, ...]]] = {
    "roles": ("role", ("recorded_by", "appointed_by", "if_vacant")),
    "platforms": ("platform", ("created_by",)),
    "steps": ("step", ("who", "not_by", "if_vacant", "escalate_to")),
    "duties": ("duty", ("who",)),
    "directives": ("directive", ("issued_by", "confirm_by")),
    "disclosures": ("disclosure", ("to", "visible_to")),
    "permissions": ("permission", ("decided_by",)),
    "complaints": ("complaint", ("never_only_to", "determined_by")),
    "guidelines": ("guideline", ("edited_by",)),
    "trainings": ("training", ("given_by",)),
}


def roles_named(policy: Policy) -> Iterator[tuple[str, str]]:
    """(key path, role) wherever a document names a role."""
    for attribute, (name, keys) in NAMING.items():
        for at, spec in enumerate(getattr(policy, attribute)):
            for key in keys:
                yield from _each(f"{name}[{at}].{key}", getattr(spec, key))
    yield from _ladders(policy)
    yield from _receivers(policy)
    yield from _each("policy.guidelines_edited_by", policy.policy.guidelines_edited_by)
    yield from _each("leaving.escalate_to", policy.leaving.escalate_to)
    yield from _each("site.admin_offices", policy.site.admin_offices)
    yield from _each("site.credentials_held_by", policy.site.credentials_held_by)
    yield from _each("unofficial.searched_by", policy.unofficial.searched_by)
    if policy.renewal:
        yield from _each("renewal.who", policy.renewal.who)
        for i, rung in enumerate(policy.renewal.overdue):
            yield from _each(f"renewal.overdue[{i}].to", rung.to)
    if policy.summer:
        yield from _each("summer.to", policy.summer.to)
    if policy.site.container_exception:
        yield from _each("site.container_exception.decided_by", policy.site.container_exception.decided_by)


def _ladders(policy: Policy) -> Iterator[tuple[str, str]]:
    for at, duty in enumerate(policy.duties):
        for i, rung in enumerate(duty.overdue):
            yield from _each(f"duty[{at}].overdue[{i}].to", rung.to)


def _receivers(policy: Policy) -> Iterator[tuple[str, str]]:
    for at, complaint in enumerate(policy.complaints):
        for i, receiver in enumerate(complaint.to):
            if not receiver.startswith("field:"):
                yield f"complaint[{at}].to[{i}]", receiver
        for i, ending in enumerate(complaint.endings):
            yield from _each(f"complaint[{at}].ending[{i}].by", ending.by)
        for i, referral in enumerate(complaint.referrals):
            yield from _each(f"complaint[{at}].referral[{i}].by", referral.by)
            yield from _each(f"complaint[{at}].referral[{i}].read_by", referral.read_by)


def _each(where: str, value: str | tuple[str, ...] | None) -> Iterator[tuple[str, str]]:
    if isinstance(value, tuple):
        yield from ((f"{where}[{i}]", key) for i, key in enumerate(value))
    elif value:
        yield where, value
