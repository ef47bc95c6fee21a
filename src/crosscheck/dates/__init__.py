"""Dates: read through the narrative, compared with those of the originals."""
