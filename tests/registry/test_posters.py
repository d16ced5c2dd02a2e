"""Who may post on a site."""

import pytest

from accounts.access import actor
from accounts.rules import Refused, allows
from registry import rules, services
from registry.models import Poster
from tests.cast import AT, Cast

from .sites import said, site


def test_somebody_is_added_once_with_one_event(cast: Cast):
    made = site(cast)
    for _time in range(2):
        services.add_poster(site=made, person=cast.val, by=actor(cast.maya), at=AT)
    assert [poster.person for poster in made.posters.select_related("person")] == [cast.maya, cast.val]
    assert said(made)[1:] == [("add_poster", "Maya Ortega", "added Val Novak as poster of Robotics on Instagram", "")]


def test_somebody_is_removed(cast: Cast):
    made = site(cast, posters=[cast.maya, cast.val])
    services.remove_poster(site=made, person=cast.val, by=actor(cast.maya), at=AT)
    assert list(Poster.objects.filter(site=made).values_list("person__name", flat=True)) == ["Maya Ortega"]
    assert said(made)[1:] == [("remove_poster", "Maya Ortega", "removed Val Novak as poster of Robotics on Instagram", "")]


def test_nobody_is_removed_who_does_not_post(cast: Cast):
    with pytest.raises(Refused, match="Val Novak does not post on Robotics on Instagram"):
        services.remove_poster(site=site(cast), person=cast.val, by=actor(cast.maya), at=AT)


def test_nobody_of_another_district_is_added(cast: Cast):
    with pytest.raises(Refused, match="does not belong to this district"):
        services.add_poster(site=site(cast), person=cast.hal, by=actor(cast.maya), at=AT)


def test_nobody_is_added_who_has_left(cast: Cast):
    cast.val.is_active = False
    with pytest.raises(Refused, match="Val Novak has left"):
        services.add_poster(site=site(cast), person=cast.val, by=actor(cast.maya), at=AT)


@pytest.mark.parametrize(
    ("who", "may"),
    [("maya", True), ("pat", True), ("dee", True), ("tom", True), ("sam", False), ("erin", False), ("hugo", False)],
)
def test_posters_are_named_by_the_responsible_employee_or_by_a_role_that_gives_orders(cast: Cast, who, may):
    made = site(cast)
    assert allows(rules.may_name_posters, cast.standing(getattr(cast, who)), made) is may


def test_nobody_posts_on_a_site_that_has_ended(cast: Cast):
    made = services.close(site=site(cast), reason="The club ended", by=cast.maya, at=AT)
    assert not allows(rules.may_name_posters, cast.standing(cast.maya), made)
