"""Ways by which a thing gets to where it is tried: for tests that need it in every state."""

from collections.abc import Iterator

from tests.life.asking import AT_ADDRESS, AT_DIRECTOR, AT_PRINCIPAL
from tests.life.living import Life, deeds_on
from tests.life.minding import MORE
from tests.life.model import Thing

DECISIONS = ("submit", "approve as principal", "approve as technology_director", "give address")
WAYS: dict[str, dict[str, tuple[str, ...]]] = {
    "submission": {
        "draft": (), AT_PRINCIPAL: DECISIONS[:1], AT_DIRECTOR: DECISIONS[:2], AT_ADDRESS: DECISIONS[:3], "done": DECISIONS,
        "returned": ("submit", "return as principal"), "declined": ("submit", "decline as principal"),
        "withdrawn": ("submit", "withdraw"), "expired": (*DECISIONS[:3], "expire"),
    },
    "site": {"active": (), "suspended": ("suspend",), "closed": ("close",), "shut_down": ("shut down",)},
    "complaint": {"waiting": (), "acknowledged": ("acknowledge",), "concluded": ("conclude",)},
    "offer": {"open": (), "accepted": ("accept",), "declined": ("decline",), "withdrawn": ("take back",)},
    "check_in": {"open": (), "answered": ("nothing_found",)},
    "lost": {"lost": (), "regained": ("regain",), "gone": ("give up",)},
}  # fmt: skip
TO_DO = {"ordered": (), "acknowledged": ("acknowledge",)}
TAKEN = {"withdrawn": ("withdraw",)}
ORDERS: dict[str, dict[str, tuple[str, ...]]] = {
    "rename": {**TO_DO, "done": ("finish",), "confirmed": ("finish", "confirm"), **TAKEN},
    "move": {**TO_DO, "confirmed": ("finish",), **TAKEN},
    "suspend": {"ordered": (), "confirmed": ("acknowledge",), **TAKEN},
    "avoid_subject": {"ordered": (), "standing": ("acknowledge",), "lifted": ("lift",)},
    "shut_down": {**TO_DO, "done": ("finish",), "confirmed": ("finish", "confirm")},
}
assert set(ORDERS) == set(MORE)


def everything() -> Iterator[tuple[str, str, str]]:
    """Every kind of thing in every state: kind, which order, state."""
    for kind, states in WAYS.items():
        yield from ((kind, "", state) for state in states)
    for key, states in ORDERS.items():
        yield from (("directive", key, state) for state in states)


def follow(life: Life, thing: Thing, names: tuple[str, ...]) -> Thing:
    """Do these deeds, each by somebody who may."""
    deeds = {deed.name: deed for deed in deeds_on(thing.kind)}
    for name in names:
        assert life.attempt(deeds[name], thing, deeds[name].may(life.model, thing)[0]), (name, thing)
    return thing


def site(life: Life, name: str = "maya") -> Thing:
    """A site that was asked for, decided and listed."""
    draft = life.begin(name)
    assert draft is not None
    follow(life, draft, DECISIONS)
    return life.model.of("site")[-1]


def ours(life: Life) -> Thing:
    """A site of Maya's that is active, under control and offered to nobody, made where there is none."""
    offered = [row.site for row in life.model.of("offer") if row.state == "open"]
    fit = [row for row in life.model.of("site") if row.state == "active" and row.owner == "maya" and row not in offered]
    fit = [row for row in fit if not row.is_doubted]
    return fit[0] if fit else site(life)


def bring(life: Life, kind: str, key: str, state: str) -> Thing:
    """A thing of one kind in one state; new, but for a site."""
    thing: Thing | None
    if kind == "submission":
        thing = life.begin("maya")
    elif kind == "site":
        thing = ours(life)
    elif kind == "directive":
        thing = life.order(ours(life), key, "pat")
    elif kind == "complaint":
        thing = life.complain(ours(life))
    elif kind == "lost":
        thing = life.lose(ours(life), "maya")
    elif kind == "offer":
        thing = life.offer(ours(life), "sam", "maya")
    else:
        ours(life)
        life.morning()
        life.morning(8)
        thing = next(row for row in reversed(life.model.of("check_in")) if row.what == "comments" and row.state == "open")
    assert thing is not None
    follow(life, thing, ORDERS[key][state] if kind == "directive" else WAYS[kind][state])
    assert thing.state == state
    return thing


def furnished(life: Life) -> Life:
    """A district in which there is something of every kind to go on with."""
    mayas, pats = site(life), site(life, "pat")
    site(life, "ed")
    for state in ("draft", AT_PRINCIPAL, AT_ADDRESS, "returned"):
        bring(life, "submission", "", state)
    for key, state in (("rename", "ordered"), ("rename", "done"), ("avoid_subject", "standing")):
        given = life.order(mayas, key, "pat")
        assert given is not None
        follow(life, given, ORDERS[key][state])
    life.complain(mayas)
    life.complain(pats)
    life.offer(mayas, "sam", "maya")
    life.morning()
    life.morning(8)
    return life
