"""Who should go: the best slots for a job, read from the office and worked out by the planning."""
