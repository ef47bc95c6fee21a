"""Quotations: read, and held against the texts they come from."""
