"""The search index: every scrap of text of a record, kept current by triggers on both databases.

SQLite has the trigram tokenizer of FTS5. PostgreSQL has a GIN index over an array of trigrams, which
needs no extension (see docs/decisions/0005-search-without-extensions.md).
"""

import hashlib
from dataclasses import dataclass

from sqlalchemy import Connection, text

from fsmdesk.db.guards.shape import Dialect, Guard, postgresql_trigger, sqlite_trigger

# Kind and record id share one 64-bit row id: kind * KIND_STEP + id.
_KIND_BITS = 40
KIND_STEP = 1 << _KIND_BITS


@dataclass(frozen=True, slots=True)
class SearchDoc:
    """One kind of record that can be found: its number, its table, and the columns of its text.

    `joined` adds columns of records it refers to: (table, foreign key here, columns there).
    """

    number: int
    table: str
    columns: tuple[str, ...]
    joined: tuple[tuple[str, str, tuple[str, ...]], ...] = ()

    @property
    def first(self) -> int:
        """The row id from which on those of this kind are counted."""
        return self.number * KIND_STEP

    @property
    def last(self) -> int:
        """The last row id that is one of this kind."""
        return self.first + KIND_STEP - 1

    def is_kind(self, dialect: Dialect) -> str:
        """A condition: the row of the index is of this kind."""
        if dialect == "sqlite":
            return f"(rowid BETWEEN {self.first} AND {self.last})"
        # In such words that no index but the one of this kind is any use.
        return f"((id >> {_KIND_BITS}) = {self.number})"


DOCS = (
    SearchDoc(1, "customer", ("name", "phone", "email", "address", "city", "postcode", "external_id")),
    SearchDoc(2, "contact", ("name", "phone", "email"), (("customer", "customer_id", ("name",)),)),
    SearchDoc(
        3,
        "site",
        ("name", "address", "city", "postcode", "external_id"),
        (("customer", "customer_id", ("name",)),),
    ),
    SearchDoc(
        4,
        "equipment",
        ("name", "category", "make", "model", "serial", "external_id"),
        (("site", "site_id", ("name",)),),
    ),
    SearchDoc(
        5,
        "work_order",
        ("number", "title", "purchase_order", "external_id", "problem", "cause", "fix"),
        (("customer", "customer_id", ("name",)), ("site", "site_id", ("name", "city", "region"))),
    ),
    SearchDoc(
        6,
        "invoice",
        ("number", "bill_to_name", "purchase_order"),
        (("customer", "customer_id", ("name",)),),
    ),
    SearchDoc(7, "item", ("code", "name", "category")),
    SearchDoc(8, "technician", ("name", "email", "phone")),
    SearchDoc(9, "agreement", ("name",), (("customer", "customer_id", ("name",)),)),
    SearchDoc(10, "payment", ("reference",), (("customer", "customer_id", ("name",)),)),
)

# What lower() folds on PostgreSQL depends on the locale that the database was made with. So the letters are
# named here: Latin, Greek, Cyrillic, Armenian, Vietnamese, Deseret, full-width. SQLite's tokenizer folds itself.
_CAPITALS = "".join(
    letter
    for letter in map(
        chr,
        (
            *range(0x41, 0x5B),
            *(*range(0xC0, 0x250), *range(0x370, 0x590), *range(0x1E00, 0x1F00)),
            *(*range(0xFF21, 0xFF3B), *range(0x10400, 0x10428)),
        ),
    )
    if letter.lower() != letter and len(letter.lower()) == 1
)
_FOLDING = str.maketrans(_CAPITALS, _CAPITALS.lower())


def folded(text: str) -> str:
    """The text in small letters, exactly as PostgreSQL's index holds it."""
    return text.translate(_FOLDING)


# What stands between the figures of telephone numbers, and means nothing.
BETWEEN_FIGURES = " -()/.+\u00a0\u2011\u2013"

_SQLITE_TABLE = "CREATE VIRTUAL TABLE search USING fts5(text, tokenize='trigram')"
_POSTGRESQL_TABLE = (
    "CREATE FUNCTION search_trigrams(given text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $guard$"
    "SELECT array(SELECT DISTINCT substr(given, at, 3) FROM generate_series(1, length(given) - 2) at)$guard$",
    "CREATE TABLE search (id bigint PRIMARY KEY, text text NOT NULL, "
    "trigrams text[] GENERATED ALWAYS AS (search_trigrams(text)) STORED)",
)
# One for each kind: else to look for a customer would go through all the jobs that hold the same letters.
_POSTGRESQL_INDEXES = tuple(
    f"CREATE INDEX ix_search_{doc.table} ON search USING gin (trigrams) WHERE {doc.is_kind('postgresql')}"
    for doc in DOCS
)


def search_guards(dialect: Dialect) -> list[Guard]:
    """Triggers that keep the index in step with the records."""
    guards: list[Guard] = []
    for doc in DOCS:
        guards += _own(doc, dialect)
        for table, key, columns in doc.joined:
            touched = " OR ".join(_differs(name, dialect) for name in columns)
            body = _refresh(doc, f"d.{key} = NEW.id", dialect)
            guards.append(
                _trigger(f"search_{doc.table}_by_{table}", table, _update_of(columns), touched, body, dialect)
            )
    return guards


