"""Shell completion: commands, names, keys and values, without a word too many."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete
from conftest import Runner

from notebook.cli.lazy import LazyGroup
from notebook.cli.main import cli


@pytest.fixture
def offered(vault: Path, monkeypatch: pytest.MonkeyPatch):
    """What is offered at the end of a line, as zsh and fish ask for it."""
    (vault / "contacts" / "agata.md").write_text(
        "---\nname: Ágata Vilar\ntags: [close, climbing]\nlocation: Faro\n---\n"
    )
    monkeypatch.setenv("NOTEBOOK_VAULT", str(vault))

    def complete(*words: str) -> list[str]:
        completer = ShellComplete(cli, {}, "notebook", "_NOTEBOOK_COMPLETE")
        return [found.value for found in completer.get_completions(list(words[:-1]), words[-1])]

    return complete


def test_commands_are_offered(offered) -> None:
    assert offered("up") == ["upcoming"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("ada", ["ada-lovelace"]), ("sam", ["sam-haddad", "sam-okafor"]), ("agata", ["agata"]), ("Ág", ["Ágata"]),
     ("Co", ["Countess"]), ("Sa", ["sam-haddad", "sam-okafor"]), ("2026", ["2026-10-19-pycon-pt"]), ("zz", [])],
)  # fmt: skip
def test_names_are_offered(offered, typed: str, found: list[str]) -> None:
    assert offered("show", typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("tag:cl", ["tag:climbing", "tag:close"]),
        ("(tag:cl", ["(tag:climbing", "(tag:close"]),
        ("with:ada", ["with:ada-lovelace"]),
        ("kind:p", ["kind:project"]),
        ("org:", ["org:acm"]),
        ("in:", ["in:Faro"]),
        ("status:ar", ["status:archived"]),
        ("snoo", ["snooze:"]),
        ("channel:co", ["channel:coffee"]),
        ("zz", []),
    ],
)
def test_queries_are_offered_keys_and_values(offered, typed: str, found: list[str]) -> None:
    assert offered("search", "words", typed) == found


def test_saved_queries_are_offered(offered, vault: Path) -> None:
    (vault / "notebook.toml").write_text('[queries]\nlisbon = "in:Lisbon"\n')
    assert offered("list", "@l") == ["@lisbon"]


def test_a_key_that_is_meant_alone_is_offered_with_its_values(offered) -> None:
    assert offered("list", "chan")[:2] == ["channel:coffee", "channel:meal"]


def test_options_are_offered_values(offered) -> None:
    assert offered("list", "--format", "js") == ["json", "jsonl"]
    assert offered("list", "--kind", "e") == ["event"]
    assert offered("list", "--sort", "birth") == ["birthday"]
    assert offered("check", "--explain", "bad-y") == ["bad-yaml"]
    assert offered("fields", "c") == ["contact"]


def test_without_a_vault_completion_is_silent(
    home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(home)
    completer = ShellComplete(cli, {}, "notebook", "_NOTEBOOK_COMPLETE")
    assert completer.get_completions(["show"], "a") == []
    assert completer.get_completions(["list"], "tag:") == []
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell_is_printed(run: Runner, shell: str) -> None:
    ran = run("completion", shell)
    assert ran.code == 0
    assert f"_NOTEBOOK_COMPLETE={shell}_complete" in ran.stdout


def test_another_shell_is_refused(run: Runner) -> None:
    assert run("completion", "cmd").code == 2


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash here")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["notebook", "prom"], ["promises"]),
        (["notebook", "show", "ad"], ["ada-lovelace"]),
        (["notebook", "list", "tag", ":", "cl"], ["close"]),
        (["notebook", "list", "tag", ":"], ["close"]),
        (["notebook", "--vault", "/nowhere", "show", "ad"], []),
    ],
)
def test_a_real_bash_completes(run: Runner, vault: Path, words: list[str], found: list[str], tmp_path: Path) -> None:
    (vault / "contacts" / "agata.md").write_text("---\nname: Ágata Vilar\ntags: [close]\n---\n")
    program = tmp_path / "bin" / "notebook"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nfrom notebook.__main__ import main\nmain()\n")
    program.chmod(0o755)
    listed = " ".join(f"'{word}'" for word in words)
    script = f"""
        eval "$(notebook completion bash)"
        COMP_WORDS=({listed}); COMP_CWORD={len(words) - 1}; COMPREPLY=()
        _notebook_completion notebook '{words[-1]}' '{words[-2]}'
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    environment = run.environment({"NOTEBOOK_VAULT": str(vault)})
    environment["PATH"] = f"{program.parent}:{environment['PATH']}"
    done = subprocess.run(
        ["bash", "--norc", "-c", script], capture_output=True, encoding="utf-8", env=environment, check=False
    )
    assert done.stdout.split() == found
    assert done.stderr == ""


def test_every_command_says_in_its_help_what_the_list_of_commands_says() -> None:
    ctx = click.Context(cli)
    git = cli.get_command(ctx, "git")
    for group in (cli, git):
        assert isinstance(group, LazyGroup)
        for name, (_, sentence) in group.table.items():
            command = group.get_command(ctx, name)
            assert command is not None
            assert command.help is not None
            assert command.help.splitlines()[0] == sentence
            assert "\b" in command.help, f"{name} --help shows no example"


def test_channels_and_templates_are_offered(offered, vault: Path) -> None:
    (vault / "templates").mkdir()
    (vault / "templates" / "diary.md.j2").write_text("")
    assert offered("log", "--channel", "co") == ["coffee"]
    assert offered("digest", "--template", "di") == ["diary.md", "digest.html", "digest.md", "digest.txt"]


def test_a_name_in_another_script_is_offered(offered, vault: Path) -> None:
    (vault / "contacts" / "kuji-maho.md").write_text("---\nname: 久慈 真帆\n---\n", encoding="utf-8")
    assert offered("show", "久") == ["久慈"]
