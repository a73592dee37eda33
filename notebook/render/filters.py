"""The notebook's own filters in templates. What they call Markup has been made harmless for its page right there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from markupsafe import Markup

from .escaping import markdown_text
from .terminal import Style, clean, cut, paint, steady, width_of, wrap

_WIDEST = 1000  # columns; a template that asks for more asks for the memory
Form = Literal["md", "text", "html"]


def filters(form: Form, color: bool) -> dict[str, Callable[..., Any]]:
    """The notebook's own filters, as docs/templates.md lists them."""

    def painted(text: str, style: Style) -> Markup:
        # The lines that `hang` made of a text stay lines.
        lines = [clean(line) for line in (text.split("\n") if isinstance(text, Markup) else [str(text)])]
        return Markup("\n".join(paint(line, style) for line in lines) if color and form == "text" else "\n".join(lines))

    def bold(text: str) -> Markup:
        return painted(text, "bold")

    def dim(text: str) -> Markup:
        return painted(text, "dim")

    return {
        "bold": bold,
        "dim": dim,
        "names": _names,
        "first_up": lambda text: str(text)[:1].upper() + str(text)[1:],
        "column": _column,
        "clip": lambda text, room: cut(clean(str(text)), room),
        "hang": _hang,
        "widest": lambda texts, most=26: min(most, max((width_of(clean(str(text))) for text in texts), default=0)),
        "bars": _bars,
        "link": _link if form == "md" else lambda person: person["name"],
        "links": _links if form == "md" else _names,
        "code": _CODES[form],
        "markdown": _markdown,
    }


def _column(text: Any, room: int) -> Markup:
    """The text cut or filled to so many columns, wide characters counted as two."""
    room = min(room, _WIDEST)
    shown = cut(clean(str(text)), room)
    return Markup(steady(shown) + " " * (room - width_of(shown)))


def _hang(text: Any, at: int, width: int) -> Markup:
    """The text in lines that fit the width, each but the first indented to a column."""
    at, width = min(at, _WIDEST), min(width, _WIDEST)
    return Markup(("\n" + " " * at).join(wrap(clean(str(text)), max(8, width - at))))


def _bars(numbers: list[int]) -> Markup:
    """Numbers as a row of bars, the highest full; a dot for none."""
    top = max(numbers, default=0)
    return Markup("".join("▁▂▃▄▅▆▇█"[max(0, round(number / top * 8) - 1)] if number else "·" for number in numbers))


def _names(who: Iterable[Mapping[str, Any]]) -> str:
    return ", ".join(person["name"] for person in who)


def _links(who: Iterable[Mapping[str, Any]]) -> Markup:
    """Wiki-links to several records."""
    return Markup(", ".join(_link(person) for person in who))


def _link(person: Mapping[str, Any]) -> Markup:
    """A wiki-link to a record, labelled with its name."""
    label = markdown_text(str(person["name"]).replace("|", "/").replace("[[", "").replace("]]", ""))
    stem = str(person["id"])
    if any(mark in stem for mark in "|[]#^"):
        return Markup(label)
    return Markup(f"[[{stem}|{label}]]")


def _markdown(text: Any) -> Markup:
    """A line of Markdown as HTML, without the note's own HTML and without images (a remote one tells on the reader)."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).disable("image")
    return Markup(parser.renderInline(clean(str(text))))


# A command as something to type.
_CODES: dict[Form, Callable[[Any], Markup]] = {
    "md": lambda text: Markup("`" + clean(str(text)).replace("`", "'") + "`"),
    "text": lambda text: Markup(clean(str(text))),
    "html": lambda text: Markup("<code>{}</code>").format(clean(str(text))),
}
