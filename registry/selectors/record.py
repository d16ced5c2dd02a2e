"""The register's parts of a site's public record, what was decided about single items, and the bundles that were made."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Max

from accounts import wording
from accounts.access import local_day
from accounts.wording import full_day
from policies.selectors import document_of
from records.bundles import Guarded, Item, Part, day, for_whom, stamp
from records.events import part_of
from records.models import Message

from .. import states
from ..models import Bundle, Consent, Exemption, ParentAccess, PlatformAdmin, Poster, Site
from .panel import named, terms_of

# Reasons of the register's own orders are part of what was ordered. What others wrote may speak of people.
OPEN_REASONS = ("register", "change", "suspend", "reinstate", "close", "shut_down", "decide_exemption")
BUNDLES_SHOWN = 20


def record_parts(site: Site) -> list[Part]:
    """Everything the register knows of a site. Nothing is read before somebody asks a part for its items."""
    zone = site.district.time_zone
    return [
        Part("entry", "Entry in the register", ("What", "Known"), _rows_of_entry(site), _entry),
        Part(
            "posters",
            "Who may post",
            ("Poster", "Since"),
            Poster.objects.filter(site=site).select_related("person").order_by("id"),
            lambda row: [Item(str(row.pk), (named(row.person), day(row.since)))],
        ),
        Part(
            "administrators",
            "Administrators on the platform",
            ("Administrator", "Since", "Confirmed on", "Confirmed by", "Until"),
            PlatformAdmin.objects.filter(site=site).select_related("person").order_by("id"),
            _admin,
        ),
        Part("consents", "Consents on record", CONSENT_COLUMNS, Consent.objects.filter(site=site).order_by("id"), _consent),
        Part(
            "parent-access",
            "Parents who asked for access",
            ("Asked on", "Answer", "Recorded by"),
            ParentAccess.objects.filter(site=site).order_by("asked_on", "id"),
            lambda row: [Item(str(row.pk), (day(row.asked_on), row.get_answer_display(), row.recorded_name))],
        ),
        part_of("history", "History of the site", kind="site", subjects=[site.pk], zone=zone, open_reasons=OPEN_REASONS),
        Part(
            "mail",
            "Mail about the site",
            ("To", "Subject", "Written", "Sent", "State"),
            Message.objects.filter(about_kind="site", about_id=site.pk).order_by("id"),
            lambda row: [_mail(row, zone)],
        ),
    ]


def _rows_of_entry(site: Site) -> object:
    people = ("responsible", "complaints_to", "media_contact")
    return Site.objects.filter(pk=site.pk).select_related("district", "school", "policy_version", *people)


def _entry(site: Site) -> Iterator[Item]:
    zone = site.district.time_zone
    known = [
        ("name", "Name", site.name),
        ("platform", "Platform", site.platform_label),
        ("address", "Web address", site.address or site.address_typed),
        ("handle", "Handle", site.handle),
        ("place", "Place", str(site.school)),
        ("kind", "Kind", site.entity_label),
        ("visibility", "Visibility", site.visibility.replace("_", " ")),
        ("visibility_reason", "Why this visibility", site.visibility_reason),
        ("status", "Status", site.get_status_display()),
        ("status_since", "Status since", stamp(site.status_since, zone)),
        ("status_reason", "Reason of the status", site.status_reason),
        ("suspended_until", "Suspended until", day(site.suspended_until)),
        ("responsible", "Responsible employee", named(site.responsible)),
        ("complaints_to", "Complaints go to", named(site.complaints_to)),
        ("media_contact", "Questions of the public and the media", named(site.media_contact)),
        ("registered", "Registered", stamp(site.registered_at, zone)),
        ("decision", "Decision", site.decided),
        ("wording", "Wording on the page since", day(site.identified_on)),
        ("policy", "Policy", str(site.policy_version or "")),
        ("last_check", "Last check", day(site.last_checked_on)),
        ("next_check", "Next check due", day(site.next_due_on)),
        ("late_since", "Late since", day(site.overdue_since)),
        ("sealed_with", "Sealed credential held by", site.sealed_label),
        ("sealed_since", "Sealed since", day(site.sealed_since)),
        ("sealed_where", "Sealed credential lies", Guarded(site.sealed_where)),
        ("recovery", "Recovery address is a mailbox of the district", site.get_recovery_display()),
        ("second_factor", "Second factor is on", site.get_second_factor_display()),
    ]
    for key, label, value in [*known, *_terms(site)]:
        if value:
            yield Item(f"{site.pk}:{key}", (label, value))


def _terms(site: Site) -> Iterator[tuple[str, str, str]]:
    """The conditions of the decision, under the labels of the policy."""
    for key, fact in zip(site.terms, terms_of(site), strict=True):
        yield f"term-{key}", fact.label, fact.value


def _admin(row: PlatformAdmin) -> Iterator[Item]:
    days = (day(row.confirmed_on), row.confirmed_name, day(row.ended_on))
    yield Item(str(row.pk), (named(row.person) or row.office_label, day(row.since_on), *days))


CONSENT_COLUMNS = (
    "Subject", "Rests on", "From", "About", "People", "Since", "Until", "Papers", "Looked at on", "Ended on", "Recorded by",
)  # fmt: skip


def _consent(row: Consent) -> Iterator[Item]:
    rests = row.exception or row.get_basis_display()
    about = (Guarded(row.occasion), str(row.people or ""), day(row.since_on), day(row.until_on), Guarded(row.kept_where))
    ended = (day(row.checked_on), day(row.ended_on), row.recorded_name)
    yield Item(str(row.pk), (row.subject_label, rests, row.signed_by, *about, *ended))


def _mail(row: Message, zone: str) -> Item:
    return Item(str(row.pk), (row.to_name, row.subject, stamp(row.created_at, zone), stamp(row.sent_at, zone), row.state))


def decisions_about(site: Site, part: str, ref: str) -> list[Exemption]:
    """What was decided about one item, the last counts. One query."""
    return list(Exemption.objects.filter(site=site, part=part, ref=ref).order_by("turn"))


def decided(site: Site) -> dict[tuple[str, str], Exemption]:
    """The decision that counts for each item of a site about which there is one, by part and place. One query."""
    return {(row.part, row.ref): row for row in Exemption.objects.filter(site=site).order_by("turn", "id")}


def reasons_offered(site: Site) -> tuple[str, ...]:
    """The exemptions that the policy of a site names."""
    return document_of(site.policy_version).records.exemptions if site.policy_version else ()


def is_public(site: Site) -> bool:
    """Whether the policy of a site has everything about it as public record; so it is where it stands under none."""
    return document_of(site.policy_version).records.public_record if site.policy_version else True


def next_number(site: Site) -> int:
    """The number of the next bundle of the district. Another may take it: take_out refuses then."""
    last = Bundle.objects.filter(district_id=site.district_id).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def bundles_of(site: Site, today: date) -> list[tuple[str, str, str]]:
    """The last copies that were made: which, by whom with how much withheld, and the hash of its manifest. One query."""
    rows = Bundle.objects.filter(site=site).order_by("-id")[:BUNDLES_SHOWN]
    return [(f"Bundle {row.number}", _made(row, site, today), row.sha256) for row in rows]


def _made(row: Bundle, site: Site, today: date) -> str:
    kind = "Full copy" if row.whole else f"Redacted copy, {wording.count(row.withheld, 'item')} withheld in whole or part"
    on = local_day(row.made_at, site.district.time_zone)
    return f"{kind}, of {wording.count(row.items, 'item')}. {row.made_name}, {full_day(on)}."


def ruling_line(row: Exemption, site: Site) -> tuple[str, str]:
    """One decision in words: what, and by whom, when and why."""
    when: datetime = row.decided_at
    on = full_day(local_day(when, site.district.time_zone))
    return row.get_verdict_display(), f"{for_whom(row.decided_name, row.acting_for)}, {on}: {row.reason}"


def is_withheld(row: Exemption | None) -> bool:
    """Whether an item is withheld whole."""
    return row is not None and row.verdict == states.WITHHELD
