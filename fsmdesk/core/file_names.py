"""Names of files: how one is kept, how one may stand on any computer's disk, and which run when opened."""

import re
from collections.abc import Callable
from typing import Final

from fsmdesk.core.words import tr

MAX_FILE_BYTES: Final = 25 * 1024 * 1024
_LONGEST_KEPT: Final = 300
_LONGEST_ENDING: Final = 20
_LONGEST_ON_DISK: Final = 180  # bytes, so that a folder before it still fits everywhere

# Control characters and what turns the direction of reading: "photo‮gpj.exe" looks like a picture.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_NOT_IN_NAMES = re.compile('[<>:"/\\\\|?*]')
# Windows takes these for devices, whatever stands behind the dot.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)
# What some system or its usual programs run when such a file is opened: programs, scripts, shortcuts, disk images,
# pages with scripts, and documents with macros.
_RUN_WHEN_OPENED: Final = frozenset(
    (
        *(
            "ade",
            "adp",
            "app",
            "appimage",
            "application",
            "appref-ms",
            "apk",
            "bash",
            "bat",
            "chm",
            "cmd",
            "com",
        ),
        *(
            "command",
            "cpl",
            "desktop",
            "diagcab",
            "dll",
            "dmg",
            "docm",
            "dotm",
            "exe",
            "fish",
            "gadget",
            "hta",
        ),
        *(
            "htm",
            "html",
            "img",
            "inf",
            "ins",
            "iqy",
            "iso",
            "isp",
            "jar",
            "jnlp",
            "js",
            "jse",
            "ksh",
            "library-ms",
        ),
        *(
            "lnk",
            "mde",
            "mht",
            "mhtml",
            "msc",
            "msh",
            "msi",
            "msix",
            "msp",
            "mst",
            "one",
            "osx",
            "pif",
            "pkg",
            "pl",
        ),
        *(
            "potm",
            "ppam",
            "ppsm",
            "pptm",
            "prf",
            "ps1",
            "ps1xml",
            "ps2",
            "psc1",
            "py",
            "pyc",
            "pyw",
            "rb",
            "reg",
        ),
        *(
            "rpm",
            "deb",
            "run",
            "scf",
            "scr",
            "sct",
            "search-ms",
            "settingcontent-ms",
            "sh",
            "shb",
            "shs",
            "sldm",
        ),
        *(
            "slk",
            "svg",
            "svgz",
            "sys",
            "tcl",
            "terminal",
            "theme",
            "tool",
            "udl",
            "url",
            "vb",
            "vbe",
            "vbs",
            "vhd",
        ),
        *(
            "vhdx",
            "vbscript",
            "webloc",
            "website",
            "wim",
            "workflow",
            "ws",
            "wsc",
            "wsf",
            "wsh",
            "xbap",
            "xhtml",
        ),
        *("xht", "xla", "xlam", "xll", "xlsb", "xlsm", "xltm", "zsh"),
    )
)
_PROGRAM_STARTS: Final = (
    *(b"MZ", b"\x7fELF", b"#!", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xfe\xed\xfa\xce"),
    *(b"\xfe\xed\xfa\xcf", b"\xca\xfe\xba\xbe", b"L\x00\x00\x00\x01\x14\x02\x00"),
)


def kept_name(name: str) -> str:
    """The name under which a file is kept: its own, without folders and without what can't be seen.

    There is always one, so that a file is never refused for its name.
    """
    last = re.split(r"[/\\]", name)[-1]
    seen = " ".join(_UNSEEN.sub("", last).split())
    if not seen.strip(". "):
        return tr("file")
    return _shortened(seen, _LONGEST_KEPT, len)


def disk_name(name: str) -> str:
    """A name for the file that every system takes, with the same ending."""
    plain = _NOT_IN_NAMES.sub("_", kept_name(name)).strip(". ")
    if _DEVICES.match(plain):
        plain = f"_{plain}"
    return _shortened(plain or "file", _LONGEST_ON_DISK, lambda text: len(text.encode()))


def ending_of(name: str) -> str:
    """What stands behind the last dot, in small letters; empty if nothing does."""
    head, dot, ending = kept_name(name).rstrip(". ").rpartition(".")
    return ending.lower() if head and dot else ""


def may_run(name: str, start: bytes) -> bool:
    """True if opening a file with this name, or one that starts so, may run a program or a script in it."""
    return ending_of(name) in _RUN_WHEN_OPENED or start.startswith(_PROGRAM_STARTS)


def _shortened(name: str, limit: int, measure: Callable[[str], int]) -> str:
    """The name within the limit: its middle goes, its ending stays unless that is too long itself."""
    if measure(name) <= limit:
        return name
    stem, dot, ending = name.rpartition(".")
    tail = dot + ending if stem and len(ending) <= _LONGEST_ENDING else ""
    stem = stem if tail else name
    while stem and measure(stem + tail) > limit:
        stem = stem[:-1]
    return stem.rstrip(". ") + tail
