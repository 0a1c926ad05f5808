"""Several documents bound into one, to be looked at and printed in one go."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from fsmdesk.core.messages import Query
from fsmdesk.core.words import tr
from fsmdesk.services.printing.messages import Paper
from fsmdesk.views.desk import Office
from fsmdesk.views.printing.pages import PDFIUM_LOCK

if TYPE_CHECKING:
    from fsmdesk.views.tasks import Progress


def read_bound(office: Office, queries: Sequence[Query[Paper]], name: str, progress: "Progress") -> Paper:
    """All these documents as one, in this order. Runs in a worker; may be cancelled between two of them."""
    contents = []
    for number, query in enumerate(queries):
        words = tr("Document {n} of {total}").format(n=number + 1, total=len(queries))
        progress.report(number, len(queries), words)
        contents.append(office.ask(query).content)
    return Paper(name, bound(contents))


def bound(contents: Sequence[bytes]) -> bytes:
    """One PDF with the pages of all, in this order."""
    import pypdfium2

    with PDFIUM_LOCK:
        whole = pypdfium2.PdfDocument.new()
        try:
            for content in contents:
                part = pypdfium2.PdfDocument(content)
                try:
                    whole.import_pages(part)
                finally:
                    part.close()
            written = BytesIO()
            whole.save(written)
            return written.getvalue()
        finally:
            whole.close()
