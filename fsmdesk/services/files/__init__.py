"""Photos and files at jobs, machines, customers and sites."""
