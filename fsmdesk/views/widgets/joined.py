"""Short facts on one line, each in its own direction of writing."""

_LEFT_TO_RIGHT = "\u200e"
_BEGIN, _END = "\u2068", "\u2069"


def joined(*parts: str) -> str:
    """The parts that say something with dots between them. A phone number after an Arabic name stays readable."""
    said = [part for part in parts if part]
    if all(part.isascii() for part in said):
        return " · ".join(said)
    return _LEFT_TO_RIGHT + " · ".join(f"{_BEGIN}{part}{_END}" for part in said)
