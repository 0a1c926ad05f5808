"""Completion and review."""
