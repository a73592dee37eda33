"""The vault on disk: finding it, scanning it, reading it through the catalog, and writing change sets."""
