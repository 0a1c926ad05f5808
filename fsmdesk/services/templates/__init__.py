"""Kinds of work: what each asks for, task codes, and the templates that new jobs start from."""
