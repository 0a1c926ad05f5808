"""Machines: the list, and one machine with its history."""
