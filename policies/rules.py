"""Who may load a policy."""

from accounts import roles
from accounts.access import Standing
from accounts.rules import Refused


def may_edit(standing: Standing) -> None:
    """Only holders of a role that edits policies load them and read the presets."""
    if not standing.can(roles.EDITS_POLICIES):
        raise Refused("Only a role that edits policies can load one.")
