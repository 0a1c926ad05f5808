"""Where a site is on the map: typed, confirmed, or guessed from its neighbours."""
