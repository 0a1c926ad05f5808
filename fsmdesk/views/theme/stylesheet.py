"""The style sheet: one template under resources/style, filled from the tokens."""

import re

from fsmdesk.resources import resource
from fsmdesk.views.theme.tokens import Tokens

_PLACEHOLDER = re.compile(r"@([a-z_0-9]+)")


def stylesheet(colours: Tokens) -> str:
    """The template with every `@name` replaced.

    Raises:
        KeyError: the template names a token that does not exist.
    """
    template = resource("style/app.qss").read_text("utf-8")
    names = colours.named() | {
        "check_mark": resource("style/check.svg").as_posix(),
        "caret": resource(f"style/caret-{'dark' if colours.is_dark else 'light'}.svg").as_posix(),
    }
    return _PLACEHOLDER.sub(lambda found: names[found.group(1)], template)
