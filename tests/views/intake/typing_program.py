"""A program in which somebody types a call until it is killed: `python -m tests.views.intake.typing_program FOLDER`.

It says `ready`, then after each letter how many of them the form has taken in.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QElapsedTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from fsmdesk.services.promises.messages import Promised
from fsmdesk.services.technicians.messages import SkillNames
from fsmdesk.services.templates.messages import TemplateChoices
from fsmdesk.views.intake.screen import IntakeScreen
from tests.views.desks import PlainOffice, make_desk

TEXT = "No heat since half past six, the boiler locks out on ignition after the purge. " * 20
# As fast as nobody types: thirty letters a second.
_LETTER_MS = 33


def main(folder: Path) -> None:
    """Type until the end of the text."""
    app = QApplication([])
    parent = QWidget()
    office = PlainOffice()
    office.answers |= {query: lambda _query: () for query in (SkillNames, TemplateChoices, Promised)}
    screen = IntakeScreen(make_desk(folder, office, parent))
    screen.show()
    screen.arrive(None)
    screen.form.problem.setFocus()
    print("ready", flush=True)
    passed = QElapsedTimer()
    for count, letter in enumerate(TEXT, 1):
        passed.start()
        QTest.keyClicks(screen.form.problem.edit, letter)
        while passed.elapsed() < _LETTER_MS:
            app.processEvents()
        print(count, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
