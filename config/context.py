"""The frame of every page: who is signed in, where they can go, what waits for them."""

from dataclasses import dataclass
from typing import Any, NamedTuple, cast

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts import roles, wording
from accounts.access import SignedIn, Standing, Waiting
from config.addresses import address
from config.demo.views import demo_people
from policies.document import Policy, in_words
from policies.selectors import document_of, version_in_force
from requests.selectors import sits_at

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
    "officials": [],
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
    district, waiting = user.district, cast(SignedIn, request).waiting
    return {
        **plain,
        "district": district,
        "person_name": user.name,
        "person_meta": user.title or str(user.place or ""),
        "initials": "".join(word[0] for word in user.name.split()[:2]).upper(),
        "theme": user.theme,
        "nav": navigation(standing, waiting, request.path),
        "menu": menu(standing, waiting),
        "policy_title": in_force(standing).title,
        "officials": in_force(standing).officials,
        "zone_name": wording.zone_name(district.time_zone) if district else "",
    }


class InForce(NamedTuple):
    """What the frame says of the policy in force: its name, which lists it keeps, the district's own accounts in words, and the
    roles that private notices go to."""

    title: str = ""
    keeps_groups: bool = False
    finds_pages: bool = False
    searched_by: tuple[str, ...] = ()
    officials: tuple[str, ...] = ()
    notices_to: tuple[str, ...] = ()
    takes_complaints: bool = False


def in_force(standing: Standing) -> InForce:
    """The same, remembered for a minute by each process."""
    key = f"policy-in-force:{standing.district_id}:{standing.on}"
    known = cache.get(key)
    if known is None:
        version = version_in_force(standing.district_id, standing.on)
        known = _in_force(document_of(version)) if version else InForce()
        cache.set(key, known, MINUTE)
    return InForce(*known)


def _in_force(document: Policy) -> InForce:
    policy, lists = document.policy, document.unofficial
    title = f"Policy {policy.code}" if policy.code else policy.title
    officials = tuple(_official(document, row.platform, row.handle) for row in document.directory.officials)
    notices_to = tuple({role for row in document.disclosures for role in row.to})
    complaints = bool(document.complaints)
    return InForce(title, lists.groups, lists.found_pages, tuple(lists.searched_by), officials, notices_to, complaints)


def _official(document: Policy, platform: str, handle: str) -> str:
    spec = document.platform(platform)
    return f"{handle} on {spec.label if spec else in_words(platform)}"


def navigation(standing: Standing, waiting: Waiting, path: str) -> list[Entry]:
    """Where this person can go; the counts are what waits for them.

    A phone has room for the first five: what comes only while it waits stands last, in nobody's place, and is counted with
    the home page, whose list has it.
    """
    entries = [Entry("Home", address("home"), "home")]
    if waiting.steps or standing.held:
        entries.append(Entry("Queue", address("queue"), "inbox-stack", waiting.steps, "now" if waiting.steps else ""))
    entries += [
        Entry("Check-ins", address("check-ins"), "clipboard-document-check", waiting.check_ins, "late" if waiting.late else ""),
        Entry("Sites", address("sites"), "globe-alt"),
        Entry("Submissions", address("submissions"), "document-text"),
        *([_orders(waiting)] if waiting.orders else []),
    ]
    return [_marked(entry, path) for entry in entries]


def _orders(waiting: Waiting) -> Entry:
    return Entry("Orders", address("orders"), "bell-alert", waiting.orders, "now" if waiting.orders else "")


def _marked(entry: Entry, path: str) -> Entry:
    current = path == entry.url or (entry.url != "/" and path.startswith(entry.url))
    return Entry(entry.label, entry.url, entry.icon, entry.count, entry.tone, current)


def menu(standing: Standing, waiting: Waiting) -> list[Entry]:
    """The person's own menu; whoever manages people finds the start-up screens here."""
    policy = in_force(standing)
    entries = [
        Entry("My appointments and designee", address("my-appointments")),
        Entry("My mail", address("mail-sent")),
        *([Entry("Private notices", address("private-notices"))] if sits_at(standing, policy.notices_to) else []),
        Entry("Guidelines", address("guidelines")),
        Entry("Training", address("trainings")),
        Entry("Schools and offices", address("schools")),
        *([Entry("Complaints", address("complaints"))] if policy.takes_complaints and standing.held else []),
        _orders(waiting),
        *not_registered(standing, policy),
    ]
    if standing.can(roles.AUDITS):
        entries.append(Entry("Needs attention", address("attention")))
    if standing.can(roles.AUDITS) or standing.can_somewhere(roles.MANAGES) or standing.can_somewhere(roles.HEADS):
        entries.append(Entry("Who leaves", address("hand-overs")))
    if standing.can_somewhere(roles.MANAGES):
        entries += [
            Entry("People", address("people")),
            Entry("District and roles", address("district")),
            Entry("School calendar", address("calendar")),
        ]
    if standing.can(roles.AUDITS):
        entries.append(Entry("Mail of the district", address("district-mail")))
    if standing.can_somewhere(roles.EDITS_POLICIES):
        entries += [Entry("Policy versions", address("policies")), Entry("Drafts of the policy", address("policy-drafts"))]
    if settings.DEMO:
        entries.append(Entry("Demo mailbox", address("demo-mailbox")))
    return entries


def not_registered(standing: Standing, policy: InForce) -> list[Entry]:
    """The lists of what is not registered, for whom each is meant."""
    audits = standing.can(roles.AUDITS)
    entries = [Entry("Unofficial groups", address("unofficial-groups"))] if policy.keeps_groups else []
    if policy.finds_pages and (audits or any(held.role in policy.searched_by for held in standing.held)):
        entries.append(Entry("Found pages", address("found-pages")))
    return [*entries, Entry("Existing pages", address("campaigns"))] if audits else entries
