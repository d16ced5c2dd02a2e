"""The sweep of the whole house: monitoring's, with what the rooms above it add to a school morning."""

from datetime import datetime

from accounts.models import District
from concerns import sweep as concerns
from monitoring import sweep as monitoring
from monitoring.sweep import Swept

ALSO = (concerns.collect,)
ANEW = (concerns.count_anew,)


def tick(*, at: datetime, district: District | None = None) -> Swept:
    """Sweep one district, or all, at a moment; see monitoring.sweep."""
    return monitoring.tick(at=at, district=district, also=ALSO, anew=ANEW)
