"""Where the vault is: named, in the environment, around the current folder, or in the user's settings."""

from __future__ import annotations

import os.path
import tomllib
from pathlib import Path

from ..errors import NoVault
from ..settings import SETTINGS_FILE

_HINT = "notebook init DIR makes a vault; --vault DIR or $NOTEBOOK_VAULT names one."


def find_vault(named: str | None, here: Path | None, config: Path) -> Path:
    """The vault's folder; raises NoVault where there is none.

    `named` is what an option or the environment says, `here` the current folder, None where it is gone, `config` the
    user's settings file.
    """
    if named:
        return _checked(named)
    for folder in (here, *here.parents) if here else ():
        if _is_vault(folder):
            return folder
    configured = _configured(config)
    if configured:
        return _checked(configured)
    raise NoVault("There is no vault here.", _HINT)


def _is_vault(folder: Path) -> bool:
    """True for a folder with a settings file; unlike Path.is_file, os.path.isfile raises for no path at all."""
    return os.path.isfile(folder / SETTINGS_FILE)


def _checked(named: str) -> Path:
    folder = Path(os.path.expanduser(named))
    if _is_vault(folder):
        return folder.absolute()
    if not os.path.isdir(folder):
        raise NoVault(f"There is no folder {folder}.", _HINT)
    raise NoVault(f"{folder} is no vault: it has no {SETTINGS_FILE}.", f"notebook init {folder} makes it one.")


def _configured(config: Path) -> str | None:
    """The `vault =` of the user's settings, if there are any."""
    try:
        found = tomllib.loads(config.read_text("utf-8")).get("vault")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise NoVault(f"{config} cannot be read: {fault}.", "Mend it, or name the vault with --vault.") from None
    if found is not None and not isinstance(found, str):
        raise NoVault(f"vault in {config} is no text.", 'Write vault = "~/my-vault".')
    return found
