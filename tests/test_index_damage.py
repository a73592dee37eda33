"""Whatever happens to the files of the index, a search gives the right answer, and one line says what was wrong."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from index_notes import Notes, note, raising

import notebook.index.homes
from notebook.errors import Refused
from notebook.index.door import DiskStorage
from notebook.index.place import STATE, our_files
from notebook.query.nodes import And, Node, Words

LOCK = "MAIN_WRITELOCK"


@pytest.fixture
def notes(tmp_path: Path) -> Notes:
    notes = Notes(tmp_path / "index")
    notes.put(*(note(f"{number:02}.md", f"apple word{number}", names=f"Name{number}") for number in range(20)))
    notes.update()
    notes.put(note("00.md", "apple changed"))
    notes.update()
    notes.reopen()
    return notes


def delete(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def halve(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def garble(path: Path) -> None:
    path.write_bytes(bytes(255 - byte for byte in path.read_bytes()))


def garble_unseen(path: Path) -> None:
    """Damage that neither the size nor the time of the file tells of."""
    before = path.stat()
    garble(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


KINDS = ["*.toc", "*.trm", "*.pst", "*.note.col", "*._body_len.col", "*.words", STATE, "*"]


@pytest.mark.parametrize("damage", [delete, empty, halve, garble])
@pytest.mark.parametrize("kind", KINDS)
def test_damage_found_by_an_update_is_repaired(notes: Notes, kind: str, damage: Callable[[Path], None]) -> None:
    for path in notes.folder.glob(kind):
        damage(path)
    assert notes.find("apple") == sorted(notes.notes)
    assert len(notes.said) <= 1


@pytest.mark.parametrize("damage", [empty, halve, garble])
@pytest.mark.parametrize("kind", KINDS)
def test_damage_to_files_is_told_of(notes: Notes, kind: str, damage: Callable[[Path], None]) -> None:
    for path in notes.folder.glob(kind):
        damage(path)
    notes.update()
    assert len(notes.said) == 1
    assert "built again" in notes.said[0]


@pytest.mark.parametrize("kind", ["*.toc", "*.trm", "*.note.col"])
def test_damage_that_no_size_or_time_tells_of_is_repaired(notes: Notes, kind: str) -> None:
    for path in notes.folder.glob(kind):
        garble_unseen(path)
    assert notes.find("word7") == ["07.md"]
    assert notes.find("apple") == sorted(notes.notes)
    assert len(notes.said) == 1


@pytest.mark.parametrize("kind", ["*.toc", "*.trm", "*.pst"])
def test_damage_between_update_and_search_is_repaired(notes: Notes, kind: str) -> None:
    notes.update()
    for path in notes.folder.glob(kind):
        garble(path)
    assert notes.found("word7") == ["07.md"]


def test_damage_found_without_the_notes_at_hand_is_told_of(notes: Notes) -> None:
    for path in notes.folder.glob("*.toc"):
        garble(path)
    assert notes.found("apple") == []
    assert len(notes.said) == 1
    assert "cannot be read" in notes.said[0]


def test_words_that_were_half_written_are_not_taken_for_all(notes: Notes, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = DiskStorage.rename_file

    def killed(storage: DiskStorage, old: str, new: str, safe: bool = False) -> None:
        if new.endswith(".words"):
            raise KeyboardInterrupt
        rename(storage, old, new, safe)

    notes.put(note("new.md", "apple quince"))
    with monkeypatch.context() as patch:
        patch.setattr(DiskStorage, "rename_file", killed)
        with pytest.raises(KeyboardInterrupt):
            notes.update()
    notes.update()
    assert notes.index.suggest("quinze") == "quince"


def test_an_error_of_the_system_that_is_no_lack_of_room_is_damage(
    notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes.put(note("new.md", "apple"))
    refresh = notebook.index.homes.refresh
    attempts = iter([raising(OSError(errno.EINVAL, "Invalid argument")), refresh])
    monkeypatch.setattr("notebook.index.homes.refresh", lambda *given: next(attempts)(*given))
    assert sorted(notes.find("apple")) == sorted(notes.notes)
    assert "built again" in notes.said[0]


def test_what_cannot_be_deleted_is_searched_around(notes: Notes) -> None:
    (notes.folder / "MAIN_abc.trm").mkdir()
    (notes.folder / STATE).unlink()
    assert notes.find("word7") == ["07.md"]
    assert "all notes are read" in notes.said[-1]


def test_a_query_too_deep_to_answer_does_not_cost_the_index(notes: Notes) -> None:
    notes.update()
    notes.asked.clear()
    query: Node = Words("apple")
    for _ in range(sys.getrecursionlimit() // 2):
        query = And((query,))
    with contextlib.suppress(RecursionError):
        notes.found(query)
    assert (notes.asked, notes.said) == ([], [])


def test_a_deleted_folder_is_made_again(notes: Notes) -> None:
    shutil.rmtree(notes.folder)
    assert (notes.find("word7"), notes.said) == (["07.md"], [])


def test_a_folder_deleted_between_update_and_search_is_made_again(notes: Notes) -> None:
    notes.update()
    shutil.rmtree(notes.folder)
    assert notes.found("word7") == ["07.md"]


@pytest.mark.parametrize(
    "raw", ["[]", "null", '{"format": 1}', '{"format": 1, "generation": 1, "files": [1]}', "[" * 99999]
)
def test_a_state_of_another_shape_is_no_state(notes: Notes, raw: str) -> None:
    (notes.folder / STATE).write_text(raw)
    assert notes.find("word7") == ["07.md"]


def test_an_index_of_another_format_is_built_again_unread(notes: Notes) -> None:
    state = json.loads((notes.folder / STATE).read_bytes())
    (notes.folder / STATE).write_text(json.dumps(state | {"format": -1}))
    notes.update()
    assert len(notes.asked) == 20
    assert "another version" in notes.said[0]


def test_an_index_that_was_put_there_is_not_unpickled(notes: Notes, tmp_path: Path) -> None:
    (toc,) = notes.folder.glob("*.toc")
    planted = toc.with_name("_MAIN_999.toc")
    planted.write_bytes(b"cos\nmkdir\n(S'" + bytes(tmp_path / "owned") + b"'\ntR.")
    (notes.folder / STATE).unlink()
    assert notes.find("word7") == ["07.md"]
    assert not (tmp_path / "owned").exists()


def test_files_of_another_program_are_left_alone(notes: Notes) -> None:
    (notes.folder / "main.db").write_bytes(b"mine")
    (notes.folder / STATE).write_bytes(b"")
    notes.update()
    assert (notes.folder / "main.db").read_bytes() == b"mine"


# --- places that cannot hold an index --------------------------------------------------------------------------------


@pytest.fixture
def homeless(tmp_path: Path) -> Notes:
    """Notes whose index has no folder yet."""
    notes = Notes(tmp_path / "index")
    notes.put(note("a.md", "apple", names="Ada"), note("b.md", "banana"))
    return notes


def assert_searched_in_memory(notes: Notes) -> None:
    assert notes.find("apple") == ["a.md"]
    notes.put(note("c.md", "apple"))
    assert notes.find("apple") == ["a.md", "c.md"]
    assert notes.asked == ["c.md"]
    assert notes.index.suggest("banena") == "banana"
    assert len(notes.said) == 1
    assert "all notes are read" in notes.said[0]


def test_a_file_in_place_of_the_folder_is_searched_around(homeless: Notes) -> None:
    homeless.folder.write_text("mine")
    assert_searched_in_memory(homeless)
    assert homeless.folder.read_text() == "mine"


def test_a_file_in_place_of_the_folder_above_is_searched_around(homeless: Notes) -> None:
    (homeless.folder.parent / "file").write_text("mine")
    homeless.folder = homeless.folder.parent / "file" / "index"
    homeless.reopen()
    assert_searched_in_memory(homeless)


def test_a_lock_that_cannot_be_made_is_searched_around(homeless: Notes) -> None:
    (homeless.folder / LOCK).mkdir(parents=True, mode=0o700)
    homeless.folder.chmod(0o700)
    assert_searched_in_memory(homeless)


def test_a_link_in_place_of_the_folder_is_refused(homeless: Notes, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    homeless.folder.symlink_to(tmp_path / "elsewhere")
    assert_searched_in_memory(homeless)
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777, 0o1777])
def test_a_folder_that_others_may_write_to_is_refused(homeless: Notes, mode: int) -> None:
    homeless.folder.mkdir()
    homeless.folder.chmod(mode)
    assert_searched_in_memory(homeless)
    assert list(homeless.folder.iterdir()) == []


def test_a_folder_of_another_user_is_refused(homeless: Notes, monkeypatch: pytest.MonkeyPatch) -> None:
    homeless.folder.mkdir(mode=0o700)
    monkeypatch.setattr(os, "getuid", lambda: homeless.folder.stat().st_uid + 1)
    assert_searched_in_memory(homeless)
    assert list(homeless.folder.iterdir()) == []


def test_a_folder_that_others_may_read_is_closed_to_them(homeless: Notes) -> None:
    homeless.folder.mkdir()
    homeless.folder.chmod(0o755)
    homeless.update()
    assert homeless.folder.stat().st_mode & 0o777 == 0o700


def test_an_index_that_cannot_be_written_is_read_while_it_is_current(notes: Notes) -> None:
    (notes.folder / LOCK).unlink()
    (notes.folder / LOCK).mkdir()
    assert (notes.find("word7"), notes.said) == (["07.md"], [])


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from index_notes import Notes, note, raising

import notebook.index.homes
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
notes = Notes(Path(sys.argv[1]))
notes.put(*(note(f"{n:03}.md", " ".join(f"w{n}x{m}" for m in range(60)) + " apple") for n in range(120)))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
assert notes.find("apple") == sorted(notes.notes), "wrong answer"
print(len(notes.said), notes.said)
"""


