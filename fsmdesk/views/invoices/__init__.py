"""Invoices and credit notes: the list, one of them, and what waits to be billed."""
