"""What was ordered about a site, and how it was lost, leaves the house with its public record."""

import pytest

from concerns.selectors import record_parts
from concerns.services import keep_evidence, note_lost, report_lost
from records.bundles import Guarded
from tests.cast import AT, Cast
from tests.concerns.complaining import filed
from tests.concerns.orders import order
from tests.registry.sites import site


def found(cast: Cast) -> dict[str, list[tuple[str, ...]]]:
    """The cells of every part that has items."""
    made = site(cast)
    given = order(cast, made, by=cast.pat)
    keep_evidence(directive=given, text="It names a student.", seen_at=AT, seen_by="Pat Lindqvist", by=cast.pat, at=AT)
    case = report_lost(site=made, by=cast.maya, at=AT)
    note_lost(case=case, text="Called the platform.", by=cast.maya, at=AT)
    filed(cast, made)
    return {part.key: [item.cells for item in part.items()] for part in record_parts(made)}


def test_orders_evidence_and_lost_control_are_parts_and_complaints_are_none(cast: Cast) -> None:
    assert {key: len(rows) for key, rows in found(cast).items()} == {
        "orders": 1, "evidence": 1, "lost-control": 1, "lost-control-notes": 1, "order-history": 2, "lost-history": 2,
    }  # fmt: skip


@pytest.mark.parametrize(("part", "words"), [("evidence", "It names a student."), ("lost-control-notes", "Called the platform.")])
def test_what_was_written_is_withheld_until_somebody_decides(cast: Cast, part: str, words: str) -> None:
    (cells,) = found(cast)[part]
    assert [type(cell) for cell in cells if cell == words] == [Guarded]
