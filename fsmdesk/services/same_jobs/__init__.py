"""One job, one record: jobs that are likely the same, what is added to one, and merging two."""
