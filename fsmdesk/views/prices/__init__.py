"""The price book: the list with an editor beside it."""
