"""The door through which every text on a screen or document passes.

Texts are written in English in the code and looked up in the catalogue of the
chosen language (gettext `.mo` files under `resources/translations`).
"""

import gettext
from pathlib import Path

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def use_language(folder: Path, language: str) -> None:
    """From now on `tr` answers in `language` where its catalogue has the text, else in English."""
    global _catalogue
    _catalogue = gettext.translation("fsmdesk", folder, languages=[language], fallback=True)


def tr(text: str) -> str:
    """The text in the chosen language; format it afterwards: `tr("{n} jobs").format(n=3)`."""
    return _catalogue.gettext(text) if text else text


def trn(one: str, many: str, count: int) -> str:
    """The form of the text that fits the count, in the chosen language."""
    return _catalogue.ngettext(one, many, count)
