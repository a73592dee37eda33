"""The folder to a snapshot: the scan, the files that changed, and the catalog that remembers the others."""
