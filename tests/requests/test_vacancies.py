"""Steps that nobody can act on are seen by the director, with the way out."""

from requests.selectors import stuck
from tests.cast import Cast
from tests.requests.filing import file


def test_a_step_whose_role_and_fallback_are_vacant_is_stuck(cast: Cast) -> None:
    file(cast)
    on = cast.standing(cast.tom).on
    assert stuck(district_id=cast.lakeside.pk, on=on) == []
    cast.pat.appointments.update(ends_on="2026-09-01")
    cast.sue.appointments.update(ends_on="2026-09-01")
    found = stuck(district_id=cast.lakeside.pk, on=on)
    assert [(str(seat.step.submission), seat.role) for seat in found] == [("Birchwood Robotics on Instagram", "principal")]
    page = cast.client(cast.tom).get("/").content.decode()
    assert "Nobody can act on these" in page
    assert f'href="/schools/{cast.birchwood.pk}/"' in page
    assert "Nobody can act on these" not in cast.client(cast.maya).get("/").content.decode()
