"""A title for a job, told from what the caller said."""

import re

LONGEST = 60
_SHORTEST = 12  # a first sentence shorter than this, such as "Hello.", says too little
_SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)")


def title_of(problem: str) -> str:
    """The first sentence of the first line that says something, cut at a word if it is long."""
    line = next((line.strip() for line in problem.splitlines() if line.strip()), "")
    for end in _SENTENCE_END.finditer(line):
        if end.start() >= _SHORTEST:
            line = line[: end.start()]
            break
    line = line.rstrip(" .,;:")
    if len(line) <= LONGEST:
        return line
    cut = line[:LONGEST].rpartition(" ")[0] or line[: LONGEST - 1]
    return cut.rstrip(" .,;:") + "…"
