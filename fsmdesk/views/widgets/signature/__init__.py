"""The customer's signature under a job."""
