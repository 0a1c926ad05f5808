"""Calls back: a job that comes again soon after it was done, and how often that happens."""
