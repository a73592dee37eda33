"""The pages of the templates for `log`: which there are, and what one makes of a talk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import UsageFault
from ..schema.suggest import nearest
from .environment import is_file, page_environment, render_page, template_folders

_FOLDER = "log"
_SUFFIX = ".md.j2"


def template_path(name: str) -> str:
    """The path of a template for `log`, as the vault would have it."""
    return f"templates/{_FOLDER}/{name}{_SUFFIX}"


def log_templates(own: Path | None) -> list[str]:
    """The names of the templates for `log`, the built-in ones and those of the vault's own folder of templates."""
    folders = [folder / _FOLDER for folder in template_folders(own)]
    files = (file for folder in folders if folder.is_dir() for file in folder.glob(f"*{_SUFFIX}") if is_file(file))
    return sorted({file.name.removesuffix(_SUFFIX) for file in files})


def check_template(name: str, own: Path | None) -> None:
    """Raises UsageFault where there is no template of this name for `log`."""
    known = log_templates(own)
    if name in known:
        return
    close = nearest(name, known)
    listed = f"There are {', '.join(known)}; your own stand in templates/{_FOLDER}/."
    raise UsageFault(
        f'There is no template "{name}" for log. Nothing was written.',
        f"Did you mean {close}? {listed}" if close else listed,
    )


def log_page(name: str, own: Path | None, model: Mapping[str, Any]) -> str:
    """The page of a template; raises UsageFault where there is none of this name, TemplateFault where it is wrong."""
    check_template(name, own)
    return render_page(page_environment("md", own), f"{_FOLDER}/{name}{_SUFFIX}", model)
