"""Fixtures every room's tests share."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test.signals import template_rendered

from config.jinja import Page
from tests.cast import Cast, build

BROWSER = Path(__file__).parent / "browser"
pytest_plugins = ["tests.records.open_trail"]  # tests that commit may empty the append-only tables afterwards


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """The leg of browser tests looks into their folder alone, and the others leave them out: elsewhere one would never run.

    Long tests come first: begun last, one of them would keep the whole leg waiting while every other processor is idle.
    """
    lost = [item.nodeid for item in items if item.get_closest_marker("browser") and not item.path.is_relative_to(BROWSER)]
    if lost:
        raise pytest.UsageError(f"Browser tests belong into tests/browser: {', '.join(lost)}")
    yield
    items.sort(key=lambda item: item.get_closest_marker("long") is None)  # after pytest-django, which puts them last


def pytest_collection_finish() -> None:
    """What was loaded and collected stays until the end: looking through it for rubbish takes a sixth of every test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


@pytest.fixture(autouse=True, scope="session")
def pages_are_noticed() -> Iterator[None]:
    """`response.context` and `response.templates` of the test client: Django notes them for its own templates alone."""
    draw = Page.render

    def noticed(page: Page, context: Any = None, request: Any = None) -> Any:
        if request is not None:
            template_rendered.send(sender=page, template=page.template, context=context or {})
        return draw(page, context, request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Page, "render", noticed)
        yield


@pytest.fixture
def say(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Print what a long proof measured, and keep it for the summary of `make chaos`."""

    def said(figure: str) -> None:
        print(f"\n{figure}")  # noqa: T201
        record_property("figure", figure)

    return said


@pytest.fixture
def cast(db: None) -> Cast:
    """Lakeside and Harbor and their people, under the model policy."""
    return build()


@pytest.fixture
def staffuse(db: None) -> Cast:
    """The same under the public policy `staffuse`."""
    return build("staffuse")


@pytest.fixture
def policy401(db: None) -> Cast:
    """The same under the public policy `policy401`."""
    return build("policy401")


@pytest.fixture
def chsd230(db: None) -> Cast:
    """The same under the public policy `chsd230`."""
    return build("chsd230")


@pytest.fixture
def jndc(db: None) -> Cast:
    """The same under the public policy `jndc`."""
    return build("jndc")


@pytest.fixture
def crschools(db: None) -> Cast:
    """The same under the public policy `crschools`."""
    return build("crschools")
