"""The practice: one file per technique, each a pure function of the snapshot and a day."""
