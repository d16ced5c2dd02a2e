"""Sessions in the database, as Django keeps them; the question that begins every page is SQL written once (ADR 0011)."""

from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField
from django.utils import timezone

from records.statements import Given, Objects

LASTING: Objects[Session] = Objects(
    lambda: Session.objects.filter(
        session_key=Given("key", CharField(max_length=40)), expire_date__gt=Given("now", DateTimeField())
    ).order_by()
)


class SessionStore(InDatabase):
    """The same store; only how it finds a session is said otherwise."""

    def _get_session_from_db(self) -> Session | None:
        """The row of this key, unless it has expired; a key that is unknown is forgotten, as Django does."""
        found = LASTING.first(key=self.session_key, now=timezone.now()) if self.session_key else None
        if found is None:
            self._session_key = None
        return found
