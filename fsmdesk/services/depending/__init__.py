"""Which jobs have to be done before others."""
