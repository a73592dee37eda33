"""Change sets to the disk: each file whole or not at all, several together, and the way back."""
