"""A question: label, help, clause, error, input, in this order, tied together for those who do not see it."""

import re

import pytest

from tests.look.samples import Questions, draw


def field(name: str, data: dict | None = None) -> str:
    """One field of the sample form, drawn as a form draws it."""
    form = Questions(data)
    return draw('{% include "bootstrap5/field.html" %}', field=form[name], form=form)


def test_a_question_is_read_in_the_order_label_help_clause_error_input():
    drawn = field("name", {})
    places = [drawn.index(part) for part in ("<label", "As people call it.", "<details", "invalid-feedback", "<input")]
    assert places == sorted(places)


def test_help_and_error_are_tied_to_the_input():
    drawn = field("name", {})
    assert 'aria-invalid="true"' in drawn
    assert 'aria-describedby="id_name_helptext id_name_error"' in drawn
    assert 'id="id_name_helptext"' in drawn
    assert 'id="id_name_error"' in drawn


def test_a_question_without_an_error_says_nothing_of_errors():
    drawn = field("name")
    assert "aria-invalid" not in drawn
    assert 'aria-describedby="id_name_helptext"' in drawn


def test_a_choice_of_one_is_a_group_with_a_legend():
    drawn = field("audience", {})
    assert '<fieldset role="radiogroup" aria-invalid="true" aria-describedby="id_audience_error">' in drawn
    assert "<legend>Who will see it?</legend>" in drawn
    assert drawn.count('class="option"') == 2
    assert "<small>What the policy prefers</small>" in drawn
    assert drawn.count("aria-invalid") == 1
    assert len(re.findall(r"form-check-input asks-note", drawn)) == 1


def test_a_choice_of_several_is_a_group_and_keeps_what_was_chosen():
    drawn = field("posters", {"posters": ["v"]})
    assert '<fieldset>\n<legend>Who posts? <span class="level">(optional)</span></legend>' in drawn
    assert re.findall(r'value="([a-z])" id="id_posters_\d"( checked)?', drawn) == [("m", ""), ("v", " checked")]


def test_a_box_to_tick_has_its_words_beside_it():
    drawn = field("accepted", {})
    assert drawn.index("invalid-feedback") < drawn.index("<input") < drawn.index("I keep it apart")
    assert "(optional)" not in drawn


@pytest.mark.parametrize(
    ("level", "required", "said"),
    [("", False, "(optional)"), ("must", False, ""), ("should", False, "(recommended)"), ("must", True, "")],
)
def test_what_stands_behind_a_label_follows_from_how_much_it_is_needed(level, required, said):
    form = Questions()
    form.fields["name"].required = required
    form.fields["name"].level = level
    assert draw("{{ field|mark }}", field=form["name"]) == said


LONG = "Learning platform (Google Classroom, Canvas)"


@pytest.mark.parametrize(
    ("labels", "laid_out"),
    [
        (["Yes", "No"], "options options-pair"),
        (["Yes", LONG, "No"], "options"),
        (["Facebook", "Instagram", "X", "YouTube", "Bluesky", LONG], "options options-pair"),
        ([f"Person {n}" for n in range(7)], "options options-many"),
    ],
)
def test_options_are_laid_out_by_how_many_and_how_long_they_are(labels, laid_out):
    form = Questions()
    form.fields["posters"].choices = [(str(n), label) for n, label in enumerate(labels)]
    drawn = draw('{% include "bootstrap5/field.html" %}', field=form["posters"])
    assert f'<div class="{laid_out}">' in drawn
    assert drawn.count("option-wide") == labels.count(LONG)


def test_the_list_of_errors_counts_them_in_words_and_leads_to_each_input():
    drawn = draw("{{ ask.error_summary(form) }}", form=Questions({"name": "Chess", "platform": "i"}))
    assert '<h2 id="errors-heading">Three answers need a look</h2>' in drawn
    assert re.findall(r'href="#([a-z_0-9]+)"', drawn) == ["id_purpose", "id_audience_0", "id_accepted"]
    assert 'tabindex="-1"' in drawn


def test_every_link_in_the_list_of_errors_has_an_input_to_lead_to():
    drawn = draw("{{ ask.form(form) }}", form=Questions({}))
    assert all(f'id="{goal}"' in drawn for goal in re.findall(r'href="#(id_[a-z_0-9]+)"', drawn))


def test_an_error_of_the_whole_form_is_said_once():
    form = Questions({})
    form.add_error(None, "It was asked for yesterday.")
    assert draw("{{ ask.form(form) }}", form=form).count("It was asked for yesterday.") == 1
    again = Questions({})
    again.add_error(None, "It was asked for yesterday.")
    assert draw("bootstrap5/errors.html", form=again).count("It was asked for yesterday.") == 1


def test_a_form_keeps_everything_that_was_typed():
    drawn = draw("{{ ask.form(form) }}", form=Questions({"purpose": "one\n\n\ntwo <b>"}))
    assert "one\n\n\ntwo &lt;b&gt;</textarea>" in drawn
