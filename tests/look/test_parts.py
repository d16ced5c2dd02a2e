"""The frame and the shared parts, drawn with invented content."""

import re
from types import SimpleNamespace

import pytest

from registry.selectors.panel import Fact
from requests.selectors.routes import RouteLine
from tests.look.samples import Questions, draw, frame, page


def test_an_icon_is_drawn_once_however_often_it_is_used():
    drawn = page('{% block main %}{% for n in "123456" %}{{ icon("clock") }}{% endfor %}{% endblock %}')
    assert drawn.count('<use href="#i-clock"/>') == 7  # six here, one in the tabs of the frame
    assert drawn.count('id="i-clock"') == 1


def test_the_sprite_holds_exactly_the_icons_of_the_page():
    drawn = page('{% block main %}{{ icon("minus") }}{{ show.empty("a", "b") }}{% endblock %}')
    assert set(re.findall(r'<symbol id="i-([a-z-]+)"', drawn)) == set(re.findall(r'href="#i-([a-z-]+)"', drawn))


def test_a_part_answered_to_htmx_brings_its_drawings_along():
    assert '<svg class="i" viewBox="0 0 20 20" aria-hidden="true"><path' in draw('{{ icon("clock") }}', htmx=True)


def test_a_name_that_is_no_icon_is_refused():
    with pytest.raises(ValueError, match="no icon's name"):
        draw("{{ icon(name) }}", name='x"><script>')


def test_badges_say_their_state_in_words_and_escape_them():
    assert draw('{{ due_badge("late", text) }}', text="<2> days late").endswith("&lt;2&gt; days late</span>")
    assert draw('{{ due_badge("late", text|safe) }}', text="<2> days late").endswith("><2> days late</span>")
    assert draw('{{ due_badge("late", text) }}', text="<2> days late").endswith("&lt;2&gt; days late</span>")
    assert '<span class="due is-due">' in draw('{{ due_badge("due", "Due today") }}')
    assert draw('{{ due_badge("late", "") }}') == ""
    assert draw('{{ pill("off", "", "Shut down") }}') == '<span class="pill is-off">Shut down</span>'


def test_the_clause_behind_a_question_comes_with_its_strength():
    drawn = draw("{{ show.why(why) }}", why={"quote": "Ask first.", "clause": "Section 2", "level": "should"})
    assert "“Ask first.”" in drawn
    assert "Section 2. The policy says should: you can go on without it." in drawn
    assert draw("{{ show.why(why) }}", why=None).strip() == ""


def test_a_page_without_an_aside_is_one_column():
    assert 'class="split' not in page("{% block main %}words{% endblock %}")
    wide = page("{% block split_class %}split-wide{% endblock %}{% block main %}a{% endblock %}{% block aside %}b{% endblock %}")
    assert '<div class="split split-wide"><div class="stack-lg">a</div>' in wide
    assert '<div class="stack beside">b</div>' in wide


def test_the_frame_stands_without_anybody_signed_in():
    drawn = draw("base.html", signed_in=False)
    assert "<nav" not in drawn
    assert "Sign out" not in drawn
    assert drawn.count("<main") == drawn.count("</html>") == 1


def test_the_frame_shows_who_is_signed_in_and_marks_the_page():
    drawn = page("{% block tabs %}{% endblock %}")
    assert "Maya Ortega" in drawn
    assert '<a href="/" aria-current="page">Home' in drawn
    assert '2<span class="visually-hidden"> waiting, late or stuck</span>' in drawn
    assert 'class="tabs"' not in drawn


def test_signing_out_is_a_form_and_not_a_link():
    assert re.search(r'<form method="post" action="[^"]+"><input[^>]+csrf[^>]+><button type="submit">Sign out', page(""))


def test_the_districts_colour_is_the_stripe_and_nothing_else():
    assert page("").count("#225577") == 1
    assert ' fill="#225577"' in page("")
    assert "fill=" not in page("", frame=frame(district=None)).split("appbar-in")[0]


def test_a_chosen_theme_is_written_on_the_page_and_none_leaves_it_to_the_system():
    assert '<html lang="en">' in page("")
    assert '<html lang="en" data-bs-theme="dark">' in page("", frame=frame(theme="dark"))


