"""The cards beside the form of a work order."""
