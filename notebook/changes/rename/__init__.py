"""A record under another name: every place that means it, and the proof that no name means another now."""
