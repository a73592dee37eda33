"""Commands as they are typed into a shell, for a hint or a next step."""

from __future__ import annotations

import re
import shlex

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def typed_command(name: str, *words: str, option: str = "") -> str:
    """`notebook NAME WORD… OPTION` on one line, with quotes where a shell needs them: `notebook show "a b"`.

    Words that look like an option stand after `--`.
    """
    options = [option] if option else []
    said = [_quoted(word) for word in words]
    if any(word.startswith("-") for word in words):
        return " ".join(["notebook", name, *options, "--", *said])
    return " ".join(["notebook", name, *said, *options])


def _quoted(word: str) -> str:
    if _CONTROL.search(word):
        escaped = _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", word.replace("\\", "\\\\").replace("'", "\\'"))
        return f"$'{escaped}'"
    return shlex.quote(word)
