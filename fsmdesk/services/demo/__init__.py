"""A believable shop to try fsmdesk with: `make.make_demo` makes it."""
