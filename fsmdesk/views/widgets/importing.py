"""The way from a list to the import of its records."""

from functools import partial

from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.desk import Desk
from fsmdesk.views.screen import Screen

KIND_KEY = "import.kind"  # what the import screen is to begin with, kept until it is shown


def offer_import(screen: Screen, kind: str) -> None:
    """The screen offers to import records of this kind, to those who may."""
    if screen.desk.may(Permission.IMPORT_DATA):
        begin = partial(go_import, screen.desk, kind)
        spec = ActionSpec(f"import.{kind}", tr("Import…"), begin, icon="upload", words=tr("csv excel list"))
        screen.add_action(spec)


def go_import(desk: Desk, kind: str) -> None:
    """The import screen is shown, ready for a file of this kind."""
    desk.settings.keep(KIND_KEY, kind)
    desk.shell.go("import")
