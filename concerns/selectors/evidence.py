"""The evidence of an order, and which file is meant."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from accounts.access import Standing
from accounts.wording import moment

from .. import rules
from ..models import Directive, Evidence
from .orders import directive_seen_by

KINDS = {"image/png": "Picture (PNG)", "image/jpeg": "Picture (JPEG)", "application/pdf": "Document (PDF)"}


@dataclass(frozen=True)
class EvidenceLine:
    """One thing that was kept, in words."""

    seen: str
    kept: str
    text: str
    address: str
    file: str
    url: str
    sha256: str


def evidence_of(directive: Directive, standing: Standing) -> list[EvidenceLine]:
    """What was kept about an order, for those who may see it; else nothing. One query."""
    if rules.keeping(standing, directive) is None:
        return []
    return [_line(row, directive.site.district.time_zone, standing.on) for row in Evidence.objects.filter(directive=directive)]


def _line(row: Evidence, zone: str, today: date) -> EvidenceLine:
    return EvidenceLine(
        seen=f"Seen by {row.seen_by}: {moment(row.seen_at, zone, today=today)}",
        kept=f"Kept by {row.kept_name}: {moment(row.kept_at, zone, today=today)}",
        text=row.text,
        address=row.address,
        file=f"{KINDS[row.media_type]}, {max(1, row.size // 1024):,} KB" if row.stored else "",
        url=reverse("evidence-file", args=[row.pk]) if row.stored else "",
        sha256=row.sha256,
    )


def evidence_seen_by(standing: Standing, pk: int) -> Evidence:
    """A file of evidence this person may see through its order; otherwise Evidence.DoesNotExist, whatever the reason."""
    row = Evidence.objects.exclude(stored="").get(pk=pk, directive__district_id=standing.district_id)
    try:
        directive = directive_seen_by(standing, row.directive_id)
    except Directive.DoesNotExist:
        raise Evidence.DoesNotExist from None
    if rules.keeping(standing, directive) is None:
        raise Evidence.DoesNotExist
    return row
