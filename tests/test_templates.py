"""Templates: a vault's own, what they may do, and what becomes of the user's words on each page."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from wcwidth import wcswidth

from notebook.digest import model
from notebook.errors import UsageFault
from notebook.render.environment import TemplateFault, line_template, page_environment, render_page
from notebook.render.escaping import markdown_text
from notebook.render.filters import filters
from notebook.render.terminal import clean

NASTY = "<script>alert(1)</script> *b* _i_ `c` [l](http://x) ![i](http://x) [[w|v]] &amp; # h \x1b[31m | ~~s~~ ==m=="


def page(form: str, source: str, own: Path, **values: object) -> str:
    own.mkdir(exist_ok=True)
    (own / "page.j2").write_text(source, encoding="utf-8")
    return render_page(page_environment(form, own), "page.j2", values)


def shown_by_commonmark(text: str) -> str:
    """What a reader of CommonMark sees: the text of every inline token; a mark or tag would be missing or extra."""
    parser = MarkdownIt("commonmark", {"html": True}).enable("strikethrough")
    kinds = {"text", "text_special", "softbreak"}
    inline = [child for token in parser.parse(text) for child in token.children or []]
    assert {child.type for child in inline} <= kinds
    return "".join(child.content for child in inline)


def test_a_vaults_template_overrides_the_built_in_one_by_name(run, example_vault):
    (example_vault / "templates").mkdir()
    (example_vault / "templates/digest.txt.j2").write_text("Mine: {{ period.label }}\n", encoding="utf-8")
    assert run("digest", cwd=example_vault).stdout == "Mine: Week 47 · Mon 16 – Sun 22 November 2026\n"


def test_a_template_of_another_name_tells_its_form(run, example_vault):
    (example_vault / "templates").mkdir()
    source = "{% for s in sections if s.key == 'due' %}{{ s.entries[0].name }} <b>\n{% endfor %}"
    (example_vault / "templates/short.html.j2").write_text(source, encoding="utf-8")
    done = run("digest", "--template", "short.html.j2", cwd=example_vault)
    assert done.stdout == "Teodoro Quaresma-Pinto <b>\n"
    assert run("digest", "--template", "short", "--format", "html", cwd=example_vault).stdout == done.stdout


def test_a_vaults_template_can_include_the_built_in_one_it_overrides(run, example_vault):
    (example_vault / "templates").mkdir()
    source = "Hello\n{% include 'built-in/digest.md.j2' %}"
    (example_vault / "templates/digest.md.j2").write_text(source, encoding="utf-8")
    done = run("digest", "--format", "md", cwd=example_vault)
    assert done.stdout.startswith("Hello\n# Week 47")


@pytest.mark.parametrize(
    ("source", "place", "words"),
    [
        ("a\n{{ nothing }}\n", "templates/digest.txt.j2:2", "'nothing' is undefined"),
        ("a\n\n{% for %}\n", "templates/digest.txt.j2:3", "Expected"),
        ("{{ sections[0].nam }}\n", "templates/digest.txt.j2:1", "nam"),
        ("\n{{ 1 / 0 }}\n", "templates/digest.txt.j2:2", "division by zero"),
        ("{% include 'gone.j2' %}\n", "gone.j2", "no template"),
    ],
)
def test_a_template_error_names_the_template_and_line(run, example_vault, source, place, words):
    (example_vault / "templates").mkdir()
    (example_vault / "templates/digest.txt.j2").write_text(source, encoding="utf-8")
    done = run("digest", cwd=example_vault)
    assert (done.code, done.stdout) == (1, "")
    assert place in done.stderr
    assert words in done.stderr


def test_a_missing_template_says_where_it_was_looked_for(run, example_vault):
    done = run("digest", "--template", "nope", cwd=example_vault)
    assert done.code == 1
    assert "templates/nope.txt.j2" in done.stderr


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ period.__init__.__globals__ }}",
        "{{ sections.append(1) }}",
        "{{ cycler.__init__.__globals__.os.system('true') }}",
        "{{ self._TemplateReference__context }}",
        "{% include '../notebook.toml' %}",
        "{% include '/etc/passwd' %}",
        "{% include 'built-in/../pyproject.toml' %}",
    ],
)
def test_a_strangers_template_gets_nowhere(run, example_vault, source):
    (example_vault / "templates").mkdir()
    (example_vault / "templates/digest.txt.j2").write_text(source, encoding="utf-8")
    done = run("digest", cwd=example_vault)
    assert (done.code, done.stdout) == (1, "")


def test_a_template_linked_from_outside_is_not_read(run, example_vault, tmp_path):
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (example_vault / "templates").mkdir()
    (example_vault / "templates/leak.txt.j2").symlink_to(tmp_path / "secret")
    done = run("digest", "--template", "leak.txt.j2", cwd=example_vault)
    assert (done.code, done.stdout) == (1, "")


def test_words_are_escaped_for_html(tmp_path):
    assert page("html", "<p>{{ text }}</p>", tmp_path, text="<b>&\"'") == "<p>&lt;b&gt;&amp;&#34;&#39;</p>"


def test_words_are_escaped_for_markdown(tmp_path):
    written = page("md", "{{ text }}", tmp_path, text=NASTY)
    assert shown_by_commonmark(written) == NASTY.replace("\x1b", "␛")


def test_words_are_harmless_in_a_terminal(tmp_path):
    assert page("text", "{{ text }}|{{ text|upper }}", tmp_path, text="a\x1b[2Jb\nc & d") == "a␛[2Jb c & d|A␛[2JB C & D"


def test_none_is_nothing(tmp_path):
    assert page("text", "[{{ text }}]", tmp_path, text=None) == "[]"


def test_a_link_in_markdown_is_a_wiki_link_with_the_name(tmp_path):
    person = {"id": "ana-sousa", "name": "Ana | Sousa *"}
    assert page("md", "{{ person|link }}", tmp_path, person=person) == "[[ana-sousa|Ana / Sousa \\*]]"


def test_markdown_in_html_shows_no_script_and_loads_no_image(tmp_path):
    written = page("html", "{{ text|markdown }}", tmp_path, text=NASTY)
    assert "<script" not in written
    assert "<img" not in written
    assert "<em>b</em>" in written


def test_columns_line_up_with_wide_characters(tmp_path):
    names = ["Rita", "久慈 真帆", "نادرة", "Małgorzata Żółkowska"]
    written = page("text", "{% for n in names %}{{ n|column(12) }}|\n{% endfor %}", tmp_path, names=names)
    assert [wcswidth(line) for line in written.splitlines()] == [13, 13, 13, 13]


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40), st.booleans())
def test_any_text_is_shown_as_it_is_by_markdown(text, at_start):
    visible = " ".join(clean(text).split())
    before = "" if at_start else "x "
    assert shown_by_commonmark(before + markdown_text(visible)) == (before + visible).strip()


def test_a_line_template_is_filled_from_a_row():
    assert line_template("{{ name }} <{{ emails[0] }}>")({"name": "Rita", "emails": ["r@example.org"]}) == (
        "Rita <r@example.org>"
    )


@pytest.mark.parametrize("source", ["{{ name", "{% if %}", "{{ nothing }}", "{{ name.x.y }}"])
def test_a_line_template_that_is_no_good_is_a_usage_fault(source):
    with pytest.raises(UsageFault):
        line_template(source)({"name": "Rita"})


def test_a_fault_carries_a_hint(tmp_path):
    with pytest.raises(TemplateFault) as caught:
        page("text", "{{ gone }}", tmp_path)
    assert caught.value.hint


def test_dates_reach_templates_as_iso_text(run, example_vault):
    (example_vault / "templates").mkdir()
    (example_vault / "templates/days.txt.j2").write_text("{{ period.since }}", encoding="utf-8")
    assert date.fromisoformat(run("digest", "--template", "days", cwd=example_vault).stdout) == date(2026, 11, 16)


@pytest.mark.parametrize("line", [*model.Line.__args__, model.Section, model.Note], ids=lambda line: line.__name__)
def test_every_field_of_the_model_is_documented(line):
    page = (Path(__file__).parents[1] / "docs/templates.md").read_text(encoding="utf-8")
    missing = [field.name for field in fields(line) if field.name != "lines" and field.name not in page]
    assert missing == []


def test_every_filter_is_documented():
    page = (Path(__file__).parents[1] / "docs/templates.md").read_text(encoding="utf-8")
    assert [name for name in filters("md", False) if f"|{name}" not in page] == []
