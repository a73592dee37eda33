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


# What a merge left

MARKED = "---\nname: Rui\n<<<<<<< HEAD\ntags: [a]\n=======\ntags: [b]\n>>>>>>> laptop\n---\nText.\n"
CLASHING = "---\nname: Eva\n<<<<<<< HEAD\nrole: Poet\n=======\nrole: Painter\n>>>>>>> laptop\n---\nText.\n"


def test_conflict_markers_are_taken_out_where_the_sides_go_together(home: Path, run: Runner) -> None:
    vault = make(home / "vault", contacts__rui=MARKED)
    ran = run("check", "--fix", "--yes", cwd=vault)
    assert (0, "Fixed 1 problem.\n") == (ran.code, ran.stdout)
    assert "---\nname: Rui\ntags: [a, b]\n---\nText.\n" == (vault / "contacts/rui.md").read_text()


def test_the_step_that_took_markers_out_can_be_taken_back(home: Path, run: Runner) -> None:
    vault = make(home / "vault", contacts__rui=MARKED)
    run("check", "--fix", "--yes", cwd=vault)
    run("undo", cwd=vault)
    assert MARKED == (vault / "contacts/rui.md").read_text()


def test_a_dry_run_shows_what_would_become_of_the_markers(home: Path, run: Runner) -> None:
    vault = make(home / "vault", contacts__rui=MARKED)
    ran = run("check", "--fix", "--dry-run", cwd=vault)
    assert (0, MARKED) == (ran.code, (vault / "contacts/rui.md").read_text())
    gone = "-<<<<<<< HEAD\n-tags: [a]\n-=======\n-tags: [b]\n->>>>>>> laptop\n+tags: [a, b]\n"
    assert gone in ran.stdout


def test_sides_that_differ_are_left_and_hide_no_other_fix(home: Path, run: Runner) -> None:
    vault = make(home / "vault", contacts__rui=MARKED, contacts__eva=CLASHING)
    ran = run("check", "--fix", "--yes", cwd=vault)
    assert "contacts/eva.md: the conflict markers are left to you: the two sides differ.\n" == ran.stderr
    assert ran.lines[:2] == [
        "Fixed 1 problem.",
        "contacts/eva.md:3:1  conflict-markers  A merge left conflict markers here.",
    ]
    assert (1, CLASHING) == (ran.code, (vault / "contacts/eva.md").read_text())


def test_several_problems_of_one_file_are_mended_together(home: Path, run: Runner) -> None:
    text = (
        "---\nname: Rui\nbirthday: 1990/3/5\nknows: [Ada Lovlace]\nlinks:\n  github: rui\n  github: rui\nrole: Poet\n"
        "role: Poet\n---\nText.\n<<<<<<< HEAD\n- [ ] one\n=======\n- [ ] two due:2026/12/1\n>>>>>>> laptop\n"
    )
    vault = make(home / "vault", contacts__rui=text)
    ran = run("check", "--fix", "--yes", cwd=vault)
    assert (0, "", "Fixed 6 problems.\n") == (ran.code, ran.stderr, ran.stdout)
    assert (vault / "contacts/rui.md").read_text() == (
        "---\nname: Rui\nbirthday: 1990-03-05\nknows: [ada-lovelace]\nlinks:\n  github: rui\nrole: Poet\n"
        "---\nText.\n- [ ] one\n- [ ] two due:2026-12-01\n"
    )


def test_keys_that_stand_twice_are_mended_where_they_agree(home: Path, run: Runner) -> None:
    text = (
        "---\nname: Rui\ntags: [a]\nrole: Poet\nrole: Painter\ntags: [b]\nsnooze: 2026-12-01\nsnooze: 2027-01-01\n---\n"
    )
    vault = make(home / "vault", contacts__rui=text)
    ran = run("check", "--fix", "--yes", cwd=vault)
    assert 'contacts/rui.md:5: "role" says two things, so it is left to you.\n' == ran.stderr
    after = "---\nname: Rui\ntags: [a, b]\nrole: Poet\nrole: Painter\nsnooze: 2027-01-01\n---\n"
    assert (1, after) == (ran.code, (vault / "contacts/rui.md").read_text())
    assert ran.lines == [
        "Fixed 2 problems.",
        'contacts/rui.md:5:1  duplicate-key  "role" stands twice: the first is on line 4.',
        '    Line 4 says "Poet", line 5 says "Painter". Keep one of the two; until then the first one counts.',
    ]


def test_a_value_under_a_key_that_stood_twice_is_mended_next(home: Path, run: Runner) -> None:
    text = "---\nname: Rui\nbirthday: 1990/3/5\nbirthday: 1990/3/5\n---\n"
    vault = make(home / "vault", contacts__rui=text)
    ran = run("check", "--fix", "--yes", cwd=vault)
    assert (0, "") == (ran.code, ran.stderr)
    assert "---\nname: Rui\nbirthday: 1990-03-05\n---\n" == (vault / "contacts/rui.md").read_text()


def test_without_git_markers_in_a_text_are_left(home: Path, run: Runner) -> None:
    sides = "<<<<<<< o\nOne\nb\nc\nd\n||||||| b\na\nb\nc\nd\n=======\na\nb\nc\nTwo\n>>>>>>> t\n"
    vault = make(home / "vault", contacts__rui=f"---\nname: Rui\n---\n{sides}")
    text = (vault / "contacts/rui.md").read_text()
    ran = run("check", "--fix", "--yes", cwd=vault, env={"PATH": "/nowhere"})
    assert (1, text) == (ran.code, (vault / "contacts/rui.md").read_text())
    assert 0 == run("check", "--fix", "--yes", cwd=vault).code


def test_a_file_in_no_folder_of_a_kind_is_mended_by_the_kind_it_states(home: Path, run: Runner) -> None:
    vault = make(home / "vault")
    (vault / "rui.md").write_text("---\nkind: contact\nemail: a@b.example\nemail: [c@d.example]\n---\n")
    run("check", "--fix", "--yes", cwd=vault)
    expected = '---\nkind: contact\nemail: ["a@b.example", "c@d.example"]\n---\n'
    assert expected == (vault / "rui.md").read_text()
