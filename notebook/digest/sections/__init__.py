"""The sections of a digest: for each a function of what all of them share, which finds all the lines there are."""

from collections.abc import Callable, Mapping

from ..context import Context, Found
from .care import care_section
from .congratulations import congratulations_section
from .due import due_section
from .first import first_section
from .follow_up import follow_up_section
from .gifts import thank_section
from .helping import help_section
from .introducing import introduce_section
from .needs import needs_section
from .promises import my_promises_section, their_promises_section
from .reporting import report_back_section
from .threads import threads_section
from .upcoming import upcoming_section
from .week import week_section

BUILDERS: Mapping[str, Callable[[Context], Found]] = {
    "first": first_section,
    "due": due_section,
    "congratulations": congratulations_section,
    "care": care_section,
    "promises-mine": my_promises_section,
    "promises-theirs": their_promises_section,
    "thank": thank_section,
    "threads": threads_section,
    "upcoming": upcoming_section,
    "follow-up": follow_up_section,
    "report-back": report_back_section,
    "help": help_section,
    "introduce": introduce_section,
    "week": week_section,
    "needs": needs_section,
}
