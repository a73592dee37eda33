"""Every code a problem can have: how grave it is, what it means and how it is mended."""

from __future__ import annotations

from dataclasses import dataclass

from ..records import Severity


@dataclass(frozen=True, slots=True)
class ProblemCode:
    """One kind of problem: `title` in a few words, `text` for `check --explain`."""

    code: str
    severity: Severity
    title: str
    text: str


_CODES = (
    ProblemCode("bad-yaml", "error", "front matter that is not YAML",
        "The block between the two --- cannot be read, so the note is left out of every list until it is mended. Most "
        'often a value holds ": ", starts with @ or *, or a quote or bracket is not closed: put the value in quotes.'),
    ProblemCode("unclosed-fence", "error", "front matter without its closing ---",
        "The file starts with --- and there is no second --- line, so the fields cannot be told from the text."),
    ProblemCode("not-a-mapping", "error", "front matter without fields",
        "Between the two --- stands text or a list, not `key: value` lines. The text is safe in the file; nothing is "
        "read from it until the block holds fields, or the first --- is no longer the first line."),
    ProblemCode("duplicate-key", "error", "a key that stands twice",
        "One block of fields has the same key twice, often after a merge. The first one counts until one is deleted. "
        "`check --fix` makes one of two that say the same, of two lists, and of two mappings that do not contradict "
        "each other; of two snooze or last_contact days, the later stays. Different values are left to you."),
    ProblemCode("too-deep", "error", "values nested too deep",
        "More than 32 levels of lists and mappings. Such a file is not read, because it can crash a YAML reader."),
    ProblemCode("bad-alias", "error", "a YAML alias that cannot be followed",
        "A value starts with * and names no anchor, or there are more than eight aliases. If the * is text, quote it."),
    ProblemCode("too-large", "error", "a file over 1 MiB",
        "A Markdown file of this size is no note; it is not read, so that one file cannot slow down all the others."),
    ProblemCode("not-utf8", "error", "a file that is not UTF-8",
        "The file has bytes that are not UTF-8 text. It is not read. Save it as UTF-8 in your editor."),
    ProblemCode("control-character", "warning", "a control character",
        "There is a character that no keyboard makes, often from a copied page. The note is read all the same."),
    ProblemCode("conflict-markers", "error", "conflict markers of a merge",
        "A merge stopped here with <<<<<<< and >>>>>>> lines. When they stand in the fields, the note is not read. "
        "`check --fix` merges the two sides field by field and line by line, where they do not contradict each other. "
        "Where no ||||||| line says what was there before, what one side has deleted comes back. Markers in a block of "
        "code are an example and no problem."),
    ProblemCode("symlink-outside", "error", "a symbolic link out of the vault",
        "The link leads to a file outside the vault. It is not followed: a vault must not read the rest of the disk."),
    ProblemCode("unreadable-file", "error", "a file that cannot be opened",
        "The system does not let the notebook read this file or folder (permissions, a broken link, a disk fault)."),
    ProblemCode("duplicate-id", "error", "two files with one id",
        "A file's stem is its id, compared without case and accents, so that [[ada]] means one file. Rename one."),
    ProblemCode("bad-date", "warning", "a date that cannot be read",
        "A date field or a due: date holds something that is no date. Write 2026-11-18, 2026-11, 2026, or --11-18 for "
        "a day without a year; 1990~ for an uncertain one; 2026-11-18 14:30 with a time."),
    ProblemCode("bad-cadence", "warning", "a cadence that cannot be read",
        "Write a number and days, weeks, months or years (6 weeks, 45 days, 6w), or monthly, quarterly, yearly, none."),
    ProblemCode("wrong-type", "warning", "a value of the wrong shape",
        "The field wants text and holds a list or a mapping, or the other way round. `notebook fields` shows each "
        "field with an example."),
    ProblemCode("unknown-choice", "warning", "a word the field does not know",
        "The field takes one of a few words. The one written is none of them and is not used."),
    ProblemCode("unknown-key", "note", "a key one letter away from a known one",
        "The key is kept as your own, but it looks like a slip for a field of the notebook."),
    ProblemCode("unknown-private", "warning", "a word in private: that names nothing",
        "private: lists what nobody else is to see, and this word is neither a field nor a key of the card, so perhaps "
        "nothing is hidden by it. Write the field's name: `links` hides every link. `notebook fields` lists them."),
    ProblemCode("unknown-person", "warning", "a name that is in no contact",
        "A field names a person who has no file in the vault. Correct the name, or make the contact: "
        "`notebook new contact NAME`."),
    ProblemCode("unknown-reference", "warning", "a name that is in no file",
        "A field names an event, a project or another note that is not in the vault."),
    ProblemCode("ambiguous-reference", "error", "a name that fits two",
        "The name fits more than one record. It is never guessed: write the id of the one you mean."),
    ProblemCode("broken-link", "note", "a [[link]] to nothing",
        "A wiki-link in the text names no note of the vault. It may be one you mean to write."),
    ProblemCode("missing-date", "warning", "an interaction or event without a date",
        "Without a date it counts for no last contact, no week and no digest. A date at the start of the file name is "
        "read too."),
    ProblemCode("missing-people", "note", "an interaction with nobody",
        "The interaction has no `with:`, so it is in nobody's story."),
    ProblemCode("end-before-start", "warning", "an end before the start",
        "The end date lies before the start date."),
    ProblemCode("bad-setting", "warning", "a setting that cannot be used",
        "A value in notebook.toml has the wrong type or meaning; the default is used."),
    ProblemCode("unknown-setting", "warning", "a setting that does not exist",
        "A key in notebook.toml is none of the notebook's settings."),
    ProblemCode("no-merge-driver", "note", "a clone that merges notes as text",
        "The vault's .gitattributes asks for the notebook to merge notes, and git in this clone does not know how: "
        "each clone has to be told once, for git takes no program from a repository. Until then git merges line by "
        "line, which leaves more conflicts. `notebook git setup` tells it."),
)  # fmt: skip

CODES: dict[str, ProblemCode] = {code.code: code for code in _CODES}
