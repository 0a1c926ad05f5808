"""Where the customer signs: empty lines on paper, or the signature that was drawn on the spot."""

from fsmdesk.core.words import tr
from fsmdesk.reports import style
from fsmdesk.reports.documents import Signed
from fsmdesk.reports.frame import Frame
from fsmdesk.reports.paragraphs import line, paragraph

SIGNATURE_HEIGHT = 62.0
_PICTURE = (170.0, 40.0)


def draw_signature(frame: Frame, signed: Signed | None) -> None:
    """Four lines side by side: times, name, signature; or the signature, and below it whose it is.

    Raises:
        RuleBroken: the signature is no picture.
    """
    frame.need(SIGNATURE_HEIGHT)
    if signed is not None:
        _draw_signed(frame, signed)
        return
    labels = (
        (tr("Arrived"), 0.12),
        (tr("Left"), 0.12),
        (tr("Name"), 0.32),
        (tr("Signature of the customer"), 0.44),
    )
    y, x = frame.y + 34, frame.left
    for label, share in labels:
        width = frame.width * share
        frame.sheet.rule(x, y, width - 10, style.MUTED)
        frame.sheet.paragraph(line(label, style.LABEL), x, y + 3)
        x += width
    frame.y = y + 18


def _draw_signed(frame: Frame, signed: Signed) -> None:
    frame.sheet.image(signed.picture, frame.left, frame.y, *_PICTURE)
    y = frame.y + _PICTURE[1] + 2
    frame.sheet.rule(frame.left, y, frame.width / 2, style.MUTED)
    block = paragraph(signed.words, style.LABEL, frame.width)
    frame.y = frame.sheet.paragraph(block, frame.left, y + 3) + 4
