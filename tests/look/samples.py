"""A frame, a form and a way to draw them, for looking at templates without a database."""

from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.template.loader import get_template
from django.test import RequestFactory

from config.context import NOBODY

PARTS = '{% import "parts/show.html" as show %}{% import "parts/ask.html" as ask with context %}'
WHY = {"quote": "The request names the class, activity or sport.", "clause": "Policy 5.40, section 3(a)", "level": "must"}


class Questions(forms.Form):
    """One field of every kind a policy asks with."""

    name = forms.CharField(label="Which class, club or team?", help_text="As people call it.")
    platform = forms.ChoiceField(label="Platform", choices=[("i", "Instagram"), ("x", "X")])
    purpose = forms.CharField(label="What is it for?", widget=forms.Textarea)
    audience = forms.ChoiceField(
        label="Who will see it?", choices=[("c", "Only people we invite"), ("e", "Everybody")], widget=forms.RadioSelect
    )
    posters = forms.MultipleChoiceField(
        label="Who posts?", required=False, choices=[("m", "Maya"), ("v", "Val")], widget=forms.CheckboxSelectMultiple
    )
    accepted = forms.BooleanField(label="I keep it apart from my personal profiles.")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["name"].why = WHY
        self.fields["audience"].hints = {"c": "What the policy prefers"}
        self.fields["audience"].asks_note = {"e"}


def frame(**changes: Any) -> dict[str, Any]:
    """What config.context gives to somebody who is signed in."""
    return {
        "district": SimpleNamespace(name="Lakeside Community Schools", colour="#225577"),
        "person_name": "Maya Ortega",
        "person_meta": "Birchwood High School",
        "initials": "MO",
        "theme": "",
        "nav": [
            SimpleNamespace(label="Home", url="/", icon="home", count=0, tone="", current=True),
            SimpleNamespace(label="Check-ins", url="/check-ins/", icon="clock", count=2, tone="late", current=False),
        ],
        "menu": [SimpleNamespace(label="My mail", url="/mail/", count=0, tone="")],
        "policy_title": "Policy 5.40",
        "zone_name": "Central Time",
        "is_demo": False,
        **changes,
    }


def draw(source: str, *, htmx: Any = False, signed_in: bool = True, **context: Any) -> str:
    """A template, or a piece of one, drawn as a page of somebody who is signed in."""
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    request.htmx = htmx
    context = {"frame": frame() if signed_in else NOBODY, **context}
    if source.endswith(".html"):
        return get_template(source).render(context, request)
    return engines["pages"].from_string(PARTS + source).render(context, request)


def page(main: str, **context: Any) -> str:
    """A whole page around something."""
    extends = '{% extends "base.html" %}' + PARTS
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    request.htmx = context.pop("htmx", False)
    context = {"frame": frame(), **context}
    return engines["pages"].from_string(extends + main).render(context, request)
