"""A brief as a page: text, Markdown, HTML by templates, or JSON."""

from __future__ import annotations

from typing import Any

from ..practice.brief import Brief, Line, Section
from .environment import OwnTemplates, page_environment, render_page
from .filters import Form
from .formats import json_page

PAGE_WIDTH = 80  # columns of a text page at most, as of a digest
_SUFFIXES: dict[Form, str] = {"md": "md", "text": "txt", "html": "html"}


def brief_json(brief: Brief) -> str:
    """The brief as JSON, dates in ISO 8601."""
    return json_page(brief_model(brief))


def brief_page(
    brief: Brief, form: Form, *, own: OwnTemplates | None, width: int = PAGE_WIDTH, color: bool = False
) -> str:
    """The brief as a page; `own` are the vault's templates. Raises TemplateFault where one of them is wrong."""
    environment = page_environment(form, own, color=color)
    return render_page(environment, f"brief.{_SUFFIXES[form]}.j2", {**brief_model(brief), "width": width})


def brief_model(brief: Brief) -> dict[str, Any]:
    """The brief as docs/templates.md describes it: dicts, lists, texts and numbers."""
    return {
        "id": brief.id,
        "kind": brief.kind,
        "path": brief.path,
        "name": brief.name,
        "about": list(brief.about),
        "sections": [_section(section) for section in brief.sections],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": section.title,
        "group": section.group,
        "inline": section.inline,
        "entries": [_line(line) for line in section.lines],
        "more": section.more,
        "command": section.command or None,
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "label": line.label or None,
        "text": line.text,
        "when": line.when or None,
        "date": line.date.isoformat() if line.date else None,
        "person": line.person,
        "path": line.path or None,  # a question of the built-in bank stands in no file of the vault
        "line": line.line if line.path else None,
    }