def test_entries_that_do_not_fit_the_tabs_are_in_the_menu_of_a_phone():
    entries = [SimpleNamespace(label=f"Place {n}", url="/", icon="home", count=0, tone="", current=False) for n in range(7)]
    drawn = page("", frame=frame(nav=entries))
    assert drawn.count('class="only-phone"') == 2
    assert drawn.split('class="tabs"')[1].count("<a ") == 5
    menu = [SimpleNamespace(label="Place 6", url="/6/", count=0, tone="")]
    entries[6].url = "/6/"
    assert page("", frame=frame(nav=entries, menu=menu)).count('class="only-phone"') == 1  # what the menu has stands there once


def test_what_waits_beyond_the_tabs_is_counted_with_the_first():
    entries = [SimpleNamespace(label=f"Place {n}", url="/", icon="home", count=n, tone="", current=False) for n in range(6)]
    drawn = page("", frame=frame(nav=entries)).split('class="tabs"')[1]
    assert re.findall(r'Place (\d)(?:<span class="count( count-now)?">(\d))?', drawn) == [
        ("0", " count-now", "5"), ("1", "", "1"), ("2", "", "2"), ("3", "", "3"), ("4", "", "4"),
    ]  # fmt: skip


@pytest.mark.parametrize(("level", "tone", "role"), [("success", "is-done", "status"), ("error", "is-late", "alert")])
def test_messages_are_notes_that_are_read_aloud(level, tone, role):
    drawn = draw("parts/messages.html", messages=[SimpleNamespace(level_tag=level)])
    assert f'<div class="note message {tone}" role="{role}">' in drawn


def test_the_route_says_each_state_in_words():
    states = ("done", "now", "skipped", "next")
    drawn = draw("{{ show.route(route) }}", route=[RouteLine(state, f"Step {state}") for state in states])
    assert re.findall(r'<span class="visually-hidden">([^<]+)</span>', drawn) == [
        "Done: ",
        "Now: ",
        "Not needed: ",
        "Still to come: ",
    ]
    assert drawn.count('aria-current="step"') == 1


def test_facts_are_pairs_or_objects():
    drawn = draw("{{ show.facts(facts) }}", facts=[("Platform", "Instagram"), Fact("Address", "here", url="/x/")])
    assert "<dt>Platform</dt><dd>Instagram</dd>" in drawn
    assert '<dt>Address</dt><dd><a href="/x/">here</a></dd>' in drawn


def test_the_three_verdicts_keep_their_order_and_one_is_marked():
    drawn = draw('{{ show.decide("/steps/7/", chosen="return", about="Chess Club") }}')
    assert re.findall(r"verdict=([a-z]+)#decide", drawn) == ["approve", "return", "decline"]
    assert drawn.count('aria-current="true"') == 1
    assert drawn.count(": Chess Club</span>") == 3
    assert "Return" not in draw('{{ show.decide("/steps/7/", outcomes=["approve", "decline"]) }}')


def test_pages_show_only_the_ways_there_are():
    assert draw("{{ show.pages(page) }}", page={"next_url": "", "previous_url": ""}).strip() == ""
    assert "Previous" not in draw("{{ show.pages(page) }}", page={"next_url": "?after=9", "previous_url": ""})


def test_confirming_shows_the_effect_before_the_deed():
    drawn = draw('{{ ask.confirm(form, ["Pat is told."], submit="Shut down", cancel_url="/", cancel="Keep") }}', form=Questions())
    assert drawn.index("Pat is told.") < drawn.index('<button class="btn btn-danger" type="submit">Shut down')
    assert drawn.count("Pat is told.") == 1


def test_filters_lead_with_the_search_and_fold_the_rest():
    drawn = draw('{{ ask.filters(form, "/sites/", chips) }}', form=Questions(), chips=[{"label": "Late", "url": "/sites/"}])
    assert drawn.index('name="name"') < drawn.index("<details") < drawn.index('name="platform"') < drawn.index("</details>")
    assert 'method="get"' in drawn
    assert '<span class="visually-hidden">, remove</span>' in drawn
