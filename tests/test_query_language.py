"""Reading queries: what each form becomes, and a caret under what cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notebook.query import And, Filter, Node, Not, Or, QueryFault, Words, parse

ADA, BEA, CYD = Words("ada"), Words("bea"), Words("cyd")
CLOSE = Filter("tag", ":", "close")


def without_columns(node: Node) -> Node:
    match node:
        case And(parts):
            return And(tuple(without_columns(part) for part in parts))
        case Or(parts):
            return Or(tuple(without_columns(part) for part in parts))
        case Not(part):
            return Not(without_columns(part))
        case _:
            return replace(node, column=0)


def read(text: str, saved: Mapping[str, str] | None = None) -> Node:
    return without_columns(parse(text, saved or {}))


def fault_of(text: str, saved: Mapping[str, str] | None = None) -> QueryFault:
    with pytest.raises(QueryFault) as caught:
        parse(text, saved or {})
    return caught.value


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("", And(())),
        ("  \t\n", And(())),
        ("ada", ADA),
        ("ada bea", And((ADA, BEA))),
        ("ada AND bea", And((ADA, BEA))),
        ("ada OR bea", Or((ADA, BEA))),
        ("ada OR bea cyd", Or((ADA, And((BEA, CYD))))),
        ("ada bea OR cyd", Or((And((ADA, BEA)), CYD))),
        ("(ada OR bea) cyd", And((Or((ADA, BEA)), CYD))),
        ("(ada)", ADA),
        ("NOT ada bea", And((Not(ADA), BEA))),
        ("-ada OR bea", Or((Not(ADA), BEA))),
        ("NOT -ada", Not(Not(ADA))),
        ("-(ada bea)", Not(And((ADA, BEA)))),
        ("NOT(ada)bea", And((Not(ADA), BEA))),
        ("ada(bea)", And((ADA, BEA))),
        ("and or not", And((Words("and"), Words("or"), Words("not")))),
        ('"OR"', Words("OR", "phrase")),
    ],
)
def test_not_binds_closer_than_and_and_closer_than_or(text: str, node: Node) -> None:
    assert read(text) == node


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ('"grant list"', Words("grant list", "phrase")),
        ("“grant list”", Words("grant list", "phrase")),
        ("„grant list“", Words("grant list", "phrase")),
        ("«grant list»", Words("grant list", "phrase")),
        ('“grant list"', Words("grant list", "phrase")),
        ('"  grant   list "', Words("grant list", "phrase")),
        (r'"a \"b\" \\c"', Words(r'a "b" \c', "phrase")),
        ('-"grant list"', Not(Words("grant list", "phrase"))),
        ('"(a OR b)"', Words("(a OR b)", "phrase")),
        ("love*", Words("love", "prefix")),
        ("lovlace~", Words("lovlace", "fuzzy")),
        ("lovlace~2", Words("lovlace", "fuzzy")),
        ("O'Brien", Words("O'Brien")),
        ("Przemysław", Words("Przemysław")),
        ("ada@example.org", Words("ada@example.org")),
        ("@ada@example.social", Words("@ada@example.social")),
        ("--02-29", Words("--02-29")),
        ("covid-19", Words("covid-19")),
        ("🎂", Words("🎂")),
        ("ada, bea;", And((ADA, BEA))),
        ("ada - bea & cyd", And((ADA, BEA, CYD))),
        ("* ~ -", And(())),
    ],
)
def test_words_and_phrases(text: str, node: Node) -> None:
    assert read(text) == node


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("tag:close", CLOSE),
        ("TAG:close", CLOSE),
        ('org:"Open Atlas"', Filter("org", ":", "Open Atlas")),
        ("org:“Open Atlas”", Filter("org", ":", "Open Atlas")),
        ("org:O'Brien", Filter("org", ":", "O'Brien")),
        ("birthday:*", Filter("birthday", ":", "*")),
        ("role:resea*", Filter("role", ":", "resea*")),
        ("last:>60d", Filter("last", ">", "60d")),
        ("last:>=60d", Filter("last", ">=", "60d")),
        ("last:<2w", Filter("last", "<", "2w")),
        ("last:<=2w", Filter("last", "<=", "2w")),
        ('date:>"last week"', Filter("date", ">", "last week")),
        ("date:2026-01..2026-03", Filter("date", "..", "2026-01..2026-03")),
        ("date:2026-01..", Filter("date", "..", "2026-01..")),
        ("date:..2026-03", Filter("date", "..", "..2026-03")),
        ('date:"last week"..today', Filter("date", "..", "last week..today")),
        ('path:"a..b"', Filter("path", ":", "a..b")),
        ("größe:12", Filter("grosse", ":", "12")),
        ("name-day:12-10", Filter("name-day", ":", "12-10")),
        ("時期:秋", Filter("時期", ":", "秋")),
        ("url:https://x.example/a?b", Filter("url", ":", "https://x.example/a?b")),
        ("-tag:close", Not(CLOSE)),
        ("(tag:close)", CLOSE),
        ("tag:close)", None),
        ('tag:"close"ada', And((CLOSE, ADA))),
    ],
)
def test_filters(text: str, node: Node | None) -> None:
    if node is None:
        assert fault_of(text).column == len("tag:close")
    else:
        assert read(text) == node


@pytest.mark.parametrize("text", ["10:30", "https://x.example/a?b=c", "std::vector", "Re:", ":)x"[:1] + "x", "tagg:"])
def test_a_colon_without_key_and_value_is_part_of_a_word(text: str) -> None:
    assert read(text) == Words(text)


def test_a_word_knows_its_place_in_code_points() -> None:
    assert parse("李小蘭 (tag:close OR ada)") == And(
        (Words("李小蘭", column=0), Or((Filter("tag", ":", "close", column=5), Words("ada", column=18))))
    )


def test_a_saved_query_stands_for_its_text() -> None:
    saved = {"Inner": "tag:close OR ada", "outer": "@inner bea"}
    assert read("@inner", saved) == Or((CLOSE, ADA))
    assert read("-@OUTER cyd", saved) == And((Not(And((Or((CLOSE, ADA)), BEA))), CYD))
    assert read("@empty", {"empty": " "}) == And(())


@pytest.mark.parametrize(
    ("text", "sentence", "marked"),
    [
        ('org:"Open Atlas', "This quote is not closed.", '"'),
        ("ada (bea", "This parenthesis is not closed.", "("),
        ("ada) bea", "This parenthesis closes nothing.", ")"),
        ("ada ()", "There is nothing between these parentheses.", "("),
        ("OR ada", "OR needs something before it.", "OR"),
        ("ada AND", "AND needs something after it.", "AND"),
        ("ada OR OR bea", "OR needs something after it.", "OR"),
        ("(ada OR)", "OR needs something after it.", "OR"),
        ("ada NOT", "NOT needs something after it.", "NOT"),
        ('-""', "- needs something after it.", "-"),
        ("last:>", "This filter has no value.", "last:>"),
        ('tag:""', "This filter has no value.", 'tag:""'),
        ("since:..", "This filter has no value.", "since:.."),
        ("date:>2026..2027", "A comparison takes one value, not a range.", "2026..2027"),
        ("date:1..2..3", "A range has two ends: a..b.", ".."),
        ("lo*ve", "A * stands at the end of a word only.", "*"),
        ("@lisbn", "There is no saved query @lisbn.", "@lisbn"),
        ("ada\t(", "There is nothing between these parentheses.", "("),
        ("( ada", "This parenthesis is not closed.", "("),
    ],
)
def test_what_cannot_be_read_has_a_caret_under_it(text: str, sentence: str, marked: str) -> None:
    fault = fault_of(text, {"lisbon": "in:Lisbon"})
    said, query, carets = fault.message.split("\n")
    assert (said, query) == (sentence, "  " + text.replace("\t", " "))
    assert carets.strip("^ ") == ""
    assert query[carets.index("^") : len(carets)] == marked
    assert fault.exit_code == 2


def test_a_saved_query_that_nobody_has_gets_the_nearest_name() -> None:
    assert fault_of("@lisbn", {"lisbon": "in:Lisbon"}).hint == "Did you mean @lisbon?"
    assert fault_of("@lisbn").hint == "Saved queries stand under [queries] in notebook.toml."


def test_a_saved_query_that_uses_itself_is_refused() -> None:
    saved = {"a": "x @b", "b": "@c", "c": "y OR @A"}
    assert fault_of("@a", saved).sentence == "In the saved query @c: The saved query @a uses itself: @a → @b → @c → @a."
    assert read("@b @b", {"b": "ada"}) == And((ADA, ADA))


def test_a_fault_in_a_saved_query_points_into_it() -> None:
    fault = fault_of("ada @late", {"late": 'tag:"x'})
    assert fault.message == 'In the saved query @late: This quote is not closed.\n  tag:"x\n      ^'


@pytest.mark.parametrize("text", ["(" * 5000, "NOT " * 5000 + "a", "(" * 60 + "a" + ")" * 60, "-(" * 5000])
def test_deep_nesting_is_refused(text: str) -> None:
    assert "nested more than 50 deep" in fault_of(text).sentence


def test_long_queries_are_refused_also_when_saved_queries_make_them_long() -> None:
    assert "more than 1000 terms" in fault_of("a " * 1001).sentence
    bomb = {"q0": "ada bea"} | {f"q{n}": f"@q{n - 1} @q{n - 1}" for n in range(1, 40)}
    assert "more than 1000 terms" in fault_of("@q39", bomb).sentence


def printed(node: Node) -> str:
    match node:
        case Words(text, form):
            return {"phrase": f'"{text}"', "prefix": f"{text}*", "fuzzy": f"{text}~"}.get(form, text)
        case Filter(key, "..", value):
            low, _, high = value.partition("..")
            return f"{key}:" + "..".join(f'"{end}"' if end else "" for end in (low, high))
        case Filter(key, operator, value):
            return f'{key}:{operator.removeprefix(":")}"{value}"'
        case Not(part):
            return f"-({printed(part)})"
        case And(parts):
            return " ".join(f"({printed(part)})" for part in parts)
        case Or(parts):
            return " OR ".join(f"({printed(part)})" for part in parts)


plain = st.from_regex(r"[a-zà-öω-я][a-z0-9à-öω-я]{0,8}", fullmatch=True)
several = st.lists(plain, min_size=1, max_size=3).map(" ".join)
keys = st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True)
leaves = st.one_of(
    st.builds(Words, plain, st.sampled_from(["word", "prefix", "fuzzy"])),
    st.builds(Words, several, st.just("phrase")),
    st.builds(Filter, keys, st.sampled_from([":", ">", ">=", "<", "<="]), several),
    st.builds(Filter, keys, st.just(".."), st.sampled_from(["a..", "..b", "a b..c d"])),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(And, st.lists(inner, min_size=2, max_size=4).map(tuple)),
        st.builds(Or, st.lists(inner, min_size=2, max_size=4).map(tuple)),
    ),
    max_leaves=12,
)


@given(trees)
def test_a_printed_tree_reads_as_itself(tree: Node) -> None:
    assert read(printed(tree)) == tree


signs = st.sampled_from([*'()"“”«»-*~@: é>\\', "AND", "OR", "NOT", "tag:", "a", "<=", "..", "@me", "@us", "//"])
pieces = st.lists(signs | st.text(max_size=3), max_size=30).map("".join)


@given(st.text() | pieces, st.text() | pieces)
def test_any_text_is_read_or_refused_with_the_caret_inside(text: str, saved: str) -> None:
    fault = None
    try:
        parse(text, {"me": saved, "us": "@me OR @us"})
    except QueryFault as refusal:
        fault = refusal
    if fault is not None:
        said, query, carets = fault.message.split("\n")
        assert said.isprintable()
        assert query.isprintable()
        assert set(carets) == {" ", "^"}
        assert 0 <= fault.column < len(fault.query)


@pytest.mark.parametrize("text", ["in:", "lagoon in: porto", "-tag:", "(in:)", "Status:", "company:"])
def test_a_filter_without_its_value_is_no_word(text: str) -> None:
    with pytest.raises(QueryFault, match="no value"):
        parse(text)


@pytest.mark.parametrize("text", ["Re:", "10:", '"in:"', "re: lagoon", "in::", "notes:"])
def test_a_word_with_a_colon_that_is_no_filter_is_a_word(text: str) -> None:
    parse(text)


@pytest.mark.parametrize(("text", "column"), [("@", 0), ("lagoon @", 7), ("-@", 1)])
def test_an_at_sign_alone_misses_a_name(text: str, column: int) -> None:
    with pytest.raises(QueryFault) as caught:
        parse(text)
    assert caught.value.column == column
