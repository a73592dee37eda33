"""A folder to a snapshot: what the catalog knows is taken from it, what changed is read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import Protocol

from ...collecting import no_collecting
from ...errors import NoVault
from ...records import Kind, Problem
from ...settings import SETTINGS_FILE, Settings, read_settings
from ...snapshot import Snapshot
from ...text.document import SIZE_CAP, too_large
from .catalog import Catalog
from .contents import Contents, brought_up_to_date
from .facts import by_path, facts_of, generation_of
from .filed import UNSETTLED, Files, Kept, filed_from, folded_stem
from .scan import Scan, Stamp, open_note, stamp_of, start_scan, unreadable

# A file changed this shortly before it was read may change again without its stamp changing: the coarsest clock of
# a common file system (FAT) ticks every two seconds.
_SETTLING = 2_000_000_000  # ns

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Vault:
    """A vault as it was read: its folder, settings and snapshot; `generation` is a token of its content.

    The same paths with the same content have the same generation.
    """

    root: Path
    settings: Settings
    snapshot: Snapshot
    generation: str
    _files: Callable[[], Files]
    _versions: Callable[[], dict[str, int]]

    @cached_property
    def files(self) -> Files:
        """What is known of each Markdown file."""
        return self._files()

    @cached_property
    def versions(self) -> Mapping[str, str]:
        """The content hash of every record's file; all files are gone through when it is first looked into."""
        return _Versions(self._versions)


