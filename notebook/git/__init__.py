"""The git program: what the notebook asks of it, and nothing it was not asked for."""
