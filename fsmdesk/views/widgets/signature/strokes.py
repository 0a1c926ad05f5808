"""The strokes of a signature as plain numbers: how wide the ink is, and how a stroke is made smooth."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

MOUSE_PRESSURE: Final = 0.5
_THINNEST, _THICKEST = 1.2, 4.0
_NEAREST = 1.2  # points nearer than this to the last one only make the line tremble
_SETTLING = 0.35  # how fast the width follows the pressure


@dataclass(frozen=True, slots=True)
class Dot:
    """Where the pen was, and how hard it pressed, from 0 to 1."""

    x: float
    y: float
    pressure: float = MOUSE_PRESSURE


@dataclass(frozen=True, slots=True)
class Curve:
    """A piece of a stroke: from a point to a point, bent towards a third, with the width of its ink."""

    start: tuple[float, float]
    bend: tuple[float, float]
    end: tuple[float, float]
    width: float


@dataclass(slots=True)
class Strokes:
    """What was drawn, stroke by stroke; the last ones can be taken back and brought again."""

    done: list[list[Dot]] = field(default_factory=list)
    taken_back: list[list[Dot]] = field(default_factory=list)

    def begin(self, dot: Dot) -> None:
        """The pen touches; what was taken back is gone for good."""
        self.done.append([dot])
        self.taken_back.clear()

    def go_on(self, dot: Dot) -> bool:
        """The pen moves; False if it hardly did."""
        last = self.done[-1][-1]
        if abs(dot.x - last.x) + abs(dot.y - last.y) < _NEAREST:
            return False
        pressure = last.pressure + (dot.pressure - last.pressure) * _SETTLING
        self.done[-1].append(Dot(dot.x, dot.y, pressure))
        return True

    def take_back(self) -> None:
        """The last stroke is away."""
        if self.done:
            self.taken_back.append(self.done.pop())

    def bring_again(self) -> None:
        """The stroke that was taken back last is there again."""
        if self.taken_back:
            self.done.append(self.taken_back.pop())

    def clear(self) -> None:
        """All strokes are taken back, and can be brought again one by one."""
        while self.done:
            self.take_back()

    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of all ink."""
        dots = [dot for stroke in self.done for dot in stroke]
        xs, ys = [dot.x for dot in dots], [dot.y for dot in dots]
        return min(xs), min(ys), max(xs), max(ys)


def ink_width(pressure: float) -> float:
    """How wide the ink is."""
    return _THINNEST + (_THICKEST - _THINNEST) * min(max(pressure, 0.0), 1.0)


def curves_of(stroke: Sequence[Dot]) -> list[Curve]:
    """The stroke through the middles between its points, bent towards the points: no corner is left.

    A stroke of one point is a dot.
    """
    if len(stroke) == 1:
        dot = stroke[0]
        return [Curve((dot.x, dot.y), (dot.x, dot.y), (dot.x + 0.01, dot.y), ink_width(dot.pressure) * 1.4)]
    curves = []
    start = (stroke[0].x, stroke[0].y)
    for at in range(1, len(stroke)):
        before, here = stroke[at - 1], stroke[at]
        is_last = at == len(stroke) - 1
        end = (here.x, here.y) if is_last else ((before.x + here.x) / 2, (before.y + here.y) / 2)
        curves.append(Curve(start, (before.x, before.y), end, ink_width(here.pressure)))
        start = end
    return curves
