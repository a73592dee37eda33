"""Bringing the vault here and the one at the remote together, a step at a time."""
