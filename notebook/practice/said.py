"""What was said in a talk: its passages with their lines, and the words that tell what they are about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from ..records import AnyRecord, Interaction
from ..schema.values import names_of
from ..snapshot import Snapshot
from ..text.blocks import read_blocks
from ..text.folding import fold
from .evidence import Evidence
from .phrases import is_general, word_keys
from .promises import wording

# The body of a record's file, its lines numbered as in the file; empty where it cannot be read.
TextOf = Callable[[Any], str]

_SHORTEST = 3  # letters of a word in Latin script that tells something
_LONGEST = 200  # characters of a sentence that is shown
_TOKEN = re.compile(r"[,;:()]|[^\s,;:()]+")
_CLAUSE_ENDS = frozenset(",;:()")
_NEAR = 4  # words from one to the other, over the end of a clause
_OPEN_TASK = re.compile(r"\[[ ?]\]\s")
_TASK = re.compile(r"\[.\]\s+(?:@\S+:\s+)?")
_SENTENCE = re.compile(r"(?<=[.!?…。！？])[\"'”’)]*\s+")
# Words that a question is put with, beside those that no phrase is about; without accents.
_COMMON = frozenset(
    word_keys(
        "again ago already also always am another ask back because been being bit but came come could did does doing "
        "done during each else even ever every far feel felt few find first found gave get give go goe going gone got "
        "had has he hear heard him himself if just keep kept knew know last later least let like little long look "
        "made make many may me might mine much must myself need never next no not nothing now off once only other "
        "people perhap put quite really rest said same saw say see seem shall should show since soon still such take "
        "talk tell then there these thing think those though thought three time today told tomorrow too took try two "
        "until upon use very want way well went were whether while why would yes yesterday yet four five six seven "
        "eight nine ten day night week month year morning evening spring summer autumn winter monday tuesday "
        "wednesday thursday friday saturday sunday januar january february march april june july august september "
        "october november december agora ainda alguma algum antes aqui assim cada como com das depois des dos ela ele "
        "eles era esta este estao foi mais mas muito nao nem nos num numa onde outra outro para pela pelo por porque "
        "quando quem que sao sem ser seu sobre sua tem tudo uma vez algo alguna con cuando del donde ella ellos estos "
        "fue las los muy pero quien sin son tambien todo una uno avec aux bien cela ces comme dans deja elle elles "
        "est etait fait ils les leur nous par pas plus pour quand quel quelle qui sans ses sont sur tout une vous "
        "aber als auch auf aus bei dass dem den der die doch ein eine einem einen einer fur hat hatte ich ihr ihre "
        "ist kann mit nach nicht noch nur oder schon sein sich sie sind uber und uns vom von vor war was wenn wer "
        "werden wie wird wir wo zum zur alla anche che chi cosa cui dal dei della delle dopo dove gli hanno nel nella "
        "non per perche piu sono sul sulla tra "
    )
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a point of a list or a phrase: its words as they stand; `starts` has where each line begins in it.

    `lines` has the numbers of these lines in the file, which count from 1.
    """

    text: str
    starts: tuple[int, ...]
    lines: tuple[int, ...]

    def sentences(self) -> Iterator[tuple[str, int]]:
        """Each sentence, and the line it begins on."""
        at = 0
        for mark in (*_SENTENCE.finditer(self.text), None):
            end = mark.start() if mark else len(self.text)
            if self.text[at:end].strip():
                yield self.text[at:end].strip(), self.lines[bisect_right(self.starts, at) - 1]
            at = mark.end() if mark else end


def telling_words(text: str, apart_from: Collection[str] = ()) -> frozenset[str]:
    """The words that tell what a text is about: no common ones, no numbers, none of those to be left out."""
    return frozenset(
        word
        for word in word_keys(text)
        if word not in _COMMON and word not in apart_from
        if not word.isdecimal() and (len(word) >= _SHORTEST or not word.isascii())
    )


def name_words(snapshot: Snapshot, people: Iterable[str]) -> frozenset[str]:
    """The words of these people's names."""
    records = [snapshot.by_id[person] for person in people if person in snapshot.by_id]
    return frozenset(word for record in records for name in names_of(record) for word in word_keys(_spaced(name)))


def _spaced(name: str) -> str:
    return f"{name} {name.replace('-', ' ')}"


