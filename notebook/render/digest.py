"""A digest as a page: Markdown, text, HTML by templates, or JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from ..digest.model import Digest
from .environment import SUFFIXES, OwnTemplates, TemplateFault, has_template, page_environment, render_page
from .filters import Form
from .formats import json_page

PAGE_WIDTH = 80  # columns of a text page at most: a measure to read by, and it fits any terminal it is piped through


def digest_json(digest: Digest) -> str:
    """The digest as JSON, dates in ISO 8601."""
    return json_page(digest_model(digest)) + "\n"


def digest_page(
    digest: Digest,
    form: Form,
    *,
    template: str | None,
    own: OwnTemplates | None,
    width: int = PAGE_WIDTH,
    color: bool = False,
) -> str:
    """The digest as a page; `own` are the vault's templates, `template` one to take for the usual one.

    Raises TemplateFault where the template is missing or wrong.
    """
    environment = page_environment(form, own, color=color)
    model = {**digest_model(digest), "width": width}
    return render_page(environment, _template_name(template or "digest", form, own), model)


def form_of_template(name: str) -> Form | None:
    """The form that a template's name tells (`short.html.j2`), if it tells one."""
    stem = name.removesuffix(".j2")
    return next((form for form, suffix in SUFFIXES.items() if stem.endswith(suffix)), None)


def _template_name(name: str, form: Form, own: OwnTemplates | None) -> str:
    tried = [name] if name.endswith(".j2") else [name, f"{name}.j2", f"{name}{SUFFIXES[form]}.j2"]
    for candidate in tried:
        if has_template(candidate, own):
            return candidate
    listed = ", ".join(f"templates/{candidate}" for candidate in tried)
    raise TemplateFault(f'There is no template "{name}".', f"Looked for {listed}.")


def digest_model(digest: Digest) -> dict[str, Any]:
    """The digest as docs/templates.md describes it: dicts, lists, texts and numbers."""
    period = digest.period
    return {
        "period": {
            "since": period.since.isoformat(),
            "until": period.until.isoformat(),
            "label": period.label,
            "day": period.day.isoformat(),
            "seen": period.seen,
        },
        "sections": [
            {
                "key": section.key,
                "title": section.title,
                "entries": [_plain(line) for line in section.lines],
                "more": section.more,
                "command": section.command,
            }
            for section in digest.sections
        ],
        "vault": {"commit": digest.commit},
    }


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(child) for child in value]
    if isinstance(value, Mapping):
        return {key: _plain(child) for key, child in value.items()}
    return value.isoformat() if isinstance(value, date) else value
