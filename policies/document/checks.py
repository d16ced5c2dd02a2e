"""What one block of a document says about another: every name must exist, and every route must have an end."""

from collections import Counter
from collections.abc import Iterator

from accounts.roles import BY_PERSON, REQUESTER, RESPONSIBLE

from .blocks import clause_problems, linked_problems
from .course import StepSpec
from .mentions import roles_named
from .orders import ComplaintSpec
from .policy import Policy
from .problems import Problem, expected
from .questions import condition_problems, duty_problems, field_problems, summer_problems

COLLECTIONS = {
    "role": "roles",
    "platform": "platforms",
    "entity": "entities",
    "field": "fields",
    "statement": "statements",
    "rule": "rules",
    "step": "steps",
    "duty": "duties",
    "guideline": "guidelines",
    "training": "trainings",
    "directive": "directives",
    "disclosure": "disclosures",
    "permission": "permissions",
    "exception": "exceptions",
}


def problems_of(policy: Policy) -> list[Problem]:
    """Everything that does not fit together in a document whose blocks are each well formed."""
    parts = (
        _duplicates, _steps, _order, field_problems, condition_problems, duty_problems, summer_problems, _site, _changes,
        _roles, _receivers, _responsible, linked_problems, clause_problems,
    )  # fmt: skip
    return [problem for part in parts for problem in part(policy)]


def _changes(policy: Policy) -> Iterator[Problem]:
    decisions = {step.key for step in policy.steps if step.kind == "approve"}
    for at, key in enumerate(policy.changes.steps or ()):
        if key not in decisions:
            yield Problem(f"changes.steps[{at}]", expected("the key of a step that approves", decisions, key))


def _duplicates(policy: Policy) -> Iterator[Problem]:
    for name, attribute in COLLECTIONS.items():
        seen: Counter[str] = Counter()
        for at, spec in enumerate(getattr(policy, attribute)):
            seen[spec.key] += 1
            if seen[spec.key] > 1:
                yield Problem(f"{name}[{at}].key", f"expected a key of its own: {spec.key!r} is used already")


def _steps(policy: Policy) -> Iterator[Problem]:
    steps = {step.key for step in policy.steps}
    for at, step in enumerate(policy.steps):
        where = f"step[{at}]"
        for i, key in enumerate(step.after):
            if key not in steps or key == step.key:
                yield Problem(f"{where}.after[{i}]", expected("the key of another step", steps - {step.key}, key))
        for i, key in enumerate(step.fields):
            yield from _collected(policy, step, key, f"{where}.fields[{i}]")
        for i, outcome in enumerate(step.reason_required_for):
            if outcome not in step.outcomes:
                yield Problem(f"{where}.reason_required_for[{i}]", expected("one of its outcomes", step.outcomes, outcome))
        if step.outcomes and step.kind != "approve":
            yield Problem(f"{where}.outcomes", "expected outcomes on a step of kind approve only")
        if step.kind == "record" and not (step.what or step.fields or step.evidence):
            yield Problem(f"{where}.what", "expected what is recorded: a sentence in `what`, or `fields`, or `evidence`")
        yield from _clock(step, where)


def _clock(step: StepSpec, where: str) -> Iterator[Problem]:
    if bool(step.escalate_after) != bool(step.escalate_to):
        yield Problem(f"{where}.escalate_after", "expected escalate_after and escalate_to together, or neither")
    if step.remind_before and not step.expires_after:
        yield Problem(f"{where}.remind_before", "expected `expires_after` beside it: no day lies before an end that never comes")


def _collected(policy: Policy, step: StepSpec, key: str, where: str) -> Iterator[Problem]:
    field = policy.field(key)
    if field is None:
        yield Problem(where, expected("the key of a field", {each.key for each in policy.fields}, key))
    elif step.kind == "notify":
        yield Problem(where, "expected no fields: a step of kind notify asks nothing")
    elif field.stage not in (step.kind, "request"):
        yield Problem(where, f"expected a field of stage {step.kind!r} (or 'request', to ask again), not {field.stage!r}")


def _order(policy: Policy) -> Iterator[Problem]:
    for at, step in enumerate(policy.steps):
        if step.key in policy.before(step) and step.key not in step.after:
            yield Problem(f"step[{at}].after", f"expected steps that do not follow this one: {step.key!r} would wait for itself")


def _site(policy: Policy) -> Iterator[Problem]:
    visibility, container = policy.site.visibility, policy.site.container.required
    if visibility.default not in visibility.allowed:
        yield Problem("site.visibility.default", expected("one of those allowed", visibility.allowed, visibility.default))
    containers = {key for platform in policy.platforms for key in platform.containers}
    if container and containers and container not in containers:
        yield Problem("site.container.required", expected("a container of a platform", containers, container))
    entities = {entity.key for entity in policy.entities}
    for at, platform in enumerate(policy.platforms):
        for i, key in enumerate(platform.allowed_for):
            if key not in entities:
                yield Problem(f"platform[{at}].allowed_for[{i}]", expected("the key of an entity", entities, key))


def _roles(policy: Policy) -> Iterator[Problem]:
    known = {role.key for role in policy.roles} | set(BY_PERSON)
    for where, key in roles_named(policy):
        if key not in known:
            yield Problem(where, expected("the key of a role", known, key))
    for at, role in enumerate(policy.roles):
        if role.key in (REQUESTER, RESPONSIBLE):
            yield Problem(f"role[{at}].key", f"expected another key: {role.key!r} is always known and held by nobody")
        if role.scope == "external" and not role.recorded_by:
            yield Problem(f"role[{at}].recorded_by", "expected the roles that record what it decided: it has no login")


def _receivers(policy: Policy) -> Iterator[Problem]:
    people = {field.key for field in policy.fields if field.type in ("person", "people")}
    for at, complaint in enumerate(policy.complaints):
        for i, receiver in enumerate(complaint.to):
            if receiver.startswith("field:") and receiver.removeprefix("field:") not in people:
                yield Problem(f"complaint[{at}].to[{i}]", expected("the key of a field of type person", people, receiver))
        for where, what, offered, named in _named_in(complaint):
            if named not in offered:
                yield Problem(f"complaint[{at}].{where}", expected(what, offered, named))


def _named_in(complaint: ComplaintSpec) -> Iterator[tuple[str, str, tuple[str, ...], str]]:
    """(key path, what it has to be, what there is, what it says) of everything that names something of the same block."""
    for i, ending in enumerate(complaint.endings):
        yield f"ending[{i}].outcome", "one of its outcomes", complaint.outcomes, ending.outcome
    for i, referral in enumerate(complaint.referrals):
        yield f"referral[{i}].to", "one of refer_to", complaint.refer_to, referral.to
    for i, due in enumerate(complaint.dues):
        yield f"due[{i}].category", "one of its categories", complaint.categories, due.category
    if complaint.claims_official:
        yield "claims_official", "one of its categories", complaint.categories, complaint.claims_official


def _responsible(policy: Policy) -> Iterator[Problem]:
    """The responsible employee can be a seat only once somebody is."""
    if policy.site.responsible == REQUESTER:
        return
    field = policy.field(RESPONSIBLE)
    if field is None or field.type != "person":
        yield Problem("site.responsible", "expected a field of type person with the key 'responsible', since a step assigns it")
        return
    assigning = {step.key for step in policy.steps if RESPONSIBLE in step.fields}
    for at, step in enumerate(policy.steps):
        if field.stage != "request" and RESPONSIBLE in step.who and not assigning & policy.before(step):
            yield Problem(f"step[{at}].who", "expected a step before this one that assigns the responsible employee")
