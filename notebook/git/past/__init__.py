"""What git keeps of the vault: commits, their files, and the history of a note."""
