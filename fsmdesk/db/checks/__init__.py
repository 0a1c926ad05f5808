"""Looks whether what the database promises is true of the data that is there."""
