"""The index holds just the notes of the vault, and reads no more of them than it must."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from index_notes import Notes, note, raising

from notebook.errors import Refused
from notebook.index import Index, Note
from notebook.index.place import STATE
from notebook.query.nodes import And, Not, Or, Words


@pytest.fixture
def notes(tmp_path: Path) -> Notes:
    notes = Notes(tmp_path / "cache" / "index")
    notes.put(note("a.md", "apple"), note("b.md", "banana"), note("c.md", "cherry"))
    notes.update()
    return notes


def test_the_first_update_reads_every_note(notes: Notes) -> None:
    assert sorted(notes.asked) == ["a.md", "b.md", "c.md"]


def test_an_update_of_the_same_generation_reads_and_compares_nothing(notes: Notes) -> None:
    notes.reopen()
    notes.index.update(Untouchable(), notes.read, notes.generation)
    assert notes.found("apple") == ["a.md"]


def test_a_changed_note_alone_is_read_again(notes: Notes) -> None:
    notes.put(note("b.md", "blueberry"))
    notes.update()
    assert notes.asked == ["b.md"]


def test_a_changed_note_is_found_by_its_new_words_only(notes: Notes) -> None:
    notes.put(note("b.md", "blueberry"))
    assert (notes.find("blueberry"), notes.find("banana")) == (["b.md"], [])


def test_a_removed_note_is_found_no_more(notes: Notes) -> None:
    del notes.notes["b.md"]
    assert (notes.find("banana"), notes.asked) == ([], [])


def test_another_generation_of_the_same_versions_reads_nothing(notes: Notes) -> None:
    notes.asked.clear()
    notes.index.update(notes.versions, notes.read, "another")
    assert notes.asked == []


def test_another_run_finds_what_the_last_has_stored(notes: Notes) -> None:
    notes.reopen()
    assert (notes.find("cherry"), notes.asked) == (["c.md"], [])


def test_an_index_that_is_open_sees_what_another_has_stored(notes: Notes) -> None:
    assert notes.found("apple") == ["a.md"]
    other = Notes(notes.folder, notes.notes)
    other.put(note("d.md", "apple"))
    other.update()
    assert notes.found("apple") == ["a.md", "d.md"]


def test_a_note_that_cannot_be_read_is_not_found(notes: Notes) -> None:
    notes.put(note("b.md", "blueberry"))
    notes.index.update(notes.versions, lambda _: None, "next")
    assert notes.found("banana") == notes.found("blueberry") == []


def test_a_note_that_could_not_be_read_is_tried_again(notes: Notes) -> None:
    notes.put(note("b.md", "blueberry"))
    notes.index.update(notes.versions, lambda _: None, "next")
    assert notes.find("blueberry") == ["b.md"]


def test_what_reading_raises_comes_through_and_spoils_nothing(notes: Notes) -> None:
    notes.put(note("d.md", "date"))
    with pytest.raises(KeyError, match="mine"):
        notes.index.update(notes.versions, raising(KeyError("mine")), "next")
    assert (notes.find("date"), notes.find("apple"), notes.said) == (["d.md"], ["a.md"], [])


def test_an_interrupted_update_is_made_good_by_the_next(notes: Notes) -> None:
    notes.put(note("d.md", "date"))
    with pytest.raises(KeyboardInterrupt):
        notes.index.update(notes.versions, notes.read, "next", raising(KeyboardInterrupt()))
    assert (notes.find("date"), notes.find("apple"), notes.said) == (["d.md"], ["a.md"], [])


def test_progress_is_told_of_every_note_that_is_read(notes: Notes) -> None:
    told: list[tuple[int, int]] = []
    notes.put(note("d.md", "date"), note("a.md", "apricot"))
    notes.index.update(notes.versions, notes.read, "next", lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


@pytest.mark.parametrize("path", ["with space.md", "Ünïcödé/山.md", "not-utf8-\udcff.md", "a\nb.md"])
def test_any_path_is_kept_as_it_is(notes: Notes, path: str) -> None:
    notes.put(note(path, "fig"))
    notes.update()
    notes.reopen()
    assert (notes.find("fig"), notes.asked) == ([path], [])


@pytest.mark.parametrize("body", ["", "\ud800 lone", "\0 nul", "🎂🎂", "a" * 300_000, "\n" * 9999, "e\u0301" * 9999])
def test_no_text_is_too_odd_to_index(notes: Notes, body: str) -> None:
    notes.put(note("d.md", body + " fig"))
    assert notes.find("fig") == ["d.md"]


def test_an_empty_vault_has_an_empty_index(notes: Notes) -> None:
    notes.notes.clear()
    assert notes.find(And(())) == []


def test_many_small_updates_leave_few_segments(notes: Notes) -> None:
    for number in range(45):
        notes.put(note(f"{number}.md", f"word{number} same"))
        notes.update()
    assert len(list(notes.folder.glob("*.trm"))) <= 18
    assert len(notes.found("same")) == 45


def test_notes_that_change_often_leave_no_dead_weight(notes: Notes) -> None:
    for number in range(45):
        notes.put(note("a.md", f"apple {number}"))
        notes.update()
    assert len(list(notes.folder.glob("*.trm"))) <= 18
    assert notes.found("apple") == ["a.md"]


def test_a_build_in_several_steps_is_one_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("notebook.index.storing._BATCH_NOTES", 7)
    notes = Notes(tmp_path / "index")
    notes.put(*(note(f"{number:02}.md", "same") for number in range(40)))
    assert notes.find("same") == sorted(notes.notes)


def test_a_build_that_fails_goes_on_after_its_last_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("notebook.index.storing._BATCH_NOTES", 7)
    notes = Notes(tmp_path / "index")
    notes.put(*(note(f"{number:02}.md", "same") for number in range(40)))

    def failing(path: str) -> Note | None:
        if path == "30.md":
            raise OSError("gone")
        return notes.read(path)

    with pytest.raises(OSError, match="gone"):
        notes.index.update(notes.versions, failing, notes.generation)
    notes.reopen()
    assert notes.find("same") == sorted(notes.notes)
    assert sorted(notes.asked) == sorted(notes.notes)[28:]


def test_the_folder_is_for_the_user_alone(notes: Notes) -> None:
    assert notes.folder.stat().st_mode & 0o777 == 0o700


def test_the_status_tells_notes_bytes_and_generation(notes: Notes) -> None:
    status = notes.index.status()
    assert (status.notes, status.generation, status.ok) == (3, notes.generation, True)
    assert status.size > 1000


def test_the_status_of_no_index_is_not_ok(tmp_path: Path) -> None:
    status = Index(tmp_path / "none", print).status()
    assert (status.notes, status.size, status.ok) == (0, 0, False)


def test_clearing_leaves_other_files_alone(notes: Notes) -> None:
    (notes.folder / "notes.txt").write_text("mine")
    notes.index.clear()
    assert sorted(path.name for path in notes.folder.iterdir()) == ["MAIN_WRITELOCK", "notes.txt"]


def test_a_cleared_index_is_built_again(notes: Notes) -> None:
    notes.index.clear()
    assert (notes.find("apple"), notes.said) == (["a.md"], [])


def test_clearing_what_cannot_be_cleared_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(Refused):
        Index(tmp_path / "file", print).clear()


def test_the_state_is_small_and_holds_no_path_of_the_vault(notes: Notes) -> None:
    assert b"a.md" not in (notes.folder / STATE).read_bytes()


# --- any sequence of changes -----------------------------------------------------------------------------------------

WORDS = ["ada", "run", "running", "meeting", "meet", "łódź", "lodz", "o'brien", "obrien", "x"]
STEMS = {"running": "run", "meeting": "meet"}
texts = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
contents = st.tuples(texts, texts, texts)
paths = st.sampled_from(["a.md", "b.md", "c.md", "d/e.md", "f.md"])
changes = st.dictionaries(paths, st.none() | contents, max_size=5)


@settings(max_examples=25)
@given(st.lists(changes, min_size=1, max_size=6))
def test_after_any_changes_the_index_finds_what_a_new_one_finds(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[dict[str, tuple[str, str, str] | None]]
) -> None:
    notes = Notes(tmp_path_factory.mktemp("changed") / "index")
    for changed in rounds:
        for path, content in changed.items():
            if content is None:
                notes.notes.pop(path, None)
            else:
                names, fields, body = content
                notes.put(note(path, body, names=names, fields=fields))
        notes.update()
    fresh = Notes(tmp_path_factory.mktemp("fresh") / "index", notes.notes)
    fresh.update()
    assert notes.said == []
    for word in WORDS:
        assert sorted(notes.found(word)) == sorted(fresh.found(word)) == having(notes, word)
        both = And((Words(word), Not(Words("ada"))))
        assert sorted(notes.found(both)) == sorted(set(having(notes, word)) - set(having(notes, "ada")))
        either = Or((Words(word), Words("x")))
        assert sorted(notes.found(either)) == sorted({*having(notes, word), *having(notes, "x")})
        phrase = Words(f"ada {word}", "phrase")
        assert sorted(notes.found(phrase)) == sorted(fresh.found(phrase))


def having(notes: Notes, word: str) -> list[str]:
    """The paths of the notes with the word, by reading them all."""
    return sorted(
        path
        for path, one in notes.notes.items()
        if plain(word) in map(plain, one.names.split())
        or stem(word) in [stem(other) for other in (one.fields + " " + one.body).split()]
    )


def plain(word: str) -> str:
    """The word without accents and apostrophe, as far as WORDS needs it."""
    return word.replace("łódź", "lodz").replace("'", "")


def stem(word: str) -> str:
    """The stem of the word, as far as WORDS needs it."""
    return STEMS.get(word, plain(word))


class Untouchable(dict[str, str]):
    """Versions that nobody may look at."""

    def __getattribute__(self, name: str) -> object:
        raise AssertionError(name)

    def __iter__(self) -> object:
        raise AssertionError("iterated")
