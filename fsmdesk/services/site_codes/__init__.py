"""Codes and keys that open a site, for those alone who need them."""
