"""Who may load and retire a policy."""

from datetime import date

from accounts import roles
from accounts.access import Standing
from accounts.rules import Refused
from accounts.wording import full_day

from .models import Retirement


def may_edit(standing: Standing) -> None:
    """Only holders of a role that edits policies load them and read the presets."""
    if not standing.can(roles.EDITS_POLICIES):
        raise Refused("Only a role that edits policies can load one.")


def may_be_retired(retirement: Retirement | None, from_on: date, reason: str, *, on: date) -> None:
    """Once, from today or a later day, with a reason: what was decided under it stays decided."""
    if retirement is not None:
        raise Refused(f"It is retired already, from {full_day(retirement.from_on)}.")
    if from_on < on:
        raise Refused("Choose today or a later day: what was submitted before keeps its version.")
    if not reason.strip():
        raise Refused("Give a reason: it goes into the record.")
