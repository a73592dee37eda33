"""Where the notebook keeps what is not the user's: the cache of each vault, the user's own settings."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from platformdirs import user_cache_path, user_config_path

_NAME = "contact-notebook"


def cache_folder(vault: Path) -> Path:
    """The folder for what is derived from this vault; $NOTEBOOK_CACHE names another parent. It may not exist yet."""
    chosen = os.environ.get("NOTEBOOK_CACHE")
    parent = Path(chosen) if chosen else user_cache_path(_NAME)
    resolved = vault.resolve()
    key = hashlib.blake2b(os.fsencode(resolved), digest_size=6).hexdigest()
    return parent / f"{resolved.name[:40] or 'vault'}-{key}"


def config_file() -> Path:
    """The user's own settings file; it may not exist."""
    return user_config_path(_NAME) / "config.toml"
