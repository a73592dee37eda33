"""Answering queries over a few records made by hand: text and scores, edges of filters, and faults."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notebook.query import And, Filter, Node, Not, Or, QueryFault, Words, parse, select
from notebook.records import (
    AnyRecord,
    Contact,
    Event,
    Interaction,
    Labelled,
    Organization,
    PartialDate,
    Phrase,
    Reference,
    Task,
)
from notebook.snapshot import Snapshot

TODAY = date(2027, 2, 27)


@dataclass(frozen=True)
class Standing:
    last_contact: date | None
    cadence_days: int | None
    due: date | None


STANDINGS = {
    "ada": Standing(date(2027, 2, 17), 30, date(2027, 3, 19)),
    "bea": Standing(date(2026, 12, 29), 42, date(2027, 2, 9)),
    "cyd": Standing(None, None, None),
    "李小蘭": Standing(date(2027, 2, 27), 1, date(2027, 2, 27)),
}


def ref(text: str) -> Reference:
    return Reference(text, 1)


def contact(id: str, **fields: Any) -> Contact:
    return Contact(id=id, path=f"contacts/{id}.md", **{"name": id.title(), **fields})


def talk(stem: str, **fields: Any) -> Interaction:
    return Interaction(id=stem, path=f"interactions/{stem}.md", name=stem, **fields)


RECORDS: tuple[AnyRecord, ...] = (
    contact(
        "ada",
        name="Ada King",
        birthday=PartialDate(1988, 2, 29),
        organization=(ref("acm"), ref("Reading Room Ltd")),
        interests=(Phrase("C++", 4),),
        links=(Labelled("ada-l", "linkedin"), Labelled("https://ada.example", "website")),
        extra={"Lieblingsgröße": "38", "due-paid": "2027-01-15", "nested": {"a": ["Deep water"]}},
        tags=("work/atlas",),
    ),
    contact("bea", name="Bea Ames", birthday=PartialDate(None, 1, 3), organization=(ref("Association for Maps"),)),
    contact("cyd", aliases=("Sam",), birthday=PartialDate(1990, 3), location="東京都渋谷区", status="archived"),
    contact("李小蘭", name="李小蘭", aliases=("Sam",), interests=(Phrase("C", 3),), extra={"Lieblingsgröße": "42"}),
    Event(
        id="fair",
        path="events/fair.md",
        name="Book fair",
        start=PartialDate(2027, 2, 20),
        end=PartialDate(2027, 3, 2),
    ),
    talk("a", date=PartialDate(2027, 2), with_=(ref("ada"), ref("bea")), channel="coffee", event=ref("Book fair")),
    talk("b", date=PartialDate(2027, 2, 17), with_=(ref("Ada King"),), channel="phone booth"),
    talk("c", date=PartialDate(2027, 5, 1), with_=(ref("ada"), ref("Charls")), channel="letter"),
    talk("d", with_=(ref("Sam"),), tasks=(Task(" ", "send it", 9, references=(ref("cyd"),)),)),
    talk("e", tasks=(Task("x", "done", 9), Task("?", "how is she", 10)), with_=(ref("bea"),)),
    Organization(
        id="acm",
        path="organizations/acm.md",
        name="Association for Maps",
        aliases=("ACM",),
        type="reading circle",
    ),
)
SNAPSHOT = Snapshot(tuple(sorted(RECORDS, key=lambda record: record.path)))


def standing(contact: Contact) -> Standing:
    return STANDINGS[contact.id]


def no_text(node: Node, limit: int | None) -> dict[str, float]:
    raise AssertionError("a query without text asks the index for nothing")


FindText = Callable[[Node, "int | None"], dict[str, float]]


def found(query: str | Node, find_text: FindText = no_text, limit: int | None = None) -> dict[str, float]:
    node = parse(query) if isinstance(query, str) else query
    matches = select(node, SNAPSHOT, TODAY, standing=standing, find_text=find_text, limit=limit)
    return {match.record.id: match.score for match in matches}


def ids(query: str) -> str:
    return " ".join(found(query))


def fault_of(query: str) -> QueryFault:
    with pytest.raises(QueryFault) as caught:
        found(query)
    return caught.value


# Filters: what the example vault has no example of


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # a partial date counts with each of its days, an event with all of them
        ("date:2027-02-03", "a"),
        ("date:today", "fair a"),
        ("date:>2027-03", "c"),
        ("since:2w", "fair a b c"),
        ("until:2027-02-16", "a"),
        ("date:*", "fair a b c"),
        # never is longer ago than any time, in comparisons and in ranges without a start
        ("last:>30d", "bea cyd"),
        ("last:<2027-01", "bea cyd"),
        ("last:..2026", "bea cyd"),
        ("last:2026-12..2027-02-17", "ada bea"),
        ("last:never", "cyd"),
        ("last:<=10d", "ada 李小蘭"),
        ("last:today", "李小蘭"),
        ("contacted:yesterday", ""),
        ("due:today", "李小蘭"),
        ("due:overdue", "bea"),
        ("due:<3w", "ada bea 李小蘭"),
        ("due:<20d", "bea 李小蘭"),
        ("due:>19d", "ada"),
        ("due:1w..", "ada"),
        ("due:..0001", ""),
        ("due:never", "cyd"),
        ("cadence:..monthly", "ada 李小蘭"),
        # 29 February falls on the 28th in common years; a month alone falls in spans that hold it
        ("birthday:tomorrow", "ada"),
        ("birthday:02-29", "ada"),
        ("birthday:02-28", ""),
        ("birthday:<2d", "ada"),
        ('birthday:"next month"', "cyd"),
        ("birthday:march", "cyd"),
        ("birthday:12-24..01-06", "bea"),
        ("birthday:..02-01", "bea"),
        ("birthday:1985..1990", "ada cyd"),
        ("birthday:<1990", "ada"),
        ("birthday:*", "ada bea cyd"),
        # references by id, name, alias, a part of a name; a name that is nobody's by its words
        ("with:ada", "bea a b c"),
        ('with:"[[ada|Ada]]"', "bea a b c"),
        ("with:king", "bea a b c"),
        ("with:charls", "c"),
        ("with:sam", "d"),
        ("with:nobody", ""),
        ("with:*", "ada bea a b c d e"),
        ("org:ACM", "ada bea"),
        ('org:"Association for Maps"', "ada bea"),
        ("org:assoc*", "ada bea"),
        ("org:reading-room", "ada"),
        ('organization:"reading room"', "ada"),
        ("event:fair", "ada bea a"),
        ("event:book", "ada bea a"),
        ("event:*", "ada bea a"),
        # channels: a contact's is the last that has happened
        ("channel:phone", "ada b"),
        ("channel:in-person", "bea a"),
        ('channel:"In person"', "bea a"),
        ("channel:written", "c"),
        # kinds of events and organizations
        ("kind:reading", "acm"),
        ("kind:people", "ada bea cyd 李小蘭"),
        ("kind:i", "a b c d e"),
        ("kind:webinar", ""),
        # tags, places in scripts without spaces, words with signs
        ("tag:work", "ada"),
        ("tag:atlas", ""),
        ("in:東京", "cyd"),
        ("in:渋谷", "cyd"),
        ("interests:C++", "ada"),
        ("interests:c", "ada 李小蘭"),
        ("name:李", "李小蘭"),
        ("name:sam", "cyd 李小蘭"),
        # a task concerns those it names, else those its note is with
        ("has:promise", "cyd d"),
        ("has:thread", "bea e"),
        ("has:linkedin", "ada"),
        ("linkedin:ada", "ada"),
        ("website:ada-l", ""),
        ("links:ada-l", "ada"),
        # keys of the user's own, in any spelling
        ("lieblingsgrosse:*", "ada 李小蘭"),
        ("LIEBLINGSGRÖSSE:>40", "李小蘭"),
        ("lieblingsgröße:38..42", "ada 李小蘭"),
        ("due_paid:2027-01", "ada"),
        ("due-paid:<2027", ""),
        ("due-paid:<=2027", "ada"),
        ("nested:water", "ada"),
        ("nested:wat", ""),
        ("nested:wat*", "ada"),
        # an archived contact is found like any other
        ("status:archived", "cyd"),
        ("id:CYD", "cyd"),
        ("path:./contacts/b", "bea"),
    ],
)
def test_a_filter_finds(query: str, expected: str) -> None:
    assert sorted(ids(query).split()) == sorted(expected.split())


@pytest.mark.parametrize(
    ("query", "sentence", "marked", "hint"),
    [
        ("birthdy:today", 'There is no field "birthdy".', "birthdy", "Did you mean birthday:?"),
        ("lieblingsgrose:1", 'There is no field "lieblingsgrose".', "lieblingsgrose", "Did you mean Lieblingsgröße:?"),
        ("mailto:a", 'There is no field "mailto".', "mailto", None),
        ("zzz:1", 'There is no field "zzz".', "zzz", 'To search for the text, put it in quotes: "zzz:…".'),
        ("has:birthdy", 'There is no field "birthdy".', "birthdy", "Did you mean birthday:?"),
        ("kind:cotnact", 'There is no kind "cotnact".', "cotnact", "Did you mean contact?"),
        ("last:60d", "Less than this length of time, or more?", "60d", "Write last:<60d or last:>60d."),
        ("due:soon", '"soon" is not a date the notebook reads.', "soon", None),
        ('date:"30 feb"', '"30 feb" is not in the calendar.', '"30 feb"', None),
        ("cadence:often", '"often" is not a length of time.', "often", None),
        ("date:2027-03..2027-01", "This range ends before it starts.", "2027-03..2027-01", None),
        ("tag:>close", "tag: takes a value, not a comparison or a range.", ">close", None),
        ("since:a..b", "since: takes a value, not a comparison or a range.", "a..b", None),
        ("role:>chief", "Only numbers and dates can be compared.", ">chief", None),
        ("birthday:>12-10", "Days without a year have no order.", ">12-10", None),
        ("birthday:>today", "A birthday comes back every year.", ">today", None),
    ],
)  # fmt: skip
def test_a_filter_that_has_no_meaning_is_refused(query: str, sentence: str, marked: str, hint: str | None) -> None:
    fault = fault_of(f"kind:event id:none {query}")
    said, shown, carets = fault.message.split("\n")
    assert said == sentence
    assert shown[carets.index("^") : len(carets)] == marked
    assert fault.exit_code == 2
    if hint:
        assert fault.hint == hint


# Text


def test_a_query_of_text_alone_is_asked_at_once_with_its_limit() -> None:
    asked = []

    def find_text(node: Node, limit: int | None) -> dict[str, float]:
        asked.append((node, limit))
        return {"interactions/b.md": 1.5, "contacts/cyd.md": 3.0, "contacts/ada.md": 1.5, "gone.md": 9.0}

    node = parse('(ada OR "grant list") -lov*')
    assert list(found(node, find_text, limit=3).items()) == [("cyd", 3.0), ("ada", 1.5), ("b", 1.5)]
    assert asked == [(node, 3)]


def test_text_is_asked_for_together_and_without_limit_beside_filters() -> None:
    asked: list[tuple[Node, int | None]] = []

    def find_text(node: Node, limit: int | None) -> dict[str, float]:
        asked.append((node, limit))
        return {record.path: 1.0 for record in RECORDS}

    ada, bea = Words("ada", column=0), Words("bea", column=19)
    assert list(found("ada kind:contact  -bea", find_text, limit=2)) == ["ada", "bea"]
    assert asked == [(And((ada, Not(bea))), None)]
    asked.clear()
    assert "fair" in found("ada OR kind:contact OR bea", find_text)
    assert asked == [(Or((ada, Words("bea", column=23))), None)]


def test_a_not_alone_is_everything_but_what_its_words_find() -> None:
    everybody = {record.id for record in RECORDS}
    assert set(found("-ada", lambda node, limit: {"contacts/ada.md": 5.0})) == everybody - {"ada"}
    assert set(found("kind:contact -ada", lambda node, limit: {"contacts/ada.md": 5.0})) == {"bea", "cyd", "李小蘭"}
    assert found("-ada", lambda node, limit: {"contacts/ada.md": 5.0})["bea"] == 0.0


def test_text_is_not_asked_for_where_the_filters_find_nothing() -> None:
    assert found("id:none ada") == {}


def test_everything_without_a_query_in_the_order_of_paths() -> None:
    assert [match.record for match in select(And(()), SNAPSHOT, TODAY, standing=standing, find_text=no_text)] == list(
        SNAPSHOT.records
    )


TEXTS = {
    "king": {"contacts/ada.md": 2.0, "interactions/b.md": 0.5},
    "maps": {"contacts/bea.md": 1.0, "organizations/acm.md": 4.0, "interactions/b.md": 0.25},
    "none": {},
}
leaves = st.sampled_from(
    [parse(q) for q in ("king", "maps", "none", "kind:contact", "last:>30d", "date:today", "with:ada")]
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(And, st.lists(inner, max_size=4).map(tuple)),
        st.builds(Or, st.lists(inner, max_size=4).map(tuple)),
    ),
    max_leaves=10,
)


def by_the_book(node: Node) -> dict[str, float]:
    """Sets and sums, with no regard for what is asked first or together."""
    everything = {record.path for record in RECORDS}
    match node:
        case Words(text):
            return dict(TEXTS[text])
        case Filter():
            return {SNAPSHOT.by_id[id].path: 0.0 for id in found(node)}
        case Not(part):
            return dict.fromkeys(everything - by_the_book(part).keys(), 0.0)
        case And(parts):
            answers = [by_the_book(part) for part in parts]
            paths = everything.intersection(*answers)
        case Or(parts):
            answers = [by_the_book(part) for part in parts]
            paths = set().union(*answers)
    return {path: sum(answer.get(path, 0.0) for answer in answers) for path in paths}


@given(trees)
def test_trees_are_sets_and_scores_add_up(tree: Node) -> None:
    matches = select(tree, SNAPSHOT, TODAY, standing=standing, find_text=lambda node, limit: by_the_book(node))
    assert {match.record.path: match.score for match in matches} == by_the_book(tree)
    assert matches == sorted(matches, key=lambda match: (-match.score, match.record.path))


@given(
    st.text(max_size=20),
    st.sampled_from(["", ">", "<="]),
    st.sampled_from("kind tag with last due birthday date role has".split()),
)
def test_any_value_is_answered_or_refused(value: str, sign: str, key: str) -> None:
    quoted = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    for query in (f"{key}:{sign}{quoted}", f"{key}:{quoted}..{quoted}"):
        try:
            found(query, lambda node, limit: {})
        except QueryFault:
            continue
