"""What a vault's `notebook.toml` says: data only, each setting in one table with its type, default and meaning."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .digest.kinds import OTHERS, SECTION_KINDS, Choice
from .errors import NoVault
from .records import KINDS, Kind, Problem
from .schema.problems import CODES
from .schema.suggest import nearest
from .text.dates import read_duration
from .text.folding import fold

SETTINGS_FILE = "notebook.toml"
_MOST = 1000  # lines of a section: a page that is longer is no page
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class Settings:
    """The settings of one vault. Days are whole days; `week_starts` is 0 for Monday to 6 for Sunday."""

    me: str = "me"
    folders: Mapping[str, Kind] = field(default_factory=lambda: {f"{kind}s": kind for kind in KINDS})
    cadence: Mapping[str, int] = field(default_factory=dict)
    week_starts: int = 0
    look_ahead: int = 14
    git_commit: bool = False
    queries: Mapping[str, str] = field(default_factory=dict)
    sections: tuple[str, ...] = (OTHERS,)
    without: tuple[str, ...] = ()
    section_limits: Mapping[str, int] = field(default_factory=dict)
    section_titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> Choice:
        """The sections of a digest."""
        return Choice(self.sections, self.without, self.section_limits, self.section_titles)

    def folder_of(self, kind: Kind) -> str:
        """The folder new records of this kind go to: the first that stands for it."""
        return next((folder for folder, of in self.folders.items() if of == kind), f"{kind}s")


class _Bad(Exception):
    """A value that cannot be used; its text says what is wanted."""


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _Bad("text in quotes")
    return value.strip()


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _Bad('a list of texts in quotes: ["first", "due"]')
    return tuple(_text(one) for one in value)


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST:
        raise _Bad("a number of lines such as 10; 0 hides the section")
    return value


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Bad("true or false")
    return value


def _days(value: Any) -> int:
    days = read_duration(value) if isinstance(value, str) else None
    if not days:
        raise _Bad('a length of time such as "14 days" or "6 weeks"')
    return days


def _weekday(value: Any) -> int:
    if not isinstance(value, str) or value.casefold() not in _WEEKDAYS:
        raise _Bad('a weekday such as "monday"')
    return _WEEKDAYS.index(value.casefold())


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its table and key in the file, the attribute it sets, and what it means."""

    table: str
    key: str
    attribute: str
    read: Callable[[Any], Any]
    doc: str
    example: str


SETTINGS = (
    Setting("", "me", "me", _text, "The contact that is you: its interests, offers and seeks are yours.", 'me = "me"'),
    Setting("digest", "week_starts", "week_starts", _weekday, "The day a week starts on.", 'week_starts = "monday"'),
    Setting("digest", "look_ahead", "look_ahead", _days, "How far ahead the digest and `upcoming` look.",
            'look_ahead = "14 days"'),
    Setting("digest", "sections", "sections", _texts,
            "The sections of the digest in their order, `@name` for a saved query; `...` stands for all others.",
            'sections = ["..."]'),
    Setting("digest", "without", "without", _texts, "Sections that the digest leaves out.", "without = []"),
    Setting("git", "commit", "git_commit", _truth, "Commit what a command changed, nothing else.", "commit = false"),
)  # fmt: skip

# Tables whose keys are the user's own words.
OPEN_TABLES = {
    "folders": "kind = folder, or a list of folders, so that a vault with other folders can be read as it is.",
    "cadence": "tag or relationship = length of time; the shortest that fits counts, a contact's own counts over all.",
    "queries": "name = query; used as @name wherever a query stands.",
    "digest.limits": "section = how many lines it shows; 0 hides it.",
    "digest.titles": "section = its heading.",
}
_INNER = {"digest.limits": "section_limits", "digest.titles": "section_titles"}


