"""Whole policy documents as Hypothesis draws them: every kind of block, every type of field, every name defined."""

from typing import Any

from hypothesis import strategies as st

Tree = dict[str, Any]

LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "Zs"), max_codepoint=0x2FFF)
WORDS = st.text(LETTERS, max_size=12)
LENGTHS = st.sampled_from(["1 day", "3 school days", "2 business days", "1 week", "6 months", "1 year", "next school day"])
LEVELS = st.sampled_from(["must", "should", "may", "local"])
KINDS = ("approve", "notify", "acknowledge", "provide", "assign", "record")
TYPES = (
    "choice", "multichoice", "text", "longtext", "bool", "address", "email", "person", "people", "frequency", "date", "number",
)  # fmt: skip
CHOSEN = ("choice", "multichoice", "frequency")
ALWAYS = ("requester", "responsible", "supervisor")
VALUES = ["red", "green", "10 to 12"]
RHYTHMS = ["1 school day", "1 week", "1 month"]


def several(values: Any, most: int = 3, least: int = 0) -> st.SearchStrategy[list[Any]]:
    """Some of these values, each once."""
    found = list(values)
    return st.lists(st.sampled_from(found), unique=True, min_size=least, max_size=most) if found else st.just([])


def one_in(number: int) -> st.SearchStrategy[bool]:
    """True once in so many times."""
    return st.integers(1, number).map(lambda drawn: drawn == number)


@st.composite
def maybe(draw: st.DrawFn, **parts: st.SearchStrategy[Any]) -> Tree:
    """A table with some of these keys."""
    return {key: draw(values) for key, values in parts.items() if draw(st.booleans())}


@st.composite
def roles(draw: st.DrawFn) -> list[Tree]:
    """One to four roles; the last may be a body without a login."""
    made: list[Tree] = []
    for at in range(draw(st.integers(1, 3))):
        scope = draw(st.sampled_from(["school", "district"]))
        more = draw(maybe(delegable=st.booleans(), label=WORDS, capabilities=several(["reads", "orders", "heads"]), level=LEVELS))
        made.append({"key": f"role_{at}", "scope": scope, **more})
    if draw(st.booleans()):
        made.append({"key": "board", "scope": "external", "recorded_by": ["role_0"], "if_vacant": "role_0"})
    return made


@st.composite
def platforms(draw: st.DrawFn, entities: list[str], held: list[str]) -> list[Tree]:
    """Up to three platforms of any status; the first is always offered."""
    made = []
    for at in range(draw(st.integers(0, 3))):
        more = draw(
            maybe(
                status=st.sampled_from(["allowed", "restricted", "prohibited", "exempt"]),
                allowed_for=several(entities),
                hosts=several(["one.example", "two.example"]),
                containers=several(["group", "page"]),
                created_by=several(held),
                ask_detail=st.booleans(),
                explain=WORDS,
            )
        )
        made.append({"key": f"platform_{at}", "retired": at > 0 and draw(one_in(4)), **more})
    return made


def tests_of(field: Tree, options: list[str]) -> st.SearchStrategy[Tree]:
    """A test of the answer to one field that its answers can meet."""
    name = {"field": field["key"]}
    if field["type"] == "bool":
        return st.booleans().map(lambda value: {**name, "is": value})
    if field["type"] == "multichoice":
        return st.sampled_from(options).map(lambda value: {**name, "has": value})
    if field["type"] in CHOSEN:
        return st.one_of(
            st.sampled_from(options).map(lambda value: {**name, "is": value}),
            several(options).map(lambda values: {**name, "in": values}),
        )
    return st.sampled_from([{**name, "is": "As agreed"}, {**name, "in": ["As agreed", 7]}, {**name, "is": False}])


def conditions(fields: list[Tree], options: dict[str, list[str]]) -> st.SearchStrategy[Tree]:
    """Trees of tests of these fields."""
    tests = st.sampled_from(fields).flatmap(lambda field: tests_of(field, options[field["key"]]))
    return st.recursive(
        tests,
        lambda inner: st.one_of(
            inner.map(lambda part: {"not": part}),
            st.lists(inner, max_size=2).map(lambda parts: {"all": parts}),
            st.lists(inner, max_size=2).map(lambda parts: {"any": parts}),
        ),
        max_leaves=3,
    )


