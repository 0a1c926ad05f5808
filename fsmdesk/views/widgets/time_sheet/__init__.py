"""The time on a job: who was there when, what it adds up to, and what of it is billed."""
