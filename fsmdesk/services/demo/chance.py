"""Chance that is the same for the same seed, and quick enough for millions of draws."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

ChoiceT = TypeVar("ChoiceT")


class Weights(Generic[ChoiceT]):
    """Choices with how often each comes up; choices of no weight never do."""

    __slots__ = ("_choices", "_reached", "_whole")

    def __init__(self, weighted: Iterable[tuple[ChoiceT, float]]) -> None:
        kept = [(choice, weight) for choice, weight in weighted if weight > 0]
        self._choices = [choice for choice, _ in kept]
        self._reached = list(accumulate(weight for _, weight in kept))
        self._whole = self._reached[-1] if kept else 0.0

    def __bool__(self) -> bool:
        return bool(self._choices)

    def at(self, share: float) -> ChoiceT:
        """The choice at this share of the whole, 0 up to but not including 1."""
        at = bisect_right(self._reached, share * self._whole)
        return self._choices[min(at, len(self._choices) - 1)]


class Chance:
    """Draws; each purpose has its own, so that more draws for one change nothing for another."""

    __slots__ = ("_random", "share")

    def __init__(self, seed: int, purpose: str) -> None:
        self._random = Random(f"{seed}:{purpose}")
        # The one draw of which all others are made.
        self.share = self._random.random

    def happens(self, share: float) -> bool:
        """True in this share of the draws."""
        return self.share() < share

    def pick(self, choices: Sequence[ChoiceT]) -> ChoiceT:
        """One of the choices, each as likely."""
        return choices[int(self.share() * len(choices))]

    def weighted(self, weights: Weights[ChoiceT]) -> ChoiceT:
        """One of the choices by weight."""
        return weights.at(self.share())

    def between(self, lowest: int, highest: int) -> int:
        """A whole number from lowest to highest, both included."""
        return lowest + int(self.share() * (highest - lowest + 1))

    def rounded(self, lowest: int, highest: int, step: int) -> int:
        """A multiple of the step from lowest to highest, which are multiples themselves."""
        return lowest + step * int(self.share() * ((highest - lowest) // step + 1))

    def shuffled(self, choices: Iterable[ChoiceT]) -> list[ChoiceT]:
        """All the choices in another order."""
        mixed = list(choices)
        self._random.shuffle(mixed)
        return mixed
