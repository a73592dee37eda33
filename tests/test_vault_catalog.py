"""The catalog changes nothing but the time it takes: with it, without it, damaged or shared, the vault is the same."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from notebook.crosscheck import all_problems
from notebook.practice.follow_up.cadence import due_contacts
from notebook.practice.promises import promises
from notebook.practice.threads import threads
from notebook.practice.upcoming import upcoming
from notebook.vault.reading import catalog as catalog_module
from notebook.vault.reading import load as load_module
from notebook.vault.reading.load import Vault, load

TODAY = date(2026, 11, 21)
ROOT = Path(__file__).resolve().parent.parent
SETTLING = 0.03  # seconds; longer than a tick of the file system's clock


@pytest.fixture(autouse=True)
def settles_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_module, "_SETTLING", int(SETTLING * 1e9))


def loaded(root: Path, cache: Path | None, say: Callable[[str], None] | None = None) -> Vault:
    return load(root, cache=cache, now_ns=time.time_ns(), say=say or (lambda line: None))


def seen(vault: Vault) -> dict[str, object]:
    """Everything a command can see of a vault."""
    snapshot = vault.snapshot
    return {
        "contacts": snapshot.contacts,
        "promises": promises(snapshot),
        "threads": threads(snapshot),
        "talks": [(one.id, snapshot.talks(one.id), snapshot.last_contact(one.id, TODAY)) for one in snapshot.contacts],
        "due": due_contacts(snapshot, TODAY, {"a": 3, "b": 5}, ahead=None),
        "ahead": upcoming(snapshot, TODAY, 400),
        "backlinks": [snapshot.backlinks(one.id) for one in snapshot.records],
        "named": [snapshot.resolve(name) for name in ("ada", "Ada", "bob", "eve", "conf", "note")],
        "records": tuple(vault.snapshot.records),
        "problems": vault.snapshot.file_problems,
        "all problems": all_problems(vault.snapshot),
        "notes": vault.snapshot.notes,
        "me": vault.snapshot.me,
        "versions": dict(vault.versions),
        "generation": vault.generation,
        "overview": snapshot.overview,
    }


def assert_same_with_and_without(root: Path, cache: Path, *, lines: int = 0) -> None:
    said: list[str] = []
    with_catalog = seen(loaded(root, cache, said.append))
    assert seen(loaded(root, None)) == with_catalog
    assert len(said) <= lines, said


# A vault in which things happen

PATHS = ["contacts/ada.md", "contacts/bob.md", "People/Ada.md", "interactions/2026/2026-11-18-tea.md", "events/conf.md",
         "other/note.md", "contacts/sub/eve.MD"]  # fmt: skip
TEXTS = [
    "---\nname: Ada\ntags: [a]\n---\n- [ ] send it due:2026-11-20\n",
    "---\nname: Bob\ntags: [b]\n---\n- [ ] send it due:2026-11-21\n",
    "---\nname: Ada: x\n---\n",
    "---\nkind: contact\nname: Eve\nbirthday: sometime\n---\n[[nobody]]\n",
    "---\nwith: [ada, bob]\ndate: 2026-11-18\n---\nTea.\n",
    "---\nwith: [ada, eve]\ndate: 2026-11-18\n---\nTea.\n",
    "no front matter\n",
    "---\nnever closed\n",
    "",
]
FOLDERS = ["", '[folders]\ncontact = "People"\n', '[folders]\ncontact = ["contacts", "other"]\n', 'me = "bob"\n',
           '[folders]\ncontact = "events"\ninteraction = "."\n', "colour = 3\n"]  # fmt: skip
# What has to do with other files: names, links, ids that collide.
TIED = [
    "---\nname: Bob\naliases: [Eve, tea]\n---\n",
    "---\nname: Zoe\nknows: [Eve, ada]\nmet: {at: conf}\n---\n[[note]], [[2026-11-19-call]] and [[Tea]]\n",
    "---\nkind: interaction\nwith: [Ada, Zoe]\ndate: 2026-11-18\nplace: Rome\nevent: conf\n---\n- [ ] @Eve: write\n",
    "---\nkind: event\nname: Ada\nstart: 2026-11-30\n---\n",
]
paths = st.sampled_from([*PATHS, "interactions/2026/2026-11-19-call.md", "contacts/sub/ada.md", "note.md"])
texts = st.sampled_from([*TEXTS, *TIED])


class VaultUnderChange(RuleBasedStateMachine):
    """Whatever is done to the files, the catalog's vault is the vault."""

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.root, self.cache = self.folder / "vault", self.folder / "cache"
        self.root.mkdir()
        (self.folder / "outside.md").write_text(TEXTS[0])
        self.change_settings("")
        self.write("contacts/ada.md", TEXTS[0])
        self.write("interactions/2026/2026-11-18-tea.md", TEXTS[4])
        self.git("init", "-q", "-b", "main")
        self.git_commit()

    def teardown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def git(self, *arguments: str) -> None:
        names = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        environment = {**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        subprocess.run(["git", *arguments], cwd=self.root, env=environment, capture_output=True, check=False)

    def place(self, path: str) -> Path:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        return place

    @rule(path=paths, text=texts)
    def write(self, path: str, text: str) -> None:
        place = self.place(path)
        if place.is_symlink():
            place.unlink()
        place.write_text(text)

    @rule(path=paths)
    def edit_without_changing_size_or_mtime(self, path: str) -> None:
        place = self.place(path)
        if place.is_file():
            stat = place.stat()
            place.write_bytes(place.read_bytes().swapcase())
            os.utime(place, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    @rule(path=paths, seconds=st.sampled_from([0, 1, 1_000_000_000, 4_000_000_000]))
    def touch(self, path: str, seconds: int) -> None:
        if self.place(path).is_file():
            os.utime(self.place(path), (seconds, seconds))

    @rule(path=paths, text=texts)
    def replace_by_rename(self, path: str, text: str) -> None:
        (self.root / ".new").write_text(text)
        (self.root / ".new").replace(self.place(path))

    @rule(path=paths, other=paths)
    def rename(self, path: str, other: str) -> None:
        if path != other and os.path.lexists(self.place(path)):
            self.place(path).replace(self.place(other))

    @rule(path=paths, other=paths)
    def swap(self, path: str, other: str) -> None:
        if path != other and self.place(path).is_file() and self.place(other).is_file():
            self.place(path).rename(self.root / ".swap")
            self.place(other).rename(self.place(path))
            (self.root / ".swap").rename(self.place(other))

    @rule(path=paths)
    def delete(self, path: str) -> None:
        self.place(path).unlink(missing_ok=True)

    @rule(folder=st.sampled_from(["contacts", "interactions", "People"]))
    def delete_folder(self, folder: str) -> None:
        shutil.rmtree(self.root / folder, ignore_errors=True)

    @rule(text=st.sampled_from(FOLDERS))
    def change_settings(self, text: str) -> None:
        (self.root / "notebook.toml").write_text(text)

    @rule(path=paths, to=st.sampled_from(["../contacts/ada.md", "../events/conf.md", "../../outside.md", "nowhere",
                                          "ada.md", "..", "/dev/null"]))  # fmt: skip
    def link(self, path: str, to: str) -> None:
        self.place(path).unlink(missing_ok=True)
        self.place(path).symlink_to(to)

    @rule(path=paths, size=st.sampled_from([1024 * 1024, 1024 * 1024 + 1, 3_000_000]))
    def grow(self, path: str, size: int) -> None:
        if self.place(path).is_file() and not self.place(path).is_symlink():
            os.truncate(self.place(path), size)

    @rule()
    def git_commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "x")

    @rule(branch=st.sampled_from(["main", "other"]))
    def git_checkout(self, branch: str) -> None:
        self.git("checkout", "-q", "-f", branch)
        self.git("checkout", "-q", "-f", "-b", branch)

    @rule()
    def wait_until_settled(self) -> None:
        time.sleep(SETTLING * 1.5)

    @rule(position=st.floats(0, 1), garbage=st.binary(min_size=1, max_size=200))
    def damage_the_catalog(self, position: float, garbage: bytes) -> None:
        file = next(self.cache.glob("catalog.sqlite"), None)
        if file:
            raw = bytearray(file.read_bytes())
            at = int(position * len(raw))
            raw[at : at + len(garbage)] = garbage
            file.write_bytes(raw)

    @invariant()
    def the_catalog_changes_nothing(self) -> None:
        if hasattr(self, "root"):
            assert_same_with_and_without(self.root, self.cache, lines=1)


quick = settings(max_examples=14, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
TestVaultUnderChange = VaultUnderChange.TestCase
TestVaultUnderChange.settings = quick


@pytest.mark.slow
class TestVaultUnderMuchChange(VaultUnderChange.TestCase):
    settings = settings(quick, max_examples=200, stateful_step_count=50)


# What is not done again

PROBE = """
import sys, time
from pathlib import Path
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
from notebook.vault.reading.load import load
vault = load(Path(sys.argv[1]), cache=Path(sys.argv[2]), now_ns=time.time_ns() + 10**10, say=print)
print(sum(name.lower().endswith(".md") for name in opened), "yaml" in sys.modules, vault.generation)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    for path, text in zip(PATHS, TEXTS, strict=False):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    for number in range(40):
        (root / f"contacts/person-{number}.md").write_text(f"---\nname: Person {number}\n---\n{'words ' * 40}\n")
    (root / "notebook.toml").write_text("")
    time.sleep(SETTLING * 1.5)
    return root


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def test_an_unchanged_vault_is_loaded_without_reading_a_file_or_importing_yaml(root: Path, cache: Path) -> None:
    first, second = (
        subprocess.run([sys.executable, "-c", PROBE, root, cache], capture_output=True, text=True, check=True, cwd=ROOT)
        .stdout.split()
        for _ in range(2)
    )  # fmt: skip
    assert ["47", "True", "0", "False"] == [*first[:2], *second[:2]]
    assert first[2] == second[2]


def opened_notes(root: Path, cache: Path) -> list[str]:
    """The notes that a load reads."""
    names: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        inner = load_module._Reader.read
        patch.setattr(
            load_module._Reader, "read", lambda self, path, before: names.append(path) or inner(self, path, before)
        )
        loaded(root, cache)
    return names


def test_only_the_file_that_changed_is_read_again(root: Path, cache: Path) -> None:
    loaded(root, cache)
    (root / "contacts/person-7.md").write_text("---\nname: Seven\n---\n")
    assert ["contacts/person-7.md"] == opened_notes(root, cache)


def test_a_file_that_changed_just_before_it_was_read_is_read_once_more(root: Path, cache: Path) -> None:
    (root / "contacts/person-7.md").write_text("---\nname: Seven\n---\n")
    loaded(root, cache)
    time.sleep(SETTLING * 1.5)
    assert (["contacts/person-7.md"], []) == (opened_notes(root, cache), opened_notes(root, cache))


def test_other_folders_in_the_settings_make_it_read_all_again(root: Path, cache: Path) -> None:
    loaded(root, cache)
    (root / "notebook.toml").write_text('[folders]\ncontact = "People"\n')
    assert 47 == len(opened_notes(root, cache))


def test_another_version_of_the_program_reads_all_again(
    root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded(root, cache)
    monkeypatch.setattr(catalog_module, "__version__", "99")
    assert 47 == len(opened_notes(root, cache))
    assert [] == opened_notes(root, cache)


def test_a_large_vault_is_scanned_beside_and_is_the_same(
    root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalog_module, "_LARGE", 0)
    (root / "contacts/broken.md").symlink_to("nowhere")
    loaded(root, cache)
    assert_same_with_and_without(root, cache)


# What can be wrong with the cache


def test_every_damaged_stretch_of_the_catalog_leaves_the_vault_as_it_is(root: Path, cache: Path) -> None:
    expected = seen(loaded(root, cache))
    file = cache / "catalog.sqlite"
    sound = file.read_bytes()
    assert len(sound) > 20_000
    wrong = []
    for at, damaged in damages(sound):
        file.write_bytes(damaged)
        said: list[str] = []
        if seen(loaded(root, cache, said.append)) != expected or len(said) > 1:
            wrong.append((at, said))
    assert [] == wrong


def damages(sound: bytes) -> Iterator[tuple[str, bytes]]:
    size = len(sound)
    for at in range(0, size, 331):
        if any(sound[at : at + 331]):  # most of a page is empty
            yield f"flipped at {at}", sound[:at] + bytes([sound[at] ^ 0x55]) + sound[at + 1 :]
    for at in range(100):
        yield f"header flipped at {at}", sound[:at] + bytes([sound[at] ^ 0xFF]) + sound[at + 1 :]
    for at in range(0, size, 1024):
        if any(sound[at : at + 1024]):
            yield f"zeroed at {at}", sound[:at] + bytes(1024) + sound[at + 1024 :]
    for at in range(0, size, 8192):
        yield f"cut at {at}", sound[:at]
        yield f"filled at {at}", sound[:at] + b"\xff" * 64 + sound[at + 64 :]
    yield "zeroed", bytes(size)
    yield "text", b"this is no database\n" * 300
    yield "longer", sound + b"\0" * 5000


@pytest.mark.parametrize(
    "statements",
    [
        "DROP TABLE part",
        "DROP TABLE meta",
        "DELETE FROM meta",
        "DELETE FROM part WHERE number % 2",
        "DELETE FROM part; UPDATE meta SET value = x'90' WHERE name = 'head'",
        "INSERT INTO part VALUES (99, x'80')",
        "UPDATE meta SET value = 'another version' WHERE name = 'key'",
        "UPDATE meta SET value = NULL WHERE name = 'head'",
        "UPDATE meta SET value = 'text' WHERE name = 'head'",
        "UPDATE meta SET value = x'c1' WHERE name = 'head'",
        "UPDATE part SET bytes = NULL",
        "UPDATE part SET bytes = 'text'",
        "UPDATE part SET bytes = 7",
        "UPDATE part SET bytes = x'80'",
        "DROP TABLE part; CREATE TABLE part (number INTEGER PRIMARY KEY)",
        "DROP TABLE part; CREATE VIEW part AS SELECT 1",
        "DROP TABLE meta; CREATE TABLE meta (a, b)",
        "PRAGMA journal_mode = WAL",
    ],
)
def test_a_catalog_of_another_make_leaves_the_vault_as_it_is(root: Path, cache: Path, statements: str) -> None:
    loaded(root, cache)
    with sqlite3.connect(cache / "catalog.sqlite") as database:
        database.executescript(statements)
    database.close()
    assert_same_with_and_without(root, cache, lines=1)
    assert_same_with_and_without(root, cache, lines=0)


def test_a_damaged_catalog_is_said_once_and_whole_again(root: Path, cache: Path) -> None:
    loaded(root, cache)
    (cache / "catalog.sqlite").write_bytes(b"no database")
    said: list[str] = []
    loaded(root, cache, said.append)
    assert ["The catalog was damaged; it is built again."] == said
    assert [] == opened_notes(root, cache)


def test_without_a_cache_folder_one_is_made_for_the_user_alone(root: Path, cache: Path) -> None:
    loaded(root, cache / "deep" / "er")
    assert 0o700 == (cache / "deep" / "er").stat().st_mode & 0o777


def test_a_cache_folder_that_others_can_see_is_closed_to_them(root: Path, cache: Path) -> None:
    cache.mkdir(mode=0o755)
    loaded(root, cache)
    assert 0o700 == cache.stat().st_mode & 0o777


def test_a_cache_folder_of_somebody_else_is_not_used(root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.mkdir()
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    said: list[str] = []
    loaded(root, cache, said.append)
    assert [f"The cache folder {cache} cannot be used; working without it."] == said
    assert [] == list(cache.iterdir())


def test_a_file_in_place_of_the_cache_folder_is_worked_around(root: Path, cache: Path) -> None:
    cache.write_text("a file")
    assert_same_with_and_without(root, cache, lines=1)
    assert "a file" == cache.read_text()


def test_a_folder_in_place_of_the_catalog_is_worked_around(root: Path, cache: Path) -> None:
    (cache / "catalog.sqlite").mkdir(parents=True)
    assert_same_with_and_without(root, cache, lines=1)


def test_a_file_system_that_cannot_be_written_is_worked_around(
    root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.mkdir(mode=0o700)
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert_same_with_and_without(root, cache, lines=1)


@pytest.mark.parametrize(
    "fault", ["disk I/O error", "database or disk is full", "attempt to write a readonly database"]
)
def test_a_disk_that_fails_while_the_catalog_is_written_is_said_once(
    root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    def fail(*_: object) -> None:
        raise sqlite3.OperationalError(fault)

    monkeypatch.setattr(catalog_module, "_create", fail)
    said: list[str] = []
    loaded(root, cache, said.append)
    assert [f"The catalog cannot be kept ({fault}); the next command reads the files again."] == said


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_catalog_that_another_connection_has_locked_is_worked_around_in_silence(
    root: Path, cache: Path, lock: str
) -> None:
    loaded(root, cache)
    (root / "contacts/ada.md").write_text(TEXTS[1])
    other = sqlite3.connect(cache / "catalog.sqlite", isolation_level=None)
    try:
        other.execute(lock)
        assert_same_with_and_without(root, cache, lines=0)
    finally:
        other.close()
    assert_same_with_and_without(root, cache, lines=0)


def test_processes_that_load_at_once_see_the_same_and_leave_a_sound_catalog(root: Path, cache: Path) -> None:
    def start() -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", PROBE, root, cache], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            cwd=ROOT,
        )  # fmt: skip

    for text in TEXTS[:2]:
        (root / "contacts/ada.md").write_text(text)
        running = [start() for _ in range(3)]
        answers = {one.communicate()[0].split()[-1] for one in running}
        assert {loaded(root, None).generation} == answers
    assert_same_with_and_without(root, cache, lines=0)
