"""What can go wrong with a request: one small class per exit code, each with a message and a hint."""

from __future__ import annotations


class NotebookError(Exception):
    """A request that cannot be carried out; printed as `Error: message` and `Hint: hint`, never as a traceback."""

    exit_code = 1

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageFault(NotebookError):
    """The request itself cannot be read: a query, a date, an option."""

    exit_code = 2


class NoVault(NotebookError):
    """There is no vault here, or its settings cannot be used."""

    exit_code = 3


class NoSuchRecord(NotebookError):
    """No record has this name, or more than one has; `candidates` are the ids of those that may be meant."""

    exit_code = 4

    def __init__(self, message: str, hint: str | None = None, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint)
        self.candidates = candidates


class Refused(NotebookError):
    """Carrying it out would overwrite or damage a file."""

    exit_code = 5


class ProgramFailed(NotebookError):
    """Another program (git, an editor) failed."""

    exit_code = 6
