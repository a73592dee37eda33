"""Notes as people may write them, at random: YAML in every style, comments, line ends, rarities."""

from __future__ import annotations

from random import Random
from typing import Any

# As they stand in a file, in brackets too.
KEYS = [
    "name", "tags", "emails", "phone", "knows", "links", "met", "born", "note", "'my key'", '"Übung"', "two words",
    "名前", "no", "a.b", "x-y", "'it''s'", "last_contact", "2026-01-02", "q?",
]  # fmt: skip
PLAIN = [
    "Ada", "Ada Lovelace", "no", "012", "+351 912 345 678", "1:30", "2026-11-18", "O'Brien", "a#b", "x", "~", "null",
    "two  spaces", "李伟", "🎉 party", "a\x85b", "x\u2028y", "-1", "she/her", 'say "hi"', "3.10", "é",
]  # fmt: skip
QUOTED = [
    "'a: b'", "'it''s'", '"a \\" b"', '"\\u00e9\\n"', "'# no comment'", '"#x"', "''", '""', "'[[Ana]]'", '"a, b"',
    "'  '", '"2026-01-01"', "'no'",
]  # fmt: skip
NOT_IN_BRACKETS = ["https://example.org/a?b=c#d", "ada@example.org", "a, b", "b:c", "x]y", "a}", "not [closed"]
BODY = [
    "", "Text.", "# Title", "- [ ] Send the map", "- [ ] Call back   ", "- [?] Ask about Rome ^abc-1",
    "- [x] Old done:2026-01-01", "  - [ ] Nested due:2026-12-01", "* [ ] @Ana: bring it done:2026-01-02",
    "1. [ ] Number", "> - [ ] quoted", "```", "---", "- [ ] Bad done:soon", "\t- [ ] tab", "[[Ana]] said", "## Heard",
    "- [ ] Twice  spaced ^id", "- [ ] Ends `code", "...", "---x", "\ufeff", "- [-] dropped", "\x85- [ ] x",
]  # fmt: skip

# What people may ask to be written.
NEW = [
    "Bea", "no", "012", "a: b", "x, y", "#tag", "a #b", "[[Bea]]", "it's", 'say "hi"', "", " ", "a\nb", "a\nb\n", "- x",
    "2026-01-02", "2026-13-45", "null", "~", "+351912345678", "bea@example.org", "https://example.org/x:y#z", "李伟",
    "a\x85b", "\ufeffx", "two words", "6 weeks", "a\\b", "\ttab", "@x", "%x", "? x", "x:", "yes", "1e3", "--02-29",
    "---", "...", "{a}", "*a", "&a", "!x", "| x", "=", "<<", "a\r\nb", "🎉", "\x00", "trail ", "n", "a ]b",
    "line one\n\n  line three\n",
]  # fmt: skip


