"""Every address x every person x Birchwood's, Elm's and another district's: who reads it, who sends to it, and nobody else."""

import logging
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from django.http import HttpResponseNotFound
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from config.addresses import LARGEST, Number

from .asking import ABSENT, DOOR, METHOD, PAGE, Browser, Reply, undone
from .expectations import ANONYMOUS, HARBOR, LAKESIDE, ROWS, SCOPES, Row, Who
from .world import NOW, World, build_world

pytestmark = [pytest.mark.matrix, pytest.mark.django_db]

MISSING = (10**9, "none")  # nothing has this number, nothing this name
UNHEARD_OF = {  # what no page says to somebody of a district, or of none
    **dict.fromkeys(LAKESIDE.split(), (b"Harbor", b"harbor.example", b"Jensen", b"Larkin", b"Ferris")),
    **dict.fromkeys(HARBOR.split(), (b"Lakeside", b"lakeside.example", b"Birchwood", b"Elm Street", b"Ortega", b"Adeyemi")),
    "sol": (b"Lakeside", b"Harbor", b"Birchwood", b"Ortega", b"Jensen"),
}
OUTSIDERS = {"birchwood": "hugo", "elm": "maya", "harbor": "tom"}  # as far as they may see anything, not there
Turn = tuple[str, str, str, Reply]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world, built once. What is turned away is not logged: there are thousands of it."""
    log = logging.getLogger("django.request")
    log.setLevel(logging.ERROR)
    try:
        with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), undone():
            yield build_world()
    finally:
        log.setLevel(logging.NOTSET)


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A 404 without its page: that it is one is the question here, and the page is most of the time it takes."""
    monkeypatch.setattr("django.conf.urls.handler404", lambda request, exception: HttpResponseNotFound())


def named_in_query(row: Row) -> bool:
    return "{0}" in row.query


def path_of(name: str, row: Row, args: tuple[Any, ...]) -> str:
    """The address of a thing, named in the path or in the query."""
    if named_in_query(row):
        return f"{reverse(name)}?{row.query.format(*args)}"
    return reverse(name, args=args) + (f"?{row.query}" if row.query else "")


def expected(row: Row, method: str, scope: str, person: str) -> str:
    """What the table says of one person, method and thing."""
    if person == ANONYMOUS and not row.door:
        return DOOR
    may = {"GET": row.get, "HEAD": row.get, "POST": row.post}.get(method)
    if may is None:
        return METHOD
    return PAGE if person in getattr(may, scope) else ABSENT


def turns(world: World, name: str, row: Row, method: str, scopes: tuple[str, ...] = SCOPES) -> Iterator[Turn]:
    """Everybody asks for each school's: who, the request in words, what is due, and what came."""
    browser = Browser()
    for scope in scopes if row.thing else scopes[:1]:
        path = path_of(name, row, world.things[scope][row.thing] if row.thing else ())
        about = f" ({scope}'s {row.thing})" if row.thing else ""
        for person, session in {**world.sessions, ANONYMOUS: ""}.items():
            reply = browser.ask(method, path, session=session, sends=row.sends)
            yield person, f"{person} {method} {path}{about}", expected(row, method, scope, person), reply


def wrong(said: str, due: str, reply: Reply, *, may_write: bool = False) -> list[str]:
    """What is not as the table says: another answer, or a row that was written."""
    found = [f"{said}: {reply.outcome}, not {due}"] if reply.outcome != due else []
    return found if may_write or not reply.written else [*found, f"{said} wrote: {'; '.join(reply.written)}"]


# who may -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ROWS)
def test_read_by_whom_it_is_for_by_nobody_else_and_nothing_is_written(world: World, bare: None, name: str) -> None:
    found = []
    for row in ROWS[name]:
        for person, said, due, reply in turns(world, name, row, "GET"):
            found += wrong(said, due, reply)
            heard = () if row.door else UNHEARD_OF.get(person, ())
            found += [f"{said} says {word.decode()}" for word in heard if word in reply.body]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", ROWS)
def test_other_ways_of_reading_say_the_same_and_write_nothing(world: World, bare: None, name: str) -> None:
    found = []
    for method in ("HEAD", "OPTIONS"):
        for _person, said, due, reply in turns(world, name, ROWS[name][0], method, SCOPES[:1]):
            found += wrong(said, due, reply)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", ROWS)
def test_sent_by_whom_it_is_for_and_from_anybody_else_nothing_is_written(world: World, bare: None, name: str) -> None:
    found = []
    for row in ROWS[name]:
        for _person, said, due, reply in turns(world, name, row, "POST"):
            found += wrong(said, due, reply, may_write=due == PAGE)
    assert not found, "\n".join(found)


# forbidden is absent -----------------------------------------------------------------------------------------------------

NAMING = {name: row for name, rows in ROWS.items() for row in rows[:1] if row.thing and not named_in_query(row)}


