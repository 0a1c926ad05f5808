"""Mail to customers: writing one, and what went out."""
