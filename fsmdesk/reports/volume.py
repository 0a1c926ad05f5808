"""One PDF file in the making. The documents bound in it share its fonts and pictures.

That is what makes a batch quick and small: a month's invoices embed each font and the logo once.
"""

from hashlib import sha256
from io import BytesIO

from reportlab.lib.utils import ImageReader

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import language, tr
from fsmdesk.reports.embedding import DocumentFonts
from fsmdesk.reports.pdf_objects import PdfObject, pdfdoc

_OUTLINE = "outline"

Picture = tuple[str, tuple[int, int]]
Link = tuple[str, tuple[float, float, float, float]]


class Volume:
    """Pages in their order, the fonts and pictures on them, and a bookmark for each document if there are several.

    Attributes:
        fonts: the faces used so far.
    """

    def __init__(self, title: str, author: str) -> None:
        # Invariant: the same input gives the same bytes, whenever and wherever it is printed.
        self._document = pdfdoc.PDFDocument(compression=1, invariant=1, lang=language())
        self._document.setTitle(title)
        self._document.setAuthor(author)
        self._document.setSubject("")
        self._document.setCreator("fsmdesk")
        self._document.Catalog.ViewerPreferences = pdfdoc.PDFDictionary({"DisplayDocTitle": "true"})
        self._pictures: dict[str, Picture] = {}
        self._images: dict[str, PdfObject] = {}
        self._resources = self._shared_resources()
        self._marks: list[tuple[str, str, float]] = []
        self.fonts = DocumentFonts()

    def _shared_resources(self) -> PdfObject:
        resources = pdfdoc.PDFResourceDictionary()
        resources.basicFonts()
        resources.allProcs()
        resources.XObject = self._images
        return self._document.Reference(resources)

    def add_page(self, width: float, height: float, code: str, links: list[Link]) -> str:
        """A page with these drawing operators and links comes last; its name in this file."""
        page = pdfdoc.PDFPage()
        page.pagewidth, page.pageheight = width, height
        page.ExtGState = None
        page.Resources = self._resources
        # By itself reportlab would wrap the stream into ASCII, which takes longer than drawing the page.
        page.Contents = pdfdoc.PDFStream(content=code, filters=[pdfdoc.PDFZCompress])
        page.Annots = [self._annotation(uri, box) for uri, box in links]
        name: str = self._document.thisPageName()
        self._document.addPage(page)
        return name

    def mark(self, title: str, page: str, height: float) -> None:
        """A bookmark of this name leads to the top of the page."""
        self._marks.append((title, page, height))

    def picture(self, data: bytes) -> Picture:
        """The picture is in the file, once for each content: its name on pages, and its size in pixels.

        Raises:
            RuleBroken: the bytes are no picture.
        """
        digest = sha256(data).hexdigest()
        if digest not in self._pictures:
            try:
                picture = ImageReader(BytesIO(data))
                self._pictures[digest] = self._registered(picture), picture.getSize()
            except (OSError, ValueError, SyntaxError) as error:
                raise RuleBroken(
                    tr("The logo is not a picture that can be printed."), field="logo"
                ) from error
        return self._pictures[digest]

    def _registered(self, picture: ImageReader) -> str:
        """The picture is an object of the document under this name, with its transparency."""
        short = f"Im{len(self._images) + 1}"
        image = pdfdoc.PDFImageXObject(short, picture, mask="auto")
        name: str = self._document.getXObjectName(short)
        mask = getattr(image, "_smask", None)
        if mask is not None:
            image.smask = self._document.Reference(mask, self._document.getXObjectName(mask.name))
        self._images[name] = self._document.Reference(image, name)
        return name

    def finish(self) -> bytes:
        """The file."""
        document = self._document
        self.fonts.embed(document)
        document.info.digest(document.signature)
        document.Reference(document.Catalog)
        document.Reference(document.info)
        document.Catalog.Outlines = self._outline() if len(self._marks) > 1 else None
        if document.Catalog.Outlines is not None:
            document.Catalog.showOutline()
        data: bytes = document.format()
        return data

    @staticmethod
    def _annotation(uri: str, box: tuple[float, float, float, float]) -> PdfObject:
        action = {"S": "/URI", "URI": pdfdoc.PDFString(uri)}
        return pdfdoc.PDFDictionary(
            {
                "Type": "/Annot",
                "Subtype": "/Link",
                "Rect": pdfdoc.PDFArray([round(number, 2) for number in box]),
                "Border": pdfdoc.PDFArray([0, 0, 0]),
                "A": pdfdoc.PDFDictionary(action),
            }
        )

    def _outline(self) -> PdfObject:
        """The bookmarks as the format has them: a list whose entries know their neighbours."""
        reference, last = pdfdoc.PDFObjectReference, len(self._marks) - 1
        for at, (title, page, height) in enumerate(self._marks):
            entry = {
                "Title": pdfdoc.PDFString(title),
                "Parent": reference(_OUTLINE),
                "Dest": pdfdoc.PDFArray([reference(page), "/XYZ", 0, height, 0]),
            }
            if at:
                entry["Prev"] = reference(f"{_OUTLINE}{at - 1}")
            if at < last:
                entry["Next"] = reference(f"{_OUTLINE}{at + 1}")
            self._document.Reference(pdfdoc.PDFDictionary(entry), f"{_OUTLINE}{at}")
        whole = {
            "Type": "/Outlines",
            "First": reference(f"{_OUTLINE}0"),
            "Last": reference(f"{_OUTLINE}{last}"),
            "Count": len(self._marks),
        }
        return self._document.Reference(pdfdoc.PDFDictionary(whole), _OUTLINE)
