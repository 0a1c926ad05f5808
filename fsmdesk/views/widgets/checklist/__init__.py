"""The checklist of a job."""
