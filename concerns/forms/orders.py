"""Giving an order, saying that it was carried out, sending it back, taking it back."""

from typing import Any
from uuid import uuid4

from crispy_forms.layout import Field
from django import forms

from accounts.fields import beside, offer, within
from accounts.selectors import names_of_people
from policies.document import DirectiveSpec
from registry.models import Site

from .. import states
from ..rules import LONGEST_PROOF, LONGEST_REASON, Facts, neutral_grounds

YES_NO = [("yes", "Yes"), ("no", "No")]
FACTS = ("invites_public", "neutral_ground", "same_if_friendly")


def _tall() -> forms.RadioSelect:
    return forms.RadioSelect(attrs={"class": "options-tall"})


class OrderForm(forms.Form):
    """One order of a policy about one site: only what this order has to say. Nothing is chosen beforehand."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    poster = forms.ChoiceField(label="Who or what is suspended?", required=False, widget=_tall())
    post = forms.CharField(
        label="Which post exactly?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Its day and its first words, so that nobody can mistake it. No names of students.",
        error_messages={"required": "Say exactly which post: its day, its first words, or its address."},
    )
    post_address = forms.URLField(
        label="Web address of the post",
        required=False,
        max_length=600,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none", "autocomplete": "off"}),
        error_messages={"invalid": "Give a whole web address, or leave it empty."},
    )
    words_of = forms.ChoiceField(
        label="Whose words are these?",
        choices=list(states.WORDS_OF.items()),
        widget=_tall(),
        error_messages={"required": "Say whose words they are: ours, or the public’s."},
    )
    invites_public = forms.ChoiceField(
        label="Does the page let the public comment or post?",
        required=False,
        choices=YES_NO,
        widget=forms.RadioSelect,
        help_text="A page that does can be a public forum, in which the law protects what people say.",
    )
    neutral_ground = forms.ChoiceField(
        label="Which rule do they break, whatever the opinion?",
        required=False,
        widget=_tall(),
        help_text="That they are critical, wrong, rude or unwelcome is no ground.",
    )
    same_if_friendly = forms.ChoiceField(
        label="Would the same words be removed if they praised the district?",
        required=False,
        choices=YES_NO,
        widget=forms.RadioSelect,
    )
    subject = forms.CharField(
        label="Which subject is to be avoided?",
        max_length=300,
        help_text="It stands on the site’s page until somebody lifts it. No names of people.",
        error_messages={"required": "Say which subject is to be avoided."},
    )
    ground = forms.ChoiceField(
        label="On which ground?",
        widget=_tall(),
        help_text="The policy has these and no others.",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose one of the grounds that the policy has."),
    )
    reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stays with the order, and is in no mail.",
        error_messages={"required": "Give a reason. It stays with the order."},
    )

    def __init__(self, data: Any = None, *, spec: DirectiveSpec, site: Site) -> None:
        """Keep the questions that this order has."""
        super().__init__(data, initial={"form_key": uuid4()})
        kind = spec.ordered
        neutral = [(each, each[:1].upper() + each[1:]) for each in neutral_grounds(spec)]
        offer(self, "ground", [(each, each) for each in spec.grounds])
        offer(self, "neutral_ground", [*neutral, ("none", "None of these")])
        self.fields["reason"].required = spec.reason_required or kind in states.AT_ONCE
        if kind != states.REMOVE_POST:
            self._drop("post", "post_address", "words_of", *FACTS)
        if kind != states.AVOID_SUBJECT:
            self._drop("subject")
        if kind == states.SUSPEND:
            people = [row.person for row in site.posters.select_related("person__place")]
            posters = zip(people, names_of_people(people, str), strict=True)
            listed = [(str(person.pk), f"{name}, who posts on it") for person, name in posters]
            offer(self, "poster", [("", f"The whole site: {site}"), *listed])
        else:
            self._drop("poster")
        self._lay_out()

    def _drop(self, *names: str) -> None:
        for name in names:
            del self.fields[name]

    def _lay_out(self) -> None:
        """The questions about words of the public show once they are said to be the public's."""
        if "words_of" in self.fields:
            beside(self.fields["words_of"], asks_note=(states.PUBLIC,))
            for name in FACTS:
                beside(self.fields[name], mark="")
        rows = [Field(name, wrapper_class="only-with-note") if name in FACTS else name for name in self.fields]
        self.helper = within(*rows)

    def clean(self) -> dict[str, Any]:
        """Words of the public: every question about them has an answer."""
        given = super().clean() or self.cleaned_data
        if given.get("words_of") == states.PUBLIC:
            for name in FACTS:
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, "Answer this: it is asked about everything that the public wrote.")
        return given

    def facts(self) -> Facts:
        """The answers of the questions before a post is removed."""
        given = self.cleaned_data
        said = {"yes": True, "no": False}
        return Facts(
            words_of=given.get("words_of", ""),
            invites_public=said.get(given.get("invites_public", "")),
            neutral_ground=given.get("neutral_ground", ""),
            same_if_friendly=said.get(given.get("same_if_friendly", "")),
        )

    def said(self) -> dict[str, Any]:
        """Everything else, under the names of the deed; the poster by id."""
        given = self.cleaned_data
        return {
            name: given[name] for name in ("form_key", "post", "post_address", "subject", "ground", "reason") if name in given
        }

    def poster_id(self) -> int | None:
        """Who is suspended, where it is not the whole site."""
        return int(self.cleaned_data["poster"]) if self.cleaned_data.get("poster") else None


class ProofForm(forms.Form):
    """How one sees that an order was carried out."""

    proof = forms.CharField(
        label="How does one see that it is done?",
        max_length=LONGEST_PROOF,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Such as: removed today at 9:40; the address now says that the post is not available.",
        error_messages={"required": "Write how one sees that it was done. One sentence is enough."},
    )


class SendBackForm(forms.Form):
    """What is missing before an order counts as carried out."""

    reason = forms.CharField(
        label="What is missing?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what is missing."},
    )


class EndForm(forms.Form):
    """Why an order is taken back."""

    reason = forms.CharField(
        label="Reason",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stays with the order.",
        error_messages={"required": "Give a reason. It stays with the order."},
    )
