"""My day: the visits of the technician who sits here, and what he says of them."""
