"""Full-text search over the notes of a vault: ranked, tolerant of spelling, and never in the way.

The index is derived from the notes and lives in the user's cache. Whatever happens to it there (deleted, damaged, made
by another version, no room, no right to write) is repaired or done without, in one line to the user and with the right
answer.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from ..errors import Refused
from ..query.nodes import And, Filter, Node, Not, Or, Words
from .note import Note
from .place import Unusable, claim, is_whole, read_state, size_of, wipe

if TYPE_CHECKING:  # These import Whoosh, and are imported when it is first needed: most commands never search.
    from .homes import InFolder, InMemory, Source
    from .leaves import Leaves

Answer = TypeVar("Answer")
Given = ParamSpec("Given")


@dataclass(frozen=True, slots=True)
class Hit:
    """A note that a query found; `score` compares the hits of one search and means nothing else."""

    path: str
    score: float


@dataclass(frozen=True, slots=True)
class Status:
    """How the index on disk is: its notes, its bytes, the generation of the vault it holds, and whether it is whole."""

    notes: int
    size: int
    generation: str | None
    ok: bool


class Index:
    """The search index of one vault. `say` gets one line for the user where something is not as it should be."""

    def __init__(self, folder: Path, say: Callable[[str], None]) -> None:
        self._folder = folder
        self._say = say
        self._said: set[str] = set()
        self._source: Source | None = None
        self._home: InFolder | InMemory | None = None

    def update(
        self,
        versions: Mapping[str, str],
        read: Callable[[str], Note | None],
        generation: str,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Make the index hold the notes of `versions` (path → content hash); reads only what is new or changed.

        `generation` changes whenever `versions` does: where the index has it already, nothing is compared. `progress`
        is told how many of how many notes are done. What `read` and `progress` raise comes through.
        """
        from .homes import Source

        self._source = Source(versions, _carried(read), generation, _carried(progress or _no_progress))
        with _let_out():
            self._update(self._source)

    def search(self, query: Node, limit: int | None) -> list[Hit]:
        """The notes that a query of free text finds, best first, then by path; `Not` alone means all others."""
        if _has_filter(query):
            raise ValueError("the index answers free text, no filter")
        return self._ask(lambda opened: _ranked(opened, query, limit), [])

    def suggest(self, word: str) -> str | None:
        """The known word nearest to one that no note has, without case and accents; None where it is known."""
        return self._ask(lambda opened: _suggestion(opened, word), None)

    def clear(self) -> None:
        """Delete the index; raises Refused while another process writes it."""
        self._leave()
        self._source = None
        if not self._folder.exists():
            return
        from .homes import InFolder

        try:
            claim(self._folder)
            with InFolder(self._folder, self._tell).locked() as locked:
                if not locked:
                    raise Refused("Another notebook is updating the search index.", "try again when it is done")
                wipe(self._folder)
        except (Unusable, OSError) as error:
            raise Refused(f"The search index in {self._folder} cannot be deleted: {error}.") from error

    def status(self) -> Status:
        """How the index on disk is; builds and repairs nothing."""
        from .homes import InFolder

        state = read_state(self._folder)
        size = size_of(self._folder)
        if state is None or not is_whole(self._folder, state):
            return Status(0, size, None, ok=False)
        home = InFolder(self._folder, self._tell)
        try:
            notes = home.open().count()
        except Exception:  # noqa: BLE001 -- a damaged index shows itself in a dozen types
            return Status(0, size, None, ok=False)
        finally:
            home.close()
        return Status(notes, size, state.generation, ok=state.generation is not None)

    def _update(self, source: Source, rebuild: bool = False) -> None:
        from .homes import InFolder, InMemory

        if self._home is None:
            self._home = InFolder(self._folder, self._tell)
        try:
            if rebuild and isinstance(self._home, InFolder):
                self._home.rebuild(source)
            else:
                self._home.update(source)
        except (Unusable, OSError) as error:
            self._leave()
            reason = getattr(error, "strerror", None) or error
            self._tell(f"The search index in {self._folder} cannot be used ({reason}): all notes are read to search.")
            self._home = InMemory()
            self._home.update(source)

    def _ask(self, question: Callable[[Leaves], Answer], nothing: Answer) -> Answer:
        """Answer from the index; where it is damaged, build it again first, or say that there is no answer."""
        from .homes import InFolder

        if self._home is None:
            self._home = InFolder(self._folder, self._tell)
        try:
            return question(self._home.open())
        except (RecursionError, MemoryError):
            raise  # the query's fault, not the index's
        except Exception as error:
            if not isinstance(self._home, InFolder):
                raise
            if self._source is None:
                self._tell(f"The search index in {self._folder} cannot be read: nothing was searched ({error}).")
                return nothing
        with _let_out():
            self._update(self._source, rebuild=True)
        return question(self._home.open())

    def _leave(self) -> None:
        if self._home is not None:
            self._home.close()
            self._home = None

    def _tell(self, line: str) -> None:
        """Say a line, once."""
        if line not in self._said:
            self._said.add(line)
            self._say(line)


def _carried(call: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """The caller's function, its exceptions kept apart from Whoosh's."""
    from .homes import CallerFailed

    def carried(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        try:
            return call(*args, **kwargs)
        except Exception as error:
            raise CallerFailed(error) from error

    return carried


@contextmanager
def _let_out() -> Iterator[None]:
    """Raise again what a function of the caller has raised."""
    from .homes import CallerFailed

    try:
        yield
    except CallerFailed as failed:
        raise failed.error from None


def _no_progress(_done: int, _of: int) -> None:
    """Nobody watches."""


def _has_filter(query: Node) -> bool:
    match query:
        case Filter():
            return True
        case And(parts) | Or(parts):
            return any(_has_filter(part) for part in parts)
        case Not(part):
            return _has_filter(part)
        case Words():
            return False


def _ranked(opened: Leaves, query: Node, limit: int | None) -> list[Hit]:
    from .finding import Finding

    found = list(Finding(opened).find(query))
    if limit is not None and limit < len(found):
        # Paths are read from disk: only for those that may be shown, which are all that tie with the last.
        border = heapq.nlargest(max(limit, 1), (score for score, _, _ in found))[-1]
        found = [one for one in found if one[0] >= border]
    if 10 * len(found) > opened.count():
        for leaf in opened.leaves:
            leaf.keys()  # All paths at once, as most will be asked for.
    hits = [Hit(leaf.path(number), score) for score, leaf, number in found]
    hits.sort(key=lambda hit: (-hit.score, hit.path))
    return hits[:limit]


def _suggestion(opened: Leaves, word: str) -> str | None:
    from .finding import Finding
    from .wanted import wanted

    want = wanted(Words(word, "fuzzy"))
    if want is None or not want.near or any(True for _ in Finding(opened).find(Words(word))):
        return None
    errors = 1 if len(want.near) < 5 else 2
    near = opened.near(want.near, errors)

    def rank(known: str) -> tuple[int, bool, float, str]:
        # People seldom mistype the first letter, and mean the commoner word.
        return near[known], known[0] != want.near[0], opened.rarity(known), known

    return next((known for known in sorted(near, key=rank) if opened.has(known)), None)
