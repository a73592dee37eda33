"""The digest: what the practice finds for one week, as one value, ready for any page."""
