"""The frame of every page: who is signed in, where they can go, what waits for them."""

from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from accounts import roles, wording
from accounts.access import SignedIn, Standing, Waiting
from config.demo.views import demo_people
from policies.selectors import document_of, version_in_force

MINUTE = 60
NOBODY: dict[str, Any] = {
    "is_demo": False,
    "demo_people": [],
    "district": None,
    "person_name": "",
    "person_meta": "",
    "initials": "",
    "theme": "",
    "nav": [],
    "menu": [],
    "policy_title": "",
    "zone_name": "",
}  # the frame of a page that knows nobody: an error page drawn without a request


@dataclass(frozen=True)
class Entry:
    """One entry of the navigation or the menu. `tone`: "now" is mine to do, "late" is late with me."""

    label: str
    url: str
    icon: str = ""
    count: int = 0
    tone: str = ""
    current: bool = False


def frame(request: HttpRequest) -> dict[str, Any]:
    """`frame`, read only where a template asks for it."""
    return {"frame": SimpleLazyObject(lambda: build(request))}


def build(request: HttpRequest) -> dict[str, Any]:
    """The frame of this page for this person."""
    user = getattr(request, "user", None)
    plain: dict[str, Any] = {**NOBODY, "is_demo": settings.DEMO}
    if user is None or not user.is_authenticated or not hasattr(request, "standing"):
        return {**plain, "demo_people": demo_people() if settings.DEMO else []}
    standing: Standing = request.standing
    district = user.district
    return {
        **plain,
        "district": district,
        "person_name": user.name,
        "person_meta": user.title or str(user.place or ""),
        "initials": "".join(word[0] for word in user.name.split()[:2]).upper(),
        "theme": user.theme,
        "nav": navigation(standing, cast(SignedIn, request).waiting, request.path),
        "menu": menu(standing),
        "policy_title": policy_title(standing),
        "zone_name": wording.zone_name(district.time_zone) if district else "",
    }


def policy_title(standing: Standing) -> str:
    """What the foot of the page calls the policy in force; remembered for a minute by each process."""
    key = f"policy-title:{standing.district_id}:{standing.on}"
    known = cache.get(key)
    if known is None:
        version = version_in_force(standing.district_id, standing.on)
        policy = document_of(version).policy if version else None
        known = "" if policy is None else f"Policy {policy.code}" if policy.code else policy.title
        cache.set(key, known, MINUTE)
    return str(known)


def navigation(standing: Standing, waiting: Waiting, path: str) -> list[Entry]:
    """Where this person can go; the counts are what waits for them."""
    entries = [Entry("Home", reverse("home"), "home")]
    if waiting.steps or standing.held:
        entries.append(Entry("Queue", reverse("queue"), "inbox-stack", waiting.steps, "now" if waiting.steps else ""))
    entries += [
        Entry("Check-ins", reverse("check-ins"), "clipboard-document-check", waiting.check_ins, "late" if waiting.late else ""),
        Entry("Sites", reverse("sites"), "globe-alt"),
        Entry("Submissions", reverse("submissions"), "document-text"),
    ]
    return [_marked(entry, path) for entry in entries]


def _marked(entry: Entry, path: str) -> Entry:
    current = path == entry.url or (entry.url != "/" and path.startswith(entry.url))
    return Entry(entry.label, entry.url, entry.icon, entry.count, entry.tone, current)


def menu(standing: Standing) -> list[Entry]:
    """The person's own menu; whoever manages people finds the start-up screens here."""
    entries = [
        Entry("My appointments and designee", reverse("my-appointments")),
        Entry("Mail I was sent", reverse("mail-sent")),
        Entry("Schools and offices", reverse("schools")),
    ]
    if standing.can_somewhere(roles.MANAGES):
        entries += [
            Entry("People", reverse("people")),
            Entry("District and roles", reverse("district")),
            Entry("School calendar", reverse("calendar")),
        ]
    if standing.can_somewhere(roles.EDITS_POLICIES):
        entries += [Entry("Policy versions", reverse("policies")), Entry("Drafts of the policy", reverse("policy-drafts"))]
    if settings.DEMO:
        entries.append(Entry("Demo mailbox", reverse("demo-mailbox")))
    return entries
