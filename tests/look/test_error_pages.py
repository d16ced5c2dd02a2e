"""The pages somebody meets when something is wrong: plain words, what to do, and no need of anything that may be broken."""

import pytest
from django.template.loader import get_template

from tests.look.samples import draw

ALONE = ["400.html", "403.html", "403_csrf.html", "500.html", "503.html"]


@pytest.mark.parametrize("name", ALONE)
def test_it_is_drawn_without_request_person_or_database(name):
    drawn = get_template(name).render()
    assert drawn.count("<h1>") == 1
    assert '<a class="btn" href="/">' in drawn
    assert "css/tokens.css" in drawn


@pytest.mark.parametrize("signed_in", [True, False])
def test_absent_and_forbidden_read_the_same(signed_in):
    drawn = draw("404.html", signed_in=signed_in)
    assert drawn.count("<h1>") == 1
    assert "Either this address is wrong, or what it leads to is not yours to read." in drawn


@pytest.mark.parametrize("name", [*ALONE, "404.html"])
def test_it_blames_nobody_and_shouts_at_nobody(name):
    drawn = draw(name, signed_in=False).lower().replace("<!doctype", "")
    assert not any(word in drawn for word in ("!", "sorry", "oops", "please", "illegal", "denied"))
