"""What can be imported: the declared fields of a kind of record, and the words by which other programs call them."""

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from functools import cached_property
from typing import TypeAlias

from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import JobKind, LineKind, Priority
from fsmdesk.core.words import tr
from fsmdesk.exchange.phrases import phrases

Value: TypeAlias = (
    str
    | int
    | bool
    | date
    | datetime
    | tuple[str, ...]
    | tuple[int, int]
    | WorkOrderState
    | JobKind
    | LineKind
    | Priority
)
Values: TypeAlias = Mapping[str, Value]
# Turns what the columns say into the fields of the record, such as given and family name into a name.
# Raises RuleBroken, with the field, where they contradict each other.
Finish: TypeAlias = Callable[[MutableMapping[str, Value]], None]


class FieldType(Enum):
    """How the cells of a column are read, and what comes out."""

    LINE = auto()  # str, one line
    TEXT = auto()  # str, several lines
    DATE = auto()  # date
    INSTANT = auto()  # aware UTC datetime; a day alone is its midnight on the wall clock
    DEADLINE = auto()  # aware UTC datetime; a day alone is its last minute on the wall clock
    COUNT = auto()  # int
    MONEY = auto()  # int, minor units
    DURATION = auto()  # int minutes; hours or minutes as the header or the values tell
    HOURS = auto()  # int minutes; a bare number is hours
    MINUTES = auto()  # int minutes; a bare number is minutes
    LIST = auto()  # tuple[str, ...]
    LATITUDE = auto()  # int, millionths of a degree
    LONGITUDE = auto()  # int, millionths of a degree
    COORDINATES = auto()  # (latitude, longitude), millionths of a degree
    YES_NO = auto()  # bool
    PRIORITY = auto()  # Priority; other words stay text
    STATE = auto()  # WorkOrderState; other words stay text
    JOB_KIND = auto()  # JobKind; other words stay text
    LINE_KIND = auto()  # LineKind; other words stay text


KEPT_AS_TEXT = frozenset({FieldType.PRIORITY, FieldType.STATE, FieldType.JOB_KIND, FieldType.LINE_KIND})
_LONGEST = {FieldType.LINE: 1_000, FieldType.LIST: 200, FieldType.TEXT: 16_000}
_LONGEST_KEY = 200


@dataclass(frozen=True)
class Field:
    """One field that a column can be read into.

    Attributes:
        name: as it comes out in `ImportRow.fields`, unless the kind's `finish` makes another of it.
        label: the word on the screen, in English; shown through `tr`.
        type: how its cells are read.
        words: names that other programs give it, between bars, the surest first. Those that begin with
            `~` stand in lists of every kind, and speak for none.
        sign: how much such a column speaks for its kind: 0 not at all, 3 hardly any other kind has it.
        longest: most characters of a text, 0 for the usual.
    """

    name: str
    label: str
    type: FieldType
    words: str
    sign: int = 1
    longest: int = 0

    @cached_property
    def known_as(self) -> tuple[str, ...]:
        """The names of the field in the form in which headers are compared."""
        return phrases(f"{self.words}|{self.name.replace('_', ' ')}")

    @cached_property
    def weak(self) -> frozenset[str]:
        """Those of its names that speak for no kind."""
        return frozenset(phrases("|".join(word for word in self.words.split("|") if word.startswith("~"))))

    @cached_property
    def max_length(self) -> int:
        """Most characters that fit."""
        if self.name.endswith("external_id"):
            return _LONGEST_KEY
        return self.longest or _LONGEST.get(self.type, 200)


@dataclass(frozen=True)
class Kind:
    """One kind of record that can be imported.

    Attributes:
        name: as typed after `fsmdesk import`.
        label: the words on the screen, in English.
        fields: what its columns can hold.
        nouns: words for such a record, which headers put before its fields ("customer name").
        needs: of each group at least one column must be there, and in each row one that says something.
        identity: the fields by which a row is known again in the same file, the first that is there.
        finish: makes the final fields of a row.
        least_sign: how much the columns must speak for the kind at least.
    """

    name: str
    label: str
    fields: tuple[Field, ...]
    nouns: str
    needs: tuple[tuple[str, ...], ...]
    finish: Finish
    identity: tuple[str, ...] = ("external_id",)
    least_sign: int = 0

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """The fields by name."""
        return {field.name: field for field in self.fields}

    @cached_property
    def own_nouns(self) -> frozenset[str]:
        """The nouns in the form in which headers are compared."""
        return frozenset(phrases(self.nouns))

    @property
    def shown(self) -> str:
        """The label in the language of the screen."""
        return tr(self.label)


def id_words(nouns: str) -> str:
    """Names of the column that holds the key of a record: `customer id`, `customer no` and so on."""
    keys = ("id", "no", "code", "ref", "reference", "key", "identifier", "external id", "kodu", "kennung")
    after = [f"{noun} {key}" for key in keys for noun in nouns.split("|")]
    return "|".join(after + [f"no {noun}" for noun in nouns.split("|")])
