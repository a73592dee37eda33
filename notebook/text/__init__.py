"""Text on its way between bytes and meaning: documents, front matter, bodies, dates, folding. The only door to YAML."""