def passages(record: AnyRecord, text_of: TextOf | None) -> Iterator[Passage]:
    """What a note says, open promises and threads left out: its body, its topics, what was given and received.

    Without `text_of`, of the body its first words, what was heard and the promises kept.
    """
    text = text_of(record) if text_of else ""
    if text:
        yield from _paragraphs(text)
    else:
        tasks = [(task.text, task.line) for task in record.tasks if task.mark == "x"]
        spoken = [(one.text, one.line) for one in (record.summary, *record.quotes) if one]
        yield from (_single(words, line) for words, line in (*spoken, *tasks))
    if isinstance(record, Interaction):
        phrases = (*record.topics, *record.gave, *record.received)
        yield from (_single(phrase.text, phrase.line) for phrase in phrases)


def _single(text: str, line: int) -> Passage:
    return Passage(text, (0,), (line,))


def _paragraphs(text: str) -> Iterator[Passage]:
    gathered: list[tuple[int, str]] = []
    left_out = False
    for number, role, content, _ in read_blocks(text, 1):
        goes_on = role == "text" or (role == "quote" and gathered and gathered[-1][0] == number - 1)
        if not goes_on:
            if gathered:
                yield _joined(gathered)
            gathered, left_out = [], role == "item" and bool(_OPEN_TASK.match(content))
        if role in ("text", "item", "quote") and not left_out:
            gathered.append((number, _TASK.sub("", content, count=1) if role == "item" else content.strip()))
    if gathered:
        yield _joined(gathered)


def _joined(lines: list[tuple[int, str]]) -> Passage:
    starts, at = [], 0
    for _, content in lines:
        starts.append(at)
        at += len(content) + 1
    return Passage(" ".join(content for _, content in lines), tuple(starts), tuple(number for number, _ in lines))


def words_said(record: AnyRecord, text_of: TextOf | None) -> frozenset[str]:
    """All telling words of a note."""
    found: set[str] = set()
    for passage in passages(record, text_of):
        found |= telling_words(passage.text)
    return frozenset(found)


def mention(snapshot: Snapshot, record: AnyRecord, words: frozenset[str], text_of: TextOf | None) -> Evidence | None:
    """The sentence of a note that says most of these words, where the passage says enough of them."""
    return mention_in(snapshot, record.path, passages(record, text_of), words)


def mention_in(snapshot: Snapshot, path: str, said: Iterable[Passage], words: frozenset[str]) -> Evidence | None:
    """The same among some passages of a note."""
    best: tuple[int, Passage] | None = None
    for passage in said:
        shared = words & telling_words(passage.text)
        if enough(shared, words) and (best is None or len(shared) > best[0]):
            best = len(shared), passage
    if best is None:
        return None
    told = [(len(words & telling_words(sentence)), sentence, line) for sentence, line in best[1].sentences()]
    _, sentence, line = max(told, key=lambda one: one[0])
    return Evidence(_short(wording(snapshot, sentence)), path, line)


def answering(snapshot: Snapshot, record: AnyRecord, words: frozenset[str], text_of: TextOf | None) -> Evidence | None:
    """The sentence of a note that says most of these words, two of them near each other; the only one there is does.

    Words that are in phrases about anything, as `work` and `idea`, are not enough by themselves.
    """
    best: tuple[int, str, int] | None = None
    for passage in passages(record, text_of):
        if words.isdisjoint(word_keys(passage.text)):
            continue
        for sentence, line in passage.sentences():
            told = _near_each_other(sentence, words)
            if told > (best[0] if best else 0):
                best = told, sentence, line
    return Evidence(_short(wording(snapshot, best[1])), record.path, best[2]) if best else None


def _near_each_other(sentence: str, words: frozenset[str]) -> int:
    """How many of the words a sentence has, where two different ones stand in one clause or close by; else 0."""
    found: list[tuple[int, int, str]] = []
    clause = place = 0
    for token in _TOKEN.findall(fold(sentence)):
        if token in _CLAUSE_ENDS:
            clause += 1
            continue
        place += 1
        found += [(clause, place, word) for word in word_keys(token) if word in words]
    told = {word for _, _, word in found}
    if all(map(is_general, told)):
        return 0
    if len(words) == 1:
        return len(told)
    near = any(
        one != other and (clause == its or at - place <= _NEAR)
        for (clause, place, one), (its, at, other) in combinations(found, 2)
        if not (is_general(one) and is_general(other))
    )
    return len(told) if near else 0


def enough(shared: Collection[str], words: Collection[str]) -> bool:
    """True for two words, or for the only one there is where it is no short one."""
    if len(words) == 1:
        return any(len(word) > _SHORTEST or not word.isascii() for word in shared)
    return len(shared) > 1


def says(text: str, words: str) -> bool:
    """True where a text holds these words one after the other, without case and accents."""
    return bool(fold(words)) and fold(words) in fold(text)


def _short(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return text[: _LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
