"""Drafts: what a message to somebody can say, from the user's own notes."""
