"""Edits of one record: fields set, added and taken out, promises closed, problems mended."""
