"""Pages, tables and lines out of values: the only door to Jinja, markdown-it and wcwidth."""
