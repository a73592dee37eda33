"""Fetching and pushing, and in whose words it failed: ssh's, the server's, a hook's or git's."""

from __future__ import annotations

import re
from pathlib import Path

from ...errors import ProgramFailed
from ..hooks import has_hook, spoken
from ..program import Done, told
from .branch import Upstream

# Someone else was faster, or is just now writing there.
_FASTER = re.compile(r"\((fetch first|non-fast-forward|.*failed to update ref|.*cannot lock ref|.*incorrect old value)")
_SAFE = "What was committed is safe here. "
_AGAIN = f"{_SAFE}Run notebook git sync again when you are online; git remote -v shows the address."
# What it fails with -> the next step.
_HINTS = (
    (re.compile(r"host key verification failed", re.IGNORECASE),
     f"{_SAFE}ssh asks once whether it is the right host: ssh HOST in a terminal, then notebook git sync"),
    (re.compile(r"permission denied \(|authentication failed|could not read (username|password)", re.IGNORECASE),
     f"{_SAFE}It does not know your key or password: ssh-add -l lists the keys, git remote -v shows the address."),
    (re.compile(r"could not resolve|name or service not known", re.IGNORECASE),
     f"{_SAFE}Is the address spelled right (git remote -v), and are you online? Then: notebook git sync"),
    (re.compile(r"not appear to be a git repository|not found|does not exist|no such file", re.IGNORECASE),
     f"{_SAFE}Is the address right (git remote -v)? Run notebook git sync again when you are online."),
)  # fmt: skip
_NOTHING_SAID = (
    "hint:", "To ", "fatal: Could not read from remote repository", "Please make sure you have the correct access",
    "and the repository exists", "@", "error: failed to push some refs", "Warning: Permanently added",
)  # fmt: skip


def fetch(vault: Path, upstream: Upstream, *, at_terminal: bool) -> None:
    """Asks the remote what it has; raises ProgramFailed, saying why, where it cannot be reached."""
    if upstream.remote == ".":  # the upstream is a branch of this repository
        return
    done = told(vault, "fetch", "--quiet", upstream.remote, at_terminal=at_terminal)
    if done.code != 0:
        why = reason(done)
        raise ProgramFailed(f"{upstream.remote} cannot be reached: {why}", _hint(why, _AGAIN))


def push(vault: Path, branch: str, upstream: Upstream, *, at_terminal: bool) -> bool:
    """Sends the branch; False where someone was faster. Raises ProgramFailed, saying why, where it is refused."""
    if upstream.remote == ".":
        return True
    flags = () if upstream.is_set else ("--set-upstream",)
    spec = f"refs/heads/{branch}:{upstream.ref}"
    done = told(vault, "push", "--porcelain", *flags, upstream.remote, spec, at_terminal=at_terminal)
    if done.code == 0:
        return True
    refused = next((line for line in done.text.splitlines() if line.startswith("!")), "")
    if _FASTER.search(refused):
        return False
    why = "\n  ".join([refused.rpartition("\t")[2], *_of_server(done)]) if refused else _not_sent(vault, done)
    otherwise = f"{_SAFE}When that is mended: notebook git sync"
    raise ProgramFailed(f"{upstream.remote} did not take what was sent: {why}", _hint(why, otherwise))


def _not_sent(vault: Path, done: Done) -> str:
    if not has_hook(vault, "pre-push") or "fatal:" in done.stderr:
        return reason(done)
    said = Done(done.code, b"", f"{done.text}\n{done.stderr}")  # a hook writes to either
    lines = [line for line in spoken(said) if not line.startswith(_NOTHING_SAID) and line != "Done"]
    return "\n  ".join(["a hook stopped it:", *lines] if lines else ["a hook stopped it, and said nothing."])


def reason(done: Done) -> str:
    """Why the remote could not be spoken to: git's complaint, or what ssh said above it; then what the server said."""
    own = [line.strip() for line in done.stderr.splitlines() if not line.startswith(("remote:", *_NOTHING_SAID))]
    own = [line for line in own if line]
    named = next((line for line in own if line.startswith(("fatal:", "error:"))), None)
    return "\n  ".join([named or (own[-1] if own else done.complaint), *_of_server(done)])


def _of_server(done: Done) -> list[str]:
    lines = [line.rstrip() for line in done.stderr.splitlines() if line.startswith("remote:")]
    return [line for line in lines if line != "remote:"][:10]


def _hint(why: str, otherwise: str) -> str:
    return next((hint for pattern, hint in _HINTS if pattern.search(why)), otherwise)