def read_settings(source: str) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings in the file's text, defaults where a value cannot be used, with the problems.

    Raises NoVault where the text is no TOML.
    """
    try:
        tables = tomllib.loads(source.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as fault:  # a number of 5,000 digits, 5,000 brackets
        raise NoVault(f"{SETTINGS_FILE} cannot be read: {fault}.", "Mend that line; the rest waits for it.") from None
    reading = _Reading(source)
    values: dict[str, Any] = {}
    for setting in SETTINGS:
        holder = tables.get(setting.table, {}) if setting.table else tables
        if isinstance(holder, dict) and setting.key in holder:
            value = reading.value(setting.read, holder[setting.key], setting.table, setting.key)
            if value is not None:
                values[setting.attribute] = value
    folders = reading.folders(tables.get("folders", {}))
    cadence = reading.table(tables.get("cadence", {}), "cadence", _days)
    queries = reading.table(tables.get("queries", {}), "queries", _text)
    values |= reading.digest(tables.get("digest", {}), values, queries)
    reading.unknown(tables)
    settings = replace(Settings(), folders=folders, cadence=cadence, queries=queries, **values)
    return settings, tuple(reading.problems)


class _Reading:
    """Gathers the problems of one settings file."""

    def __init__(self, source: str) -> None:
        self._lines = source.splitlines()
        self.problems: list[Problem] = []

    def report(self, code: str, table: str, key: str, message: str, hint: str = "") -> None:
        """Adds a problem at the line of the key in its table (none: the top), or of the table."""
        line = self._line_of(table, key)
        self.problems.append(Problem(code, CODES[code].severity, SETTINGS_FILE, line, 1, message, hint))

    def _line_of(self, table: str, key: str) -> int:
        current, header = "", 1
        for at, text in enumerate(self._lines, 1):
            word = text.split("#")[0].split("=")[0].strip()
            if word.startswith("["):
                current = word.strip("[] \"'")
                if current in (table, key):
                    header = at
            elif (current == table and word.strip("\"'") == key) or (not current and word == f"{table}.{key}"):
                return at
        return header

    def value(self, read: Callable[[Any], Any], value: Any, table: str, key: str) -> Any:
        """The value as its setting reads it, or None with a problem."""
        try:
            return read(value)
        except _Bad as wanted:
            name = f"{table}.{key}" if table else key
            instead = "it is left out" if table in OPEN_TABLES else "the default is used"
            self.report("bad-setting", table, key, f"{name} wants {wanted}; until then {instead}.")
            return None

    def table(self, found: Any, name: str, read: Callable[[Any], Any]) -> dict[str, Any]:
        """An open table with every value that can be used."""
        if not isinstance(found, dict):
            holder, _, key = name.rpartition(".")
            self.report("bad-setting", holder, key, f"{name} wants a table: [{name}].")
            return {}
        values = {key: self.value(read, value, name, key) for key, value in found.items()}
        return {key: value for key, value in values.items() if value is not None}

    def digest(self, found: Any, values: Mapping[str, Any], queries: Collection[str]) -> dict[str, Any]:
        """The sections that are chosen, left out, limited and named, each as it is spelled; unknown ones left out."""
        found = found if isinstance(found, dict) else {}
        known = {fold(key): key for key in (*(one.key for one in SECTION_KINDS), *(f"@{name}" for name in queries))}
        chosen: dict[str, Any] = {}
        for key in ("sections", "without"):
            names = (self._section(name, "digest", key, known, key == "sections") for name in values.get(key, ()))
            if key in values:
                chosen[key] = tuple(name for name in names if name) or getattr(Settings(), key)
        for (table, attribute), read in zip(_INNER.items(), (_count, _text), strict=True):
            inner = self.table(found.get(table.partition(".")[2], {}), table, read)
            named = {self._section(name, table, name, known): value for name, value in inner.items()}
            chosen[attribute] = {name: value for name, value in named.items() if name}
        return chosen

    def _section(self, name: str, table: str, key: str, known: Mapping[str, str], others: bool = False) -> str | None:
        """The section as it is spelled; None, with a problem, where there is no such one."""
        if others and name in (OTHERS, "…"):
            return OTHERS
        if fold(name) not in known:
            what = "saved query" if name.startswith("@") else "section"
            guess = nearest(name, known.values())
            self.report("bad-setting", table, key, f"{table}.{key}: there is no {what} \"{name}\"; it is left out.",
                        f"Did you mean {guess}?" if guess else f"There are {', '.join(known.values())}.")  # fmt: skip
        return known.get(fold(name))

    def folders(self, found: Any) -> dict[str, Kind]:
        """Folder to kind: a kind that is named has these folders alone, the others keep their own."""
        chosen: dict[str, Kind] = {}
        named: set[str] = set()
        if not isinstance(found, dict):
            self.report("bad-setting", "", "folders", "folders wants a table: [folders].")
            found = {}
        for key, value in found.items():
            kind = next((kind for kind in KINDS if key.casefold() in (kind, f"{kind}s")), None)
            if kind is None:
                guess = nearest(key, KINDS)
                self.report("unknown-setting", "folders", key, f"folders.{key} is no kind of record.",
                            f"Did you mean {guess}?" if guess else f"The kinds are {', '.join(KINDS)}.")  # fmt: skip
                continue
            for folder in value if isinstance(value, list) else [value]:
                clean = _clean_folder(folder)
                if clean is None:
                    self.report("bad-setting", "folders", key, f"folders.{key} wants a folder for notes in the vault.")
                elif chosen.setdefault(clean, kind) != kind:
                    self.report("bad-setting", "folders", key, f"The folder {clean} holds {chosen[clean]}s already.",
                                "Give each kind a folder of its own; `kind:` in a file overrides it.")  # fmt: skip
                else:
                    named.add(kind)
        rest: dict[str, Kind] = {f"{kind}s": kind for kind in KINDS if kind not in named}
        for folder in rest.keys() & chosen.keys():
            self.report("bad-setting", "folders", chosen[folder], f"The folder {folder} holds {chosen[folder]}s now.",
                        f"Give {folder} a folder of their own: {rest[folder]} = …")  # fmt: skip
        return {**rest, **chosen}

    def unknown(self, tables: Mapping[str, Any]) -> None:
        """Adds a problem for each key that is no setting."""
        known = {setting.key for setting in SETTINGS if not setting.table}
        names = {setting.table for setting in SETTINGS if setting.table} | (OPEN_TABLES.keys() - _INNER.keys())
        for key, value in tables.items():
            if key in names and key not in OPEN_TABLES:
                inner = {setting.key for setting in SETTINGS if setting.table == key}
                inner |= {table.partition(".")[2] for table in _INNER if table.startswith(f"{key}.")}
                if not isinstance(value, dict):
                    self.report("bad-setting", "", key, f"{key} wants a table: [{key}].")
                    continue
                for name in value:
                    if name not in inner:
                        self._unknown(key, name, inner)
            elif key not in names and key not in known:
                self._unknown("", key, known | names)

    def _unknown(self, table: str, key: str, known: set[str]) -> None:
        guess = nearest(key, known)
        shown = f"{table}.{key}" if table else key
        self.report("unknown-setting", table, key, f"{shown} is no setting of the notebook.",
                    f"Did you mean {guess}?" if guess else f"There are {', '.join(sorted(known))}.")  # fmt: skip


def _clean_folder(folder: Any) -> str | None:
    """The folder as a relative path with `/`; `.` is the vault itself; None where it leads out of the vault."""
    if not isinstance(folder, str):
        return None
    parts = [part for part in folder.replace("\\", "/").split("/") if part not in ("", ".")]
    if ".." in parts or folder.startswith("/"):
        return None
    if any(part.startswith(".") for part in parts) or parts[:1] in (["templates"], ["digests"]):
        return None  # the notebook looks for no notes there
    return "/".join(parts)
