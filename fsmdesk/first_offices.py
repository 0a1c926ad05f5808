"""The first office on a computer: one's own shop, or the demo shop. Runs in a worker."""

import re
from pathlib import Path

from fsmdesk.core.errors import EnvironmentProblem
from fsmdesk.core.words import tr
from fsmdesk.services.setup.messages import SetUpOffice
from fsmdesk.views.tasks import Progress
from fsmdesk.views.welcome.new_shop import ShopAnswers


def make_shop(folder: Path, answers: ShopAnswers, progress: Progress) -> str:
    """A new office of this shop stands on this computer; answers with its place.

    Raises:
        UserFacingError, EnvironmentProblem: why it can't be made; then no file is left.
    """
    from fsmdesk.bootstrap import open_office
    from fsmdesk.db.location import Location
    from fsmdesk.db.migrate import create_office

    path = _free_path(folder / "offices", answers.company_name)
    progress.report(0, 0, tr("Making the office…"))
    try:
        create_office(Location(path=path))
        office = open_office(str(path)).as_program()
        office.do(
            SetUpOffice(
                company_name=answers.company_name,
                owner_name=answers.owner_name,
                country=answers.country,
                country_code=answers.country_code,
                currency=answers.currency,
                locale=answers.locale,
                timezone=answers.timezone,
                paper=answers.paper,
                tax_name=answers.tax_name,
                tax_rate_ppm=answers.tax_rate_ppm,
            )
        )
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return str(path)


def make_demo_shop(folder: Path, progress: Progress) -> str:
    """A demo shop stands on this computer; answers with its place.

    Raises:
        EnvironmentProblem: why it can't be made; then no file is left.
    """
    from fsmdesk.db.location import Location
    from fsmdesk.services.demo.make import make_demo

    def tell(words: str, share: float) -> None:
        progress.report(round(share * 1000), 1000, words)

    path = _free_path(folder / "offices", tr("Demo shop"))
    make_demo(Location(path=path), "shop", progress=tell)
    return str(path)


def _free_path(folder: Path, name: str) -> Path:
    """A path for an office of this name at which nothing is yet, in a folder that is there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        says = tr("The folder {folder} can't be made: {reason}.")
        raise EnvironmentProblem(says.format(folder=folder, reason=error.strerror)) from error
    stem = re.sub(r"[^\w-]+", "-", name).strip("-").lower()[:40] or "shop"
    path, number = folder / f"{stem}.fsmdesk", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.fsmdesk"
    return path
