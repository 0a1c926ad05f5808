"""What the tour leaves behind: numbered pictures, documents, and an account of each step."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QWidget

from fsmdesk.core.errors import EnvironmentProblem
from fsmdesk.core.words import tr
from fsmdesk.tour.hand import TourBroken, rest


@dataclass
class Step:
    """One step: its name, what was checked and held, its pictures, how long it took, and what broke."""

    name: str
    checks: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    seconds: float = 0.0
    error: str = ""


class Record:
    """Collects the steps; the account is written after each of them, so that a crash leaves it too."""

    def __init__(self, folder: Path, say: Callable[[str], None]) -> None:
        self._folder = folder
        self._say = say
        self._steps: list[Step] = []
        self._pictures = 0
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise EnvironmentProblem(
                tr("{path} can't be made: {why}.").format(path=folder, why=error.strerror or error)
            ) from error

    @property
    def folder(self) -> Path:
        """Where everything is written."""
        return self._folder

    @property
    def broken(self) -> list[Step]:
        """The steps in which something did not hold."""
        return [step for step in self._steps if step.error]

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Everything inside is one step.

        Raises:
            TourBroken: what broke it; the steps behind would make no sense.
        """
        step = Step(name)
        self._steps.append(step)
        began = time.monotonic()
        try:
            yield
        except Exception as error:
            step.error = f"{type(error).__name__}: {error}"
            raise
        finally:
            step.seconds = round(time.monotonic() - began, 3)
            self._write()
            self._say(f"{len(self._steps):2} {step.error or 'ok':10} {step.seconds:6.2f} s  {name}")

    def check(self, holds: object, what: str) -> None:
        """`what` is noted as checked.

        Raises:
            TourBroken: it does not hold.
        """
        if not holds:
            raise TourBroken(f"this does not hold: {what}")
        self._steps[-1].checks.append(what)

    def picture(self, widget: QWidget, name: str) -> None:
        """A numbered PNG of the widget as it is painted now."""
        rest()
        self._pictures += 1
        file = f"{self._pictures:02}-{name}.png"
        if not widget.grab().save(str(self._folder / file)):
            raise TourBroken(f"{file} could not be written")
        self._steps[-1].pictures.append(file)

    def write(self, name: str, content: bytes) -> None:
        """A document with this content."""
        (self._folder / name).write_bytes(content)

    def _write(self) -> None:
        account = {
            "steps": [asdict(step) for step in self._steps],
            "passed": not self.broken,
            "seconds": round(sum(step.seconds for step in self._steps), 3),
        }
        (self._folder / "tour.json").write_text(json.dumps(account, indent=2) + "\n", "utf-8")
