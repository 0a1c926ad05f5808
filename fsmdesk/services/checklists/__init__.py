"""The checklist of a job: what is to be looked at, and what was found."""
