"""The token of a mailed link to set a password."""

from typing import Any

from django.contrib.auth.tokens import PasswordResetTokenGenerator


class PasswordLink(PasswordResetTokenGenerator):
    """Django's token, which ends by use, sign-in and time; here a newer invitation ends it too.

    Two links in two mails would both work otherwise, and the older may have gone to an address that was wrong.
    """

    key_salt = "accounts.tokens.PasswordLink"

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        invited = user.invited_at.timestamp() if user.invited_at else ""
        return f"{super()._make_hash_value(user, timestamp)}{invited}"


password_link = PasswordLink()
