"""What became of a note: its versions, and what changed between them."""
