"""Loading a policy: versions, roles, one event, and nothing at all where anything is wrong."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command

from accounts.access import actor
from accounts.models import Appointment, District, Role
from policies import selectors
from policies.document import PolicyError
from policies.models import PolicyVersion
from policies.selectors import document_of, preset_text, same_in_force, version_in_force
from policies.services import load_policy
from records.events import OPERATOR, trail
from tests.cast import AT, SINCE, TODAY, Cast

from .making import text

LATER = date(2026, 11, 2)


@pytest.fixture
def harbor(db: None) -> District:
    """A district without anything."""
    return District.objects.create(name="Harbor", time_zone="America/Chicago", email_domains=["harbor.example"])


def load(district: District, written: str, begins: date = TODAY, **more: Any) -> PolicyVersion:
    """Load a text at the moment of the tests."""
    return load_policy(district=district, text=written, in_force_from=begins, by=more.get("by", OPERATOR), at=AT)


def made(title: str, **blocks: Any) -> str:
    """A small document by its title."""
    return text(policy={"key": "made", "title": title}, **blocks)


def test_a_version_keeps_its_text_its_hash_and_who_loaded_it(cast: Cast) -> None:
    version = load(cast.lakeside, preset_text("jndc"), LATER, by=actor(cast.tom))
    assert (version.number, version.key, version.schema, version.in_force_from) == (2, "jndc", 1, LATER)
    assert (version.text, version.sha256) == (preset_text("jndc"), selectors.hash_of(preset_text("jndc")))
    assert (version.loaded_by, version.loaded_at) == ("Tom Adeyemi", AT)


def test_loading_leaves_exactly_one_line_in_the_trail(cast: Cast) -> None:
    version = load(cast.lakeside, made("New"), LATER, by=actor(cast.tom))
    (event,) = trail("policy", version.pk)
    assert (event.actor_name, event.verb, event.district_id) == ("Tom Adeyemi", "load", cast.lakeside.pk)
    assert event.sentence == "loaded New, version 2, in force from November 2, 2026"


def test_versions_are_numbered_in_each_district_by_itself(harbor: District, cast: Cast) -> None:
    assert [load(harbor, made(title)).number for title in ("One", "Two")] == [1, 2]
    assert load(cast.lakeside, made("One")).number == 2


def test_the_roles_a_policy_names_are_made_with_what_they_may_do(harbor: District) -> None:
    load(harbor, preset_text("jndc"))
    roles = {role.key: role for role in Role.objects.filter(district=harbor)}
    assert set(roles) == {"supervisor", "superintendent", "administration", "board", "principal", "technology_director"}
    assert (roles["board"].scope, roles["board"].recorded_by, roles["board"].capabilities) == ("external", ["superintendent"], [])
    assert (roles["superintendent"].capabilities, roles["superintendent"].delegable) == (
        ["reads", "orders", "edits_policies"],
        True,
    )
    assert (roles["principal"].label, roles["principal"].capabilities) == ("Principal", ["reads", "orders", "heads"])


def test_another_policy_renames_a_role_and_leaves_its_holders(cast: Cast) -> None:
    before = list(Appointment.objects.order_by("pk").values())
    load(cast.lakeside, preset_text("chsd230"))
    principal = Role.objects.get(district=cast.lakeside, key="principal")
    assert (principal.label, principal.capabilities) == ("Building Principal", ["reads", "orders", "heads"])
    assert list(Appointment.objects.order_by("pk").values()) == before


def test_a_policy_that_does_not_say_what_a_role_may_do_leaves_that_as_it_is(cast: Cast) -> None:
    load(cast.lakeside, made("New", role=[{"key": "technology_director", "label": "Head of IT", "scope": "district"}]))
    role = Role.objects.get(district=cast.lakeside, key="technology_director")
    assert (role.label, "edits_policies" in role.capabilities) == ("Head of IT", True)


def test_a_role_with_holders_cannot_move_to_another_scope(cast: Cast) -> None:
    with pytest.raises(PolicyError) as caught:
        load(cast.lakeside, made("New", role=[{"key": "principal", "scope": "district"}]))
    (problem,) = caught.value.problems
    assert (problem.where, problem.what) == (
        "role[0].scope",
        "expected 'school': people are appointed to Principal under that scope",
    )
    assert PolicyVersion.objects.filter(district=cast.lakeside).count() == 1


def test_a_role_nobody_holds_any_more_may_move(cast: Cast) -> None:
    Appointment.objects.filter(role__key="principal").update(starts_on=SINCE, ends_on=TODAY - timedelta(days=1))
    load(cast.lakeside, made("New", role=[{"key": "principal", "scope": "district"}]))
    assert Role.objects.get(district=cast.lakeside, key="principal").scope == "district"


def test_a_text_with_a_mistake_stores_nothing(harbor: District) -> None:
    with pytest.raises(PolicyError):
        load(harbor, made("New", role=[{"key": "principal", "scope": "planet"}]))
    assert (PolicyVersion.objects.count(), Role.objects.count(), trail("policy", 1)) == (0, 0, [])


def test_the_same_text_again_changes_nothing(harbor: District) -> None:
    first = load(harbor, made("One"))
    assert same_in_force(harbor.pk, made("One"), LATER) == first
    assert load(harbor, made("One"), LATER) == first
    assert (PolicyVersion.objects.count(), len(trail("policy", first.pk))) == (1, 1)


def test_the_same_text_for_an_earlier_day_or_after_another_policy_is_a_version(harbor: District) -> None:
    first = load(harbor, made("One"))
    assert load(harbor, made("One"), TODAY - timedelta(days=1)) != first
    load(harbor, made("Two"), LATER)
    assert load(harbor, made("One"), LATER + timedelta(days=1)).number == 4


def test_a_version_is_in_force_from_its_day_until_a_later_one_is(harbor: District) -> None:
    assert version_in_force(harbor.pk, TODAY) is None
    one, two, three = load(harbor, made("One")), load(harbor, made("Two"), LATER), load(harbor, made("Three"), LATER)
    days = [TODAY - timedelta(days=1), TODAY, LATER - timedelta(days=1), LATER, date(2030, 1, 1)]
    assert [version_in_force(harbor.pk, day) for day in days] == [None, one, one, three, three]
    assert two.number == 2


def test_the_document_of_a_version_is_read_once(harbor: District, django_assert_num_queries: Any) -> None:
    load(harbor, made("Once"))
    first = document_of(PolicyVersion.objects.get())
    again = PolicyVersion.objects.defer("text").get()
    with django_assert_num_queries(0):
        assert document_of(again) is first
    assert first.policy.title == "Once"


def test_a_cached_document_belongs_to_its_text(harbor: District) -> None:
    load(harbor, made("One"))
    load(harbor, made("Two"))
    assert [document_of(version).policy.title for version in PolicyVersion.objects.order_by("number")] == ["One", "Two"]


# the command


def written(folder: Path, content: str | bytes) -> str:
    """A file with this content."""
    path = folder / "policy.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def test_the_command_loads_a_file(harbor: District, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_policy", written(tmp_path, made("One")), "--district", str(harbor.pk), "--from", "2026-09-01")
    version = PolicyVersion.objects.get()
    assert (version.in_force_from, version.loaded_by) == (date(2026, 9, 1), "The operator")
    assert capsys.readouterr().out == "Loaded One, version 1 for Harbor, in force from September 1, 2026.\n"


@time_machine.travel(datetime(2026, 9, 16, 3, 0, tzinfo=UTC), tick=False)
def test_the_command_begins_on_the_districts_own_day_where_none_is_given(harbor: District, tmp_path: Path) -> None:
    call_command("load_policy", written(tmp_path, made("One")), "--district", str(harbor.pk))
    assert PolicyVersion.objects.get().in_force_from == date(2026, 9, 15)


def test_the_command_says_that_the_same_text_changes_nothing(
    harbor: District, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load(harbor, made("One"))
    call_command("load_policy", written(tmp_path, made("One")), "--district", str(harbor.pk), "--from", "2026-12-01")
    assert capsys.readouterr().out == "Nothing to do: One, version 1 of Harbor is this text, to the letter.\n"


def test_the_command_prints_one_problem_a_line_and_fails(
    harbor: District, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, 'schema = 1\n[policy]\nkey = "made"\ntittle = "x"\n')
    with pytest.raises(SystemExit) as ended:
        call_command("load_policy", path, "--district", str(harbor.pk))
    lines = capsys.readouterr().err.splitlines()
    assert ended.value.code == 1
    assert lines[0] == f"{path}: line 2: policy.title: expected, and missing"
    assert lines[1].startswith(f"{path}: line 4: policy.tittle: unknown key: did you mean 'title'? expected one of key, code")
    assert len(lines) == 2


@pytest.mark.parametrize(
    ("content", "sentence"), [(b"\xff\xfe", "expected text in UTF-8"), (None, "cannot be read: No such file or directory")]
)
def test_the_command_refuses_a_file_it_cannot_read(
    harbor: District, tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    path = written(tmp_path, content) if content else str(tmp_path / "none.toml")
    with pytest.raises(CommandError, match=sentence):
        call_command("load_policy", path, "--district", str(harbor.pk))


def test_the_command_refuses_a_district_that_does_not_exist(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no district 7"):
        call_command("load_policy", written(tmp_path, made("One")), "--district", "7")


@pytest.mark.parametrize("day", ["2026-13-45", "tomorrow", "2026-02-30"])
def test_the_command_says_how_a_day_is_written(harbor: District, tmp_path: Path, day: str) -> None:
    with pytest.raises(CommandError, match=f"argument --from: expected a day as YYYY-MM-DD, such as 2026-08-17, not {day}$"):
        call_command("load_policy", written(tmp_path, made("One")), "--district", str(harbor.pk), "--from", day)


@time_machine.travel(AT, tick=False)
def test_the_command_lets_only_a_first_policy_begin_in_the_past(harbor: District, tmp_path: Path) -> None:
    words = ("--district", str(harbor.pk), "--from")
    call_command("load_policy", written(tmp_path, made("One")), *words, "2026-08-01")
    with pytest.raises(CommandError, match=r"Choose today or a later day: what was submitted before keeps its version."):
        call_command("load_policy", written(tmp_path, made("Two")), *words, "2026-09-14")
    call_command("load_policy", written(tmp_path, made("Two")), *words, "2026-09-15")
    assert [str(version) for version in PolicyVersion.objects.order_by("number")] == ["One, version 1", "Two, version 2"]
