"""Every pair of colours that stands on each other, in both themes, computed from the sheet itself."""

import re
from pathlib import Path

import pytest
from django.conf import settings

SHEET = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text()
THEMES = ("light", "dark")

PAPERS = ("ground", "surface", "sunken", "raised", "accent-soft", "done-soft", "due-soft", "late-soft")
TEXT = [
    *(("ink", paper) for paper in PAPERS),
    *(("ink-2", paper) for paper in PAPERS),
    *(("accent", paper) for paper in PAPERS),
    *(("accent-hover", paper) for paper in PAPERS),
    *((tone, paper) for tone in ("done", "due", "late") for paper in ("ground", "surface", "sunken", f"{tone}-soft")),
    ("on-accent", "accent"),
    ("on-accent", "accent-hover"),
    ("on-done", "done"),
    ("on-late", "late"),
    ("surface", "ink-2"),
]
CONTROLS = [
    *(("line-strong", paper) for paper in ("ground", "surface", "sunken")),
    *(("focus", paper) for paper in ("ground", "surface", "sunken", "accent-soft")),
    ("due-mark", "surface"),
]


def colours() -> dict[str, tuple[str, str]]:
    """Each colour token with what it is in the light and in the dark."""
    found = re.findall(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", SHEET)
    return {name: (light, dark) for name, light, dark in found}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "paper"), TEXT)
def test_text_is_readable_on_every_paper_it_stands_on(text, paper, theme):
    tokens, at = colours(), THEMES.index(theme)
    assert contrast(tokens[text][at], tokens[paper][at]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("edge", "paper"), CONTROLS)
def test_edges_of_controls_and_the_focus_ring_can_be_seen(edge, paper, theme):
    tokens, at = colours(), THEMES.index(theme)
    assert contrast(tokens[edge][at], tokens[paper][at]) >= 3


def test_browsers_without_light_dark_get_the_same_light_page():
    plain = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", SHEET))
    assert plain == {name: light for name, (light, _dark) in colours().items()}


def test_every_token_a_sheet_uses_is_defined():
    sheets = list((Path(settings.BASE_DIR) / "static/css").glob("*.css"))
    text = "".join(sheet.read_text() for sheet in sheets)
    used = set(re.findall(r"var\(--(?!bs-)([a-z0-9-]+)\)", text))
    assert used - set(re.findall(r"--([a-z0-9-]+):", text)) == set()


def test_no_sheet_but_the_tokens_names_a_raw_colour():
    sheets = (Path(settings.BASE_DIR) / "static/css").glob("*.css")
    named = {sheet.name: re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(", sheet.read_text()) for sheet in sheets}
    assert {name: found for name, found in named.items() if found and name != "tokens.css"} == {}
