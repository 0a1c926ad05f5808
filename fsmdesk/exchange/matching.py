"""Matches the columns of a file with the fields of a kind, by the meaning of headers and the look of values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from functools import lru_cache

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.exchange.fields import Field, Kind
from fsmdesk.exchange.kinds import kind_named
from fsmdesk.exchange.layout import REJECT_COLUMNS
from fsmdesk.exchange.phrases import LOST, phrase, without_brackets
from fsmdesk.exchange.shapes import fit, sample_of
from fsmdesk.exchange.table import Column, SourceTable


class Sureness(Enum):
    """How a column came to its field."""

    GIVEN = "given"
    SURE = "sure"
    LIKELY = "likely"
    NOT_USED = "not used"

    @property
    def label(self) -> str:
        """The words on the screen."""
        return tr(self.value.capitalize())


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """One column, the field it is read into (None: kept as text), and how sure that is."""

    column: Column
    field: Field | None
    sureness: Sureness


# Words before or after a name that don't change what it means.
_HARMLESS = frozenset(
    [
        "main",
        "primary",
        "default",
        "current",
        "full",
        "work",
        "office",
        "mailing",
        "billing",
        "service",
        "site",
        "job",
        "contact",
        "business",
        "official",
        "company",
        "postal",
        "physical",
        "street",
        "your",
        "our",
        "my",
        "new",
        "original",
        "actual",
        "total",
        "name",
        "field",
        "value",
        "text",
        "info",
        "principal",
    ]
)
_SURE = 0.9
_LEAST = 0.45
_BAD_FIT = 0.5


def match_columns(
    table: SourceTable, kind: Kind, mapping: Mapping[str, str | None] | None = None
) -> tuple[ColumnMatch, ...]:
    """Every column with its field; each field takes one column at most.

    Args:
        table: the file.
        kind: what to look for.
        mapping: fields that a person chose, by column name; None or an empty text leaves a column out.

    Raises:
        RuleBroken: the mapping names a column or field that isn't there, or one field twice.
    """
    given = _given(table, kind, mapping or {})
    skipped = reject_columns(table)
    taken = {field.name for field in given.values() if field is not None}
    free = [column for column in table.columns if column.name not in given and column not in skipped]
    found = _assign(_candidates(table, kind, free, taken))
    matches = []
    for column in table.columns:
        if column.name in given:
            chosen = given[column.name]
            matches.append(ColumnMatch(column, chosen, Sureness.GIVEN if chosen else Sureness.NOT_USED))
        elif column.name in found:
            score, field = found[column.name]
            matches.append(ColumnMatch(column, field, Sureness.SURE if score >= _SURE else Sureness.LIKELY))
        elif column not in skipped:
            matches.append(ColumnMatch(column, None, Sureness.NOT_USED))
    return tuple(matches)


def reject_columns(table: SourceTable) -> tuple[Column, ...]:
    """The two columns that our own list of rejected rows puts last; they say nothing about the rows."""
    last = table.columns[-2:]
    ours = (REJECT_COLUMNS, tuple(tr(name) for name in REJECT_COLUMNS))
    return last if len(table.columns) > 2 and tuple(column.header for column in last) in ours else ()


def _given(table: SourceTable, kind: Kind, mapping: Mapping[str, str | None]) -> dict[str, Field | None]:
    given: dict[str, Field | None] = {}
    for name, field_name in mapping.items():
        column = _column_named(table, name)
        field = _field_named(kind, field_name) if field_name else None
        if field is not None and field in given.values():
            text = tr("Two columns can't both be {field}.").format(field=field.name)
            raise RuleBroken(text, field="mapping")
        given[column.name] = field
    return given


def _column_named(table: SourceTable, name: str) -> Column:
    for same in (lambda text: text, str.casefold, phrase):
        for column in table.columns:
            if same(column.name) == same(name.strip()):
                return column
    names = ", ".join(column.name for column in table.columns)
    text = tr("There is no column “{name}”; there are: {names}.").format(name=name, names=names)
    raise RuleBroken(text, field="mapping")


def _field_named(kind: Kind, name: str) -> Field:
    field = kind.by_name.get(name.strip().replace("-", "_").casefold())
    if field is None:
        text = tr("{kind} have no field “{name}”; they have: {names}.")
        names = ", ".join(kind.by_name)
        raise RuleBroken(text.format(kind=kind.shown, name=name, names=names), field="mapping")
    return field


def _assign(candidates: list[tuple[float, Column, Field]]) -> dict[str, tuple[float, Field]]:
    """The best pairs, no column and no field twice."""
    found: dict[str, tuple[float, Field]] = {}
    used: set[str] = set()
    for score, column, field in sorted(candidates, key=lambda each: (-each[0], each[1].position)):
        if column.name not in found and field.name not in used:
            found[column.name] = (score, field)
            used.add(field.name)
    return found


def _candidates(
    table: SourceTable, kind: Kind, columns: list[Column], taken: set[str]
) -> list[tuple[float, Column, Field]]:
    found = []
    for column in columns:
        cells = sample_of(table, column.position)
        for field, score in header_scores(kind, column).items():
            if field in taken:
                continue
            wanted = kind.by_name[field]
            share = fit(wanted, cells)
            weighed = score * (1.0 if share > _BAD_FIT else 0.6) * (1.0 if cells or not table.rows else 0.85)
            if weighed >= _LEAST:
                found.append((weighed, column, wanted))
    return found


def header_scores(kind: Kind, column: Column) -> dict[str, float]:
    """How well the header of a column names each field of a kind, from 0 to 1; fields it doesn't name are left out."""
    titles = [column.header]
    if column.group:
        titles.insert(0, f"{column.group} {column.header}")
    for title in titles:
        scores = _title_scores(kind.name, title)
        if scores:
            return scores
    return {}