@pytest.mark.parametrize("room", [10, 3000, 300_000])
def test_a_full_disk_is_searched_around(tmp_path: Path, room: int) -> None:
    done = run_python(FULL_DISK, str(tmp_path / "index"), str(Path(__file__).parent), str(room))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1 ['The search index in")


def test_a_full_disk_is_not_left_full(tmp_path: Path) -> None:
    run_python(FULL_DISK, str(tmp_path / "index"), str(Path(__file__).parent), "30000")
    assert sum(path.stat().st_size for path in our_files(tmp_path / "index")) < 10_000


def run_python(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program with this Python, its limits its own."""
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=Path(__file__).parent.parent)


# --- other processes -------------------------------------------------------------------------------------------------

HOLD = """
import fcntl, sys
lock = open(sys.argv[1], "w")
fcntl.flock(lock, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """Another process holds the lock of the index."""
    command = [sys.executable, "-c", HOLD, str(folder / LOCK)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield
        process.stdin.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits for a lock are short."""
    monkeypatch.setattr("notebook.index.homes._LOCK_SECONDS", 0.1)


@pytest.mark.usefixtures("impatient")
def test_an_index_that_another_updates_is_searched_as_it_is(notes: Notes) -> None:
    notes.put(note("new.md", "apple"))
    with held(notes.folder):
        assert notes.find("apple") == sorted(set(notes.notes) - {"new.md"})
        assert notes.find("word7") == ["07.md"]
    assert len(notes.said) == 1
    assert "may not be found yet" in notes.said[0]


@pytest.mark.usefixtures("impatient")
def test_an_index_that_another_has_updated_is_caught_up_with(notes: Notes) -> None:
    notes.put(note("new.md", "apple"))
    with held(notes.folder):
        notes.update()
    assert "new.md" in notes.find("apple")


@pytest.mark.usefixtures("impatient")
def test_an_index_that_another_is_building_is_done_without(homeless: Notes) -> None:
    homeless.folder.mkdir(mode=0o700)
    with held(homeless.folder):
        assert_searched_in_memory(homeless)


@pytest.mark.usefixtures("impatient")
def test_an_index_that_another_updates_is_not_cleared(notes: Notes) -> None:
    with held(notes.folder), pytest.raises(Refused, match="Another notebook"):
        notes.index.clear()


UPDATE = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
import notebook.index.storing
from index_notes import Notes, note, raising

import notebook.index.homes
notebook.index.storing._BATCH_NOTES = 3
notes = Notes(Path(sys.argv[1]))
notes.put(*(note(f"{n:02}.md", f"apple {sys.argv[3]} " + f"x{n} " * 50) for n in range(int(sys.argv[4]))))
print("go", flush=True)
notes.update()
"""


def updating(folder: Path, word: str, count: int) -> subprocess.Popen[str]:
    """A process that has begun to update the index in many steps."""
    arguments = [str(folder), str(Path(__file__).parent), word, str(count)]
    root = Path(__file__).parent.parent
    process = subprocess.Popen(
        [sys.executable, "-c", UPDATE, *arguments], stdout=subprocess.PIPE, encoding="utf-8", cwd=root
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "go\n"
    return process


@pytest.mark.parametrize("seconds", [0.0, 0.05, 0.1, 0.2, 0.4])
def test_an_update_that_is_killed_is_made_good_by_the_next(notes: Notes, seconds: float) -> None:
    with updating(notes.folder, "other", 60) as process:
        time.sleep(seconds)
        process.kill()
    assert notes.find("apple") == sorted(notes.notes)
    assert notes.found("other") == []
    assert notes.said == []


@pytest.mark.parametrize("seconds", [0.0, 0.05, 0.2])
def test_a_first_build_that_is_killed_is_made_good_by_the_next(homeless: Notes, seconds: float) -> None:
    with updating(homeless.folder, "other", 60) as process:
        time.sleep(seconds)
        process.kill()
    assert homeless.find("apple") == ["a.md"]
    assert homeless.found("other") == []


def test_a_kill_between_a_commit_and_its_state_hides_no_change(notes: Notes) -> None:
    before, generation = dict(notes.notes), notes.generation
    state = (notes.folder / STATE).read_bytes()
    notes.put(note("07.md", "plum"))
    notes.update()
    (notes.folder / STATE).write_bytes(state)
    notes.notes = before
    assert notes.generation == generation
    assert (notes.find("word7"), notes.found("plum"), notes.said) == (["07.md"], [], [])


def test_two_that_update_at_once_leave_one_right_index(notes: Notes) -> None:
    both = [updating(notes.folder, word, 40) for word in ("one", "other")]
    for process in both:
        with process:
            process.wait()
    assert notes.find("apple") == sorted(notes.notes)
    assert notes.said == []
