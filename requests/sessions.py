"""What somebody wrote elsewhere and goes on with in the form that asks for a change: in their session, never in an address,
for addresses stand in logs."""

from django.contrib.sessions.backends.base import SessionBase

KEY = "change_begun"
MOST = 2_000  # characters


def begin(session: SessionBase, site_id: int, reason: str) -> None:
    """Keep the reason for a change of one site; it takes the place of another that was kept."""
    session[KEY] = [site_id, reason[:MOST]]


def begun(session: SessionBase, site_id: int) -> str:
    """The reason that was kept for this site; empty where there is none. Nothing is written."""
    found = session.get(KEY)
    return str(found[1]) if found and found[0] == site_id else ""


def end(session: SessionBase, site_id: int) -> None:
    """Forget it, once the change was asked for."""
    if begun(session, site_id):
        del session[KEY]
