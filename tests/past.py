"""A hundred commits of a vault's life, the same each time: edits, moves, other settings, things that go wrong."""

from __future__ import annotations

import datetime
import os
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from conftest import EXAMPLE

BROKEN = Path(__file__).resolve().parent / "broken-vault"
COMMITS = 100
FIRST = datetime.datetime(2026, 8, 13, 9, tzinfo=datetime.UTC)  # and one a day from then on

TEMPLATE = (
    "{% include 'built-in/digest.md.j2' %}\n\nOurs: {{ sections | length }} sections. {% include 'parts/end.j2' %}\n"
)
SETTINGS = (
    'me = "clara"\nlook-ahead = 3\n\n[folders]\ncontact = ["contacts", "people"]\n\n[digest]\nlook_ahead = "40 days"\n'
)


def git(folder: Path, *arguments: str, day: datetime.datetime = FIRST) -> str:
    """What git prints, as Clara, on that day."""
    when = day.isoformat()
    names = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER")
             for what, value in (("NAME", "Clara"), ("EMAIL", "clara@example.org"), ("DATE", when))}  # fmt: skip
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", "-c", "init.defaultBranch=main", "-c", "core.autocrlf=false", *arguments],
        cwd=folder, env={**os.environ, **names, **alone}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def commit(folder: Path, message: str, day: datetime.datetime) -> None:
    """Commits all there is."""
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message, day=day)


def live(root: Path) -> list[str]:
    """Makes the folder a vault with a past; the ids of its commits, the first one first."""
    shutil.copytree(EXAMPLE, root)
    git(root, "init", "--quiet")
    chance = random.Random(20261121)
    for number in range(COMMITS):
        if number:
            for _ in range(chance.randint(1, 4)):
                chance.choices([_edit, _add, _move, _delete], [6, 3, 2, 1])[0](root, chance)
            HAPPENINGS.get(number, _nothing)(root)
        commit(root, f"Day {number}", FIRST + datetime.timedelta(number))
    return git(root, "rev-list", "--reverse", "HEAD").splitlines()


def _notes(root: Path) -> list[Path]:
    folders = ("contacts", "interactions", "events", "organizations", "projects")
    return sorted(note for folder in folders for note in (root / folder).rglob("*.md") if not note.is_symlink())


def _edit(root: Path, chance: random.Random) -> None:
    note = chance.choice(_notes(root))
    raw = note.read_bytes()
    day = chance.randint(1, 28)
    ways = [
        raw + f"\n- [ ] @me bring the map (due 2026-11-{day:02})\n".encode(),
        raw.replace(b"\n---\n", f"\ntags: [seen-{day}]\n---\n".encode(), 1),
        raw.replace(b"\n---\n", f"\ncadence: {day} days\n---\n".encode(), 1),
        raw.replace(b"\n", b"\r\n"),
        raw.replace(b"the ", b"some "),
        raw.replace(b"---\n", b"---\nbirthday: 13-45\n", 1),
    ]
    note.write_bytes(chance.choice(ways))


def _add(root: Path, chance: random.Random) -> None:
    note = chance.choice(_notes(root))
    number = chance.randint(1, 10**6)
    name = chance.choice([f"{note.stem}-{number}.md", f"{note.stem}-{number}.MD", f"ção {number}.md"])
    (note.parent / chance.choice([".", "more", "more/.hidden"])).mkdir(exist_ok=True, parents=True)
    (note.parent / chance.choice([".", "more" if (note.parent / "more").exists() else "."]) / name).write_bytes(
        note.read_bytes().replace(b"name: ", f"name: {number} ".encode(), 1)
    )


def _move(root: Path, chance: random.Random) -> None:
    note = chance.choice(_notes(root))
    note.rename(note.with_name(f"{chance.choice('amz')}-{note.name}"))


def _delete(root: Path, chance: random.Random) -> None:
    chance.choice(_notes(root)).unlink()


def _nothing(root: Path) -> None:
    pass


def _break_things(root: Path) -> None:
    shutil.copytree(BROKEN, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("notebook.toml"))
    contacts = root / "contacts"
    (contacts / "not-utf8.md").write_bytes("---\nname: Jo\xe3o\n---\n".encode("latin-1"))
    (contacts / "too-large.md").write_bytes(b"x" * (1024 * 1024 + 1))
    (root / "too-large.md").write_bytes(b"x" * (1024 * 1024 + 7))
    (contacts / "empty.md").write_bytes(b"")
    (contacts / "folder.md").mkdir()
    (contacts / "folder.md" / "inside.md").write_text("---\nname: Inside\n---\n")
    (contacts / os.fsdecode(b"odd-\xff.md")).write_bytes(b"---\nname: Odd\n---\n")
    (contacts / os.fsdecode(b"odd-\xff")).mkdir()
    (contacts / os.fsdecode(b"odd-\xff") / "inside.md").write_bytes(b"---\nname: Odd\n---\n")
    deep = root.joinpath(*["deep"] * 70)
    deep.mkdir(parents=True)
    (deep / "deepest.md").write_text("---\nname: Deepest\n---\n")


def _mend_things(root: Path) -> None:
    for name in ("not-utf8.md", "too-large.md", "bad-yaml-colon.md"):
        (root / "contacts" / name).unlink(missing_ok=True)
    shutil.rmtree(root / "deep")


def _link_things(root: Path) -> None:
    links = {
        "contacts/linked.md": "../organizations/linked-to.md",
        "contacts/twice.md": "linked.md",
        "contacts/through.md": "../way/linked-to.md",
        "way": "organizations",
        "contacts/out.md": "../../outside.md",
        "contacts/out": "../..",
        "contacts/back.md": "../../../../../../../../../../nowhere/at-all.md",
        "contacts/nothing.md": "gone.md",
        "contacts/itself.md": "itself.md",
        "contacts/a-folder.md": "../events",
        "contacts/hidden.md": "../.kept/away.md",
        "contacts/no-note.md": "../notebook.toml",
        "contacts/not-markdown": "../notebook.toml",
        "interactions/loop": "loop",
    }
    (root / "organizations/linked-to.md").write_text("---\nname: Linked To\n---\nSee [[linked]].\n")
    (root / ".kept").mkdir(exist_ok=True)
    (root / ".kept/away.md").write_text("---\nname: Away\n---\n")
    for path, target in links.items():
        (root / path).symlink_to(target)


def _own_templates(root: Path) -> None:
    (root / "templates/parts").mkdir(parents=True)
    (root / "templates/digest.md.j2").write_text(TEMPLATE)
    (root / "templates/parts/end.j2").write_bytes(b"The end.\r\nReally.")
    (root / "templates/note.md").write_text("---\nname: No Record\n---\n")
    (root / "digests").mkdir()
    (root / "digests/2026-W30.md").write_text("old\n")


def _other_settings(root: Path) -> None:
    (root / "notebook.toml").write_text(SETTINGS)
    (root / "people").mkdir()
    (root / "people/rita.md").write_text("---\nname: Rita\ncadence: 5 days\nlast_contact: 2026-01-01\n---\n")


HAPPENINGS: dict[int, Callable[[Path], None]] = {
    15: _own_templates,
    25: _break_things,
    30: _link_things,
    40: _mend_things,
    55: _other_settings,
    70: lambda root: shutil.rmtree(root / "templates"),
    80: lambda root: (root / "notebook.toml").write_text("\ufeff" + (EXAMPLE / "notebook.toml").read_text()) and None,
}
