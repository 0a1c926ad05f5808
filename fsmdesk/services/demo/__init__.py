"""A believable shop to try fsmdesk with."""
