"""Which policies districts published to one another. Nothing here writes."""

from dataclasses import dataclass

from accounts.access import Standing
from accounts.wording import full_day
from policies.models import PolicyVersion
from policies.selectors import versions_in_force

from ..models import Publication

MOST = 100  # policies of other districts that are offered, by the name of the district


@dataclass(frozen=True)
class Published:
    """A policy of another district, and all that is said of that district: its name, the code, since when it applies.

    `version` brings the text, and is read for nothing else.
    """

    name: str
    district: str
    code: str
    begins: str
    version: PolicyVersion

    @property
    def label(self) -> str:
        """How it is chosen: Harbor Public Schools: M-1, in force from August 1, 2026."""
        return f"{self.district}: {self.code or self.version.title}, in force from {self.begins}"


def publication_of(version: PolicyVersion) -> Publication | None:
    """The publication of a version that nobody withdrew. One query."""
    return Publication.objects.filter(version=version, withdrawn_at__isnull=True).first()


def published_elsewhere(standing: Standing) -> list[Published]:
    """What other districts published and is in force there today, by the name of the district. Two queries, one where none is."""
    rows = Publication.objects.filter(withdrawn_at__isnull=True).exclude(version__district_id=standing.district_id)
    rows = rows.select_related("version__district").defer("version__text")
    return _in_force(standing, list(rows.order_by("version__district__name", "version_id")[: 2 * MOST]))[:MOST]


def published(standing: Standing, pk: int) -> Published | None:
    """What another district published, by the number of the version; None where it did not, or where it applies no more."""
    rows = Publication.objects.filter(version=pk, withdrawn_at__isnull=True)
    rows = rows.exclude(version__district_id=standing.district_id).select_related("version__district")
    return next(iter(_in_force(standing, list(rows))), None)


def _in_force(standing: Standing, rows: list[Publication]) -> list[Published]:
    current = versions_in_force({row.version.district_id for row in rows}, standing.on) if rows else {}
    return [_said(row) for row in rows if current.get(row.version.district_id) == row.version]


def _said(row: Publication) -> Published:
    version = row.version
    name = f"published-{version.pk}"
    return Published(name, str(version.district), row.code, full_day(version.in_force_from), version)
