"""Photos and files of a job."""
