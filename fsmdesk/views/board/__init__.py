"""The dispatch board: who goes where, and when."""
