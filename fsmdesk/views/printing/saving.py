"""Writes documents into files: one as it was named, or many, each under its own name beside what is there."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from fsmdesk.core.errors import EnvironmentProblem
from fsmdesk.core.words import tr
from fsmdesk.services.printing.messages import OnePaper, Paper, SeparatePapers
from fsmdesk.views.desk import Office
from fsmdesk.views.tasks import Progress

# So many are read at a time: the bar moves, and stopping is quick.
_AT_ONCE = 20
_MOST_TRIES = 10_000


def write_one(path: Path, content: bytes) -> Path:
    """The file holds the document, whole or not at all. Whoever chose it was asked before.

    Raises:
        EnvironmentProblem: the disk or the folder does not allow it.
    """
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise _problem(path, error) from error
    return path


def write_each(
    office: Office, papers: Sequence[OnePaper], folder: Path, progress: Progress
) -> tuple[Path, ...]:
    """Each document is a file of its own in the folder; nothing that was there is touched. Runs in a worker.

    What was written before somebody stops it stays.

    Raises:
        EnvironmentProblem: the disk or the folder does not allow it.
    """
    written: list[Path] = []
    for at in range(0, len(papers), _AT_ONCE):
        for paper in office.ask(SeparatePapers(papers=tuple(papers[at : at + _AT_ONCE]))):
            words = tr("{file} ({n} of {total})")
            progress.report(
                len(written),
                len(papers),
                words.format(file=paper.name, n=len(written) + 1, total=len(papers)),
            )
            written.append(_write_beside(folder, paper))
    return tuple(written)


def _write_beside(folder: Path, paper: Paper) -> Path:
    """The document is in a file that was not there before."""
    for path in _free_names(folder, paper.name):
        try:
            with path.open("xb") as file:
                file.write(paper.content)
        except FileExistsError:
            continue
        except OSError as error:
            path.unlink(missing_ok=True)
            raise _problem(path, error) from error
        return path
    raise EnvironmentProblem(tr("{path} is full of files with this name.").format(path=folder))


def _free_names(folder: Path, name: str) -> Iterator[Path]:
    yield folder / f"{name}.pdf"
    for number in range(2, _MOST_TRIES):
        yield folder / f"{name} ({number}).pdf"


def _problem(path: Path, error: OSError) -> EnvironmentProblem:
    words = tr("{path} can't be written: {why}.")
    return EnvironmentProblem(words.format(path=path, why=error.strerror or error))
