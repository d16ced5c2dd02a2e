"""Signing in and out, setting a password, choosing a look."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import services
from accounts.access import SignedIn
from accounts.forms import ChangePasswordForm, NewPasswordForm, ResetForm, SignInForm
from accounts.rules import Refused
from accounts.selectors import person_of_link

from .posted import posted


@method_decorator(require_http_methods(["GET", "HEAD", "POST"]), name="dispatch")
class SignIn(LoginView):
    """Sign-in by e-mail address and password. Django gives the session a new key; axes counts the failures."""

    authentication_form = SignInForm
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True


sign_in = SignIn.as_view()


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    logout(request)
    return redirect("sign-in")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def password_reset(request: SignedIn) -> HttpResponse:
    """Ask for a link to set a new password. The answer is the same whether or not the address is somebody's."""
    form = ResetForm(posted(request))
    if request.method == "POST" and form.is_valid():
        services.mail_reset(email=form.cleaned_data["email"], at=request.at)
        return redirect("password-reset-sent")
    return render(request, "accounts/password_reset.html", {"form": form})


@login_not_required
@require_safe
def password_reset_sent(request: HttpRequest) -> HttpResponse:
    """A link is on its way, if the address is somebody's."""
    return render(request, "accounts/password_reset_sent.html")


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def set_password(request: SignedIn, uid: str, token: str) -> HttpResponse:
    """Set a password by a mailed link. Reading the page changes nothing: only the form's own button uses the link up."""
    person = person_of_link(uid, token)
    if person is None:
        return render(request, "accounts/link_over.html", status=404)
    form = NewPasswordForm(person, posted(request))
    if request.method == "POST" and form.is_valid():
        services.set_password(person=person, password=form.cleaned_data["new_password1"], at=request.at)
        return redirect("password-set")
    return render(request, "accounts/set_password.html", {"form": form, "person": person})


@login_not_required
@require_safe
def password_set(request: HttpRequest) -> HttpResponse:
    """The password is set; now sign in."""
    return render(request, "accounts/password_set.html")


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password_change(request: SignedIn) -> HttpResponse:
    """Change one's own password. Other sessions end by it, this one goes on."""
    form = ChangePasswordForm(request.user, posted(request))
    if request.method == "POST" and form.is_valid():
        services.set_password(person=request.user, password=form.cleaned_data["new_password1"], at=request.at)
        update_session_auth_hash(request, request.user)
        messages.success(request, "Your password is changed. Wherever else you were signed in, you are signed out.")
        return redirect("my-appointments")
    return render(request, "accounts/password_change.html", {"form": form})


@require_POST
def theme(request: SignedIn) -> HttpResponse:
    """Light, dark or as the device says."""
    try:
        services.choose_theme(person=request.user, theme=request.POST.get("theme", ""), at=request.at)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect(_own(request, request.POST.get("next", "")))


def _own(request: HttpRequest, address: str) -> Any:
    """Back to a page of ours, and nowhere else."""
    ours = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return address if ours else "home"
