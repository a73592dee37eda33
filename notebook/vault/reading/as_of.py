"""A commit to a snapshot: as a folder is read, but from what git keeps, and never again once it is in the cache."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ...errors import NoVault
from ...records import Kind
from ...settings import SETTINGS_FILE
from ...text.document import SIZE_CAP
from .catalog import Catalog
from .committed import Committed
from .contents import Contents
from .filed import Files, Kept
from .kept_commits import keep_problems, kept_problems, latest_others, sweep, touch
from .load import Progress, Taking, Vault, catalog_key, kept_of, kind_of, known_vault, settings_in, vault_from


@dataclass(frozen=True, slots=True)
class Past:
    """A commit to be read: the vault's folder today, the commit's files, and how the commit is called in messages."""

    root: Path
    files: Committed
    name: str


def load_as_of(
    past: Past, *, folder: Path, present: Path, say: Callable[[str], None], progress: Progress | None = None
) -> Vault:
    """The vault as the commit has it, the same with what the cache has of it and without.

    `folder` is the commit's part of the cache, `present` the one of the vault as it is today, which may know most of
    the files. Raises NoVault where the commit has no vault.
    """
    raw = past.files.settings()
    if raw is None:
        raise NoVault(f"There was no vault in {past.root} then: {past.name} has no {SETTINGS_FILE}.")
    settings, problems = settings_in(raw, f"{SETTINGS_FILE} of {past.name}")
    key = catalog_key(settings)
    catalog = Catalog(folder, key, say)
    touch(folder)
    reader = _Reader(past.files, settings.folders)
    taking = Taking(past.root, settings, problems, reader, catalog, progress)
    noted = kept_problems(folder)
    known = catalog.read() if noted is not None else None
    if known and noted is not None:
        return known_vault(replace(taking, problems=(*problems, *noted)), known)
    seen = past.files.scan()
    taking = replace(taking, problems=(*problems, *seen.problems))
    vault = vault_from(taking, seen, _nearest(folder, present, key), None)
    keep_problems(folder, seen.problems)
    sweep(folder)
    return vault


def _nearest(folder: Path, present: Path, key: str) -> Contents | None:
    """What is known of another commit, the one used last, or else of the vault as it is today.

    Another commit's blobs can be compared without being read; of today's files, what they were read into is known.
    """
    for other in (*latest_others(folder), present):
        if (other / "catalog.sqlite").exists():
            known = Catalog(other, key, lambda _: None).read()
            if known:
                return known
    return None


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads files of a commit."""

    files: Committed
    folders: Mapping[str, Kind]

    def read(self, path: str, before: Kept | None) -> Kept:
        """What the file says; what it said before where its content is the same."""
        stamp, blob = self.files.read_one(path, SIZE_CAP + 1)
        return kept_of(path, kind_of(path, self.folders), stamp, blob, before)

    def read_each(self, paths: Sequence[str], known: Files) -> Iterator[Kept]:
        """The same for many, which git is asked for at once."""
        for path, (stamp, blob) in zip(paths, self.files.read_each(paths, SIZE_CAP + 1), strict=True):
            yield kept_of(path, kind_of(path, self.folders), stamp, blob, known.get(path))
