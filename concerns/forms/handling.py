"""What receivers type about a complaint, and what an employee answers."""

from typing import Any

from django import forms

from accounts.fields import beside
from accounts.models import Person
from policies.selectors import document_of
from registry.models import Site
from registry.states import ACCESS, LIVE

from .. import states
from ..models import Complaint
from ..rules.complaints import LONGEST, outcomes_of
from ..selectors import complaint_spec, roles_to_bring_in, site_meant

NO_NAMES = "Nothing about discipline, and no names of students."


def words(label: str, help_text: str = "", *, required: bool = True, rows: int = 4) -> forms.CharField:
    """A text of a few lines."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": "Write a few words."},
    )


class MessageForm(forms.Form):
    """Something that whoever complained reads."""

    text = words("What whoever complained reads", f"It stands on the page of their receipt. {NO_NAMES}")

    def __init__(self, data: Any = None, *, complaint: Complaint) -> None:
        """Propose the usual sentence where it was not acknowledged yet."""
        super().__init__(data)
        if complaint.state == states.WAITING:
            said = {"es": "Lo hemos leído y lo estamos revisando."}
            self.fields["text"].initial = said.get(complaint.language, "We have read it and are looking into it.")


class ReceiverNoteForm(forms.Form):
    """A note among the receivers."""

    text = words("Note", "Only those who receive this complaint read it. It is a public record unless an exemption holds.")

    def __init__(self, data: Any = None, *, complaint: Complaint) -> None:
        """The same for every complaint."""
        super().__init__(data)


class AttachForm(forms.Form):
    """Which site of the register a complaint is about that named none."""

    site = forms.CharField(
        label="Web address or name of the site",
        help_text="As it stands in the register. Nothing is opened.",
        max_length=600,
        error_messages={"required": "Write the web address or the name of the site."},
    )

    def __init__(self, data: Any = None, *, complaint: Complaint) -> None:
        """Propose what whoever complained typed."""
        super().__init__(data)
        self.district = complaint.district
        self.fields["site"].initial = complaint.seen_at

    def clean_site(self) -> str:
        """A live site of the district; `self.found` is which."""
        typed = str(self.cleaned_data["site"]).strip()
        named = Site.objects.filter(district=self.district, status__in=LIVE, name__iexact=typed)[:2]
        self.found = site_meant(self.district, typed) or (named[0] if len(named) == 1 else None)
        if self.found is None:
            more = "More than one site has this name: write its web address." if len(named) > 1 else ""
            raise forms.ValidationError(more or "No site of your district has this address or name. Look it up in the register.")
        return typed


class TakeOverForm(forms.Form):
    """Nothing is asked: whoever takes it over presses the button."""

    def __init__(self, data: Any = None, *, complaint: Complaint) -> None:
        """The same for every complaint."""
        super().__init__(data)


class AskForm(forms.Form):
    """A question to an employee."""

    email = forms.EmailField(
        label="E-mail address of whom you ask",
        max_length=254,
        widget=forms.EmailInput(attrs={"class": "medium", "autocomplete": "off"}),
        error_messages={"required": "Give the e-mail address of whom you ask.", "invalid": "Give a whole e-mail address."},
    )
    text = words("Question", "They read this and the name of the site. Do not copy the complaint or say who sent it.")

    def __init__(self, data: Any = None, *, complaint: Complaint) -> None:
        """Propose whoever answers for the site."""
        super().__init__(data)
        self.district_id = complaint.district_id
        owner = complaint.site.responsible if complaint.site else None
        self.fields["email"].initial = owner.email if owner and owner.is_active else ""

    def clean_email(self) -> str:
        """An address that somebody of the district has; `self.person` is who."""
        typed = str(self.cleaned_data["email"])
        self.person = Person.objects.filter(email__iexact=typed, district_id=self.district_id, is_active=True).first()
        if self.person is None:
            raise forms.ValidationError("Nobody in your district has this address.")
        return typed


class BringInForm(forms.Form):
    """Which role is brought in."""

    def __init__(self, data: Any = None, *, complaint: Complaint) -> None:
        """Offer the roles that the policy has end complaints."""
        super().__init__(data)
        policy = document_of(complaint.policy_version)
        offered = [(key, policy.role_label(key)) for key in roles_to_bring_in(complaint, policy)]
        self.fields["role"] = forms.ChoiceField(
            label="Who",
            choices=offered,
            widget=forms.RadioSelect,
            help_text="They read all of it from now on, and are told at once.",
            error_messages={"required": "Choose who is brought in."},
        )


class ConcludeForm(forms.Form):
    """How a complaint ends: an outcome of the policy, what was determined, and why."""

    def __init__(self, data: Any = None, *, complaint: Complaint) -> None:
        """Ask what the policy wants said of this one."""
        super().__init__(data)
        radio: dict[str, Any] = {"widget": forms.RadioSelect}
        if complaint.kind == states.ACCESS:
            missing = {"required": "Choose what the parent is told."}
            self.fields["outcome"] = forms.ChoiceField(
                label="What is the parent told?", choices=list(ACCESS.items()), error_messages=missing, **radio
            )
        else:
            self._of_complaint(complaint, radio)
        answer = f"It stands on the page of their receipt, below the outcome. {NO_NAMES}"
        self.fields["message"] = words("What whoever complained reads", answer, required=False)

    def _of_complaint(self, complaint: Complaint, radio: dict[str, Any]) -> None:
        spec = complaint_spec(complaint)
        outcomes = [(each, each[:1].upper() + each[1:]) for each in outcomes_of(spec)]
        self.fields["outcome"] = forms.ChoiceField(
            label="Outcome", choices=outcomes, error_messages={"required": "Choose an outcome."}, **radio
        )
        kept = "Everything that was written is deleted with it."
        beside(self.fields["outcome"], hints={row.outcome: kept for row in spec.endings if row.keeps_nothing})
        if any(row.refers for row in spec.endings):
            self.fields["referred_to"] = forms.ChoiceField(
                label="Referred to", required=False, choices=[("", "Nobody"), *((to, to) for to in spec.refer_to)]
            )
        if spec.categories:
            found = [("", "None of these"), *((each, each) for each in spec.categories)]
            self.fields["finding"] = forms.ChoiceField(
                label="What was determined", required=False, choices=found, initial=complaint.category
            )
        self.fields["reason"] = words("Why", "Only its receivers read it. Nothing about discipline: this is no personnel file.")


class AnswerForm(forms.Form):
    """What somebody answers who was asked."""

    text = words("Your answer", "Those who look into it read it. Leave out the names of students.")
