"""Which files a vault holds, and which kind each is of."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from notebook.records import Kind
from notebook.vault.reading.load import kind_of
from notebook.vault.reading.scan import scan, start_scan


def make(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("")


def problems(root: Path) -> list[tuple[str, str]]:
    return [(one.code, one.path) for one in scan(root).problems]


def test_every_markdown_file_is_found(tmp_path: Path) -> None:
    make(tmp_path, "a.md", "contacts/b.md", "contacts/deep/er/c.MD", "d.Md")
    assert sorted(scan(tmp_path).paths) == ["a.md", "contacts/b.md", "contacts/deep/er/c.MD", "d.Md"]


def test_what_is_hidden_and_what_is_the_notebooks_own_is_left_out(tmp_path: Path) -> None:
    make(
        tmp_path,
        ".a.md",
        ".git/b.md",
        "contacts/.trash/c.md",
        "templates/d.md",
        "digests/e.md",
        "f.txt",
        "md",
        "g.markdown",
    )
    assert scan(tmp_path).paths == []


def test_folders_called_templates_deeper_down_are_the_users(tmp_path: Path) -> None:
    make(tmp_path, "contacts/templates/a.md")
    assert scan(tmp_path).paths == ["contacts/templates/a.md"]


def test_two_scans_of_one_vault_are_equal(tmp_path: Path) -> None:
    make(tmp_path, *(f"contacts/{name}.md" for name in "zyxabc"), "b.md", "a/c.md")
    assert scan(tmp_path) == scan(tmp_path)


def test_a_link_to_a_file_in_the_vault_is_a_file(tmp_path: Path) -> None:
    make(tmp_path, "notes/a.md")
    (tmp_path / "b.md").symlink_to("notes/a.md")
    assert (sorted(scan(tmp_path).paths), problems(tmp_path)) == (["b.md", "notes/a.md"], [])


def test_a_linked_folder_is_not_followed(tmp_path: Path) -> None:
    make(tmp_path, "notes/a.md")
    (tmp_path / "again").symlink_to("notes")
    (tmp_path / "notes" / "loop").symlink_to("..")
    assert (scan(tmp_path).paths, problems(tmp_path)) == (["notes/a.md"], [])


@pytest.mark.parametrize("target", ["../outside.md", "/etc/passwd", "../nowhere.md", "/dev/zero"])
def test_a_link_out_of_the_vault_is_a_problem(tmp_path: Path, target: str) -> None:
    make(tmp_path, "outside.md", "vault/a.md")
    (tmp_path / "vault" / "b.md").symlink_to(target)
    assert problems(tmp_path / "vault") == [("symlink-outside", "b.md")]


def test_a_link_to_a_folder_outside_is_a_problem_and_one_to_another_file_is_none(tmp_path: Path) -> None:
    make(tmp_path, "out/a.md", "vault/a.md")
    (tmp_path / "vault" / "folder").symlink_to("../out")
    (tmp_path / "vault" / "photo.png").symlink_to("../out/a.md")
    assert problems(tmp_path / "vault") == [("symlink-outside", "folder")]


def test_a_vault_that_begins_like_another_folder_is_not_that_folder(tmp_path: Path) -> None:
    make(tmp_path, "vault/a.md", "vault-2/b.md")
    (tmp_path / "vault" / "b.md").symlink_to("../vault-2/b.md")
    assert problems(tmp_path / "vault") == [("symlink-outside", "b.md")]


def test_a_vault_reached_through_a_link_is_a_vault(tmp_path: Path) -> None:
    make(tmp_path, "vault/a.md")
    (tmp_path / "vault" / "b.md").symlink_to("a.md")
    (tmp_path / "link").symlink_to("vault")
    assert (scan(tmp_path / "link").paths, problems(tmp_path / "link")) == (["a.md", "b.md"], [])


@pytest.mark.parametrize("target", ["gone.md", "b.md"])
def test_a_link_to_nothing_is_a_problem(tmp_path: Path, target: str) -> None:
    (tmp_path / "b.md").symlink_to(target)
    assert problems(tmp_path) == [("unreadable-file", "b.md")]


def test_a_name_that_is_not_utf8_is_a_problem_that_can_be_printed(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"jo\xe3o.md")).write_text("")
    ((code, path),) = problems(tmp_path)
    assert (code, path) == ("unreadable-file", "jo\\udce3o.md")


def test_a_pipe_is_a_problem_and_is_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert (scan(tmp_path).paths, problems(tmp_path)) == ([], [("unreadable-file", "pipe.md")])


def test_a_folder_called_like_a_note_is_a_folder(tmp_path: Path) -> None:
    make(tmp_path, "folder.md/a.md")
    assert (scan(tmp_path).paths, problems(tmp_path)) == (["folder.md/a.md"], [])


def test_a_folder_that_cannot_be_opened_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a.md", "closed/b.md")
    inner = os.open

    def refuse(path: str, *rest: int) -> int:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return inner(path, *rest)

    monkeypatch.setattr(os, "open", refuse)
    assert (scan(tmp_path).paths, problems(tmp_path)) == (["a.md"], [("unreadable-file", "closed")])


def test_a_thousand_folders_in_each_other_are_a_problem_and_no_crash(tmp_path: Path) -> None:
    here = Path.cwd()
    try:
        os.chdir(tmp_path)
        for _ in range(600):
            Path("d").mkdir()
            os.chdir("d")
    finally:
        os.chdir(here)
    make(tmp_path, "a.md")
    assert (scan(tmp_path).paths, [code for code, _ in problems(tmp_path)]) == (["a.md"], ["unreadable-file"])
    remove_deep(tmp_path / "d")


def remove_deep(folder: Path) -> None:
    """Removes folders that lie too deep for shutil.rmtree, and so for pytest's cleaning up."""
    depth, place = 0, folder
    while place.exists():
        outer = folder.parent / f"{folder.name}{depth}"
        (place / "d").rename(outer) if (place / "d").exists() else None
        place.rmdir()
        depth, place = depth + 1, outer


FOLDERS: dict[str, Kind] = {"contacts": "contact", "contacts/work/meetings": "interaction", "People & Co": "contact"}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("contacts/a.md", "contact"),
        ("contacts/work/a.md", "contact"),
        ("contacts/work/meetings/2026/a.md", "interaction"),
        ("People & Co/a.md", "contact"),
        ("a.md", None),
        ("other/contacts/a.md", None),
        ("contacts.md", None),
        ("Contacts/a.md", None),
    ],
)
def test_the_innermost_folder_says_the_kind(path: str, kind: Kind | None) -> None:
    assert kind_of(path, FOLDERS) == kind


def test_the_vault_itself_may_be_a_folder_of_a_kind() -> None:
    assert (kind_of("a.md", {"": "contact"}), kind_of("x/a.md", {"": "contact"})) == ("contact", "contact")


def test_a_scan_by_two_processes_is_the_scan(tmp_path: Path) -> None:
    make(tmp_path, *(f"contacts/{number}.md" for number in range(25)), "A.MD", "b.md", "deep/er/C.Md", "x.md/in.md")
    (tmp_path / "link.md").symlink_to("b.md")
    assert start_scan(tmp_path, apart=True)() == scan(tmp_path)
