"""Adds several files one after the other in a worker; each is there as a whole or not at all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from fsmdesk.core.errors import EnvironmentProblem, RuleBroken, UserFacingError
from fsmdesk.core.messages import ChangeSet, Command
from fsmdesk.core.words import tr
from fsmdesk.services.files.messages import AttachFile, FileOwner
from fsmdesk.services.undoing.messages import Undo
from fsmdesk.views.desk import Desk
from fsmdesk.views.tasks import Lane, Progress, Step
from fsmdesk.views.widgets.busy import SHOWN_AFTER_MS
from fsmdesk.views.widgets.files.incoming import Incoming

MakeCommand = Callable[[str, bytes], Command[int]]


@dataclass(slots=True)
class Added:
    """What became of it: names and keys of what was added, and why the rest was not."""

    names: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    problem: Exception | None = None
    total: int = 0


class FileAdder(QObject):
    """Adds files to one record at a time.

    Signals:
        progressed(object): a Step, once it takes longer than half a second.
        ended(): nothing is being added any more.
    """

    progressed = Signal(object)
    ended = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stop = Event()
        self._running = 0
        self._last: Step | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(SHOWN_AFTER_MS)
        self._patience.timeout.connect(self._show_step)

    def add(self, owner: FileOwner, owner_id: int, files: Sequence[Incoming]) -> None:
        """These files go to the record; what happened is said when the last one is done."""

        def command(name: str, content: bytes) -> Command[int]:
            return AttachFile(owner=owner, owner_id=owner_id, name=name, content=content)

        self.carry_in(files, command)

    def carry_in(self, files: Sequence[Incoming], command: MakeCommand) -> None:
        """The same with a command of one's own for each file."""
        if not files:
            return
        if not self._running:
            self._stop.clear()
            self._patience.start()
        self._running += 1
        job = partial(_add_all, self._desk, list(files), command, self._stop)
        self._desk.tasks.run_long(self, job, self._settle, self._fail, self._step, Lane.REST)

    @Slot()
    def cancel(self) -> None:
        """Stop after the file that is under way; what is there stays."""
        self._stop.set()

    def is_running(self) -> bool:
        """True while files are being added."""
        return self._running > 0

    def _step(self, step: Step) -> None:
        self._last = step
        if not self._patience.isActive():
            self._show_step()

    @Slot()
    def _show_step(self) -> None:
        if self._running and self._last is not None:
            self.progressed.emit(self._last)

    def _settle(self, added: Added) -> None:
        self._end()
        if added.names:
            self._desk.shell.say(_said(added), partial(_undo_all, self._desk, added.keys))
        if added.problem is not None:
            self._desk.errors.show(added.problem, self)
        elif added.refusals:
            self._desk.errors.show(RuleBroken("\n".join(added.refusals)), self)

    def _fail(self, error: Exception) -> None:
        self._end()
        self._desk.errors.show(error, self)

    def _end(self) -> None:
        self._running -= 1
        if not self._running:
            self._last = None
            self._patience.stop()
            self.ended.emit()


def _add_all(
    desk: Desk, files: list[Incoming], command: MakeCommand, stop: Event, progress: Progress
) -> Added:
    added = Added(total=len(files))
    for at, file in enumerate(files):
        if stop.is_set():
            break
        words = tr("Adding {name}, {n} of {count}")
        progress.report(at, len(files), words.format(name=file.name, n=at + 1, count=len(files)))
        try:
            wanted = command(file.name, file.read())
            done = desk.office.do(wanted)
        except EnvironmentProblem as problem:
            added.problem = problem
            break
        except UserFacingError as refusal:
            added.refusals.append(str(refusal))
            continue
        desk.hub.hear(done.changes)
        added.names.append(file.name)
        added.keys.append(wanted.key)
    return added


def _said(added: Added) -> str:
    if added.total == 1:
        return tr("Added {name}").format(name=added.names[0])
    if len(added.names) < added.total:
        return tr("Added {n} of {count} files").format(n=len(added.names), count=added.total)
    return tr("Added {count} files").format(count=added.total)


def _undo_all(desk: Desk, keys: Sequence[str]) -> None:
    def job() -> ChangeSet:
        changes = ChangeSet()
        for key in reversed(keys):
            changes |= desk.office.do(Undo(undone_key=key)).changes
        return changes

    def settle(changes: ChangeSet) -> None:
        desk.hub.tell(changes, None)
        desk.shell.say(tr("Taken back: {what}").format(what=tr("the files that were added")))

    def fail(error: Exception) -> None:
        desk.errors.show(error)

    desk.tasks.run(desk.hub, job, settle, fail, Lane.WRITE)