def lay_search(connection: Connection, dialect: Dialect) -> None:
    """The index exists and holds every record; it is built anew only when its shape has changed."""
    fillings = tuple(_insert(doc, "1 = 1", dialect) for doc in DOCS)
    made_by = (DOCS, _SQLITE_TABLE, *_POSTGRESQL_TABLE, *_POSTGRESQL_INDEXES, *fillings)
    shape = hashlib.sha256(repr(made_by).encode()).hexdigest()
    connection.execute(text("CREATE TABLE IF NOT EXISTS search_shape (shape varchar(64) NOT NULL)"))
    if connection.execute(text("SELECT shape FROM search_shape")).scalar() == shape:
        return
    drop_search(connection, dialect)
    for statement in (_SQLITE_TABLE,) if dialect == "sqlite" else _POSTGRESQL_TABLE:
        connection.execute(text(statement))
    for doc in DOCS:
        connection.execute(text(_insert(doc, "1 = 1", dialect)))
    if dialect == "postgresql":  # over rows that are there it is built several times quicker
        for statement in _POSTGRESQL_INDEXES:
            connection.execute(text(statement))
    connection.execute(text("DELETE FROM search_shape"))
    connection.execute(text("INSERT INTO search_shape (shape) VALUES (:shape)"), {"shape": shape})


def drop_search(connection: Connection, dialect: Dialect) -> None:
    """No index any more; `lay_search` builds it again."""
    connection.execute(text("DROP TABLE IF EXISTS search"))
    if dialect == "postgresql":
        connection.execute(text("DROP FUNCTION IF EXISTS search_trigrams(text)"))
    connection.execute(text("DELETE FROM search_shape"))


def _own(doc: SearchDoc, dialect: Dialect) -> list[Guard]:
    name = f"search_{doc.table}"
    watched = doc.columns + tuple(key for _, key, _ in doc.joined)
    changed = " OR ".join(_differs(column, dialect) for column in watched)
    remove = f"DELETE FROM search WHERE {_id(dialect)} = {doc.first} + OLD.id;"
    added = _insert(doc, "d.id = NEW.id", dialect) + ";"
    refreshed = _refresh(doc, "d.id = NEW.id", dialect)
    return [
        _trigger(f"{name}_insert", doc.table, "INSERT", "1 = 1", added, dialect),
        _trigger(f"{name}_update", doc.table, _update_of(watched), changed, refreshed, dialect),
        _trigger(f"{name}_delete", doc.table, "DELETE", "1 = 1", remove, dialect),
    ]


def _trigger(name: str, table: str, event: str, when: str, body: str, dialect: Dialect) -> Guard:
    if dialect == "sqlite":
        if when == "1 = 1":
            return sqlite_trigger(name, table, "AFTER", event, body)
        guard = sqlite_trigger(name, table, "AFTER", event, body)
        sql = guard.body.replace("FOR EACH ROW BEGIN", f"FOR EACH ROW WHEN {when} BEGIN", 1)
        return Guard(guard.name, table, (sql,), sql)
    return postgresql_trigger(name, table, "AFTER", event, f"IF {when} THEN {body} END IF;")


def _differs(column: str, dialect: Dialect) -> str:
    operator = "IS NOT" if dialect == "sqlite" else "IS DISTINCT FROM"
    return f"OLD.{column} {operator} NEW.{column}"


def _update_of(columns: tuple[str, ...]) -> str:
    return "UPDATE OF " + ", ".join(columns)


def _id(dialect: Dialect) -> str:
    return "rowid" if dialect == "sqlite" else "id"


def _refresh(doc: SearchDoc, which: str, dialect: Dialect) -> str:
    ids = f"SELECT {doc.first} + d.id FROM {doc.table} d WHERE {which}"
    return f"DELETE FROM search WHERE {_id(dialect)} IN ({ids}); {_insert(doc, which, dialect)};"


def _figures(column: str) -> str:
    """A telephone number once more without what people put between its figures."""
    bare = column
    for mark in BETWEEN_FIGURES:
        bare = f"replace({bare}, '{mark}', '')"
    return bare


def _insert(doc: SearchDoc, which: str, dialect: Dialect) -> str:
    parts = [f"coalesce(cast(d.{column} AS text), '')" for column in doc.columns]
    parts += [_figures(f"d.{column}") for column in doc.columns if column == "phone"]
    joins = ""
    for at, (table, key, columns) in enumerate(doc.joined):
        joins += f" LEFT JOIN {table} j{at} ON j{at}.id = d.{key}"
        parts += [f"coalesce(j{at}.{column}, '')" for column in columns]
    # Two blanks in front of each word, the first one too: so three letters tell with which one it begins.
    spaced = " || ' ' || ".join(["''", *parts])
    words = f"replace({spaced}, ' ', '  ')"
    if dialect == "postgresql":
        words = f"translate({words}, '{_CAPITALS}', '{_CAPITALS.lower()}')"
    return (
        f"INSERT INTO search ({_id(dialect)}, text) SELECT {doc.first} + d.id, {words} "
        f"FROM {doc.table} d{joins} WHERE {which}"
    )
