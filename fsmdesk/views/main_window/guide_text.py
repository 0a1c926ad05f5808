"""Shows a page of the guide: it scrolls, its links are reached by Tab, and it follows the theme."""

from PySide6.QtCore import QEvent, QUrl, Signal, Slot
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from fsmdesk.views.theme.theme import tokens

_SHEET = """
p, li {{ color: {text}; line-height: 135%; }}
p {{ margin: 0 0 9px 0; }}
li {{ margin-bottom: 5px; }}
ul, ol {{ margin-top: 0; margin-bottom: 9px; -qt-list-indent: 1; }}
h3 {{ color: {text}; font-size: 13px; font-weight: 600; margin: 12px 0 5px 0; }}
a {{ color: {link}; text-decoration: none; font-weight: 500; }}
.key {{ color: {muted}; background-color: {pressed}; font-size: 12px; white-space: nowrap; }}
.what, .cell {{ color: {text}; padding: 3px 10px 3px 0; vertical-align: top; }}
.keys {{ padding: 3px 0 3px 0; text-align: right; white-space: nowrap; }}
.muted {{ color: {muted}; }}
"""


class GuideText(QTextBrowser):
    """Signals:
    page_wanted(str): the person follows a link to the page of this name.
    """

    page_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._html = ""
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("surface", "clear")
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(self._follow)

    def show_html(self, html: str) -> None:
        """Show this from its beginning."""
        self._html = html
        self._paint_anew()
        self.verticalScrollBar().setValue(0)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme, other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._html:
            at = self.verticalScrollBar().value()
            self._paint_anew()
            self.verticalScrollBar().setValue(at)

    def _paint_anew(self) -> None:
        now = tokens()
        self.document().setDefaultStyleSheet(
            _SHEET.format(text=now.text, link=now.link, muted=now.muted, pressed=now.pressed)
        )
        self.setHtml(self._html)

    @Slot(QUrl)
    def _follow(self, url: QUrl) -> None:
        self.page_wanted.emit(url.toString())
