"""Questions of a form as templates ask about them: what stands behind a label, how options are laid out, what is wrong."""

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.templatetags.crispy_forms_filters import optgroups
from crispy_forms.utils import render_crispy_form
from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect, Select
from django.utils.safestring import SafeString

MANY = {"radio": 12, "checkbox": 6}  # options above this scroll in a box of their own
FEW = 5  # up to so many stand below each other when one of them is long
SHORT = 22  # characters: two options of this length fit beside each other on a phone
KINDS = {CheckboxSelectMultiple: "boxes", RadioSelect: "radios", Select: "select", CheckboxInput: "box", FileInput: "file"}
LEVELS = {
    "must": "The policy says must.",
    "should": "The policy says should: you can go on without it.",
    "may": "The policy says may.",
    "local": "The district’s own addition.",
}


def crispy(form: BaseForm) -> SafeString:
    """The questions of a form, laid out by crispy-forms: as its helper says, or one below the other."""
    helper = getattr(form, "helper", None) or FormHelper()
    if helper.layout is None:
        helper.layout = helper.build_default_layout(form)
    return SafeString(render_crispy_form(form, helper))


def kind_of(field: BoundField) -> str:
    """How a question is drawn: "boxes", "radios", "select", "box", "file", or "" for a line or more of text."""
    return next((kind for widget, kind in KINDS.items() if isinstance(field.field.widget, widget)), "")


def drawn(field: BoundField, look: str) -> SafeString:
    """The input of a question, with the classes of its widget, its kind, and `look`."""
    widget = field.field.widget
    own = [*widget.attrs.get("class", "").split(), type(widget).__name__.lower(), *look.split()]
    return SafeString(field.as_widget(attrs={"class": " ".join(dict.fromkeys(own))}))


def options_of(field: BoundField) -> Any:
    """The options of a choice: groups of (heading, options, place)."""
    return optgroups(field)


def behind(why: Any) -> dict[str, str]:
    """The sentence of the policy behind a question or a duty: `quote`, `clause`, and in words how strong it is."""
    read = why.get if isinstance(why, Mapping) else lambda key, default="": getattr(why, key, default)
    return {
        "quote": read("quote", ""),
        "clause": read("clause", ""),
        "strength": LEVELS.get(str(read("level", "") or ""), ""),
    }


def mark(field: BoundField) -> str:
    """What stands behind a label: `field.mark` where the form sets it, else how much the question is needed.

    A question of level "must" that is not always required depends on another answer: it is not called optional.
    """
    own, level = getattr(field.field, "mark", None), getattr(field.field, "level", "")
    if own is not None:
        return str(own)
    if field.field.required or level == "must" or isinstance(field.field.widget, CheckboxInput):
        return ""
    return "(recommended)" if level == "should" else "(optional)"


def hint(field: BoundField, value: Any) -> str:
    """The second line of an option: `field.hints` maps values to sentences."""
    return str(getattr(field.field, "hints", {}).get(str(value), ""))


def asks_note(field: BoundField, value: Any) -> bool:
    """Whether choosing this option asks for a note: `field.asks_note` holds the values that do."""
    return str(value) in getattr(field.field, "asks_note", ())


def spread(groups: Sequence[Any], field: BoundField) -> str:
    """The class of a group of options: short words in pairs, many in a box that scrolls, others below each other."""
    shown = [option for _group, options, _index in groups for option in options]
    labels = [option["label"] for option in shown]
    if shown and len(shown) > MANY[shown[0]["type"]]:
        return "options options-many"
    long = sum(map(is_long, labels))
    in_pairs = not getattr(field.field, "hints", None) and len(labels) - long > 1 and (not long or len(labels) > FEW)
    return "options options-pair" if in_pairs else "options"


def is_long(label: Any) -> bool:
    """Whether an option's words need a line of their own."""
    return len(str(label)) > SHORT


def errors_of(form: BaseForm) -> list[dict[str, str]]:
    """Every error of a form in the order of its fields, each with where it is: `href`, `label`, `message`.

    Marks the form as told about, so that its general errors are not repeated above its first field.
    """
    vars(form)["told_above"] = True
    lines = [{"href": "", "label": "", "message": str(error)} for error in form.non_field_errors()]
    for field in form:
        lines += [{"href": f"#{_first_input(field)}", "label": _stem(field), "message": str(error)} for error in field.errors]
    return lines


def _first_input(field: BoundField) -> str:
    """The id of a field's input; of a group of options or parts, of the first."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label or field.auto_id


def _stem(field: BoundField) -> str:
    """The label as the beginning of a sentence about it."""
    label = str(field.label or "")
    return label if not label or label[-1] in "?.:!" else f"{label}:"
