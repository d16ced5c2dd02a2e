"""Template tags of the whole product: icons, badges, the clause behind a question, columns, lists of errors.

An icon is drawn once per page: `{% icon %}` writes a short reference and notes the name on the request, `{% sprite %}` at
the end of base.html writes the drawings of exactly the names noted. Where no sprite follows (a page rendered without a
request, a part of a page answered to htmx), the drawing itself is written in place.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput
from django.template.base import Parser, Token
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts import wording
from config.icons import drawing, reference, symbol

register = template.Library()

MANY = {"radio": 12, "checkbox": 6}  # options above this scroll in a box of their own
FEW = 5  # up to so many stand below each other when one of them is long
SHORT = 22  # characters: two options of this length fit beside each other on a phone
DUE_ICONS = {"late": "exclamation-triangle", "done": "check-circle"}
LEVELS = {
    "must": "The policy says must.",
    "should": "The policy says should: you can go on without it.",
    "may": "The policy says may.",
    "local": "The district’s own addition.",
}


@register.simple_tag(takes_context=True)
def icon(context: Context, name: str) -> SafeString:
    """One heroicon ("mini", 20 px) by name. It is decoration: words always stand beside it."""
    noted = _noted(context)
    if noted is None:
        return drawing(str(name))
    noted.add(str(name))
    return reference(str(name))


@register.simple_tag(takes_context=True)
def sprite(context: Context) -> SafeString:
    """The drawings of every icon this page used."""
    drawings = format_html_join("", "{}", ((symbol(name),) for name in sorted(_noted(context) or ())))
    return format_html('<svg class="sprite" aria-hidden="true">{}</svg>', drawings)


@register.simple_tag(takes_context=True)
def due_badge(context: Context, tone: str, text: Any) -> SafeString:
    """How late or how soon: "late" (red), "due" (amber), "done", or "" (grey), with the words that say so."""
    if not text:
        return SafeString()
    return _badge("due", tone, icon(context, DUE_ICONS.get(tone, "clock")), _words(text))


@register.simple_tag(takes_context=True)
def pill(context: Context, tone: str, icon_name: str, text: Any) -> SafeString:
    """A status in words: "done", "now", "due", "late", "off" (dashed) or "" (grey); the icon may be ""."""
    return _badge("pill", tone, icon(context, icon_name) if icon_name else SafeString(), _words(text))


@lru_cache(maxsize=1024, typed=True)
def _badge(kind: str, tone: str, drawn: SafeString, text: str) -> SafeString:
    """One badge. A list repeats few of them, so they are remembered; `typed` keeps plain text and markup apart."""
    return format_html('<span class="{}{}">{}{}</span>', kind, f" is-{tone}" if tone else "", drawn, text)


def _words(text: Any) -> str:
    return text if isinstance(text, str) else str(text)


@register.inclusion_tag("parts/why.html", takes_context=True)
def field_why(context: Context, why: Any, summary: str = "Why am I asked?") -> dict[str, Any]:
    """The sentence of the policy behind a question or a duty, one tap away; nothing where there is none."""
    read = why.get if isinstance(why, Mapping) else lambda key, default="": getattr(why, key, default)
    level = str(read("level", "") or "")
    return {
        "summary": summary,
        "quote": read("quote", ""),
        "clause": read("clause", ""),
        "strength": LEVELS.get(level, ""),
        "request": context.get("request"),
    }


@register.filter
def mark(field: BoundField) -> str:
    """What stands behind a label: `field.mark` where the form sets it, else how much the question is needed.

    A question of level "must" that is not always required depends on another answer: it is not called optional.
    """
    own, level = getattr(field.field, "mark", None), getattr(field.field, "level", "")
    if own is not None:
        return str(own)
    if field.field.required or level == "must" or isinstance(field.field.widget, CheckboxInput):
        return ""
    return "the policy says should" if level == "should" else "(optional)"


@register.filter
def hint(field: BoundField, value: Any) -> str:
    """The second line of an option: `field.hints` maps values to sentences."""
    return str(getattr(field.field, "hints", {}).get(str(value), ""))


@register.filter
def asks_note(field: BoundField, value: Any) -> bool:
    """Whether choosing this option asks for a note: `field.asks_note` holds the values that do."""
    return str(value) in getattr(field.field, "asks_note", ())


@register.filter
def spread(groups: Sequence[Any], field: BoundField) -> str:
    """The class of a group of options: short words in pairs, many in a box that scrolls, others below each other."""
    shown = [option for _group, options, _index in groups for option in options]
    labels = [option["label"] for option in shown]
    if shown and len(shown) > MANY[shown[0]["type"]]:
        return "options options-many"
    long = sum(map(is_long, labels))
    in_pairs = not getattr(field.field, "hints", None) and len(labels) - long > 1 and (not long or len(labels) > FEW)
    return "options options-pair" if in_pairs else "options"


@register.filter
def is_long(label: Any) -> bool:
    """Whether an option's words need a line of their own."""
    return len(str(label)) > SHORT


@register.simple_tag
def errors_of(form: BaseForm) -> list[dict[str, str]]:
    """Every error of a form in the order of its fields, each with where it is: `href`, `label`, `message`.

    Marks the form as told about, so that its general errors are not repeated above its first field.
    """
    vars(form)["told_above"] = True
    lines = [{"href": "", "label": "", "message": str(error)} for error in form.non_field_errors()]
    for field in form:
        lines += [{"href": f"#{_first_input(field)}", "label": _stem(field), "message": str(error)} for error in field.errors]
    return lines


@register.filter
def spelled(value: int) -> str:
    """A small number as the word that begins a sentence: Two."""
    return wording.number(value)


def _noted(context: Context) -> set[str] | None:
    """The names of the icons this page used so far; None where no sprite follows: without a request, or for htmx.

    crispy's own tag hands the request on as a variable only.
    """
    request = getattr(context, "request", None) or context.get("request")
    if request is None or getattr(request, "htmx", False):
        return None
    noted: set[str] = vars(request).setdefault("rollcall_icons", set())
    return noted


def _first_input(field: BoundField) -> str:
    """The id of a field's input; of a group of options or parts, of the first."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label or field.auto_id


def _stem(field: BoundField) -> str:
    """The label as the beginning of a sentence about it."""
    label = str(field.label or "")
    return label if not label or label[-1] in "?.:!" else f"{label}:"


class Columns(template.Node):
    """`{% columns %} class {% first %} main {% second %} aside {% endcolumns %}`: two columns when the second has content.

    A node of its own because a template cannot ask whether a block is empty.
    """

    child_nodelists = ("shape", "main", "aside")

    def __init__(self, shape: template.NodeList, main: template.NodeList, aside: template.NodeList) -> None:
        """Keep the three parts."""
        self.shape, self.main, self.aside = shape, main, aside

    def render(self, context: Context) -> SafeString:
        """Write the main part, spaced by section, and the aside beside it when there is something in it."""
        main = format_html('<div class="stack-lg">{}</div>', self.main.render(context))
        aside = self.aside.render(context)
        if not aside.strip():
            return main
        shape = self.shape.render(context)
        return format_html('<div class="split {}">{}\n<div class="stack beside">{}</div></div>', shape, main, aside)


@register.tag
def columns(parser: Parser, _token: Token) -> Columns:
    """Parse the three parts of `{% columns %}`."""
    parts = []
    for end in ("first", "second", "endcolumns"):
        parts.append(parser.parse((end,)))
        parser.delete_first_token()
    return Columns(*parts)
