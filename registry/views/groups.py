"""Groups that are no sites of the district: each declares their own, whoever audits the register sees all."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import SignedIn
from accounts.rules import Refused, allows
from accounts.selectors import trail_mark
from policies.document import Policy

from .. import rules, selectors, services
from ..forms import GroupForm
from ..models import GroupMember, UnofficialGroup
from .paging import around, cursor_of


@require_safe
def unofficial_groups(request: SignedIn) -> HttpResponse:
    """The groups I am in; for whoever audits the register those of everybody."""
    policy = _policy_with_groups(request)
    page = selectors.groups_page(request.standing, cursor_of(request))
    context = {
        "own": selectors.own_groups(request.standing),
        "groups": page.lines if page else None,
        "page": around(page, "group", "groups") if page else None,
        "can_declare": allows(rules.may_declare, request.standing, policy),
    }
    return render(request, "registry/groups.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def group_declare(request: SignedIn) -> HttpResponse:
    """A group I am in."""
    if not allows(rules.may_declare, request.standing, _policy_with_groups(request)):
        raise Http404
    form = GroupForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            member = services.declare_group(**form.cleaned_data, by=request.user, at=request.at)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"Declared: {member.group}. It is not approved, and not an official site.")
            return redirect("unofficial-groups")
    return render(request, "registry/group_declare.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def unofficial_group(request: SignedIn, pk: int) -> HttpResponse:
    """A group with everybody who declared it, for whoever audits the register."""
    _policy_with_groups(request)
    try:
        group = selectors.group_seen_by(request.standing, pk)
    except UnofficialGroup.DoesNotExist:
        raise Http404 from None
    panel = selectors.group_panel(group, request.standing, mark=trail_mark(request.GET))
    return render(request, "registry/group.html", {"panel": panel})


@require_POST
def group_leave(request: SignedIn, pk: int) -> HttpResponse:
    """I left a group."""
    try:
        member = selectors.own_membership(request.standing, pk)
    except GroupMember.DoesNotExist:
        raise Http404 from None
    try:
        services.leave_group(member=member, by=request.user, at=request.at)
        messages.success(request, f"You are not in {member.group} any more.")
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("unofficial-groups")


def _policy_with_groups(request: SignedIn) -> Policy:
    policy = selectors.policy_of(request.standing)
    if policy is None or not policy.unofficial.groups:
        raise Http404
    return policy
