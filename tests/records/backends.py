"""Mail backends that misbehave in ways no server can."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends import locmem


class Choosy(locmem.EmailBackend):
    """Trips over one mail and takes every other."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        if any("cursed" in mail.subject for mail in messages):
            raise RuntimeError("this one cannot be rendered")
        return super().send_messages(messages)