@st.composite
def field(draw: st.DrawFn, key: str, stage: str) -> Tree:
    """One field of any type, asked at this stage."""
    made: Tree = {"key": key, "type": draw(st.sampled_from(TYPES)), "stage": stage}
    made |= draw(maybe(label=WORDS, help=WORDS, required=st.booleans(), level=LEVELS, group=st.sampled_from(["One", "Two"])))
    if made["type"] in CHOSEN:
        made["choices"] = RHYTHMS if made["type"] == "frequency" else VALUES
        if draw(st.booleans()):
            made["default"] = made["choices"][:1] if made["type"] == "multichoice" else made["choices"][1]
        if made["type"] == "choice":
            made["choice_labels"] = {"red": draw(WORDS)}
    elif made["type"] in ("person", "people") and draw(st.booleans()):
        made["default"] = draw(st.sampled_from(["requester", "supervisor"]))
    elif made["type"] in ("longtext", "text", "number"):
        made |= draw(maybe(min_words=st.integers(0, 3), max=st.integers(30, 90)))
    elif made["type"] in ("address", "email"):
        made["checks"] = draw(several(["https", "not_already_registered:warn", "domain_in:district", "not_consumer_mail_domain"]))
    return made


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """A whole valid document, as the tables of its TOML."""
    made_roles = draw(roles())
    held = [role["key"] for role in made_roles]
    entities = [f"entity_{at}" for at in range(draw(st.integers(0, 2)))]
    made_platforms = draw(platforms(entities, held))
    form = [draw(field(f"f{at}", "request")) for at in range(draw(st.integers(1, 5)))]
    options = {each["key"]: each.get("choices", []) for each in form}
    offered = {
        "entity": entities,
        "platform": [each["key"] for each in made_platforms if not each["retired"]],
        "container": list(dict.fromkeys(key for each in made_platforms for key in each.get("containers", []))),
    }
    for key, values in offered.items():
        if values and draw(st.booleans()):
            source = "platform.containers" if key == "container" else key
            form.append({"key": key, "type": "choice", "source": source, "required": draw(st.booleans())})
            options[key] = values
    steps, later = draw(steps_of(held, form, options))
    fields = draw(st.permutations([*form, *later]))
    for each in fields:
        for name in ("show_when", "required_when"):
            if draw(one_in(4)):
                each[name] = draw(conditions(form, options))
    tree: Tree = {
        "schema": 1,
        "policy": {"key": "drawn", "title": "Drawn", **draw(maybe(code=WORDS, note=WORDS, covers=st.lists(WORDS, max_size=2)))},
        "terms": draw(maybe(school=WORDS, principal=WORDS)),
        "intake": draw(maybe(mode=st.sampled_from(["none", "notify", "approve"]), existing_pages_within=LENGTHS)),
        "role": made_roles,
        "platform": made_platforms,
        "entity": [{"key": key, **draw(maybe(label=WORDS, places=several(["school", "office"])))} for key in entities],
        "field": fields,
        "statement": draw(statements(form, options)),
        "rule": draw(rules(form, options)),
        "step": draw(st.permutations(steps)),
        "duty": draw(duties(held, [each["key"] for each in fields if each["type"] == "frequency"])),
        "site": draw(maybe(visibility=st.just({"allowed": ["open", "closed"], "default": "closed"}), naming=WORDS)),
    }
    return {**tree, **draw(others(held))}


@st.composite
def steps_of(draw: st.DrawFn, held: list[str], form: list[Tree], options: dict[str, list[str]]) -> tuple[list[Tree], list[Tree]]:
    """One to six steps, each following any before it, and the fields that they ask."""
    steps: list[Tree] = []
    later: list[Tree] = []
    known: dict[str, list[Tree]] = {}
    who = several([*held, *ALWAYS], least=1)
    for at in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(KINDS))
        after = draw(several([each["key"] for each in steps]))
        asked = [draw(field(f"s{at}_asks", kind))] if kind != "notify" and draw(st.booleans()) else []
        options.update({each["key"]: each.get("choices", []) for each in asked})
        step: Tree = {"key": f"s{at}", "kind": kind, "who": [held[0]] if not at else draw(who), "after": after}
        step |= draw(
            maybe(mode=st.sampled_from(["all", "any"]), if_vacant=st.sampled_from(held), help=WORDS, remind_after=LENGTHS)
        )
        if asked:
            step["fields"] = [each["key"] for each in asked]
        if kind == "approve":
            step["reason_required_for"] = draw(several(["approve", "return", "decline"]))
        if kind == "record":
            step["what"] = "It is done."
        if draw(st.booleans()):
            step |= {"escalate_after": draw(LENGTHS), "escalate_to": [draw(st.sampled_from(held))]}
        before = [each for key in after for each in known[key]]
        if draw(st.booleans()):
            step["when"] = draw(conditions([*form, *before], options))
        known[step["key"]] = [*before, *asked]
        steps.append(step)
        later += asked
    return steps, later


