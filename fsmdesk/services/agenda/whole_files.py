"""Files that appear whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fsmdesk.core.errors import EnvironmentProblem
from fsmdesk.core.words import tr


@contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """A file to write into; it takes the place of `target` at the end, and is gone if that fails.

    Raises:
        EnvironmentProblem: it can't be written; what was at `target` stays.
    """
    part = target.with_name(target.name + ".part")
    try:
        yield part
        part.replace(target)
    except OSError as error:
        words = tr("{path} can't be written: {why}.")
        raise EnvironmentProblem(words.format(path=target, why=error.strerror or error)) from error
    finally:
        part.unlink(missing_ok=True)
