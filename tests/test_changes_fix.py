"""`check --fix`: what is certain is mended where it stands, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Runner

ADA = "---\nname: Ada Lovelace\n---\n"
CHARLES = "---\nname: Charles Babbage\n---\n"


def make(folder: Path, **files: str) -> Path:
    (folder / "contacts").mkdir(parents=True)
    (folder / "interactions").mkdir()
    (folder / "notebook.toml").write_text("")
    (folder / "contacts/ada-lovelace.md").write_text(ADA)
    (folder / "contacts/charles-babbage.md").write_text(CHARLES)
    for path, text in files.items():
        kind, stem = path.split("__")
        (folder / kind / f"{stem.replace('_', '-')}.md").write_bytes(text.encode())
    return folder


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("birthday: 1990/3/5  # told me\n", "birthday: 1990-03-05  # told me\n"),
        ("birthday: '25.12.1990'\n", "birthday: '1990-12-25'\n"),
        ("birthday: 12 March 1990\n", "birthday: 1990-03-12\n"),
        ("status: dormnt\n", "status: dormant\n"),
        ("knows: [{who: Ada Lovlace, as: friend}]\n", "knows: [{who: ada-lovelace, as: friend}]\n"),
        ('knows: ["[[Ada Lovlace|Ada]]"]\n', 'knows: ["[[ada-lovelace|Ada]]"]\n'),
        ("knows: [Lovelace, Babbage]\n", "knows: [ada-lovelace, charles-babbage]\n"),
    ],
)
def test_what_was_certainly_meant_is_written_where_it_stands(home: Path, run: Runner, before: str, after: str) -> None:
    vault = make(home / "vault", contacts__rui=f"---\r\nname: Rui\r\n{before}---\r\nSome text.")
    ran = run("check", "--fix", "--yes", cwd=vault)
    assert (ran.code, (vault / "contacts/rui.md").read_bytes()) == (
        0,
        f"---\r\nname: Rui\r\n{after}---\r\nSome text.".encode(),
    )
    assert 0 == run("check", cwd=vault).code


@pytest.mark.parametrize(
    "line",
    [
        "birthday: 1990-13-05",  # the month and the day swapped, or a slip in the month
        "birthday: 03/05/1990",  # read differently on two sides of an ocean
        "cadence: 45",
        "knows: [Ana]",
        "knows: [someone else]",
        "taggs: [x]",
    ],
)
def test_what_could_mean_two_things_is_left_to_the_user(home: Path, run: Runner, line: str) -> None:
    text = f"---\nname: Anna\n{line}\n---\n"
    vault = make(home / "vault", contacts__anna=text)
    ran = run("check", "--fix", "--yes", cwd=vault)
    assert "Nothing here can be mended without asking you what you meant.\n" == ran.stderr
    assert text == (vault / "contacts/anna.md").read_text()


def test_places_in_the_text_are_mended_too(home: Path, run: Runner) -> None:
    text = (
        "---\ndate: 2026-11-18\nwith: [ada-lovelace]\n---\n"
        "See [[contacts/Ada Lovlace.md|her card]], and [[nowhere]].\n\n"
        "- [ ] @charles-babage: the drawings due:2026/12/1 at noon\n"
    )
    vault = make(home / "vault", interactions__talk=text)
    run("check", "--fix", "--yes", cwd=vault)
    mended = text.replace("Ada Lovlace", "ada-lovelace").replace("babage", "babbage").replace("2026/12/1", "2026-12-01")
    assert mended == (vault / "interactions/talk.md").read_text()


def test_several_on_one_line_are_all_mended(home: Path, run: Runner) -> None:
    text = "---\ndate: 2026-11-18\nwith: [Ada Lovlace, Charles Babage, Ada Lovelase]\n---\n"
    vault = make(home / "vault", interactions__talk=text)
    run("check", "--fix", "--yes", cwd=vault)
    written = (vault / "interactions/talk.md").read_text()
    assert "with: [ada-lovelace, charles-babbage, ada-lovelace]\n" in written


def test_without_a_terminal_it_asks_for_yes(home: Path, run: Runner) -> None:
    vault = make(home / "vault", contacts__rui="---\nname: Rui\nbirthday: 1990/3/5\n---\n")
    ran = run("check", "--fix", cwd=vault)
    assert 2 == ran.code
    assert ran.stderr == (
        "Error: Nobody can be asked here. Nothing was written.\n"
        "Hint: --dry-run shows what would be changed; --yes changes it.\n"
    )


def test_a_dry_run_shows_the_diff_and_writes_nothing(home: Path, run: Runner) -> None:
    text = "---\nname: Rui\nbirthday: 1990/3/5\n---\n"
    vault = make(home / "vault", contacts__rui=text)
    ran = run("check", "--fix", "--dry-run", cwd=vault)
    assert "-birthday: 1990/3/5\n+birthday: 1990-03-05\n" in ran.stdout
    assert text == (vault / "contacts/rui.md").read_text()


def test_what_is_left_is_shown_with_its_exit_code(home: Path, run: Runner) -> None:
    vault = make(home / "vault", contacts__rui="---\nname: Rui\nbirthday: 1990/3/5\ncadence: 45\n---\n")
    ran = run("check", "--fix", "--yes", cwd=vault)
    assert (ran.code, ran.lines[0]) == (1, "Fixed 1 problem.")
    assert ran.lines[1].startswith("contacts/rui.md:4:10  bad-cadence")
