"""The commands, imported one at a time, when they are called."""