@st.composite
def statements(draw: st.DrawFn, form: list[Tree], options: dict[str, list[str]]) -> list[Tree]:
    """Sentences to accept, some under a condition."""
    made: list[Tree] = [{"key": f"says_{at}", "text": draw(WORDS)} for at in range(draw(st.integers(0, 2)))]
    for each in made:
        if draw(st.booleans()):
            each["show_when"] = draw(conditions(form, options))
    return made


@st.composite
def rules(draw: st.DrawFn, form: list[Tree], options: dict[str, list[str]]) -> list[Tree]:
    """What ends a request before it begins."""
    effects = [draw(st.sampled_from(["refuse", "exempt"])) for _ in range(draw(st.integers(0, 2)))]
    return [
        {"key": f"rule_{at}", "effect": effect, "when": draw(conditions(form, options)), "explain": draw(WORDS)}
        for at, effect in enumerate(effects)
    ]


@st.composite
def duties(draw: st.DrawFn, held: list[str], frequencies: list[str]) -> list[Tree]:
    """What is owed on a site: at a fixed rhythm, at one chosen per site, or without a number."""
    rhythms = [*RHYTHMS, *(f"field:{key}" for key in frequencies)]
    made: list[Tree] = []
    for at in range(draw(st.integers(0, 2))):
        is_reminded = draw(st.booleans())
        duty: Tree = {"key": f"duty_{at}", "who": draw(several([*held, *ALWAYS], most=1 if is_reminded else 3, least=1))}
        if is_reminded:
            rungs = st.fixed_dictionaries({"after": LENGTHS, "to": several(held, least=1)})
            duty |= {"every": draw(st.sampled_from(rhythms)), "overdue": draw(st.lists(rungs, max_size=2))}
        duty |= draw(maybe(calendar=st.sampled_from(["school_days", "business_days", "all_days"]), checklist=st.just(["Look."])))
        made.append(duty)
    return made


def others(held: list[str]) -> st.SearchStrategy[Tree]:
    """What else a policy may regulate, each present or not."""
    who = several(held, least=1)
    return st.fixed_dictionaries(
        {},
        optional={
            "guideline": st.fixed_dictionaries({"key": st.just("guide"), "title": WORDS, "edited_by": who}).map(
                lambda row: [row]
            ),
            "training": st.fixed_dictionaries({"key": st.just("basics"), "given_by": who, "valid_for": LENGTHS}).map(
                lambda row: [row]
            ),
            "permission": st.fixed_dictionaries({"key": st.just("logo"), "decided_by": who}).map(lambda row: [row]),
            "directive": st.fixed_dictionaries({"key": st.just("remove"), "issued_by": who, "grounds": st.just(["Law"])}).map(
                lambda row: [row]
            ),
            "complaint": st.fixed_dictionaries({"to": who, "acknowledge_within": LENGTHS}).map(lambda row: [row]),
            "disclosure": st.fixed_dictionaries(
                {"key": st.just("kin"), "title": WORDS, "from": st.just(["employee"]), "to": who}
            ).map(lambda row: [row]),
            "summer": st.one_of(
                st.fixed_dictionaries({"rule": st.sampled_from(["weekly", "off"]), "at_least": LENGTHS}),
                st.fixed_dictionaries({"rule": st.just("hand_over"), "to": several(held, most=1, least=1)}),
            ),
            "renewal": st.fixed_dictionaries({"on": st.just("08-15"), "every": LENGTHS}),
            "inactivity": st.fixed_dictionaries({"after": LENGTHS, "then": st.sampled_from(["ask", "close"])}),
            "posting": st.fixed_dictionaries({"minimum": st.integers(0, 9), "per": LENGTHS}),
            "leaving": st.fixed_dictionaries({"escalate_to": who, "escalate_after": LENGTHS}),
        },
    )


def answers_to(field: Tree, options: list[str]) -> st.SearchStrategy[Any]:
    """Any answer to one field, or none."""
    usual: dict[str, st.SearchStrategy[Any]] = {
        "bool": st.booleans(),
        "number": st.integers(0, 20),
        "date": st.just("2026-09-14"),
        "person": st.just(1),
        "people": st.just([1]),
        "choice": st.sampled_from(options or ["none"]),
        "frequency": st.sampled_from(options or ["none"]),
        "multichoice": several(options),
    }
    return st.one_of(st.none(), usual.get(field["type"], st.sampled_from(["As agreed", "Not so"])))
