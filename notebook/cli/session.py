"""What one command line shares: its vault, its day, and where it may speak."""

from __future__ import annotations

import datetime
import gc
import os
import shutil
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import UsageFault
from . import clock

if TYPE_CHECKING:
    from ..git.past.objects import Commit
    from ..records import AnyRecord
    from ..render.environment import OwnTemplates
    from ..settings import Settings
    from ..snapshot import Snapshot
    from ..vault.reading.load import Vault
    from .as_of import Past


class Session:
    """The state behind one command; what costs time is done when it is first asked for."""

    def __init__(
        self,
        vault: str | None,
        today: str | None,
        quiet: bool,
        verbose: bool,
        *,
        mends: bool = True,
        as_of: str | None = None,
    ) -> None:
        self._named_vault = vault
        self._named_today = today
        self._named_past = as_of
        self.quiet = quiet
        self.verbose = verbose
        self._mends = mends and as_of is None  # what is mended is written
        self._said: set[str] = set()
        self.shows_lines = True  # an answer that does not say where fields stand need not look for it
        self.names_mark: bytes | None = None  # from before the vault was read; None where it was not

    @cached_property
    def today(self) -> datetime.date:
        """The day that counts as today: with --as-of a day that one, where --today names none.

        Raises UsageFault where --today is no whole day.
        """
        return self._past_day if self._past_day and not self._named_today else self._present

    @cached_property
    def _present(self) -> datetime.date:
        real = clock.today()
        if not self._named_today:
            return real
        from ..text.dates import read_date

        day = read_date(self._named_today, real, "past").whole
        if day is None or not 1000 <= day.year <= 9000:  # far from the ends of the calendar, so that days can be added
            raise UsageFault(f'--today "{self._named_today}" is no day to look from.', "Write 2026-11-18.")
        return day

    @cached_property
    def _past_day(self) -> datetime.date | None:
        """The day that --as-of names; None where it names a commit, and without it."""
        if self._named_past is None:
            return None
        from .as_of import day_meant

        return day_meant(self._named_past, self._present, max(self._present, clock.today()))

    @cached_property
    def past(self) -> Past | None:
        """The vault as a commit has it, with --as-of; None without. Raises NotebookError where there is no such one."""
        if self._named_past is None:
            return None
        from .as_of import Past

        return Past(self, self.root, self._named_past, self._past_day)

    @property
    def as_of(self) -> Commit | None:
        """The commit that --as-of means; None without it."""
        return self.past.commit if self.past else None

    def close(self) -> None:
        """Ends the programs that were started to read."""
        past = self.__dict__.get("past")
        if past:
            past.close()

    def check_writes(self) -> None:
        """Raises UsageFault with --as-of; to be called before anything is written."""
        if self._named_past is not None:
            raise no_writing("this")

    @cached_property
    def root(self) -> Path:
        """The vault's folder, in which what a killed command left half done is mended; raises NoVault."""
        if self._mends:
            from ..vault.writing.journal import recover

            recover(self._folder, self.state, self.say)
        return self._folder

    @cached_property
    def _folder(self) -> Path:
        from ..places import config_file
        from ..vault.find import find_vault

        try:
            here = Path.cwd()
        except OSError:  # deleted by another program
            here = None
        return find_vault(self._named_vault, here, config_file())

    @cached_property
    def cache(self) -> Path:
        """The folder for what is derived from the vault, or with --as-of from the commit."""
        from ..places import cache_folder

        folder = cache_folder(self.root)
        return self.past.folder(folder) if self.past else folder

    @cached_property
    def state(self) -> Path:
        """The folder for what was done in the vault, so that it can be taken back."""
        from ..places import state_folder

        return state_folder(self._folder)

    @cached_property
    def vault(self) -> Vault:
        """The vault, read; raises NoVault."""
        from dataclasses import replace

        from ..vault.reading.load import load
        from ..vault.writing.naming import names_mark
        from .lines import lines_in

        root = self.root
        self.names_mark = names_mark(self.state)
        reading = self.progress("Reading")
        if self.past:
            vault = self._vault_as_of(self.past, reading)
        else:
            vault = load(root, cache=self.cache, now_ns=clock.now_ns(), say=self.say, progress=reading)
        if self.shows_lines:
            vault = replace(vault, snapshot=replace(vault.snapshot, line_of=lines_in(self)))
        gc.freeze()  # what was loaded stays to the end of the command: no use in looking through it for garbage
        return vault

    def _vault_as_of(self, past: Past, reading: Progress | None) -> Vault:
        from ..places import cache_folder
        from ..vault.reading import as_of

        read = as_of.Past(self.root, past.files, past.name)
        present = cache_folder(self.root)
        return as_of.load_as_of(read, folder=self.cache, present=present, say=self.say, progress=reading)

    @property
    def snapshot(self) -> Snapshot:
        """The vault's records."""
        return self.vault.snapshot

    @property
    def settings(self) -> Settings:
        """The vault's settings."""
        return self.vault.settings

    def find(self, name: str, *kinds: str) -> AnyRecord:
        """The one record a name means; where it fits several or none, the user picks one of them or of the nearest.

        Raises NoSuchRecord where nobody can be asked, click.Abort where the user picks none.
        """
        from ..errors import NoSuchRecord

        try:
            return self.snapshot.find(name, *kinds)
        except NoSuchRecord as fault:
            from .picking import pick_record

            title = f'Which one is "{name}"?'
            chosen = pick_record(self, title, fault.candidates) if fault.candidates else None
            if chosen is None:
                raise
            return self.snapshot.by_id[chosen]

    def read(self, path: str) -> bytes:
        """The bytes of the vault's file as they are now; raises Refused where it is gone or cannot be read."""
        from ..errors import Refused

        try:
            return self.bytes_of(path)
        except OSError as fault:
            if isinstance(fault, FileNotFoundError):
                raise Refused(f"{path} is gone. Nothing was written.", "Run the command again.") from None
            raise Refused(f"{path} cannot be read: {fault.strerror}. Nothing was written.") from None

    def bytes_of(self, path: str) -> bytes:
        """The bytes of the vault's file as they are now, or as the commit has them; raises OSError."""
        if self.past:
            return self.past.files.read(path)
        from ..vault.reading.scan import open_note

        with open_note(self.root, path) as file:
            return file.read()

    def words_of(self, record: AnyRecord) -> str:
        """The body of a record's file, its lines numbered as in the file: those of the front matter are empty.

        Empty where the file cannot be read.
        """
        from .finding import document_of

        document = document_of(self, record.path)
        return "\n" * (document.body_line - 1) + document.body if document else ""

    @property
    def own_templates(self) -> OwnTemplates:
        """Where the vault's own templates are: its folder, or the commit's."""
        if self.past:
            return self.past.template
        return self.root / "templates"

    def say(self, line: str) -> None:
        """One line to stderr, each line once, none with --quiet."""
        if not self.quiet and line not in self._said:
            self._said.add(line)
            if not line.isprintable():
                from ..render.terminal import clean_lines  # names in it come from files, and could command the terminal

                line = clean_lines(line)
            click.echo(line, err=True)

    def progress(self, doing: str) -> Progress | None:
        """A counter on a terminal's stderr, for work that may take long; None elsewhere."""
        if self.quiet or not sys.stderr.isatty():
            return None
        return Progress(doing)


def no_writing(command: str) -> UsageFault:
    """What is said of a command that writes with --as-of."""
    return UsageFault(f"--as-of only reads; `{command}` writes.", "What is past stays as it was: leave --as-of out.")


class Progress:
    """`Reading 1,200 of 110,000` on one line of stderr, from the 500th on."""

    def __init__(self, doing: str) -> None:
        self._doing = doing

    def __call__(self, done: int, total: int) -> None:
        """Shows how far it is; clears the line at the end."""
        if total < 500 or done % 250:
            return
        text = f"\r{self._doing} {done:,} of {total:,}"
        sys.stderr.write(text if done + 250 < total else "\r" + " " * len(text) + "\r")
        sys.stderr.flush()


def width() -> int:
    """The columns of a table: the terminal's, $COLUMNS, or 100 where there is no terminal."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS"):
        return max(40, shutil.get_terminal_size((100, 24)).columns)
    return 100


pass_session = click.make_pass_decorator(Session)
