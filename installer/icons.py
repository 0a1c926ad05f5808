"""Draws the program's mark into `resources/app`, for the systems that want it as a file. Run it when the mark changes.

    .venv/bin/python installer/icons.py

PNG for Linux, ICO for Windows, ICNS for macOS; the last two are lists of PNG pictures behind a small header.
"""

import os
import struct
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_ICO_SIDES = (16, 24, 32, 48, 64, 128, 256)
_ICNS_TYPES = {b"ic04": 16, b"ic05": 32, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024}


def ico(pictures: dict[int, bytes]) -> bytes:
    """A Windows icon with these pictures by side."""
    offset = 6 + 16 * len(pictures)
    entries, content = b"", b""
    for side, png in pictures.items():
        size = side % 256  # 0 stands for 256
        entries += struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(png), offset + len(content))
        content += png
    return struct.pack("<HHH", 0, 1, len(pictures)) + entries + content


def icns(pictures: dict[bytes, bytes]) -> bytes:
    """A macOS icon with these pictures by type."""
    content = b"".join(kind + struct.pack(">I", len(png) + 8) + png for kind, png in pictures.items())
    return b"icns" + struct.pack(">I", len(content) + 8) + content


def main() -> int:
    """The three files are in `resources/app`."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(ROOT))
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtWidgets import QApplication

    from fsmdesk.views.theme.fonts import load_fonts
    from fsmdesk.views.widgets.mark import mark_picture

    load_fonts(app := QApplication([]))

    def png(side: int) -> bytes:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        mark_picture(side).save(buffer, "PNG")
        return bytes(buffer.data().data())

    folder = ROOT / "resources" / "app"
    folder.mkdir(exist_ok=True)
    (folder / "fsmdesk.png").write_bytes(png(512))
    (folder / "fsmdesk.ico").write_bytes(ico({side: png(side) for side in _ICO_SIDES}))
    (folder / "fsmdesk.icns").write_bytes(icns({kind: png(side) for kind, side in _ICNS_TYPES.items()}))
    app.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
