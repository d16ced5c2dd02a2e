"""Evidence of a post: its text, a picture of it, its address, when it was seen and by whom."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from accounts.access import local_day
from accounts.fields import DayField

from ..pictures import LARGEST, BadFile, read
from ..rules import LONGEST_TEXT


class EvidenceForm(forms.Form):
    """What is kept before a post goes. The file is known by its content."""

    text = forms.CharField(
        label="The words of the post",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Copied whole. A picture holds what text cannot.",
    )
    file = forms.FileField(
        label="A picture or PDF of it",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,application/pdf"}),
        help_text="PNG, JPEG or PDF of at most 10 MB. A picture is drawn anew, without the place and camera hidden in it.",
        error_messages={"empty": "This file is empty."},
    )
    address = forms.URLField(
        label="Its web address",
        required=False,
        max_length=600,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none", "autocomplete": "off"}),
        error_messages={"invalid": "Give a whole web address, or leave it empty."},
    )
    seen_on = DayField(
        label="Day on which it was seen",
        error_messages={"required": "Give the day on which it was seen.", "invalid": "Give the day as 2026-09-24."},
    )
    seen_time = forms.TimeField(
        label="Time of that day",
        widget=forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M"),
        error_messages={"required": "Give the time at which it was seen.", "invalid": "Give the time as 14:30."},
    )
    seen_by = forms.CharField(
        label="Seen by",
        max_length=200,
        widget=forms.TextInput(attrs={"class": "medium"}),
        error_messages={"required": "Say who saw it."},
    )

    def __init__(self, data: Any = None, files: Any = None, *, zone: str, at: datetime, seen_by: str, address: str = "") -> None:
        """`zone` is the district's: day and time are local."""
        self.zone = zone
        local: time = at.astimezone(ZoneInfo(zone)).time()
        shown = {"seen_on": local_day(at, zone), "seen_time": local, "seen_by": seen_by, "address": address}
        super().__init__(data, files, initial=shown)

    def clean_file(self) -> bytes | None:
        """The bytes of a file that can be kept; why not is said at the field."""
        given = self.cleaned_data.get("file")
        if not given:
            return None
        if given.size > LARGEST:
            raise forms.ValidationError("The file is larger than 10 MB. Take a smaller picture.")
        content = bytes(given.read())
        try:
            read(content)
        except BadFile as bad:
            raise forms.ValidationError(str(bad)) from None
        return content

    def clean(self) -> dict[str, Any]:
        """A text or a file."""
        given = super().clean() or self.cleaned_data
        if not given.get("text", "").strip() and not given.get("file") and not {"text", "file"} & set(self.errors):
            self.add_error("text", "Give the text of the post, or a picture of it.")
        return given

    def said(self) -> dict[str, Any]:
        """Everything under the names of the deed."""
        given = self.cleaned_data
        seen_at = datetime.combine(given["seen_on"], given["seen_time"], tzinfo=ZoneInfo(self.zone))
        return {**{name: given[name] for name in ("text", "file", "address", "seen_by")}, "seen_at": seen_at}
