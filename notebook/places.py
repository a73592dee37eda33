"""Where the notebook keeps what is not in the vault: its cache, what can be taken back, the user's own settings."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from platformdirs import user_cache_path, user_config_path, user_state_path

_NAME = "contact-notebook"


def cache_folder(vault: Path) -> Path:
    """The folder for what is derived from this vault; $NOTEBOOK_CACHE names another parent. It may not exist yet."""
    return _of_vault(vault, os.environ.get("NOTEBOOK_CACHE"), user_cache_path)


def state_folder(vault: Path) -> Path:
    """The folder for what was done in this vault; $NOTEBOOK_STATE names another parent. It may not exist yet."""
    return _of_vault(vault, os.environ.get("NOTEBOOK_STATE"), user_state_path)


def _of_vault(vault: Path, chosen: str | None, usual: Callable[[str], Path]) -> Path:
    parent = Path(chosen) if chosen else usual(_NAME)
    resolved = vault.resolve()
    key = hashlib.blake2b(os.fsencode(resolved), digest_size=6).hexdigest()
    return parent / f"{resolved.name[:40] or 'vault'}-{key}"


def config_file() -> Path:
    """The user's own settings file; it may not exist."""
    return user_config_path(_NAME) / "config.toml"
