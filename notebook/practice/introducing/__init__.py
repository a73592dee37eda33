"""Introductions: who should meet whom, how far it is, and the lines that say so."""
