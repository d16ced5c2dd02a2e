"""How pages are drawn: Jinja2, strict about names, with the functions and filters of the product. docs/adr/0010."""

from collections.abc import MutableMapping
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.template.backends.jinja2 import Jinja2, Template
from django.template.backends.utils import csrf_input_lazy
from django.template.defaultfilters import capfirst, linebreaks_filter, linebreaksbr, pluralize, urlize
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from jinja2 import Environment, StrictUndefined

from accounts import wording

from .addresses import address
from .badges import due_badge, icon, pill, sprite
from .context import NOBODY
from .icons import noting
from .questions import asks_note, behind, crispy, drawn, errors_of, hint, is_long, kind_of, mark, options_of, spread


class Pages(Jinja2):
    """The backend: its templates are Pages."""

    def get_template(self, template_name: str) -> "Page":
        """A template by its path below `templates/`."""
        return Page(super().get_template(template_name).template, self)

    def from_string(self, template_code: str) -> "Page":
        """A template that is no file."""
        return Page(super().from_string(template_code).template, self)


class Page(Template):
    """One template. What a view hands over is stronger than what the context processors know of every page."""

    def render(self, context: dict[str, Any] | None = None, request: HttpRequest | None = None) -> SafeString:
        """Draw it. The icons of a whole page are noted for its sprite; a part answered to htmx brings its own along."""
        if request is None:
            return mark_safe(self.template.render(context or {}))  # noqa: S308 -- Jinja2 escaped what it wrote
        known: dict[str, Any] = {"request": request, "csrf_input": csrf_input_lazy(request)}
        for processor in self.backend.template_context_processors:
            known |= processor(request)
        with noting(whole=not getattr(request, "htmx", False)):
            return mark_safe(self.template.render({**known, **(context or {})}))  # noqa: S308 -- the same


@lru_cache(maxsize=128)
def static_url(path: str) -> str:
    """The address of a static file, remembered."""
    return static(path)


def nothing(value: Any) -> Any:
    """What is not there is written as nothing."""
    return "" if value is None else value


class Surroundings(Environment):
    """What every template has around it: the same for all of them once the first is read."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The functions of every template and its own as one dict: each part of a page asks for all of their names."""
        return {**self.globals, **(d or {})}


def environment(**options: Any) -> Environment:
    """The environment of every template. A name that nobody gave is an error, not an empty place."""
    made = Surroundings(**{**options, "undefined": StrictUndefined, "finalize": nothing})  # the backend escapes
    made.globals |= {
        "_": gettext,
        "behind": behind,
        "crispy": crispy,
        "drawn": drawn,
        "due_badge": due_badge,
        "errors_of": errors_of,
        "frame": NOBODY,
        "icon": icon,
        "kind_of": kind_of,
        "options_of": options_of,
        "pill": pill,
        "sprite": sprite,
        "static": static_url,
        "url": address,
    }
    made.filters |= {
        "asks_note": asks_note,
        "capfirst": capfirst,
        "hint": hint,
        "is_long": is_long,
        "linebreaks": linebreaks_filter,
        "linebreaksbr": linebreaksbr,
        "mark": mark,
        "pluralize": pluralize,
        "spelled": wording.number,
        "spread": spread,
        "urlize": urlize,
    }
    return made