class _Versions(Mapping[str, str]):
    def __init__(self, versions: Callable[[], dict[str, int]]) -> None:
        self._versions = versions

    @cached_property
    def _known(self) -> dict[str, str]:
        return {path: f"{version:016x}" for path, version in self._versions().items()}

    def __getitem__(self, path: str) -> str:
        return self._known[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def load_settings(root: Path) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings of the vault in this folder; raises NoVault where they cannot be read."""
    file = root / SETTINGS_FILE
    try:
        return settings_in(file.read_bytes(), str(file))
    except OSError as fault:
        raise NoVault(f"{file} cannot be read: {fault.strerror}.", "notebook init makes a vault.") from None


def settings_in(raw: bytes, name: str) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings in a file's bytes; raises NoVault, with the file's name, where they cannot be read."""
    try:
        return read_settings(raw.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n"))
    except UnicodeDecodeError:
        raise NoVault(f"{name} is not UTF-8.", "Save it as UTF-8 in your editor.") from None


def catalog_key(settings: Settings) -> str:
    """What of the settings has a say in what a file is read into."""
    return repr((settings.me, sorted(settings.folders.items())))


def load(
    root: Path, *, cache: Path | None, now_ns: int, say: Callable[[str], None], progress: Progress | None = None
) -> Vault:
    """The vault in this folder; the same with a cache folder and without one.

    `now_ns` is the time before the call, in nanoseconds since the epoch. Raises NoVault where there are no settings.
    """
    settings, problems = load_settings(root)
    catalog = Catalog(cache, catalog_key(settings), say) if cache else None
    reader = _Reader(root, settings.folders, now_ns - _SETTLING)
    seeing = start_scan(root, apart=catalog is not None and catalog.is_large)
    known = catalog.read() if catalog else None
    seen = seeing()
    problems += tuple(seen.problems)
    return vault_from(Taking(root, settings, problems, reader, catalog, progress), seen, known, known)


@dataclass(frozen=True, slots=True)
class Taking:
    """What a vault is made of beside its files: its settings and their problems, who reads, and what is kept where."""

    root: Path
    settings: Settings
    problems: tuple[Problem, ...]
    reader: Reader
    catalog: Catalog | None
    progress: Progress | None


def vault_from(taking: Taking, seen: Scan, known: Contents | None, catalogued: Contents | None) -> Vault:
    """The vault with the files that were seen; those that are as they are `known` to be are not read.

    `catalogued` is what the catalog has.
    """
    catalog, settings = taking.catalog, taking.settings
    with no_collecting():
        now = brought_up_to_date(known, seen, taking.reader.read, settings.me) if known else None
        if catalog and now:
            if now is not catalogued:
                catalog.write(now, catalogued)
            return known_vault(taking, now)
        files = _take_in(taking, seen, known.filed.files() if known else {})
        snapshot = _collect(files, taking.problems, settings.me)
        generation = generation_of((path, kept.version) for path, kept in files.items())
        if catalog:
            facts = facts_of(generation, snapshot, snapshot.file_problems[len(taking.problems) :])
            snapshot = replace(snapshot, known=facts.overview, between=facts.between)
            catalog.write(Contents(filed_from(seen.listing, files), facts))
    return Vault(taking.root, settings, snapshot, generation, lambda: files, lambda: _versions(files))


def known_vault(taking: Taking, now: Contents) -> Vault:
    """The vault of which everything is known."""
    snapshot, filed = now.snapshot(taking.problems, taking.settings.me), now.filed
    return Vault(taking.root, taking.settings, snapshot, now.facts.generation, filed.files, filed.versions)


def _versions(files: Files) -> dict[str, int]:
    return {path: kept.version for path, kept in files.items() if kept.record is not None}


def _take_in(taking: Taking, seen: Scan, known: Files) -> Files:
    """What every file says now, in the order of the scan."""
    files = {}
    stale = []
    for path, stamp in zip(seen.paths, seen.stamps, strict=True):
        kept = files[path] = known.get(path, _NOT_READ)
        if kept.stamp != stamp:
            stale.append(path)
    for done, (path, kept) in enumerate(zip(stale, taking.reader.read_each(stale, known), strict=True)):
        if taking.progress:
            taking.progress(done, len(stale))
        files[path] = kept
    return files


_NOT_READ = Kept(UNSETTLED, 0, None)


class Reader(Protocol):
    """Reads files: one, or many with what is known of them; what was said before where the content is the same."""

    def read(self, path: str, before: Kept | None) -> Kept:
        """What the file says."""

    def read_each(self, paths: Sequence[str], known: Files) -> Iterator[Kept]:
        """What each file says."""


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one file after another; a stamp counts only if the file was last changed before `settled` (ns)."""

    root: Path
    folders: Mapping[str, Kind]
    settled: int

    def read(self, path: str, before: Kept | None) -> Kept:
        """What the file says; what it said before where its content is the same."""
        try:
            with open_note(self.root, path) as file:
                stat = os.fstat(file.fileno())
                raw = file.read(SIZE_CAP + 1)
        except OSError as fault:
            return Kept(UNSETTLED, 0, None, (unreadable(path, fault),))
        settled = max(stat.st_mtime_ns, stat.st_ctime_ns) < self.settled
        stamp = stamp_of(stat) if settled else UNSETTLED
        return kept_of(path, kind_of(path, self.folders), stamp, (stat.st_size, raw), before)

    def read_each(self, paths: Sequence[str], known: Files) -> Iterator[Kept]:
        """The same for one after another."""
        return (self.read(path, known.get(path)) for path in paths)


def kept_of(path: str, kind: Kind | None, stamp: Stamp, content: tuple[int, bytes], before: Kept | None) -> Kept:
    """What is to be known of a file; `content` is its size and at least its first `SIZE_CAP + 1` bytes."""
    size, raw = content
    if len(raw) > SIZE_CAP:
        return Kept(stamp, size, None, (too_large(path, size),) if kind else ())
    version = int.from_bytes(hashlib.blake2b(raw, digest_size=8).digest())
    if before is not None and before.version == version:
        return Kept(stamp, version, before.record, before.problems)
    from ...schema.read import read_file  # brings in YAML, which a vault without changes does not need

    return Kept(stamp, version, *read_file(raw, path, kind))


def kind_of(path: str, folders: Mapping[str, Kind]) -> Kind | None:
    """The kind that the innermost folder of a path stands for."""
    folder = path
    while "/" in folder:
        folder = folder.rsplit("/", 1)[0]
        if folder in folders:
            return folders[folder]
    return folders.get("")


def _collect(files: Files, problems: tuple[Problem, ...], me: str) -> Snapshot:
    records = tuple(filter(None, map(attrgetter("record"), files.values())))
    found = by_path(problem for kept in files.values() for problem in kept.problems)
    notes = frozenset(folded_stem(path) for path, kept in files.items() if kept.record is None)
    return Snapshot(records, (*problems, *found), me, notes)
