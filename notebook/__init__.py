"""A plain-text, git-friendly contact notebook."""

__version__ = "0.1.0"
DISTRIBUTION = "contact-notebook"  # tells this package from Jupyter's, which is imported by the same name
