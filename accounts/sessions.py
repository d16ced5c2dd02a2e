"""Sessions in the database, as Django keeps them; the question that begins every page is written once in a process."""

from datetime import datetime

from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.contrib.sessions.models import Session
from django.utils import timezone

from records.statements import Remembered

_session: Remembered[Session] = Remembered(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now), str, datetime
)


class SessionStore(InDatabase):
    """The same store, read with a remembered statement."""

    def _get_session_from_db(self) -> Session | None:
        """The row of this key, unless it has expired; a key that is unknown is forgotten, as Django does."""
        found = next(iter(_session(self.session_key, timezone.now())), None) if self.session_key else None
        if found is None:
            self._session_key = None
        return found
