"""The Social Media Request Form."""

import json
from typing import Any

from crispy_forms.layout import Layout
from django.template.loader import render_to_string

from accounts.access import whole_number
from accounts.fields import PlaceChoice
from accounts.models import School
from accounts.rules import Refused

from ..fields import Asking
from ..rules import fits_the_place
from ..wording import on_the_page
from .policy import PolicyForm


class Wording:
    """The wording that says whose page it is, among the questions of a form, filled in with what they were answered."""

    def __init__(self, form: "RequestForm") -> None:
        """Look at this form when the page is drawn."""
        self.form = form

    def render(self, _form: Any, _context: Any, **_more: Any) -> str:
        """The wording to copy."""
        form = self.form
        typed = {spec.key: form[spec.key].value() for spec in form.specs if spec.type == "text"}
        found = on_the_page(form.asking.policy, typed, school=form.place_named(), district=form.asking.district.name)
        return render_to_string("requests/parts/wording.html", {"wording": found})


class RequestForm(PolicyForm):
    """A policy's request form, with the place it is for and the wording for the page."""

    def __init__(self, *args: Any, asking: Asking, **more: Any) -> None:
        """Ask for the place first."""
        policy = asking.policy
        super().__init__(
            *args, asking=asking, specs=policy.fields_at("request"), statements=policy.statements_at("request"), **more
        )
        place = PlaceChoice(
            queryset=School.objects.filter(district=asking.district).order_by("name", "pk"),
            label=f"Which {policy.term('school')} or office is it for?",
            empty_label="Choose a place",
            initial=asking.place,
            error_messages={"required": f"Choose the {policy.term('school')} or office it is for."},
        )
        self.fields = {"place": place, **self.fields}
        if policy.site.identification:
            asked = policy.site.identification_field
            self.below = {asked if asked in self.fields else "": Wording(self)}
        self.helper.layout = Layout(*self._groups())
        self._offer_where_it_is()

    def _offer_where_it_is(self) -> None:
        """Tell the page which choices there are only at some places: with a script they come and go with the place."""
        policy, asked = self.asking.policy, self.asking.policy.field_of("entity")
        if asked is None or asked.key not in self.fields or not any(row.places for row in policy.entities):
            return
        places = list(School.objects.filter(district=self.asking.district).values_list("pk", "kind"))
        only = {row.key: [pk for pk, kind in places if kind in row.places] for row in policy.entities if row.places}
        self.fields[asked.key].widget.attrs["data-only-at"] = json.dumps(only)

    def clean(self) -> dict[str, Any]:
        """What a page is for belongs to its place."""
        cleaned = super().clean()
        asked, place = self.asking.policy.field_of("entity"), cleaned.get("place")
        if asked and place and asked.key not in self.errors:
            try:
                fits_the_place(self.asking.policy, cleaned, place)
            except Refused as refused:
                self.add_error(asked.key, refused.sentence)
        return cleaned

    def place_named(self) -> str:
        """The place as it stands in the form; blank where none was chosen. One query where it is not the one at hand."""
        chosen, at_hand = whole_number(str(self["place"].value())), self.asking.place
        if at_hand is not None and chosen == at_hand.pk:
            return str(at_hand)
        return str(School.objects.filter(pk=chosen, district=self.asking.district).first() or "") if chosen else ""
