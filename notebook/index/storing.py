"""Bringing the index up to date: what is new or changed is read and written, what is gone is removed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from typing import Any, NamedTuple

from ..collecting import no_collecting
from .door import NAME, TOC, FileIndex, SegmentReader, W3Codec, clean_files
from .leaf import Leaf, Storage, vocabulary_name
from .leaves import Leaves
from .note import Note
from .schema import join_key, make_schema

Read = Callable[[str], Note | None]
Progress = Callable[[int, int], None]

# A commit takes as many notes as fit in some 200 MB while Whoosh sorts their terms. More would be no faster, and a
# build that is killed goes on after its last commit.
_BATCH_NOTES = 5000
_BATCH_LETTERS = 5_000_000
_NO_SPILL = 1 << 20  # MB: Whoosh's own limit is out of reach, as batches are the limit

# Few changed notes must not rewrite many others, nor leave a thousand small segments to search. Segments below
# _FULL notes are in tiers of 1-9, 10-99 and 100-999; ten in a tier become one. Larger ones stay as they are until half
# of their notes are deleted. So an update rewrites 9,990 notes at worst and seldom, and there are at most
# 27 + notes / 500 segments.
_FULL = 1000
_TIER = 10


class Stored(NamedTuple):
    """Where the index has a note."""

    segment: str
    number: int


def create(storage: Storage) -> None:
    """Begin an index without notes."""
    FileIndex.create(storage, make_schema(), NAME)
    storage.release()


def refresh(
    storage: Storage, versions: Mapping[str, str], read: Read, progress: Progress, committed: Callable[[], None]
) -> None:
    """Make the index hold just the notes of `versions`, each in that version; `committed` is called after each step.

    Every step leaves a whole index: after a kill the next call finds out what is missing.
    """
    gone, changed, fresh = _compare(storage, versions)
    if gone:
        _commit(storage, gone, [], lambda: None)
        committed()
    done = 0

    def advance() -> None:
        nonlocal done
        done += 1
        progress(done, len(fresh))

    for paths, notes in _batches(fresh, read):
        _commit(storage, [changed[path] for path in paths if path in changed], notes, advance)
        committed()
    if _tidy(storage):
        committed()


def _compare(storage: Storage, versions: Mapping[str, str]) -> tuple[list[Stored], dict[str, Stored], list[str]]:
    """What of the index is gone from the vault, what has changed (by path), and which paths are to be read."""
    current: set[str] = set()
    gone: list[Stored] = []
    changed: dict[str, Stored] = {}
    with closing(Leaves(storage)) as opened:
        for leaf in opened.leaves:
            for number, (version, path) in enumerate(leaf.keys()):
                if number in leaf.deleted:
                    continue
                if version == versions.get(path) and path not in current:
                    current.add(path)
                elif path in versions and path not in changed and path not in current:
                    changed[path] = Stored(leaf.segment.segment_id(), number)
                else:
                    gone.append(Stored(leaf.segment.segment_id(), number))
    # Only a defect can leave a note in the index twice; the copy that is current stays.
    gone += [changed.pop(path) for path in current & changed.keys()]
    return gone, changed, sorted(path for path in versions if path not in current)


def _batches(paths: list[str], read: Read) -> Iterator[tuple[list[str], list[Note]]]:
    """The notes to index, some at a time, with the paths asked for; a note that cannot be read is left out."""
    asked: list[str] = []
    notes: list[Note] = []
    letters = 0
    for path in paths:
        note = read(path)
        asked.append(path)
        if note is not None:
            assert note.path == path, "the index would never learn that it has this note"
            notes.append(note)
            letters += len(note.names) + len(note.fields) + len(note.body)
        if len(asked) >= _BATCH_NOTES or letters >= _BATCH_LETTERS:
            yield asked, notes
            asked, notes, letters = [], [], 0
    if asked:
        yield asked, notes


def _commit(storage: Storage, removed: list[Stored], notes: list[Note], advance: Callable[[], None]) -> None:
    """One step: remove notes and add others, all or nothing."""

    def write(writer: Any) -> None:
        segments = {segment.segment_id(): segment for segment in writer.segments}
        for stored in removed:
            segments[stored.segment].delete_document(stored.number)
        for note in notes:
            key = join_key(note.version, note.path)
            writer.add_document(names=note.names, fields=note.fields, body=note.body, note=key)
            advance()

    _write(storage, write, lambda _writer, segments: [segment for segment in segments if _living(segment)])


def _tidy(storage: Storage) -> bool:
    """Join segments where there are too many or too empty ones; True where there were."""
    segments = TOC.read(storage, NAME, schema=make_schema()).segments
    chosen = _to_join(segments)
    if not chosen:
        return False

    def join(writer: Any, segments: list[Any]) -> list[Any]:
        for segment in segments:
            if segment.segment_id() in chosen:
                with closing(SegmentReader(storage, writer.schema, segment)) as reader:
                    writer.add_reader(reader)
        return [segment for segment in segments if segment.segment_id() not in chosen]

    _write(storage, lambda _writer: None, join)
    return True


def _to_join(segments: list[Any]) -> set[str]:
    """The ids of the segments to write anew as one."""
    chosen = {segment.segment_id() for segment in segments if 2 * _living(segment) < segment.doc_count_all()}
    tiers: dict[int, list[str]] = {}
    for segment in segments:
        if _living(segment) < _FULL:
            tiers.setdefault(len(str(_living(segment))), []).append(segment.segment_id())
    for tier in tiers.values():
        if len(tier) >= _TIER:
            chosen.update(tier)
    return chosen


def _living(segment: Any) -> int:
    return int(segment.doc_count_all()) - int(segment.deleted_count())


def _write(storage: Storage, write: Callable[[Any], None], merge: Callable[[Any, list[Any]], list[Any]]) -> None:
    """Run one writer of Whoosh to its end, or cancel it: after an error it would write a damaged index.

    The caller holds the lock.
    """
    codec = W3Codec()
    codec.length_stats = False  # Only Whoosh's queries use them; they cost a read from disk for every posting.
    index = FileIndex(storage, schema=make_schema())
    writer = index.writer(limitmb=_NO_SPILL, codec=codec, compound=False, _lk=False)
    try:
        with no_collecting():
            write(writer)
            writer.commit(mergetype=merge)
        _write_vocabularies(storage)
    except BaseException:
        with suppress(Exception):
            writer.cancel()
        with suppress(Exception):
            _drop_leftovers(storage)
        raise
    finally:
        storage.release()


def _drop_leftovers(storage: Storage) -> None:
    """Delete what a cancelled writer has written: the disk may be full of it."""
    storage.release()
    last = TOC.read(storage, NAME, schema=make_schema())
    clean_files(storage, NAME, last.generation, last.segments)


def _write_vocabularies(storage: Storage) -> None:
    """Give each segment a file of its words, for fuzzy words and suggestions: its terms take far longer to read."""
    schema = make_schema()
    for segment in TOC.read(storage, NAME, schema=schema).segments:
        name = vocabulary_name(segment)
        if not storage.file_exists(name):
            words = "\n".join(sorted(Leaf(storage, segment, schema).words()))
            with storage.create_file(f"{name}_new") as file:
                file.write(words.encode())
            storage.rename_file(f"{name}_new", name)  # A kill must not leave half of the words.
