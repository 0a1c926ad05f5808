"""Finding any record by a scrap of text."""
