"""The sections a digest can have, in the order they stand on the page, and which of them a vault wants."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

OTHERS = "..."  # in a choice of sections: all that it does not name, in their usual order
QUERY_LIMIT = 5  # lines of a section that is a saved query


@dataclass(frozen=True, slots=True)
class SectionKind:
    """A section: its title, how many lines it shows, and what it has.

    By these limits a digest stays one or two screens, of fifty contacts or ten thousand.
    """

    key: str
    title: str
    limit: int
    doc: str


SECTION_KINDS = (
    SectionKind("first", "First", 5, "what has its day today or tomorrow, or is just late"),
    SectionKind("due", "Write to", 5, "whom to be in touch with, and why"),
    SectionKind("congratulations", "To congratulate", 5, "who has a new job"),
    SectionKind("care", "With care", 4, "what weighs on people you are about to write to or meet"),
    SectionKind("promises-mine", "You promised", 4, "your open promises"),
    SectionKind("promises-theirs", "Others promised you", 3, "open promises of others"),
    SectionKind("thank", "To thank for", 2, "what you were given lately, and have not thanked for"),
    SectionKind("threads", "Ask about", 2, "what to ask about"),
    SectionKind("upcoming", "Coming up", 5, "birthdays and other dates, events, renewals and talks that are planned"),
    SectionKind("follow-up", "Still to follow up", 2, "events that were, and who has not heard from you since"),
    SectionKind("report-back", "To report back on", 2, "advice you took, and have not told what came of it"),
    SectionKind("help", "You could help", 3, "what somebody seeks and you offer"),
    SectionKind("introduce", "Could help each other", 2, "who should meet, and introductions that are under way"),
    SectionKind("week", "This week", 1, "what happened, and how many talks there were a week"),
    SectionKind("needs", "The notebook", 1, "what the vault needs"),
)
_KINDS = {one.key: one for one in SECTION_KINDS}


@dataclass(frozen=True)
class Choice:
    """What a vault wants of its digests: keys of sections in their order, and limits and titles that are not the usual.

    `@name` is the key of a section that is a saved query.
    """

    sections: Sequence[str] = (OTHERS,)
    without: Collection[str] = ()
    limits: Mapping[str, int] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)

    def keys(self) -> Iterator[str]:
        """The keys of the sections in order, each once, without those of which no line is wanted."""
        named = dict.fromkeys(self.sections)
        for key in named:
            for one in [other for other in _KINDS if other not in named] if key == OTHERS else [key]:
                if one not in self.without and self.limit(one) > 0:
                    yield one

    def limit(self, key: str) -> int:
        """How many lines of the section are shown."""
        return self.limits.get(key, _KINDS[key].limit if key in _KINDS else QUERY_LIMIT)

    def title(self, key: str) -> str:
        """The section's heading: the one the vault gives it, else its own; `@old-friends` is `Old friends`."""
        if key in self.titles or key in _KINDS:
            return self.titles.get(key) or _KINDS[key].title
        words = " ".join(key.removeprefix("@").replace("-", " ").replace("_", " ").split())
        return words[:1].upper() + words[1:] or key
