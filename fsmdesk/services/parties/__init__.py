"""Customers, contacts, sites, places, equipment and agreements."""
