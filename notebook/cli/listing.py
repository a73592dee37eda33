"""What every listing shares: its query, its format, its order and its limit."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from . import completing
from .session import Session

if TYPE_CHECKING:
    from ..records import Kind
    from ..render.formats import LineTemplate, Row

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])

# Stands before a word of the query that starts with a minus, so that click does not take it for an option. No
# argument of a program can hold it.
_GUARD = "\0"

_FORMS = ("table", "json", "jsonl", "csv", "ids", "paths", "TEMPLATE")


class QueryCommand(click.Command):
    """A command whose arguments may start with a minus: `notebook search -draft` leaves out notes with `draft`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parses the arguments; those like `-draft`, which are no option of the command, are words of the query."""
        options = {name: param for param in self.get_params(ctx) for name in (*param.opts, *param.secondary_opts)}
        guarded: list[str] = []
        rest = iter(args)
        for arg in rest:
            option = options.get(arg)
            if arg == "--":
                guarded += [arg, *rest]
            elif option is None and arg.startswith("-") and not arg.startswith("--"):
                guarded.append(_GUARD + arg)
            else:
                guarded.append(arg)
                if isinstance(option, click.Option) and not option.is_flag:
                    guarded += [value for value in [next(rest, None)] if value is not None]
        return super().parse_args(ctx, guarded)


def words(arguments: Sequence[str]) -> str:
    """The arguments as one text, as they were typed."""
    return " ".join(argument.removeprefix(_GUARD) for argument in arguments).strip()


@dataclass(frozen=True)
class Listing:
    """What was asked of a listing. `line` is the template's where the format is one."""

    query: str
    form: str
    line: LineTemplate | None
    limit: int | None
    sort: str | None

    @property
    def is_table(self) -> bool:
        """True for the format that is made for people."""
        return self.form == "table"

    def arranged(self, rows: Iterable[T], value: Callable[[T, str], Any], keys: Iterable[str]) -> list[T]:
        """The rows in the order and number that were asked for; raises UsageFault for an unknown key."""
        found = list(rows)
        if self.sort:
            from ..render.shapes import sort_value

            key = _known(self.sort.removeprefix("-"), keys)
            ranked = [(sort_value(value(row, key)), row) for row in found]
            present = [pair for pair in ranked if pair[0][0] < 2]
            present.sort(key=lambda pair: pair[0], reverse=self.sort.startswith("-"))
            found = [row for _, row in present] + [row for rank, row in ranked if rank[0] == 2]
        return found[: self.limit]

    def write(self, rows: Sequence[Row]) -> None:
        """Prints the rows in a format for programs."""
        from ..render.formats import lines

        echo_lines(lines(rows, self.form, self.line))


def echo_lines(lines: Iterable[str]) -> None:
    """Prints the lines at once, since click flushes each time; nothing for no lines."""
    text = "\n".join(lines)
    if text:
        click.echo(text)


def format_option(*left_out: str) -> Callable[[F], F]:
    """The option `--format`, without the formats that the command's rows cannot have; the command gets `form`."""
    return click.option(
        "--format",
        "form",
        default="table",
        show_default=True,
        metavar="|".join(form for form in _FORMS if form not in left_out),
        shell_complete=completing.formats,
        help="How to print it; a TEMPLATE is a line of Jinja with the keys of the JSON, such as '{{ id }}'.",
    )


def options(command: F) -> F:
    """The options of every listing; the command gets them as `listing`, without a query."""

    @format_option()
    @click.option("--limit", type=click.IntRange(min=1), metavar="N", help="No more than N.")
    @click.option("--sort", metavar="KEY", shell_complete=completing.sort_keys,
                  help="Order by a key of the JSON; -KEY for the other way round.")  # fmt: skip
    @functools.wraps(command)
    def with_listing(
        *args: Any, form: str, limit: int | None, sort: str | None, query: Sequence[str] = (), **kwargs: Any
    ) -> Any:
        line = line_of(form)
        return command(*args, listing=Listing(words(query), form, line, limit, sort), **kwargs)

    return cast(F, with_listing)


def query_options(command: F) -> F:
    """The query and the options of every listing; the command gets them as `listing`."""

    @functools.wraps(command)
    def telling(*args: Any, listing: Listing, **kwargs: Any) -> Any:
        result = command(*args, listing=listing, **kwargs)
        session = click.get_current_context().find_object(Session)
        if listing.is_table and session:
            _tell_unread(session)
        return result

    argument = click.argument("query", nargs=-1, metavar="[QUERY]", shell_complete=completing.query_words)
    return cast(F, argument(options(telling)))


def _tell_unread(session: Session) -> None:
    """Says how many files that should be records cannot be read: whoever stands in one is in no list."""
    from ..vault.reading.load import kind_of

    errors = {problem.path for problem in session.snapshot.file_problems if problem.severity == "error"}
    unread = [path for path in errors if kind_of(path, session.settings.folders) and not _is_record(session, path)]
    if unread:
        files = "1 file" if len(unread) == 1 else f"{len(unread)} files"
        session.say(f"{files} cannot be read: notebook check")


def _is_record(session: Session, path: str) -> bool:
    stem = path.rsplit("/", 1)[-1].removesuffix(".md")
    return any(record.path == path for record in session.snapshot.resolve(stem))


def line_of(form: str) -> LineTemplate | None:
    """The template's line where the format is one; raises UsageFault for a format that is none."""
    from ..render.formats import FORMATS, is_template, template_source

    if is_template(form):
        from ..render.environment import line_template

        return line_template(template_source(form))
    if form not in FORMATS:
        from ..errors import UsageFault
        from ..schema.suggest import nearest

        close = nearest(form, FORMATS)
        hint = f"Did you mean {close}?" if close else "A template has {{ }}: --format '{{ name }}'."
        raise UsageFault(f'There is no format "{form}". The formats are {", ".join(FORMATS)}.', hint)
    return None


def kind_named(word: str) -> Kind:
    """The kind of record a word means, also in the plural or cut short; raises UsageFault for any other word."""
    from ..errors import UsageFault
    from ..records import KINDS
    from ..schema.suggest import nearest
    from ..text.folding import fold

    for kind in KINDS:
        if fold(word) and f"{kind}s".startswith(fold(word)):
            return kind
    close = nearest(word, KINDS)
    hint = f"Did you mean {close}?" if close else f"The kinds are {', '.join(KINDS)}."
    raise UsageFault(f'There is no kind "{word}".', hint)


def _known(key: str, keys: Iterable[str]) -> str:
    """The key as it is spelled, `-` and `_` being one; raises UsageFault where there is none like it."""
    from ..errors import UsageFault
    from ..schema import key_form
    from ..schema.suggest import nearest

    known = sorted(keys)
    if key_form(key) in known:
        return key_form(key)
    close = nearest(key, known)
    hint = f"Did you mean {close}?" if close else f"The keys are {', '.join(known)}."
    raise UsageFault(f'There is nothing called "{key}" to sort by.', hint)
