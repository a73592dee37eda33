"""Jinja in a sandbox: a vault's templates are a stranger's text, so all they can do is put words on a page."""

from __future__ import annotations

import re
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..errors import NotebookError, UsageFault
from .escaping import MarkdownText, TerminalText
from .filters import Form, filters
from .terminal import clean_lines

SUFFIXES: dict[Form, str] = {"md": ".md", "text": ".txt", "html": ".html"}

_PACKAGED = Path(__file__).parents[1] / "_templates"
BUILT_IN = _PACKAGED if _PACKAGED.is_dir() else Path(__file__).parents[2] / "templates"
_LINE = "--format"
_BUILT_IN_PREFIX = "built-in/"  # how a vault's template names the one it overrides
_SECONDS = 10  # a digest of the largest vault takes a tenth of one
_MEMORY = 256 << 20  # bytes more than before; such a digest takes a tenth of it
_TICK = 0.05
_STYLES = re.compile("(\x1b\\[[012]m)")


class TemplateFault(NotebookError):
    """A template that cannot be used; the message names it and the line."""


# Where the vault's own templates are: a folder, or a function that gives the bytes of one by its name.
OwnTemplates = Path | Callable[[str], bytes | None]


class _Templates(BaseLoader):
    """The vault's own templates, by name before the built-in ones; nothing from outside the two folders."""

    def __init__(self, own: OwnTemplates | None) -> None:
        self._own = own

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The template's text, as Jinja asks for it."""
        name = template.removeprefix(_BUILT_IN_PREFIX)
        try:
            found = template_text(name, self._own if name == template else None)
        except (OSError, UnicodeDecodeError) as fault:
            raise TemplateFault(f"templates/{template} cannot be read: {fault}.") from None
        if found is None:
            raise TemplateNotFound(template)
        return found, f"templates/{name}", lambda: True


def template_text(name: str, own: OwnTemplates | None) -> str | None:
    """The text of a template, the vault's own before a built-in one; None where there is none of that name.

    Raises OSError or UnicodeDecodeError where it cannot be read.
    """
    if not name.isprintable():  # a name that was made of somebody's words may be of none that a file can have
        return None
    if own is not None and not isinstance(own, Path):
        raw = own(name)
        if raw is not None:
            return raw.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        own = None
    for folder in template_folders(own):
        file = (folder / name).resolve()
        if file.is_relative_to(folder.resolve()) and is_file(file):
            return file.read_text("utf-8")
    return None


def has_template(name: str, own: OwnTemplates | None) -> bool:
    """True where the vault has a template of this name, or there is a built-in one."""
    if own is None or isinstance(own, Path):
        return any(is_file(folder / name) for folder in template_folders(own))
    return own(name) is not None or has_template(name, None)