@lru_cache(maxsize=4096)
def _title_scores(kind_name: str, title: str) -> dict[str, float]:
    known = _known_phrases(kind_name)
    scores: dict[str, float] = {}
    for words, worth in _variants(kind_named(kind_name), title):
        for field, rank in known.get(words, ()):
            scores[field] = max(scores.get(field, 0.0), worth - min(0.0005 * rank, 0.05))
    return scores or _similar(known, phrase(title))


def _variants(kind: Kind, title: str) -> Iterator[tuple[str, float]]:
    """The words of a header, and what is left of them without those that don't change the meaning."""
    whole = phrase(title)
    yield whole, 1.0
    bare = phrase(without_brackets(title))
    yield bare, 0.98
    for noun in kind.own_nouns:
        for start in (bare.removeprefix(noun + " "), bare.removesuffix(" " + noun)):
            if start != bare:
                yield start, 0.92
    words = bare.split()
    for at, word in enumerate(words):
        if word in _HARMLESS and len(words) > 1:
            yield " ".join(words[:at] + words[at + 1 :]), 0.8


def _similar(known: Mapping[str, tuple[tuple[str, int], ...]], words: str) -> dict[str, float]:
    """Fields whose name differs by a slip of the keyboard, or by letters that were lost."""
    scores: dict[str, float] = {}
    if len(words) < 5:
        return scores
    for name, fields in known.items():
        if abs(len(name) - len(words)) > 2 or not _is_alike(name, words):
            continue
        for field, rank in fields:
            scores[field] = max(scores.get(field, 0.0), 0.75 - min(0.0005 * rank, 0.05))
    return scores


def _is_alike(name: str, words: str) -> bool:
    if LOST in words:
        return len(name) == len(words) and all(b in (LOST, a) for a, b in zip(name, words, strict=True))
    if name[0] != words[0]:
        return False
    return SequenceMatcher(None, name, words, autojunk=False).ratio() >= 0.88


@lru_cache(maxsize=32)
def _known_phrases(kind_name: str) -> dict[str, tuple[tuple[str, int], ...]]:
    """For each phrase the fields that go by it, with its rank among their names."""
    known: dict[str, list[tuple[str, int]]] = {}
    for field in kind_named(kind_name).fields:
        for rank, words in enumerate(field.known_as):
            known.setdefault(words, []).append((field.name, rank))
    return {words: tuple(fields) for words, fields in known.items()}
