"""Names of customers and of people at customers, each only once."""

import unicodedata
from collections.abc import Sequence
from typing import Any

from fsmdesk.services.demo.chance import Chance
from fsmdesk.services.demo.materials import load
from fsmdesk.services.demo.towns import town_names

_ATTEMPTS = 12


class CustomerNames:
    """Makes names from patterns such as `{tree} Hill School`."""

    def __init__(self, chance: Chance) -> None:
        content = load("names")
        self._chance = chance
        self._special: list[tuple[str, str]] = [(kind, name) for kind, name in content["special"]]
        last: list[str] = content["last"]
        self._words: dict[str, Sequence[str]] = {
            **{word: content[word] for word in ("first", "last", "saint", "tree", "bird", "water", "grain")},
            "family": last,
            "family2": last[::-1],
            "place": [*town_names(), *content["tree"], *content["water"]],
        }
        self._taken: set[str] = set()

    def new(self, patterns: Sequence[str]) -> str:
        """A name that nobody else has."""
        for attempt in range(_ATTEMPTS):
            name = self._from(self._chance.pick(patterns))
            if attempt > _ATTEMPTS // 2:
                # The words are used up; then people tell them apart by the town or a middle name.
                name = self._told_apart(name)
            if name not in self._taken:
                break
        else:
            name = f"{name} ({len(self._taken) + 1})"
        self._taken.add(name)
        return name

    def person(self) -> str:
        """A person's name; people may share one."""
        return self._from("{first} {last}")

    def special_among(self, count: int) -> dict[int, tuple[str, str]]:
        """Kind and name of those in other scripts or of great length, by their place among so many customers."""
        kept = self._special[: max(1, min(len(self._special), count // 4))]
        step = count / (len(kept) + 1)
        return {int(step * (at + 1)): told for at, told in enumerate(kept)}

    def _from(self, pattern: str) -> str:
        drawn: dict[str, Any] = {word: self._chance.pick(choices) for word, choices in self._words.items()}
        return pattern.format_map(drawn)

    def _told_apart(self, name: str) -> str:
        first, _, last = name.partition(" ")
        if last in self._words["last"]:
            return f"{first} {chr(self._chance.between(65, 90))}. {last}"
        return f"{name} of {self._chance.pick(town_names())}"


def mail_name(name: str) -> str:
    """What a name looks like in an address: plain letters and figures."""
    apart = unicodedata.normalize("NFKD", name.lower())
    kept = "".join(letter for letter in apart if letter.isascii() and letter.isalnum())
    return kept[:24] or f"mail{len(name)}"
