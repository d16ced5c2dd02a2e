"""Saying that a page is not under control, what happens with it, and how it ended."""

from django import forms

from ..rules import LONGEST_NOTE


class ReportForm(forms.Form):
    """What was noticed, if there is time to say it."""

    what = forms.CharField(
        label="What did you notice?",
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only if you have a moment. Never a password. It is in no mail.",
    )


class NoteForm(forms.Form):
    """One line of the timeline."""

    text = forms.CharField(
        label="What was done or seen?",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Your name and the time are added. Never a password.",
        error_messages={"required": "Write what happened. One sentence is enough."},
    )


class RegainForm(forms.Form):
    """Back under control: two things are looked through first."""

    admins_checked = forms.BooleanField(
        label="I went through everybody who administers it, and know each of them",
        error_messages={"required": "Go through the administrators first."},
    )
    recovery_checked = forms.BooleanField(
        label="I went through recovery address and phone number, and both are the district’s",
        error_messages={"required": "Go through the recovery address first."},
    )
    note = forms.CharField(label="Note", required=False, max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 2}))


class GiveUpForm(forms.Form):
    """Lost for good, and why."""

    note = forms.CharField(
        label="Why is it given up?",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stays in the site’s history.",
        error_messages={"required": "Write why it is given up. One sentence is enough."},
    )
