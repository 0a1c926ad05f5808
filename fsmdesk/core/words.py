"""The door through which every text on a screen or document passes.

Texts are written in English in the code, and English is the only language so far: the catalogue is
gettext's empty one.
"""

import gettext

_CATALOGUE = gettext.NullTranslations()


def language() -> str:
    """The language that the texts are in, as its code: `en`."""
    return "en"


def tr(text: str) -> str:
    """The text in the language of the screen; format it afterwards: `tr("{n} jobs").format(n=3)`."""
    # The entry of the empty text is the head of a catalogue.
    return _CATALOGUE.gettext(text) if text else text


def trn(one: str, many: str, count: int) -> str:
    """The form of the text that fits the count, in the language of the screen."""
    return _CATALOGUE.ngettext(one, many, count)
