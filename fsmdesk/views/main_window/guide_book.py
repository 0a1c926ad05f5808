"""The user guide: one page for each place and some more, as text files that come with the program."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from fsmdesk.resources import guide_dir

INDEX = "index"
_LINK = re.compile(r"\[([^\]]+)\]\(([\w-]+)\.md\)")
_MARKS = re.compile(r"[*`#|]|\[([^\]]*)\]\([^)]*\)")
_AROUND = 60


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its name, its heading, and its text in Markdown."""

    name: str
    title: str
    text: str

    @property
    def links(self) -> tuple[str, ...]:
        """The names of the pages that it leads to."""
        return tuple(match.group(2) for match in _LINK.finditer(self.text))

    @property
    def plain(self) -> str:
        """The text without its marks, on one line."""
        return " ".join(_MARKS.sub(lambda match: match.group(1) or "", self.text).split())


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that holds what was looked for, and the words around it."""

    page: Page
    around: str


@cache
def page(name: str) -> Page | None:
    """The page of this name; None if the guide has none."""
    path = guide_dir() / f"{name}.md"
    if not re.fullmatch(r"[\w-]+", name) or not path.is_file():
        return None
    text = path.read_text("utf-8")
    return Page(name, text.partition("\n")[0].lstrip("# ").strip(), text)


def pages() -> Iterator[Page]:
    """All pages that the first one leads to, itself first, in its order."""
    first = page(INDEX)
    if first is None:
        return
    yield first
    for name in dict.fromkeys(first.links):
        found = page(name)
        if found is not None:
            yield found


def search(text: str) -> list[Hit]:
    """The pages that hold every word of the text; those with one of them in the heading first."""
    words = text.lower().split()
    if not words:
        return []
    found = [one for one in pages() if all(word in one.plain.lower() for word in words)]
    found.sort(key=lambda one: not any(word in one.title.lower() for word in words))
    return [Hit(one, _around(one.plain, words[0])) for one in found if one.name != INDEX]


def _around(plain: str, word: str) -> str:
    at = plain.lower().find(word)
    start, end = max(0, at - _AROUND), min(len(plain), at + _AROUND)
    before = "…" if start else ""
    after = "…" if end < len(plain) else ""
    return f"{before}{plain[start:end].strip()}{after}"
