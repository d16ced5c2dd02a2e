"""Rungs of ladders: which were climbed, which of their mails were heard, and writing new ones."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from accounts.selectors import Holder
from monitoring.models import Rung
from monitoring.schedule import Climbed
from monitoring.selectors import heard
from records.mails import DIGEST

from .morning import Clock, Morning, by_group


def held(rows: QuerySet[Any]) -> set[int]:
    """Those that are still open, held until the transaction ends: whoever answers one of them waits so long."""
    return set(rows.select_for_update(of=("self",)).order_by("id").values_list("pk", flat=True))


def of_check_ins(pks: Sequence[int]) -> dict[int, list[Rung]]:
    """The rungs of each check-in, lowest first: one query."""
    return _grouped(Rung.objects.filter(check_in__in=pks), "check_in_id")


def of_steps(pks: Iterable[int]) -> dict[int, list[Rung]]:
    """The rungs of each step, lowest first: one query."""
    return _grouped(Rung.objects.filter(step__in=pks), "step_id")


def _grouped(rungs: Iterable[Rung], column: str) -> dict[int, list[Rung]]:
    found: dict[int, list[Rung]] = defaultdict(list)
    for rung in sorted(rungs, key=lambda rung: rung.number):
        found[getattr(rung, column)].append(rung)
    return found


class Ladders:
    """The last rung of each of a batch of things, and whether it was heard; collects what is to be written."""

    def __init__(self, morning: Morning, rungs: Mapping[int, Sequence[Rung]], clocks: Mapping[int, Clock]) -> None:
        """Ask which mails of the last rungs were heard: one query for each moment that differs."""
        self._morning = morning
        self._rungs = rungs
        self._new: list[Rung] = []
        self._repeated: list[Rung] = []
        last = {pk: found[-1] for pk, found in rungs.items() if found}
        wanted = by_group((morning.heard_before(clocks[pk]), key) for pk, rung in last.items() for key in rung.messages)
        found = {moment: heard(keys, moment, district_id=morning.district.pk) for moment, keys in wanted.items()}
        self._heard = {
            pk
            for pk, rung in last.items()
            if not {*rung.people} - morning.silent[DIGEST]
            or found.get(morning.heard_before(clocks[pk]), set()) & {*rung.messages}
        }

    def of(self, pk: int) -> list[Rung]:
        """The rungs of one thing, lowest first; those written now included."""
        return list(self._rungs.get(pk, ()))

    def last(self, pk: int) -> Climbed | None:
        """The last rung of one thing. A rung nobody could be told of holds nothing up."""
        rungs = self._rungs.get(pk)
        return Climbed(rungs[-1].number, pk in self._heard) if rungs else None

    def is_heard(self, pk: int) -> bool:
        """Whether a mail of the last rung of one thing was sent on an earlier school day."""
        return pk in self._heard

    def write(self, rung: Rung, told: Sequence[Holder], *, always: bool = False) -> Rung:
        """Write one rung today; the mails of today carry it."""
        rung.people = self._morning.people(told)
        rung.messages = self._morning.keys(told, always=always)
        rung.written_on = self._morning.today
        rung.written_at = self._morning.at
        self._new.append(rung)
        return rung

    def repeat(self, pk: int, told: Sequence[Holder], *, always: bool = False) -> None:
        """A rung whose mails were not sent yet is carried by those of today too."""
        rungs = self._rungs[pk]
        added = [key for key in self._morning.keys(told, always=always) if key not in rungs[-1].messages]
        if added:
            rungs[-1].messages = [*rungs[-1].messages, *added]
            self._repeated.append(rungs[-1])

    def save(self) -> int:
        """Store what was written; how many rungs are new."""
        Rung.objects.bulk_update(self._repeated, ["messages"], batch_size=500)
        Rung.objects.bulk_create(self._new, ignore_conflicts=True)
        return len(self._new)
