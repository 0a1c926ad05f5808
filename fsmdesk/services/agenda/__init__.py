"""The visits of some days as a plain list: on paper, as a spreadsheet, as a calendar file."""
