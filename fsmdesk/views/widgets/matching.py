"""Finds by scraps of words among rows that are at hand."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from fsmdesk.core.texts import search_fold

R = TypeVar("R")


def matching(rows: Iterable[R], typed: str, words: Callable[[R], str]) -> list[R]:
    """The rows whose words hold all that was typed, in their order.

    Where words begin as it was typed comes before where it only stands within one: “ice” means the ice machine
    rather than a service.
    """
    scraps = search_fold(typed).split()
    folded = [(row, search_fold(words(row))) for row in rows]
    found = [(row, said) for row, said in folded if all(scrap in said for scrap in scraps)]
    return [row for row, said in sorted(found, key=lambda pair: not _begin(pair[1], scraps))]


def _begin(said: str, scraps: list[str]) -> bool:
    """True if each scrap is the beginning of a word."""
    letters = "".join(letter if letter.isalnum() else " " for letter in said)
    return all(f" {scrap}" in f" {said}" or f" {scrap}" in f" {letters}" for scrap in scraps)
