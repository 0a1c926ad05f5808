"""Everything that ever happened with a customer."""
