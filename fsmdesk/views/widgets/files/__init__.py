"""Photos and files of a record: a grid with thumbnails, adding, opening, saving."""
