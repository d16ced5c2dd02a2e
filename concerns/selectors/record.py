"""What was ordered about a site and how its people lost it, as parts of its public record.

Complaints are not among them: their receivers alone read them, whoever takes a record.
"""

from records.bundles import Guarded, Item, Part, day, for_whom, stamp
from records.events import part_of
from registry.models import Site

from ..models import Directive, Evidence, LostControl, LostNote

ORDER = (
    "Order", "Ground", "Reason", "About", "By", "When", "Due", "State", "Done by", "When", "Confirmed by", "When", "Ended",
)  # fmt: skip


def record_parts(site: Site) -> list[Part]:
    """Orders with their ground and end, what was kept before a removal, lost control with its timeline, and their history."""
    zone = site.district.time_zone
    orders = Directive.objects.filter(site=site).order_by("id")
    cases = LostControl.objects.filter(site=site).order_by("id")
    ordered, lost = orders.order_by().values("pk"), cases.order_by().values("pk")
    return [
        Part(
            "orders",
            "Orders",
            (
                "Order",
                "Ground",
                "Reason",
                "About",
                "By",
                "When",
                "Due",
                "State",
                "Done by",
                "When",
                "Confirmed by",
                "When",
                "Ended",
            ),
            orders,
            lambda row: [_order(row, zone)],
        ),
        Part(
            "evidence",
            "Kept before something was removed",
            ("Order", "Seen", "By", "Address", "Text", "File", "SHA-256", "Kept by", "When"),
            Evidence.objects.filter(directive__site=site).select_related("directive").order_by("id"),
            lambda row: [_evidence(row, zone)],
        ),
        Part(
            "lost-control",
            "Lost control",
            ("Reported", "By", "What was noticed", "State", "Ended", "By", "Note"),
            cases,
            lambda row: [_case(row, zone)],
        ),
        Part(
            "lost-control-notes",
            "Lost control, what happened",
            ("When", "Who", "Note"),
            LostNote.objects.filter(case__site=site).order_by("id"),
            lambda row: [Item(str(row.pk), (stamp(row.at, zone), row.by_name, Guarded(row.text)))],
        ),
        part_of("order-history", "History of orders", kind="directive", subjects=ordered, zone=zone),
        part_of("lost-history", "History of lost control", kind="lost_control", subjects=lost, zone=zone),
    ]


def _order(row: Directive, zone: str) -> Item:
    given = (for_whom(row.issued_name, row.acting_for), stamp(row.issued_at, zone), day(row.due_on), row.get_state_display())
    done = (row.done_name, stamp(row.done_at, zone), row.confirmed_name, stamp(row.confirmed_at, zone), stamp(row.ended_at, zone))
    about = Guarded(" ".join(filter(None, (row.subject, row.post, row.post_address))))
    return Item(str(row.pk), (row.label, row.ground, Guarded(row.reason), about, *given, *done))


def _evidence(row: Evidence, zone: str) -> Item:
    seen = (stamp(row.seen_at, zone), row.seen_by, Guarded(row.address), Guarded(row.text))
    kept = (row.media_type, row.sha256, row.kept_name, stamp(row.kept_at, zone))
    return Item(str(row.pk), (row.directive.label, *seen, *kept))


def _case(row: LostControl, zone: str) -> Item:
    ended = (stamp(row.ended_at, zone), row.ended_name, Guarded(row.end_note))
    reported = (stamp(row.reported_at, zone), row.reported_name, Guarded(row.what))
    return Item(str(row.pk), (*reported, row.get_state_display(), *ended))
