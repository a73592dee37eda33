"""Writes a vault of any size, the same for the same numbers: `python make_vault.py DIR CONTACTS INTERACTIONS`."""

from __future__ import annotations

import datetime
import random
import sys
from pathlib import Path

_SYLLABLES = "ba da fi go ka le li ma mi na no pe ra re ri ro sa se ta ti to va vi zo".split()
_CHANNELS = "coffee meal walk call video message email letter".split()
_LAST_DAY = datetime.date(2026, 11, 20)
_YEARS = 10
_ORGANIZATIONS = 400  # names that contacts share, without notes of their own


def words(source: random.Random, count: int) -> str:
    """Made-up words, few of them frequent and many rare, as in a language."""
    ranks = (int(source.paretovariate(0.25)) for _ in iter(int, 1))
    common = (VOCABULARY[rank - 1] for rank in ranks if rank <= len(VOCABULARY))
    return " ".join(next(common) for _ in range(count))


def _word(source: random.Random) -> str:
    return "".join(source.choice(_SYLLABLES) for _ in range(source.randint(2, 4)))


VOCABULARY = list(dict.fromkeys(_word(random.Random(seed)) for seed in range(40_000)))


def contact(source: random.Random, number: int, people: list[str]) -> tuple[str, str]:
    """A card's id and text; `people` are the ids of those who may be known."""
    name = f"{_word(source).title()} {_word(source).title()} {number}"
    stem = name.lower().replace(" ", "-")
    lines = ["---", f"name: {name}", f"emails: [{stem}@example.org]", f"tags: [{words(source, 2).replace(' ', ', ')}]"]
    lines.append(f"interests: [{words(source, 3).replace(' ', ', ')}]")
    lines.append(f"location: {_word(source).title()}")
    if source.random() < 0.6:
        lines.append(f"birthday: {source.randint(1950, 2005)}-{source.randint(1, 12):02d}-{source.randint(1, 28):02d}")
    if source.random() < 0.05:  # nobody keeps a rhythm with thousands
        lines.append(f"cadence: {source.choice(['6 weeks', 'monthly', 'quarterly', 'yearly'])}")
    lines += _between(random.Random(number), people)
    return stem, "\n".join([*lines, "---", words(source, 20) + ".", ""])


def _between(source: random.Random, people: list[str]) -> list[str]:
    """What a contact offers and seeks, where they work, and whom they know, as lines of a card; drawn apart.

    So the rest of a vault is the same whatever stands here.
    """
    lines = []
    if source.random() < 0.5:
        lines.append(f"organization: {VOCABULARY[source.randrange(_ORGANIZATIONS)].title()} House")
    for key, share in (("offers", 0.4), ("seeks", 0.3)):
        if source.random() < share:
            lines.append(f"{key}: [{', '.join(words(source, 3) for _ in range(source.randint(1, 2)))}]")
    if people and source.random() < 0.3:
        known = sorted({source.choice(people) for _ in range(source.randint(1, 3))})
        lines.append(f"knows: [{', '.join(known)}]")
    return lines


def interaction(source: random.Random, number: int, people: list[str]) -> tuple[str, str]:
    """An interaction's id and text."""
    day = _LAST_DAY - datetime.timedelta(days=source.randrange(365 * _YEARS))
    who = sorted({source.choice(people) for _ in range(1 if source.random() < 0.8 else 3)})
    channel = source.choice(_CHANNELS)
    lines = ["---", f"date: {day}", f"with: [{', '.join(who)}]", f"channel: {channel}"]
    if source.random() < 0.5:
        lines.append(f"topics: [{words(source, 2).replace(' ', ', ')}]")
    lines += ["---", words(source, source.randint(15, 120)) + ".", ""]
    if source.random() < 0.2:
        mark = "x" if source.random() < 0.95 else " "
        lines += [f"- [{mark}] {words(source, 5)} due:{day + datetime.timedelta(days=14)}", ""]
    if source.random() < 0.1:
        lines += [f"- [{'x' if source.random() < 0.9 else '?'}] {words(source, 5)}", ""]
    return f"{day}-{channel}-{number}", "\n".join(lines)


def make(root: Path, contacts: int, interactions: int) -> None:
    """Writes the vault; the folder must not exist."""
    source = random.Random(20261121)
    (root / "contacts").mkdir(parents=True)
    (root / "notebook.toml").write_text('me = "me"\n', "utf-8")
    (root / "contacts" / "me.md").write_text("---\nname: Me\n---\n", "utf-8")
    people = []
    for number in range(contacts):
        stem, text = contact(source, number, people)
        people.append(stem)
        (root / "contacts" / f"{stem}.md").write_text(text, "utf-8")
    for number in range(interactions):
        stem, text = interaction(source, number, people)
        folder = root / "interactions" / stem[:4]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{stem}.md").write_text(text, "utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
