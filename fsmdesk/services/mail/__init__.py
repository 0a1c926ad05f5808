"""Mail to customers: the texts, the queue that survives a restart, and what goes out of it."""
