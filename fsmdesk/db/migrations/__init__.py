"""Migrations, oldest first; `HEAD` is the step at which this program works."""

HEAD = "0001"
