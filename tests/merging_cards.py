"""Notes as people keep them, and the edits of two people (or of one on two laptops), at random.

Half of the edits are made as the notebook's commands make them, half as a person with an editor would.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

import yaml

from notebook.errors import NotebookError
from notebook.text.document import read_document
from notebook.text.edits import add_values, close_task, remove_key, remove_values, set_value
from notebook.text.frontmatter import read_front_matter

TASK = re.compile(r"(\s*(?:[-*+]|\d+\.) \[)(.)(\] .*)")
COMMENT = re.compile(r"# [^\n]*?\bc\d+\.")
SHARES = {"contact": 12, "interaction": 4, "event": 2, "organization": 1, "project": 2}

# What each key holds: a text, a date, a list of words, of references, of labelled values, of ties or of dates, …
KEYS: dict[str, dict[str, str]] = {
    "contact": {
        "name": "name", "aliases": "words", "pronouns": "text", "relationship": "words", "organization": "org",
        "role": "text", "emails": "labelled", "phones": "labelled", "links": "links", "location": "text",
        "languages": "words", "birthday": "date", "dates": "dates", "tags": "words", "interests": "words",
        "offers": "words", "seeks": "words", "care": "words", "knows": "ties", "met": "met", "cadence": "text",
        "snooze": "later", "last_contact": "later", "status": "status", "private": "words", "uid": "text",
    },
    "interaction": {
        "date": "date", "with": "people", "channel": "text", "initiated": "text", "place": "text", "event": "text",
        "project": "text", "purpose": "text", "topics": "words", "depth": "text", "gave": "words",
        "received": "words", "introduced": "people", "tags": "words",
    },
    "event": {
        "name": "name", "start": "date", "end": "date", "kind": "text", "place": "text", "url": "url",
        "organizer": "text", "status": "text", "with": "people", "goals": "words", "learned": "words", "tags": "words",
    },
    "organization": {
        "name": "name", "aliases": "words", "kind": "text", "url": "url", "location": "text", "role": "text",
        "member_since": "date", "renews": "date", "tags": "words", "seeks": "words", "offers": "words",
    },
    "project": {
        "name": "name", "status": "text", "with": "ties", "started": "date", "ended": "date", "organization": "org",
        "seeks": "words", "tags": "words", "url": "url",
    },
}  # fmt: skip
OWN = {"shoe size": "text", "gift-ideas": "words", "Übung": "text", "house": "met", "no": "text", "名前": "text"}
LISTS = ("words", "people", "labelled", "ties", "dates")

WORDS = [
    "chess", "horses", "old maps", "computing", "close", "jazz", "typography", "sailing", "grief", "l'été", "李伟 tea",
    "a: colon", "x, y", "#hash", "mother ill since 2026-09", "proof reading", "no", "012", "🎉", "it's late", "6 weeks",
    "yes", "[[acm]]", "punched cards", "Porto", "zoë's bread",
]  # fmt: skip
TEXTS = [
    "Mathematician", "Head of maps", "she/her", "London", "Póvoa de Varzim", "retired: for good", "coffee", "call",
    "me", "6 weeks", "+351 912 345 678", "Analytical Society", "personal", "2", "on leave # for now", "active",
    "monthly", "A plain sentence, with a comma.", "conference", "dormant",
]  # fmt: skip
PEOPLE = ["ada-lovelace", "sam-okafor", "sam-haddad", "clara", "[[uxia]]", "Ana Sousa", "grace", "mary", "ivo"]
ROLES = ["colleague", "editor", "sister", "reads her books", "rival"]
LABELS = ["work", "home", "mobile", "old"]
SENTENCES = [
    "She is worried about funding.", "Asked about the atlas, and laughed.", "We walked to the harbour; it rained.",
    "Dislikes cameras. Call by telephone.", "Owes nobody anything, he says.", "「紙の地図」を見せてくれた。",
    "The lens [[acm]] lent is still with her.", "Talked until the café closed — twice.", "Her son starts school.",
    "No news of the press.", "Remember the `plates` and the **ink**.", "Came late, left early.",
]  # fmt: skip
TASKS = [
    "send the grant list", "@ada-lovelace: bring the drawings", "call about the plates", "book the table for [[grace]]",
    "return the lens", "write to the printer", "ask Ivo for the slides", "thank her for the map", "pay the binder",
]  # fmt: skip
THREADS = ["how did the exam go", "her mother's operation", "the move to Lisbon"]


@dataclass(frozen=True)
class Pair:
    """A note and what two people made of it, with what each did in words; `base` is empty where both added it."""

    seed: int
    kind: str
    path: str
    base: bytes
    ours: bytes
    theirs: bytes
    told: tuple[tuple[str, ...], tuple[str, ...]]
    half: bytes = b""  # theirs after the first half of their edits

    def __str__(self) -> str:
        return "\n".join(
            [f"seed {self.seed}, {self.path}; ours: {'; '.join(self.told[0])}; theirs: {'; '.join(self.told[1])}"]
            + [f"--- {name}\n{getattr(self, name).decode()}" for name in ("base", "ours", "theirs")]
        )


def some_pair(seed: int) -> Pair:
    """A pair of concurrent edits of one note; every twentieth has no base: both added the note."""
    random = Random(seed)
    kind = random.choices(list(SHARES), list(SHARES.values()))[0]
    writer = Writer(random, kind)
    base = writer.card()
    path = f"{kind}s/note-{seed}.md"
    both, told, _ = edited(base, path, writer, 1) if random.random() < 0.15 else (base, (), b"")
    ours, told_ours, _ = edited(both, path, writer, random.randint(1, 6))
    theirs, told_theirs, half = edited(both, path, writer, random.randint(1, 6))
    if random.random() < 0.05:
        base = b""
    return Pair(seed, kind, path, base, ours, theirs, (told + told_ours, told + told_theirs), half)


def edited(raw: bytes, path: str, writer: Writer, count: int) -> tuple[bytes, tuple[str, ...], bytes]:
    """The note after that many edits, what they were, and the note after half of them."""
    told: list[str] = []
    half = raw
    for _ in range(count * 4):
        edit = Edit(raw, path, writer)
        words = edit.made()
        if words:
            raw = edit.raw
            told.append(words)
        if len(told) == (count + 1) // 2:
            half = raw
        if len(told) == count:
            break
    return raw, tuple(told), half


def readable(raw: bytes) -> bool:
    """True for a note that is read without a problem."""
    document, problems = read_document(raw, "x.md")
    if document is None or problems:
        return False
    root, problems = read_front_matter(document.front or "", "x.md", 2)
    return root is not None and not problems


class Writer:
    """Writes notes as their keeper would; comments and prose have numbers, so that each is told from the others."""

    def __init__(self, random: Random, kind: str) -> None:
        self.random = random
        self.kind = kind
        self.keys = KEYS[kind]
        self.number = 0

    def some(self, share: float) -> bool:
        return self.random.random() < share

    def one(self, words: list[Any]) -> Any:
        return self.random.choice(words)

    def day(self) -> str:
        return str(datetime.date(2026, 1, 1) + datetime.timedelta(days=self.random.randint(0, 364)))

    def comment(self) -> str:
        self.number += 1
        return f"# {self.one(['ask her', 'was wrong', 'see the letter', 'unsure'])} c{self.number}."

    def sentence(self) -> str:
        self.number += 1
        return f"{self.one(SENTENCES)} ({self.number})" if self.some(0.9) else self.one(SENTENCES)

    def task(self) -> str:
        if self.some(0.15):
            return f"- [?] {self.one(THREADS)}"
        due = f" due:{self.day()}" if self.some(0.4) else ""
        mark = "x" if self.some(0.15) else " "
        done = f" done:{self.day()}" if mark == "x" and self.some(0.5) else ""
        self.number += 1
        return f"{self.one(['-', '-', '-', '*'])} [{mark}] {self.one(TASKS)} {self.number}{due}{done}"

    def value(self, form: str) -> Any:
        """A value for a key of that form: a text, a list or a mapping of texts."""
        if form in LISTS:
            values = [self.member(form) for _ in range(self.random.randint(1, 4))]
            return [one for at, one in enumerate(values) if one not in values[:at]]
        if form == "links":
            return {one: f"{one}-{self.random.randint(1, 9)}" for one in self.random.sample(LABELS, 2)}
        if form == "met":
            told = {"date": self.day(), "at": self.one(TEXTS), "through": self.one(PEOPLE), "how": self.one(WORDS)}
            return {key: told[key] for key in self.random.sample(list(told), self.random.randint(1, 4))}
        if form in ("date", "later"):
            return self.day()
        if form == "status":
            return self.one(["active", "dormant", "archived"])
        if form == "name":
            return self.one(["Ada Lovelace", "Ana Sousa", "O'Brien", "李伟", "Zoë: a name"])
        return "https://example.org/a?b=c#d" if form == "url" and self.some(0.5) else self.one(TEXTS)

    def member(self, form: str) -> Any:
        if form == "labelled":
            address = f"{self.one(['a', 'b', 'c', 'd'])}@example.org"
            return {self.one(LABELS): address} if self.some(0.4) else address
        if form == "ties":
            who = self.one(PEOPLE[:4] + PEOPLE[5:])
            return {"who": who, "as": self.one(ROLES)} if self.some(0.6) else who
        if form == "dates":
            return {"date": self.day(), "what": self.one(WORDS)}
        return self.one(PEOPLE if form == "people" else WORDS)

    def scalar(self, text: str, in_flow: bool = False) -> str:
        """A text as it may stand in the file: plain where that means the same, or in quotes."""
        plain = not re.search(r"^[\s#&*!|>'\"%@`\[\]{},?:-]|: |:$| #|\s$|^$" + (r"|[,\[\]{}]" if in_flow else ""), text)
        if plain and self.some(0.85):
            return text
        if self.some(0.5):
            return "'" + text.replace("'", "''") + "'"
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def in_flow(self, value: Any) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{key}: {self.in_flow(one)}" for key, one in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(self.in_flow, value)) + "]"
        return self.scalar(value, in_flow=True)

    def pair(self, key: str, value: Any) -> list[str]:
        """The lines of a key and its value."""
        if not isinstance(value, dict | list):
            if self.some(0.03):
                return [f"{key}: >-", *(f"  {word}" for word in ["folded words", "of two lines", "and more"])]
            return [self.ended(f"{key}: {self.scalar(value)}")]
        if self.some(0.6) or not value:
            return [self.ended(f"{key}: {self.in_flow(value)}")]
        pad = " " * (self.one([0, 2, 2, 4]) if isinstance(value, list) else 2)
        if isinstance(value, dict):
            return [f"{key}:", *(self.ended(f"{pad}{name}: {self.scalar(one)}") for name, one in value.items())]
        if self.some(0.1):
            inner = [self.in_flow(one) for one in value]
            return [f"{key}: [", *(f"  {one}," for one in inner), "]"]
        lines = [f"{key}:"]
        for one in value:
            if self.some(0.06):
                lines.append(f"{pad}{self.comment()}")
            if isinstance(one, dict) and self.some(0.5):
                dash = "- "
                for name, text in one.items():
                    lines.append(f"{pad}{dash}{name}: {self.scalar(text)}")
                    dash = "  "
            else:
                lines.append(self.ended(f"{pad}- {self.in_flow(one)}"))
        return lines

    def ended(self, line: str) -> str:
        return f"{line}{self.one(['  ', ' '])}{self.comment()}" if self.some(0.07) else line

    def card(self) -> bytes:
        names = [key for key in self.keys if key == "name" or self.some(0.4)]
        lines = []
        forms = {**{key: self.keys[key] for key in names}, **{key: OWN[key] for key in OWN if self.some(0.08)}}
        for key, form in forms.items():
            lines += [self.comment()] if self.some(0.06) else []
            lines += self.pair(key, self.value(form)) + ([""] if self.some(0.02) else [])
        body = self.body()
        text = "\n".join(["---", *lines, "---", *body]) + "\n"
        if self.some(0.05):
            text = text.rstrip("\n")
        if self.some(0.08):
            text = text.replace("\n", "\r\n")
        raw = (("\ufeff" if self.some(0.05) else "") + text).encode()
        return raw if readable(raw) else self.card()

    def body(self) -> list[str]:
        if self.some(0.1):
            return []
        lines: list[str] = [""] if self.some(0.3) else []
        for _ in range(self.random.randint(0, 3)):
            lines += [self.sentence() for _ in range(self.random.randint(1, 3))] + [""]
        if self.some(0.2):
            lines += ["## Heard", "", f"> {self.sentence()}", ""]
        if self.some(0.2):
            lines += [*(f"- {self.sentence()}" for _ in range(2)), ""]
        if self.some(0.1):
            lines += ["```", "- [ ] not a promise", "```", ""]
        if self.some(0.3):
            lines += ["## Next", ""]
        lines += [self.task() for _ in range(self.random.choice([0, 1, 2, 3, 4]))]
        if lines and self.some(0.25):
            lines += ["", self.sentence()]
        return lines


class Edit:
    """One edit of a note, by a command or by hand; `raw` is the note after it."""

    def __init__(self, raw: bytes, path: str, writer: Writer) -> None:
        self.raw = raw
        self.path = path
        self.writer = writer
        self.one = writer.one
        self.some = writer.some
        text = raw.decode()
        self.bom = text.startswith("\ufeff")
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
        self.fence = self.lines.index("---", 1)
        self.tree: dict[str, Any] = yaml.load("\n".join(self.lines[1 : self.fence]), Loader=yaml.CBaseLoader) or {}

    def made(self) -> str:
        """What was done; nothing where it could not be."""
        before = self.raw
        commands = [self.set_text, self.set_text, self.set_text, self.add, self.add, self.add, self.remove, self.later,
                    self.clear, self.set_part, self.close, self.close, self.set_dated]  # fmt: skip
        by_hand = [self.prose, self.prose, self.paragraph, self.paragraph, self.less_prose, self.promise, self.promise,
                   self.tick, self.other_due, self.reworded, self.no_promise, self.comments, self.uncomments,
                   self.moved, self.reformats, self.key_at_end, self.deleted, self.quotes, self.member, self.member,
                   self.value, self.end_of_file, self.newlines]  # fmt: skip
        try:
            words = self.one(self.one([commands, by_hand]))()
        except NotebookError:
            return ""
        if not words or self.raw == before or not readable(self.raw):
            return ""
        return str(words)

    def key(self, *forms: str) -> str | None:
        found = [key for key in self.tree if {**self.writer.keys, **OWN}.get(key) in forms]
        return self.one(found) if found else None

    def lists(self) -> str | None:
        return self.key(*LISTS)

    # As the notebook's commands edit

    def set_text(self) -> str:
        plain = [
            key for key, form in self.writer.keys.items() if form in ("text", "org", "date", "url", "status", "name")
        ]
        key = self.one(plain)
        value = self.writer.value(self.writer.keys[key])
        self.raw = set_value(self.raw, self.path, (key,), value, tuple(self.writer.keys))
        return f"{key} becomes {value}"

    def later(self) -> str:
        if self.writer.kind != "contact":
            return ""
        key, value = self.one(["snooze", "snooze", "last_contact"]), self.writer.day()
        self.raw = set_value(self.raw, self.path, (key,), value, tuple(self.writer.keys))
        return f"{key} becomes {value}"

    def set_dated(self) -> str:
        """A list of mappings gets a label or a role changed."""
        key = self.key("labelled", "ties", "dates")
        values = self.tree.get(key or "")
        if not isinstance(values, list) or not (maps := [at for at, one in enumerate(values) if isinstance(one, dict)]):
            return ""
        place = self.one(maps)
        name = list(values[place])[-1]
        value = self.one(ROLES)
        self.raw = set_value(self.raw, self.path, (key or "", place, name), value)
        return f"{key}: {values[place]} gets {name} {value}"

    def add(self) -> str:
        key = self.one([key for key, form in self.writer.keys.items() if form in LISTS])
        old = self.tree.get(key)
        value = self.writer.member(self.writer.keys[key])
        if value == old or (isinstance(old, list) and value in old):
            return ""
        self.raw = add_values(self.raw, self.path, (key,), [value])
        return f"{key} gains {value}"

    def remove(self) -> str:
        key = self.lists()
        old = self.tree.get(key or "")
        if not isinstance(old, list) or not old:
            return ""
        place = self.one(list(range(len(old))))
        self.raw = remove_values(self.raw, self.path, (key or "",), [place])
        return f"{key} loses {old[place]}"

    def clear(self) -> str:
        key = self.one([key for key in self.tree if key != "name"] or [""])
        if not key or self.some(0.5):
            return ""
        self.raw = remove_key(self.raw, self.path, (key,))
        return f"{key} is taken out"

    def set_part(self) -> str:
        key = self.key("met", "links")
        if key is None or not isinstance(self.tree[key], dict):
            return ""
        part = self.one(["date", "at", "through", "how"] if self.writer.keys.get(key) != "links" else LABELS)
        value = self.one(TEXTS)
        self.raw = set_value(self.raw, self.path, (key, part), value)
        return f"{key}.{part} becomes {value}"

    def close(self) -> str:
        found = [at for at in self.task_lines() if TASK.match(self.lines[at])[2] in " ?"]
        if not found:
            return ""
        at = self.one(found)
        mark = self.one(["x", "x", "x", "-"])
        done = datetime.date(2026, 11, self.one([20, 21])) if mark == "x" else None
        self.raw = close_task(self.raw, self.path, at + 1, mark, done)
        return f"closed [{mark}] {self.lines[at]}"

    # As a person edits

    def hand(self, lines: list[str], words: str, **how: Any) -> str:
        text = "\n".join(lines).replace("\n", how.get("newline", self.newline))
        self.raw = (("\ufeff" if how.get("bom", self.bom) else "") + text).encode()
        return words

    def with_lines(self, start: int, end: int, new: list[str], words: str) -> str:
        return self.hand([*self.lines[:start], *new, *self.lines[end:]], words)

    def task_lines(self) -> list[int]:
        found, code = [], False
        for at in range(self.fence + 1, len(self.lines)):
            code ^= self.lines[at].startswith("```")
            if not code and TASK.match(self.lines[at]):
                found.append(at)
        return found

    def prose_lines(self) -> list[int]:
        tasks = self.task_lines()
        places = range(self.fence + 1, len(self.lines))
        return [at for at in places if self.lines[at].strip() and at not in tasks and self.lines[at][0] not in "`#"]

    def prose(self) -> str:
        places = self.prose_lines()
        if not places:
            return ""
        at = self.one(places)
        line = self.lines[at]
        self.writer.number += 1
        new = self.one([f"{line} Added {self.writer.number}.", line.replace("e", "é", 1) + f" ({self.writer.number})"])
        if line.startswith("- [ ] not"):
            return ""
        return self.with_lines(at, at + 1, [new], f"the line {line!r} becomes {new!r}")

    def paragraph(self) -> str:
        new = [self.writer.sentence() for _ in range(self.one([1, 1, 2]))]
        if self.some(0.6) or not self.prose_lines():
            lines = self.lines
            while lines and lines[-1] == "":
                lines = lines[:-1]
            gap = [""] if len(lines) - 1 > self.fence else []
            return self.hand([*lines, *gap, *new, ""], f"{new} at the end")
        at = self.one(self.prose_lines()) + 1
        if self.lines[at - 1].startswith(("- [", "```")):
            return ""
        return self.with_lines(at, at, ["", *new, ""], f"{new} after {self.lines[at - 1]!r}")

    def less_prose(self) -> str:
        places = self.prose_lines()
        if not places or self.some(0.5):
            return ""
        at = self.one(places)
        return self.with_lines(at, at + 1, [], f"{self.lines[at]!r} deleted")

    def promise(self) -> str:
        tasks, new = self.task_lines(), self.writer.task()
        if tasks and self.some(0.7):
            at = tasks[-1] + 1 if self.some(0.7) else self.one(tasks)
            return self.with_lines(at, at, [new], f"the promise {new!r}")
        lines = self.lines if self.lines[-1] else self.lines[:-1]
        gap = [""] if len(lines) - 1 > self.fence and lines[-1] and not TASK.match(lines[-1]) else []
        return self.hand([*lines, *gap, new, ""], f"the promise {new!r} at the end")

    def on_task(self, change: Callable[[re.Match[str]], str], words: str, marks: str = " ?x-") -> str:
        found = [at for at in self.task_lines() if TASK.match(self.lines[at])[2] in marks]
        if not found:
            return ""
        at = self.one(found)
        match = TASK.match(self.lines[at])
        assert match
        new = change(match)
        return self.with_lines(at, at + 1, [new] if new else [], f"{self.lines[at]!r} {words}: {new!r}")

    def tick(self) -> str:
        done = f" done:{self.writer.day()}" if self.some(0.3) else ""
        return self.on_task(lambda old: f"{old[1]}x{old[3]}{done}", "ticked", " ?")

    def other_due(self) -> str:
        day = self.writer.day()

        def due(old: re.Match[str]) -> str:
            words = re.sub(r" due:\S+", "", old[3])
            return f"{old[1]}{old[2]}{words} due:{day}"

        return self.on_task(due, "due", " ")

    def reworded(self) -> str:
        self.writer.number += 1
        word = f"soon {self.writer.number}"
        return self.on_task(lambda old: f"{old[1]}{old[2]}] {word} {old[3][2:]}", "reworded")

    def no_promise(self) -> str:
        return self.on_task(lambda _: "", "deleted") if self.some(0.6) else ""

    def segments(self) -> dict[str, tuple[int, int]]:
        """Where each key's lines are, without the comments and blank lines below them."""
        root = yaml.compose("\n".join(self.lines[1 : self.fence]), Loader=yaml.CBaseLoader)
        starts = [(key.value, key.start_mark.line + 1) for key, _ in root.value] if root else []
        found = {}
        ends = [start for _, start in starts[1:]] + [self.fence][: len(starts)]
        for (key, start), after in zip(starts, ends, strict=True):
            end = after
            while end > start + 1 and (not self.lines[end - 1].strip() or self.lines[end - 1].lstrip()[0] == "#"):
                end -= 1
            found[key] = (start, end)
        return found

    def comments(self) -> str:
        new = self.writer.comment()
        at = self.one([start for start, _ in self.segments().values()] or [1])
        if self.some(0.5) and at < self.fence and not COMMENT.search(self.lines[at]):
            changed = f"{self.lines[at]}  {new}"
            if ">" not in changed:  # it would be text there
                return self.kept(at, at + 1, [changed], f"comment {new!r} beside {self.lines[at]!r}")
        return self.kept(at, at, [new], f"comment {new!r} above {self.lines[at]!r}")

    def kept(self, start: int, end: int, new: list[str], words: str) -> str:
        """An edit that must not change what the fields say."""
        self.with_lines(start, end, new, words)
        return words if readable(self.raw) and Edit(self.raw, self.path, self.writer).tree == self.tree else ""

    def uncomments(self) -> str:
        found = [at for at in range(1, self.fence) if COMMENT.search(self.lines[at])]
        if not found:
            return ""
        at = self.one(found)
        rest = COMMENT.sub("", self.lines[at]).rstrip()
        return self.kept(at, at + 1, [rest] if rest else [], f"no comment in {self.lines[at]!r}")

    def moved(self) -> str:
        segments = self.segments()
        if len(segments) < 3:
            return ""
        key, before = self.writer.random.sample(list(segments), 2)
        (start, end), (to, _) = segments[key], segments[before]
        lines = self.lines[start:end]
        rest = [*self.lines[:start], *self.lines[end:]]
        to -= len(lines) if to > start else 0
        return self.hand([*rest[:to], *lines, *rest[to:]], f"{key} moved before {before}")

    def reformats(self) -> str:
        key = self.lists()
        if key is None or not isinstance(self.tree[key], list):
            return ""
        start, end = self.segments()[key]
        if any(COMMENT.search(line) for line in self.lines[start:end]):
            return ""
        flow = "[" in self.lines[start]
        inner = [self.writer.in_flow(one) for one in self.tree[key]]
        new = [f"{key}:", *(f"  - {one}" for one in inner)] if flow else [f"{key}: [{', '.join(inner)}]"]
        return self.kept(start, end, new, f"{key} written as {'a block' if flow else '[…]'}")

    def key_at_end(self) -> str:
        forms = {**self.writer.keys, **OWN}
        key = self.one([key for key in forms if key not in self.tree])
        value = self.writer.value(forms[key])
        lines = self.writer.pair(key, value)
        return self.with_lines(self.fence, self.fence, lines, f"{key}: {value} at the end")

    def deleted(self) -> str:
        segments = self.segments()
        key = self.one(list(segments) or [""])
        if key in ("", "name") or self.some(0.4):
            return ""
        return self.with_lines(*segments[key], [], f"{key} deleted")

    def quotes(self) -> str:
        key = self.key("text", "org", "date", "name", "status")
        if key is None or not isinstance(self.tree[key], str) or '"' in self.tree[key]:
            return ""
        start, end = self.segments()[key]
        if end - start > 1 or COMMENT.search(self.lines[start]):
            return ""
        new = f'{key}: "{self.tree[key]}"' if '"' not in self.lines[start] else f"{key}:  '{self.tree[key]}'"
        return self.kept(start, end, [new], f"{key} in other quotes")

    def member(self) -> str:
        """A list gains a value where it stands, as typed."""
        key = self.lists()
        if key is None or not isinstance(self.tree[key], list):
            return ""
        start, end = self.segments()[key]
        value = self.writer.member({**self.writer.keys, **OWN}[key])
        if value in self.tree[key]:
            return ""
        new = self.writer.in_flow(value)
        if end - start == 1 and (match := re.match(r"(.*\[.*\S)\](.*)", self.lines[start])) and "#" not in match[1]:
            return self.with_lines(start, end, [f"{match[1]}, {new}]{match[2]}"], f"{key} gains {value}")
        pad = re.match(r"\s*", self.lines[start + 1] if start + 1 < end else "")[0]
        if end - start > 1 and self.lines[start + 1].lstrip().startswith("- "):
            return self.with_lines(end, end, [f"{pad}- {new}"], f"{key} gains {value}")
        return ""

    def value(self) -> str:
        key = self.key("text", "org", "date", "status")
        if key is None:
            return ""
        start, end = self.segments()[key]
        value = self.writer.value(self.writer.keys.get(key, "text"))
        return self.with_lines(start, end, [f"{key}: {self.writer.scalar(value)}"], f"{key} becomes {value}")

    def end_of_file(self) -> str:
        if self.some(0.8):
            return ""
        ended = self.lines[-1] == ""
        return self.hand(self.lines[:-1] if ended else [*self.lines, ""], "the last line end")

    def newlines(self) -> str:
        if self.some(0.85):
            return ""
        if self.some(0.4):
            return self.hand(self.lines, "a BOM, or none", bom=not self.bom)
        return self.hand(self.lines, "other line ends", newline="\n" if self.newline == "\r\n" else "\r\n")
