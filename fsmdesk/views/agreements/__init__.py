"""Agreements: the list with an editor beside it."""
