"""What a check is: a query that finds what is broken, and the sentence that says so."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from sqlalchemy import Connection, text

from fsmdesk.core.words import tr, trn

# More of the same kind are counted, not listed.
LISTED = 20


class Rule(NamedTuple):
    """The query has a row for each thing that is broken; its columns are named in the sentence."""

    sentence: str
    query: str


def broken(connection: Connection, rule: Rule) -> Iterator[str]:
    """What the rule finds, in words."""
    result = connection.execute(text(rule.query.replace(":", "\\:")))
    yield from listed([rule.sentence.format(**row) for row in result.mappings()])


def listed(sentences: list[str]) -> list[str]:
    """The first of these, and how many there are beside them."""
    more = len(sentences) - LISTED
    if more <= 0:
        return sentences
    counted = trn("… and {count} more of this kind.", "… and {count} more of this kind.", more)
    return [*sentences[:LISTED], counted.format(count=more)]


Progress = Callable[[str], None]


def labelled(kind: str) -> str:
    """The word for a table in a sentence, such as `work order line`."""
    return tr(kind.replace("_", " "))
