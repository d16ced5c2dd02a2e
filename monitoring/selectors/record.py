"""How a site was looked after, as parts of its public record. What was written with a check is guarded."""

from collections.abc import Iterator

from records.bundles import Guarded, Item, Part, day, for_whom, stamp
from records.events import part_of
from registry.models import Site

from ..models import CheckIn, Confirmation, Duty


def record_parts(site: Site) -> list[Part]:
    """Duties, check-ins with their answers, confirmations under a changed policy, and the history of the check-ins."""
    zone = site.district.time_zone
    return [
        Part(
            "duties",
            "Duties",
            ("Duty", "Of whom", "Every", "Since", "Paused", "Why", "Ended"),
            Duty.objects.filter(site=site).order_by("id"),
            lambda row: [_duty(row, zone)],
        ),
        Part(
            "check-ins",
            "Check-ins",
            ("Duty", "Due", "State", "Answer", "By", "When", "Note", "Help was closed", "By", "What became of it"),
            CheckIn.objects.filter(site=site).select_related("duty").order_by("due_on", "id"),
            lambda row: _check_in(row, zone),
        ),
        Part(
            "confirmations",
            "Asked again under a changed policy",
            ("Asked", "By", "Why", "Due", "Answer", "By", "When", "Note"),
            Confirmation.objects.filter(site=site).order_by("id"),
            lambda row: [_confirmation(row, zone)],
        ),
        part_of(
            "check-in-history",
            "History of check-ins",
            kind="check_in",
            subjects=CheckIn.objects.filter(site=site).order_by().values("pk"),
            zone=zone,
        ),
    ]


def _duty(row: Duty, zone: str) -> Item:
    paused = (stamp(row.paused_at, zone), row.pause_reason, stamp(row.ended_at, zone))
    return Item(str(row.pk), (row.label, row.role.replace("_", " "), row.every, day(row.started_on), *paused))


def _check_in(row: CheckIn, zone: str) -> Iterator[Item]:
    answer = (
        row.get_outcome_display(),
        for_whom(row.answered_name, row.acting_for),
        stamp(row.answered_at, zone),
        Guarded(row.note),
    )
    closed = (stamp(row.help_closed_at, zone), row.help_closed_name, Guarded(row.help_note))
    yield Item(str(row.pk), (row.duty.label, day(row.due_on), row.get_state_display(), *answer, *closed))


def _confirmation(row: Confirmation, zone: str) -> Item:
    by = (for_whom(row.answered_name, row.acting_for), stamp(row.answered_at, zone), Guarded(row.note))
    asked = (stamp(row.asked_at, zone), row.asked_by, " ".join(row.reasons), day(row.due_on))
    return Item(str(row.pk), (*asked, row.get_outcome_display(), *by))
