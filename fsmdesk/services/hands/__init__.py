"""Telling other seats what this one holds in its hand."""
