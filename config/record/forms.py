"""Why an item of a site's record is withheld or given out."""

from collections.abc import Iterable
from typing import Any

from django import forms

from accounts.fields import offer
from registry.states import GIVEN_OUT, WITHHELD

OTHER = ""
VERDICTS = [(WITHHELD, "Withhold it from public copies"), (GIVEN_OUT, "Give it out")]


class RulingForm(forms.Form):
    """One decision about one item: a reason that the policy names, one's own words, or both."""

    verdict = forms.ChoiceField(
        label="What is decided?",
        choices=VERDICTS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it is withheld or given out."},
    )
    named = forms.ChoiceField(label="Reason that the policy names", required=False, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=2000,
        error_messages={"required": "Give a reason. It goes out with every public copy."},
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="It goes out with every public copy, in the list of what was withheld. No names of students.",
    )

    def __init__(self, data: Any = None, *, reasons: Iterable[str]) -> None:
        """Offer the exemptions of the policy, where it names any."""
        super().__init__(data)
        offered = [(reason, reason) for reason in reasons]
        if offered:
            offer(self, "named", [*offered, (OTHER, "Another reason")])
            self.fields["reason"].label = "In your own words"
        else:
            del self.fields["named"]
            self.fields["reason"].required = True

    def clean(self) -> dict[str, Any]:
        """The whole reason: what the policy names, then one's own words."""
        given = super().clean() or {}
        whole = ". ".join(part for part in (given.get("named", ""), given.get("reason", "").strip()) if part)
        if not whole and "reason" not in self.errors:
            self.add_error("reason", "Give a reason. It goes out with every public copy.")
        return {"verdict": given.get("verdict", ""), "reason": whole}