def page_environment(form: Form, own: OwnTemplates | None, *, color: bool = False) -> ImmutableSandboxedEnvironment:
    """An environment for pages of this form; `own` are the vault's templates."""
    environment = _Sandbox(
        loader=_Templates(own),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_FINAL[form],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    for name in ("lipsum", "cycler", "joiner"):
        environment.globals.pop(name)
    for name in ("batch", "center", "format", "indent", "slice"):
        environment.filters.pop(name)
    environment.filters.update(filters(form, color))
    return environment


def template_folders(own: Path | None) -> list[Path]:
    """Where templates are looked for: the vault's own folder, unless it is a link elsewhere, and the built-in one."""
    return [folder for folder in (own, BUILT_IN) if folder and not folder.is_symlink()]


def is_file(place: Path) -> bool:
    """True for a file; False also where the system cannot say, as for a name that is too long."""
    try:
        return place.is_file()
    except OSError:
        return False


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with less of what could fill the memory in one step."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The product of two numbers; nothing else can be multiplied."""
        if operator == "**" or not (isinstance(left, (int, float)) and isinstance(right, (int, float))):
            raise SecurityError("only two numbers can be multiplied")
        return super().call_binop(context, operator, left, right)

    def wrap_str_format(self, value: Any) -> None:
        """Never the sandbox's own `str.format`: any width could be asked of it."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """False for what the sandbox forbids, and for methods that make a long text of a short one."""
        return attr not in _GROWING and super().is_safe_attribute(obj, attr, value)


_GROWING = frozenset({"center", "expandtabs", "format", "format_map", "ljust", "rjust", "zfill"})


def _final(kind: type[str]) -> Callable[[Any], Any]:
    """Turns what a template writes into text that escapes itself for its page; nothing for None."""

    def final(value: Any) -> Any:
        if value is None:
            return kind("")
        return value if hasattr(value, "__html__") else kind(value)

    return final


_FINAL = {"md": _final(MarkdownText), "text": _final(TerminalText), "html": _final(str)}


def render_page(environment: ImmutableSandboxedEnvironment, name: str, model: Mapping[str, Any]) -> str:
    """The page a template makes of a model; raises TemplateFault with the template and line where it cannot."""
    try:
        with _time_limit():
            return _harmless(environment.get_template(name).render(model))
    except TemplateNotFound as fault:
        raise TemplateFault(
            f'There is no template "{fault.name}".', "Templates are looked for in templates/."
        ) from None
    except NotebookError:
        raise
    except Exception as fault:  # noqa: BLE001 - a template can raise anything that a value it works on can
        raise TemplateFault(_sentence(fault, name), "docs/templates.md says what a template can use.") from None


@contextmanager
def _time_limit() -> Iterator[None]:
    """Raises TimeoutError after some seconds, and MemoryError where the page takes too much of it.

    Only where the system has alarms and this is the thread that hears them.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    most, until = _memory() + _MEMORY, time.monotonic() + _SECONDS

    def look(*_: object) -> None:
        if time.monotonic() > until:
            raise TimeoutError(f"it is not done after {_SECONDS} seconds")
        if _memory() > most:
            raise MemoryError(f"it makes a text of more than {_MEMORY >> 20} megabytes")

    before = signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, _TICK, _TICK)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _memory() -> int:
    """The bytes of memory that the program has taken at most so far."""
    import resource  # not on Windows, which has no alarms either

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _harmless(page: str) -> str:
    """The page with nothing in it that a terminal obeys but tabs, newlines and our own two styles."""
    return "".join(part if at % 2 else clean_lines(part) for at, part in enumerate(_STYLES.split(page)))


def line_template(source: str) -> Callable[[Mapping[str, Any]], str]:
    """A function that makes a line of a row by a Jinja line; both raise UsageFault where the line is no good."""
    environment = page_environment("text", None)
    try:
        template = environment.from_string(source)
    except TemplateError as fault:
        raise UsageFault(
            _stopped(f"The {_LINE} line is no template: {fault}"), "For example: '{{ name }} <{{ id }}>'"
        ) from None

    def line(row: Mapping[str, Any]) -> str:
        try:
            return template.render(row)
        except Exception as fault:  # noqa: BLE001 - as above
            raise UsageFault(
                _stopped(f"The {_LINE} line cannot be filled: {fault}"), f"There are: {', '.join(row)}."
            ) from None

    return line


def _sentence(fault: Exception, name: str) -> str:
    """The fault with the template and the line it lies on: the deepest one of the templates involved."""
    if isinstance(fault, TemplateSyntaxError):
        return _stopped(f"templates/{fault.name or name}:{fault.lineno}: {fault.message}")
    place, trace = f"templates/{name}", fault.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(".j2"):
            place = f"templates/{_name_of(file, name)}:{trace.tb_lineno}"
        trace = trace.tb_next
    return _stopped(f"{place}: {str(fault) or type(fault).__name__}")


def _name_of(file: str, name: str) -> str:
    """The name of the template in that file: the page's own, with its folder, or one that it includes."""
    return name if Path(file).name == Path(name).name else Path(file).name


def _stopped(sentence: str) -> str:
    """The sentence with one full stop."""
    return sentence.rstrip(". ") + "."
