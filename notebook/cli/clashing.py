"""A merge or rebase that has stopped in a sync: what can be settled is, the rest is left to the user."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..git.sync.clashes import Clash
    from ..records import Kind
    from .session import Session


class Clashing:
    """The clashes of one sync; `say` prints what was done."""

    def __init__(
        self, session: Session, folders: Mapping[str, Kind], say: Callable[[str], None], *, dry_run: bool
    ) -> None:
        self.session = session
        self.root = session.root
        self.folders = folders
        self.say = say
        self.dry_run = dry_run

    def go_on(self) -> None:
        """Ends the merge or rebase that an earlier sync stopped in, where the user has chosen everywhere."""
        from ..git.sync.clashes import clashes
        from ..git.sync.syncing import names_between
        from ..git.sync.unfinished import brought_together, forget_told, is_told, unfinished
        from .new_problems import say_problems_in

        while (doing := unfinished(self.root)) in ("merge", "rebase"):
            if not clashes(self.root) and not is_told(self.root):
                if not self._may_go_on(doing):
                    return
                if unfinished(self.root) is None:
                    continue
            both = brought_together(self.root, doing)
            if not self.end(doing):
                continue
            self.say(f"Finished the {doing}.")
            changed = {path for one in both for path in names_between(self.root, one, "HEAD")}
            say_problems_in(self.session, changed)
        if not self.dry_run:
            forget_told(self.root)

    def _may_go_on(self, doing: str) -> bool:
        """True where nobody has to be asked of what is under way and has no clash; what was killed is given up."""
        from ..git.sync.unfinished import is_begun, takes_nothing_in

        if is_begun(self.root, doing):
            self._begin_anew(doing)
            return True
        # The user's own: a rebase that was stopped on purpose, a merge that was killed.
        return doing == "merge" and not takes_nothing_in(self.root)

    def _begin_anew(self, doing: str) -> None:
        from ..errors import NotebookError
        from ..git.sync.syncing import begin_anew

        if self.dry_run:
            raise NotebookError(f"A {doing} was cut off; a sync would begin it anew.", "notebook git sync begins it.")
        if begin_anew(self.root, doing):
            self.session.say("What you had changed outside the vault is in git stash: git stash pop brings it back.")
        self.session.say(f"A {doing} was cut off. It was given up, and begins anew.")

    def end(self, doing: str) -> bool:
        """Ends it, or the next commits of a rebase; False where it has stopped at the next clash.

        Raises NotebookError where the user has to choose.
        """
        from ..errors import NotebookError
        from ..git.sync.clashes import clashes
        from ..git.sync.syncing import Stopped, go_on, settle

        found = clashes(self.root)
        if not self.dry_run:
            found = self._keep_both(found)
        if any(clash.is_open for clash in found):
            self._stop(doing, found)
        if self.dry_run:
            raise NotebookError(f"A {doing} is under way; a sync would end it first.", "notebook git sync ends it.")
        self._say_settled(found)
        settle(self.root, [clash.path for clash in found])
        try:
            self.say_aside(go_on(self.root, doing))
        except Stopped:
            return False
        return True

    def _stop(self, doing: str, found: list[Clash]) -> None:
        from ..git.sync.clashes import top
        from ..git.sync.unfinished import remember_told
        from .listing import echo_lines
        from .syncing import clash_lines, stopped

        folder = top(self.root)
        shown = [clash for clash in found if clash.is_open or clash.sides == {1}]
        echo_lines(clash_lines(self.root, folder, shown, doing))
        if not self.dry_run:
            remember_told(self.root, found)
        raise stopped(self.root, folder, found, doing)

    def _keep_both(self, found: list[Clash]) -> list[Clash]:
        """The clashes that are left when interactions which both sides have made are kept as two."""
        from ..git.sync.both_kept import keep_both
        from ..git.sync.clashes import top
        from ..git.sync.unfinished import remember_told
        from ..render.terminal import clean
        from ..vault.reading.load import kind_of

        folder = top(self.root)
        inside = self.root.resolve().relative_to(folder.resolve()).as_posix()
        start = "" if inside == "." else f"{inside}/"
        twins = [
            clash
            for clash in found
            if clash.sides == {2, 3} and clash.spots and clash.is_untouched and clash.path.endswith(".md")
            and clash.path.startswith(start)
            and kind_of(clash.path.removeprefix(start), self.folders) == "interaction"
        ]  # fmt: skip
        if twins:
            remember_told(self.root, found)
        for clash in twins:
            other = keep_both(folder, clash)
            names = [PurePosixPath(clean(path)).name for path in (clash.path, other)]
            self.say(f"{names[0]} was written on both sides: both are kept, the other as {names[1]}")
        return [clash for clash in found if clash not in twins]

    def _say_settled(self, found: list[Clash]) -> None:
        """Says what became of the files in which nothing shows what was chosen."""
        from ..git.sync.clashes import top
        from ..git.sync.unfinished import told
        from .syncing import from_root

        folder = top(self.root)
        whole = told(self.root)
        for path in sorted({*whole, *(clash.path for clash in found if clash.sides != {1})}):
            if not os.path.lexists(folder / path):
                self.say(f"Deleted {from_root(self.root, folder, path)}")
            elif path in whole:
                self.say(f"Kept {from_root(self.root, folder, path)}")

    def say_aside(self, paths: tuple[str, ...]) -> None:
        """Says which files outside the vault have changes of the user's that clash with what came."""
        for path in paths:
            self.session.say(f"{path} has changes of yours that clash with what came: they are marked in it, and whole "
                             "in git stash.")  # fmt: skip
