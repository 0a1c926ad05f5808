"""Customers: the list, and one customer with everything that belongs to it."""
