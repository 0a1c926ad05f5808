"""The objects that a PDF file is made of, from reportlab, whose published types for them are incomplete."""

from typing import Any

from reportlab.pdfbase import pdfdoc as _pdfdoc

pdfdoc: Any = _pdfdoc
PdfObject = Any
