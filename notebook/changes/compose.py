"""The bytes of a new file, read back before anybody sees them: what the notebook writes, it also understands."""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import UsageFault
from ..records import AnyRecord, Kind
from ..schema.read import read_file
from ..text.writing import note


def compose(kind: Kind, path: str, fields: Mapping[str, object], body: str = "") -> tuple[bytes, AnyRecord]:
    """The file's bytes and the record they hold; raises UsageFault with the first thing that is wrong in them."""
    try:
        raw = note(fields, body).encode()
    except UnicodeEncodeError:
        raise UsageFault(
            "The text is not UTF-8.", "Check the encoding of your terminal or of the text you sent."
        ) from None
    record, problems = read_file(raw, path, kind)
    if record is not None and record.kind != kind:
        raise UsageFault(f"With these values the file would be no {kind}.", f"Leave out kind={fields.get('kind')}.")
    if problems:
        # What `check` lets pass with a word is not what a person wants to have typed.
        said = problems[0].message.replace(" is kept as your own word.", " looks like a slip.")
        raise UsageFault(said, problems[0].hint or None)
    assert record is not None  # a file without a record has a problem that says why
    return raw, record
