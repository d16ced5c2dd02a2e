"""Checking documents at a terminal: every problem with file, line, key path and an example, and an exit status."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from policies.selectors import preset_text, presets
from tests.policies.making import steps, text

WRONG = 'schema = 1\n[policy]\nkey = "made"\ntittle = "x"\n'


def file(folder: Path, name: str, content: str | bytes) -> str:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def test_good_documents_are_named_with_key_title_and_every_step(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    role = [{"key": key, "scope": "district"} for key in ("head", "office")]
    route = "ok: approve head\nlogo: notify office if uses_logo\ngive: provide requester after ok"
    made = text(role=role, field=[{"key": "uses_logo", "type": "bool"}], step=steps(route))
    paths = [file(tmp_path, "a.toml", made), file(tmp_path, "b.toml", text())]
    call_command("check_policy", *paths)
    assert capsys.readouterr().out.splitlines() == [
        f"{paths[0]}: made, Made for a test: approve:head + notify:office -> provide:requester",
        f"{paths[1]}: made, Made for a test: (nothing to decide)",
    ]


def test_rules_do_not_hide_the_route(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    field = {"key": "listed", "type": "bool"}
    rule = {"key": "unlisted", "effect": "refuse", "when": {"field": "listed", "is": False}}
    role = [{"key": "head", "scope": "district"}]
    call_command(
        "check_policy", file(tmp_path, "a.toml", text(role=role, field=[field], rule=[rule], step=steps("ok: approve head")))
    )
    assert capsys.readouterr().out.endswith(": approve:head\n")


def test_every_problem_has_file_line_key_path_what_was_expected_and_an_example(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(tmp_path, "a.toml", WRONG)
    with pytest.raises(SystemExit) as ended:
        call_command("check_policy", path)
    assert ended.value.code == 1
    said = capsys.readouterr().err.splitlines()
    assert said[0] == f"{path}: line 2: policy.title: expected, and missing"
    assert said[1].startswith("    for example: title = ")
    assert said[2].startswith(f"{path}: line 4: policy.tittle: unknown key: did you mean 'title'?")
    assert said[3] == said[1]
    assert len(said) == 4


def test_one_bad_document_fails_and_the_others_are_still_looked_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [file(tmp_path, "a.toml", WRONG), file(tmp_path, "b.toml", b"\xff\xfe"), str(tmp_path / "none.toml")]
    paths.append(file(tmp_path, "good.toml", text()))
    with pytest.raises(SystemExit) as ended:
        call_command("check_policy", *paths)
    found = capsys.readouterr()
    assert ended.value.code == 1
    assert f"{paths[1]}: expected text in UTF-8\n" in found.err
    assert f"{paths[2]}: cannot be read: No such file or directory.\n" in found.err
    assert found.out == f"{paths[3]}: made, Made for a test: (nothing to decide)\n"


def test_it_wants_a_file() -> None:
    with pytest.raises(CommandError, match="file"):
        call_command("check_policy")


def test_what_comes_along_is_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_policy", *[file(tmp_path, f"{key}.toml", preset_text(key)) for key in presets()])
    assert len(capsys.readouterr().out.splitlines()) == len(presets())
