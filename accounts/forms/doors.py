"""Signing in and setting a password."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm

from accounts.models import Person

if TYPE_CHECKING:
    SetPassword = SetPasswordForm[Person]
else:
    SetPassword = SetPasswordForm

NO_MATCH = "This e-mail address and this password do not go together. Passwords tell capitals from small letters."
PASSWORD_HELP = "At least 12 characters. A few words that do not belong together are easy to remember."  # noqa: S105 -- a sentence


class SignInForm(AuthenticationForm):
    """E-mail address and password. The address is taken in lower case, so that its case cannot get around the lockout."""

    error_messages = dict.fromkeys(("invalid_login", "inactive"), NO_MATCH)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"] = forms.CharField(
            label="E-mail address",
            max_length=254,
            widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
            error_messages={"required": "Write your e-mail address."},
        )
        self.fields["password"].error_messages["required"] = "Write your password."

    def clean_username(self) -> str:
        """The address as it is stored."""
        return str(self.cleaned_data["username"]).strip().lower()


class ResetForm(forms.Form):
    """Whose password to set anew."""

    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={"required": "Write your e-mail address.", "invalid": "Write an e-mail address like name@district.org."},
    )


class NewPasswordForm(SetPassword):
    """A new password, typed twice. What is wrong with the password is said where it was typed first."""

    def validate_password_for_user(self, user: Any, *_where: str) -> None:
        """Check the password against the rules; Django says what is wrong below the repetition."""
        super().validate_password_for_user(user, "new_password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self)


class ChangePasswordForm(PasswordChangeForm):
    """The password there is, and a new one typed twice. What is wrong with the new one is said where it was typed first."""

    def validate_password_for_user(self, user: Any, *_where: str) -> None:
        """As in `NewPasswordForm`."""
        super().validate_password_for_user(user, "new_password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "Your password now"
        _say(self)


def _say(form: forms.Form) -> None:
    form.fields["new_password1"].label = "New password"
    form.fields["new_password1"].help_text = PASSWORD_HELP
    form.fields["new_password2"].label = "The same again"
    form.fields["new_password2"].help_text = ""
