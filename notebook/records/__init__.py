"""Frozen records and the values in their fields: what a file of the vault says."""

from .kinds import (
    KIND_CLASSES,
    KINDS,
    AnyRecord,
    Contact,
    Event,
    Interaction,
    Kind,
    Organization,
    Project,
    Record,
)
from .problem import Fix, Problem, Severity
from .values import (
    Cadence,
    Labelled,
    Met,
    Milestone,
    PartialDate,
    Phrase,
    Reference,
    Task,
    Tie,
    Value,
)

__all__ = [
    "KINDS",
    "KIND_CLASSES",
    "AnyRecord",
    "Cadence",
    "Contact",
    "Event",
    "Fix",
    "Interaction",
    "Kind",
    "Labelled",
    "Met",
    "Milestone",
    "Organization",
    "PartialDate",
    "Phrase",
    "Problem",
    "Project",
    "Record",
    "Reference",
    "Severity",
    "Task",
    "Tie",
    "Value",
]
