"""Sites: the list, and one site with its places and machines."""