@pytest.mark.parametrize("name", NAMING)
def test_what_is_forbidden_is_to_the_byte_what_is_not_there(world: World, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr("django.middleware.csrf.get_random_string", lambda length, allowed_chars: "a" * length)
    browser, row = Browser(), NAMING[name]
    for scope, person in OUTSIDERS.items():
        there = world.things[scope][row.thing]
        nowhere = tuple(MISSING[isinstance(each, str)] for each in there)
        for method in ("GET", "POST"):
            if expected(row, method, scope, person) == ABSENT:
                forbidden, absent = (
                    browser.ask(method, path_of(name, row, args), session=world.sessions[person], sends=row.sends)
                    for args in (there, nowhere)
                )
                assert forbidden.outcome == ABSENT
                assert forbidden == absent, f"{person} {method} {name} ({scope}'s {row.thing})"


# what no row has ---------------------------------------------------------------------------------------------------------


def converters(name: str) -> list[Any]:
    """What reads the parts of an address, by its name."""
    return [each for *_, found in get_resolver().reverse_dict.getlist(name) for each in found.values()]


NUMBERED = {name: row for name, row in NAMING.items() if any(type(each) is Number for each in converters(name))}
MARKS = ("after", "before", "on", "page", "person", "place", "role", "school", "words")
POLICIES = ("a", "b", "of")  # marks that name a policy, by what it is and its number
STRANGE = [
    {**dict.fromkeys(MARKS, f"{LARGEST + 1}"), **dict.fromkeys(POLICIES, f"draft-{LARGEST + 1}")},
    {**dict.fromkeys(MARKS, f"9999-12-31.{LARGEST + 1}"), **dict.fromkeys(POLICIES, f"version-{LARGEST + 1}")},
    {**dict.fromkeys(MARKS, f"{LARGEST}.0001-01-01"), **dict.fromkeys(POLICIES, f"{LARGEST}")},
    {**dict.fromkeys(MARKS, "9999-12-31"), **dict.fromkeys(POLICIES, f"published-{LARGEST + 1}")},
]
TYPED = re.compile(rb'<(?:input(?![^>]* type="hidden")|select|textarea)[^>]* name="([^"]+)"')
HIDDEN = re.compile(rb'<input(?=[^>]* type="hidden")[^>]* name="([^"]+)"')


def one_for(world: World, may: Who | None) -> str:
    """The session of somebody who may, at Birchwood; of somebody else where nobody may."""
    return world.sessions[min((may.birchwood if may else frozenset()) & set(world.sessions), default="sol")]


@pytest.mark.parametrize("name", NUMBERED)
def test_a_number_that_no_row_can_have_is_not_there(world: World, bare: None, name: str) -> None:
    row = NUMBERED[name]
    method, may = ("GET", row.get) if row.get else ("POST", row.post)
    for number in (LARGEST, LARGEST + 1):
        args = tuple(number if isinstance(each, int) else each for each in world.things["birchwood"][row.thing])
        reply = Browser().ask(method, path_of(name, row, args), session=one_for(world, may), sends=row.sends)
        assert reply.outcome == ABSENT, number


@pytest.mark.parametrize("name", [name for name, rows in ROWS.items() if rows[0].get])
def test_strange_numbers_and_days_in_the_query_break_nothing(world: World, bare: None, name: str) -> None:
    row = ROWS[name][0]
    there = () if named_in_query(row) or not row.thing else world.things["birchwood"][row.thing]
    for strange in STRANGE:
        path = f"{reverse(name, args=there)}?{urlencode(strange)}"
        reply = Browser().ask("GET", path, session=one_for(world, row.get), sends={})
        assert reply.outcome in (PAGE, ABSENT), strange


@pytest.mark.parametrize("name", [name for name, rows in ROWS.items() if rows[0].get and rows[0].post])
def test_strange_numbers_and_days_in_a_form_break_nothing(world: World, bare: None, name: str) -> None:
    row, browser = ROWS[name][0], Browser()
    path = path_of(name, row, world.things["birchwood"][row.thing] if row.thing else ())
    session = one_for(world, row.post)
    shown = browser.ask("GET", path, session=session, sends={}).body
    typed, hidden = ([name.decode() for name in names.findall(shown)] for names in (TYPED, HIDDEN))
    for strange in (str(LARGEST + 1), "0001-01-01", "9999-12-31"):
        for sent in (dict.fromkeys(typed, strange), {**dict.fromkeys([*typed, *hidden], strange), **row.sends}):
            reply = browser.ask("POST", path, session=session, sends=sent)
            assert reply.outcome in (PAGE, ABSENT), sent


# closed by default -------------------------------------------------------------------------------------------------------


def addresses(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    """The name of every address there is; of one without a name its route."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns)
        else:
            yield pattern.name or f"{pattern.pattern} has no name"


def names_in(may: Who | None) -> frozenset[str]:
    return frozenset() if may is None else may.birchwood | may.elm | may.harbor


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    found = list(addresses(get_resolver().url_patterns))
    assert set(found) == set(ROWS)
    assert len(found) == len(ROWS)


def test_every_row_speaks_of_people_and_things_that_exist(world: World) -> None:
    rows = [row for rows in ROWS.values() for row in rows]
    assert frozenset().union(*(names_in(may) for row in rows for may in (row.get, row.post))) == {*world.sessions, ANONYMOUS}
    for scope in SCOPES:
        assert {row.thing for row in rows if row.thing} == set(world.things[scope])
