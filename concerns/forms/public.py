"""What people without an account type. Every sentence is in the language of the page; nothing is stored here."""

from datetime import datetime
from typing import Any

from crispy_forms.layout import Field
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as said

from accounts.fields import beside, places_to_choose, within

from .. import states
from ..rules.complaints import LONGEST
from ..selectors import Door
from ..tokens import Ticket, new_ticket, read_ticket

TEXTS = {
    states.SITE: (said("What is wrong?"), said("What you saw and when. Leave out the names of students.")),
    states.PAGE: (said("What is wrong?"), said("What you saw and when. Leave out the names of students.")),
    states.IMPERSONATION: (said("What makes you think so?"), said("What you saw and when. Leave out the names of students.")),
    states.PERSONAL: (
        said("What is it about?"),
        said("What you saw and when. Leave out the address of the page, its name, and the names of students."),
    ),
    states.ACCESS: (
        said("What would you like to see, and how does the school know you?"),
        said("Leave out the name of your child: the school asks you for it when it calls or writes."),
    ),
}


class PublicForm(forms.Form):
    """A form that comes back once for its ticket, and with its trap empty."""

    def __init__(self, data: Any = None, *, at: datetime, typed: Any = None) -> None:
        """A ticket that is none of ours is replaced, so that sending again is enough.

        `typed`: what stands in the fields without being looked at yet, where only the language is changed.
        """
        self.ticket: Ticket | None = read_ticket(str(data.get("ticket", ""))) if data is not None else None
        if data is not None and self.ticket is None:
            data = data.copy()
            data["ticket"] = new_ticket(at)
        super().__init__(data, initial=typed)
        self.at = at

    def _finish(self) -> None:
        """The trap and the ticket, behind everything else."""
        shut = {"tabindex": "-1", "autocomplete": "off"}
        self.fields["website"] = forms.CharField(
            label=_("Leave this empty"), required=False, max_length=300, widget=forms.TextInput(attrs=shut)
        )
        self.fields["ticket"] = forms.CharField(required=False, initial=new_ticket(self.at), widget=forms.HiddenInput)
        for field in self.fields.values():
            if not field.required:
                beside(field, mark=_("(optional)"))
        seen = [name for name in self.fields if name != "website"]
        self.helper = within(*seen, Field("website", wrapper_class="visually-hidden"))

    @property
    def trap(self) -> str:
        """What was written where people do not write."""
        return str(self.cleaned_data.get("website", ""))

    def _text(self, label: str, help_text: str, *, rows: int = 6, required: bool = True) -> forms.CharField:
        too_long = _("Write at most 4,000 characters.")
        return forms.CharField(
            label=label,
            help_text=help_text,
            required=required,
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": rows}),
            error_messages={"required": _("Write a few words."), "max_length": too_long},
        )


class ComplaintForm(PublicForm):
    """A complaint about a site, about a page, or about one that claims to be official; or a parent's wish to see a site."""

    def __init__(self, data: Any = None, *, door: Door, kind: str, at: datetime, typed: Any = None) -> None:
        """Ask what this kind needs; who sends it and how to reach them is never asked for more than once, and never needed."""
        super().__init__(data, at=at, typed=typed)
        label, help_text = TEXTS[kind]
        if door.categories and kind in (states.SITE, states.PAGE, states.PERSONAL):
            self.fields["category"] = forms.ChoiceField(
                label=_("What is it about?") if kind != states.PERSONAL else _("Which of these is it closest to?"),
                choices=[*((each, capfirst(_(each))) for each in door.categories), ("other", capfirst(_("something else")))],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose one. The last one is for everything else.")},
            )
        self.fields["text"] = self._text(_(label), _(help_text))
        if kind in (states.PAGE, states.IMPERSONATION):
            self.fields["seen_at"] = forms.CharField(
                label=_("Where is the page?"),
                help_text=_("Its web address, or its name and where it is. We do not open it."),
                max_length=600,
                required=kind == states.IMPERSONATION,
                widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
                error_messages={"required": _("Write where the page is.")},
            )
        if door.site is None:
            places = places_to_choose(door.places(), _("None, or I do not know"))
            self.fields["place"] = forms.ChoiceField(label=_("Which school is it about?"), choices=places, required=False)
        if kind != states.ACCESS:
            self.fields["done"] = self._text(
                _("What have you done about it yourself?"), _("Such as: I wrote to the teacher."), rows=2, required=False
            )
        who = _("You may stay unnamed. Few people read it, and each of them has to ask for it first.")
        self.fields["contact_name"] = forms.CharField(label=_("Your name"), help_text=who, required=False, max_length=200)
        needed = kind == states.ACCESS
        self.fields["contact"] = forms.CharField(
            label=_("How the school can reach you"),
            help_text=_("A telephone number or an e-mail address."),
            required=needed,
            max_length=300,
            error_messages={"required": _("Write how the school can reach you: it has to know who asks.")},
        )
        self._finish()

    def clean_category(self) -> str:
        """A category of the policy; nothing for something else."""
        chosen = str(self.cleaned_data["category"])
        return "" if chosen == "other" else chosen


class ReceiptForm(forms.Form):
    """The receipt that somebody was given."""

    def __init__(self, data: Any = None) -> None:
        """One field."""
        super().__init__(data)
        self.fields["receipt"] = forms.CharField(
            label=_("Your receipt"),
            help_text=_("Four groups of four letters, such as ABCD-EFGH-IJKL-MNOP."),
            max_length=40,
            widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off", "class": "medium"}),
            error_messages={"required": _("Write your receipt."), "max_length": _("A receipt has 16 letters.")},
        )


class ReplyForm(PublicForm):
    """Something to add to what was sent."""

    def __init__(self, data: Any = None, *, at: datetime, typed: Any = None) -> None:
        """One text."""
        super().__init__(data, at=at, typed=typed)
        self.fields["text"] = self._text(_("Add something"), _("Whoever has your report reads it."), rows=4)
        self._finish()
