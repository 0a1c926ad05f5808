"""Packaging for Windows, macOS and Linux, and a smoke test of the frozen program."""