class Maker:
    """Makes the lines of one file; each comment has a number of its own."""

    def __init__(self, random: Random, tame: bool) -> None:
        self.random = random
        self.tame = tame
        self.comments = 0
        self.strange = not tame and random.random() < 0.12
        self.anchors: list[str] = []
        self.after_text = False  # what is indented more than a key there belongs to the key's text

    def some(self, share: float) -> bool:
        return self.random.random() < share

    def comment(self) -> str:
        self.comments += 1
        return f"#c{self.comments}."

    def ended(self, line: str) -> str:
        if not self.tame and self.some(0.12):
            line += self.random.choice([" ", "  ", "\t "]) + self.comment()
        return line + (" " * self.random.randint(1, 3) if self.some(0.06) else "")

    def between(self, indent: int) -> list[str]:
        lines = []
        while self.some(0.1):
            spaces = " " * self.random.choice([0, indent, indent if self.after_text else indent + 2])
            lines.append(self.random.choice(["", "  ", *([] if self.tame else [spaces + self.comment()] * 3)]))
        return lines

    def mark(self) -> str:
        if not self.strange or not self.some(0.2):
            return ""
        choice = self.random.choice(["&a", "!!str ", "&b"])
        if choice[0] == "&":
            self.anchors.append(f"{choice}{len(self.anchors)}"[1:])
            return f"&{self.anchors[-1]} "
        return choice

    def flow_scalar(self) -> str:
        return self.random.choice(PLAIN + QUOTED)

    def flow(self, depth: int) -> str:
        if self.strange and self.anchors and self.some(0.2):
            return f"*{self.random.choice(self.anchors)} "
        if depth <= 0 or self.some(0.6):
            return self.flow_scalar()
        space = self.random.choice(["", "", " ", "  "])
        comma = self.random.choice([", ", ", ", ",", " , "])
        values = [self.flow(depth - 1) for _ in range(self.random.randint(0, 4))]
        if self.some(0.5):
            if self.some(0.05) and values and not self.tame:
                values[0] = f"k: {values[0]}"
            inner = comma.join(values)
            end = "," if values and self.some(0.1) else ""
            return f"[{space}{inner}{end}{space}]"
        keys = self.random.sample(KEYS[:13], len(values))
        return "{" + space + comma.join(f"{key}: {one}" for key, one in zip(keys, values, strict=True)) + space + "}"

    def many_lines_of_flow(self, lead: str, indent: int) -> list[str]:
        pad = " " * (indent + self.random.randint(1, 4))
        values = [self.flow(1) for _ in range(self.random.randint(1, 3))]
        lines = [self.ended(f"{lead} [")]
        for at, value in enumerate(values):
            lines.append(self.ended(pad + value + ("," if at < len(values) - 1 or self.some(0.3) else "")))
        return [*lines, self.ended(pad + "]")]

    def value(self, lead: str, indent: int, depth: int, in_mapping: bool) -> list[str]:
        """The lines of what stands behind a key's colon or a dash; `indent` is that of the key or dash."""
        self.after_text = False
        roll = self.random.random()
        spaces = " " * self.random.choice([1, 1, 1, 1, 2, 3])
        if roll < 0.1:
            return [self.ended(lead)]
        if roll < 0.4 or depth <= 0:
            choices = PLAIN + QUOTED + NOT_IN_BRACKETS
            return [self.ended(lead + spaces + self.mark() + self.random.choice(choices))]
        if roll < 0.55:
            return [self.ended(lead + spaces + self.mark() + self.flow(2))]
        if roll < 0.6:
            return self.many_lines_of_flow(lead, indent)
        if roll < 0.67:
            return self.long_text(lead, indent)
        if roll < 0.85:
            return self.block_list(lead, indent, depth, in_mapping)
        return self.block_mapping(lead, indent, depth, in_mapping)

    def long_text(self, lead: str, indent: int) -> list[str]:
        pad = " " * (indent + self.random.randint(1, 3))
        kind = self.random.choice(["plain", "quoted", "next", "|", ">", "|-", ">-", ">-" if self.tame else "|+"])
        if kind == "plain":
            return [lead + " some words", pad + "and more", self.ended(pad + "to the end")]
        if kind == "quoted":
            return [lead + ' "some words', "", self.ended(pad + 'and \\" more"')]
        if kind == "next":
            return [self.ended(lead), self.ended(pad + self.random.choice(PLAIN + QUOTED))]
        self.after_text = True
        header = f"{lead} {kind}" + (f" {self.comment()}" if not self.tame and self.some(0.1) else "")
        lines = [pad + word for word in self.random.sample(["one", "two #x", "  three", "- four", "---", "five  "], 3)]
        lines[0] = pad + "zero"
        return [header, *lines, *[""] * self.random.choice([0, 0, 1, 2])]

    def block_list(self, lead: str, indent: int, depth: int, in_mapping: bool) -> list[str]:
        lines: list[str] = []
        compact = not in_mapping and self.some(0.5)
        step = self.random.choice([0, 2, 2, 4] if in_mapping else [2, 3, 4])
        at = indent + step
        spacing = self.random.choice(["", "", "", "  "])
        if compact:
            at = len(lead) + 1
        else:
            lines = [self.ended(lead), *self.between(at)]
        for number in range(self.random.randint(1, 4)):
            start = f"{lead} -" if compact and not number else " " * at + "-"
            lines += [] if not number else self.between(at)
            lines += self.value(start + spacing if self.some(0.8) else start, at, depth - 1, False)
        return lines

    def block_mapping(self, lead: str, indent: int, depth: int, in_mapping: bool) -> list[str]:
        compact = not in_mapping and self.some(0.7)
        at = len(lead) + 1 if compact else indent + self.random.choice([1, 2, 2, 4])
        lines = [] if compact else [self.ended(lead), *self.between(at)]
        for number, key in enumerate(self.random.sample(KEYS, self.random.randint(1, 4))):
            start = f"{lead} {key}:" if compact and not number else f"{' ' * at}{key}:"
            lines += [] if not number else self.between(at)
            lines += self.value(start, at, depth - 1, True)
        return lines

    def fields(self) -> list[str]:
        lines = self.between(0)
        indent = 2 if self.some(0.04) else 0
        keys = self.random.sample(KEYS, self.random.randint(0, 7))
        if self.strange and keys and self.some(0.2):
            keys.append(keys[0])
        for key in keys:
            colon = " :" if self.some(0.03) else ":"
            if self.strange and self.some(0.1):
                lines += [f"{' ' * indent}? {key}", f"{' ' * indent}: x"]
                continue
            lines += self.value(" " * indent + key + colon, indent, 3, True) + self.between(0)
        if self.strange and self.anchors and self.some(0.3):
            lines.append(f"{' ' * indent}other: *{self.anchors[0]}")
        return lines


def some_file(random: Random, tame: bool = False) -> bytes:
    """A file's bytes; a tame one has no comments, anchors, tags or keys of other forms."""
    maker = Maker(random, tame)
    newline = random.choice(["\n", "\n", "\r\n", "mixed"])
    lines = [] if random.random() < 0.06 else ["---", *maker.fields(), random.choice(["---", "---", "--- ", "-----"])]
    lines += random.choices(BODY, k=random.randint(0, 6))
    ends = [random.choice(["\n", "\r\n"]) if newline == "mixed" else newline for _ in lines]
    if ends and random.random() < 0.2:
        ends[-1] = ""
    text = "".join(line + end for line, end in zip(lines, ends, strict=True))
    return (("\ufeff" if random.random() < 0.1 else "") + text).encode()


def some_value(random: Random, depth: int = 2) -> Any:
    roll = random.random()
    if roll < 0.6 or not depth:
        return random.choice(NEW)
    if roll < 0.65:
        return None
    if roll < 0.9:
        return [some_value(random, depth - 1) for _ in range(random.randint(0, 3))]
    return {
        random.choice(["who", "a b", "no", "ü", "x: y"]): some_value(random, depth - 1)
        for _ in range(random.randint(0, 2))
    }
