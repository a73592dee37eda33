"""A slip in front matter: the place where it is mended, and words that help."""

from __future__ import annotations

import pytest

from notebook.text.frontmatter import read_front_matter

# What was typed (starting on line 1): the place, a part of the sentence, a part of the hint.
SLIPS = {
    "a second colon": ("name: Ada: the first\n", (1, 10), 'There is a ": "', "in quotes"),
    "a colon in a list": ("care:\n - mother: ill: again\n", (2, 15), 'There is a ": "', "in quotes"),
    "typographic quotes": ("name: “Ada”: x\n", (1, 12), 'There is a ": "', "in quotes"),
    "a tab before a key": ("name: Ada\n\trole: x\n", (2, 1), "a tab", "spaces"),
    "a tab before a dash": ("tags:\n\t- a\n", (2, 1), "a tab", "spaces"),
    "an at sign": ("links: @ada\n", (1, 8), "start with @", "in quotes"),
    "a backtick": ("role: `x`\n", (1, 7), "start with `", "in quotes"),
    "a percent sign": ("role: %x\n", (1, 7), "start with %", "in quotes"),
    "a percent sign before a key": ("%x\nname: Ada\n", (1, 1), "start with %", "in quotes"),
    "an open double quote": ('name: "Ada\nrole: x\n', (1, 7), "never closed", "Close the quote"),
    "an open single quote": ("name: 'Ada\nrole: x\n", (1, 7), "never closed", "Close the quote"),
    "a quote opened before the key": ('"name: Ada\nrole: x\n', (1, 1), "never closed", "Close the quote"),
    "an apostrophe in single quotes": ("name: 'Ada's'\n", (1, 12), "after a closing quote", "other kind"),
    "words after a quote": ('name: "Ada" Lovelace\n', (1, 13), "after a closing quote", "in quotes"),
    "quoted words with commas": ('tags: "a", "b"\n', (1, 10), "after a closing quote", "in quotes"),
    "links with commas": ("with: [[Ana]], [[Bob]]\n", (1, 14), "after a closing ]", '["[[Ana]]", "[[Bea]]"]'),
    "words between links": ("with: [[Ana]] and [[Bob]]\n", (1, 15), "after a closing ]", '["[[Ana]]", "[[Bea]]"]'),
    "one bracket too many": ("tags: [a]]\nrole: x\n", (1, 10), "after a closing ]", "in quotes"),
    "a template that was not filled in": ("name: {{title}} x\n", (1, 17), "after a closing }", "in quotes"),
    "an open list": ("tags: [a, b\nrole: x\n", (1, 7), "opened with [", "Close it with ]"),
    "an open mapping": ("links: {a: b\nrole: x\n", (1, 8), "opened with {", "Close it with }"),
    "a line of a list without its dash": ("tags:\n  - a\n  b\n", (3, 3), "no colon", "start it with -"),
    "a line of a flat list without its dash": ("tags:\n- a\nb\n", (3, 1), "no colon", "start it with -"),
    "no space after the first colon": ("name:Ada\nrole: x\n", (1, 1), "no colon and space", "`key: value`"),
    "no space after a later colon": ("name: Ada\nrole:x\n", (2, 1), "no colon and space", "`key: value`"),
    "an equals sign": ("name = Ada\nrole: x\n", (1, 1), "no colon and space", "`key: value`"),
    "an equals sign later": ("role: x\nname = Ada\n", (2, 1), "no colon and space", "`key: value`"),
    "a no-break space after the colon": ("name:\u00a0Ada\nrole: x\n", (1, 1), "no colon and space", "`key: value`"),
    "a full-width colon": ("name：Ada\nrole: x\n", (1, 1), "no colon and space", "`key: value`"),
    "a line that goes on without indentation": ("role: a\nb c\nname: x\n", (2, 1), "no colon", "indent the line"),
    "a key alone": ("role: x\nname\nstatus: y\n", (2, 1), "no colon", "`key: value`"),
    "a comment of HTML": ("<!-- x -->\nname: Ada\n", (1, 1), "no colon", "`key: value`"),
    "a leftover of a merge": ("name: a\n=======\nname: b\n", (2, 1), "no colon", "`key: value`"),
    "a field indented under another": ("name: Ada\n  role: x\n", (2, 3), "indented more", "same indentation"),
    "a field one space in": ("name: Ada\n role: x\n", (2, 2), "indented more", "same indentation"),
    "the first field indented": ("  name: Ada\nrole: x\n", (2, 1), "indented less", "first column"),
    "indentation that fits nothing": ("a:\n    - x\n  - y\n", (3, 3), "list and fields are mixed", "Indent the list"),
    "a line of dots": ("name: Ada\n...\nrole: x\n", (3, 1), "`...`", "delete the line of dots"),
    "an asterisk": ("role: *star*\n", (1, 7), "start with *", "in quotes"),
    "bold": ("role: **bold**\n", (1, 7), "start with *", "in quotes"),
    "an ampersand": ("role: & co\n", (1, 7), "start with &", "in quotes"),
    "an ampersand and a word": ("role: &co\n", (1, 7), "start with &", "in quotes"),
    "an exclamation mark": ("role: !important\n", (1, 7), "start with !", "in quotes"),
    "an exclamation mark before words": ("care: !important call her\n", (1, 7), "start with !", "in quotes"),
    "a bar": ("role: | text\n", (1, 9), "next line", "in quotes"),
    "a quote as in Markdown": ("role: >quoted\n", (1, 8), "next line", "in quotes"),
    "a question mark": ("role: ?\n", (1, 7), "question mark", "in quotes"),
    "a dash": ("role: - x\n", (1, 7), "line of its key", "line of its own"),
    "a path with backslashes": ('path: "C:\\Users\\ada"\n', (1, 12), "escape", "single quotes"),
    "an unknown escape": ('path: "a\\q"\n', (1, 9), "escape", "single quotes"),
    "fields after a list": ("- a\nname: b\n", (2, 1), "list and fields are mixed", "Indent the list"),
    "a list after fields": ("name: b\n- a\n", (2, 1), "list and fields are mixed", "delete the -"),
    "a sentence among fields": ("name: Ada\nthis is text\nrole: x\n", (2, 1), "no colon", "`key: value`"),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_has_a_place_a_sentence_and_a_hint_that_help(slip: str) -> None:
    source, place, sentence, hint = SLIPS[slip]
    root, (problem,) = read_front_matter(source, "note.md", 1)
    assert root is None
    assert ("bad-yaml", place) == (problem.code, (problem.line, problem.column))
    assert sentence in problem.message
    assert hint in problem.hint


READ = {
    "an emoji": ("🎉: x\nname: 🎉 Ada\n", {"🎉": "x", "name": "🎉 Ada"}),
    "typographic quotes": ("name: “Ada”\n", {"name": "“Ada”"}),
    "an address of the web": ("url: https://ada.example:8080/x\n", {"url": "https://ada.example:8080/x"}),
    "a time": ("at: 12:30\n", {"at": "12:30"}),
    "a tab after the colon": ("name:\tAda\n", {"name": "Ada"}),
    "an apostrophe": ("name: Ada's\n", {"name": "Ada's"}),
    "a bracket at the end": ("role: chair (a]\n", {"role": "chair (a]"}),
    "a hash that starts no comment": ("role: C#\n", {"role": "C#"}),
    "a hash that starts a comment": ("tags: #a\n", {"tags": None}),
    "a line that goes on": ("role: a\n  b c\n", {"role": "a b c"}),
}


@pytest.mark.parametrize("case", READ)
def test_what_looks_like_a_slip_and_is_none_is_read(case: str) -> None:
    source, expected = READ[case]
    root, problems = read_front_matter(source, "note.md", 1)
    assert problems == ()
    assert root is not None
    from notebook.text.nodes import plain_value

    assert expected == plain_value(root)


@pytest.mark.parametrize("source", ["Hello\nWorld\n", "- a\n- b\n", '"Ada"\n', "name:Ada\n", "# Title\ntext\n"])
def test_a_block_of_something_else_is_no_block_of_fields(source: str) -> None:
    root, (problem,) = read_front_matter(source, "note.md", 1)
    assert root is None
    assert "not-a-mapping" == problem.code
