"""Turns a page of the guide into what Qt can show, and writes keys as they stand on the keyboard."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from fsmdesk.views.actions import shown_keys

_CODE = re.compile(r"`([^`]+)`")
_STRONG = re.compile(r"\*\*([^*]+)\*\*")
_EMPHASIS = re.compile(r"(?<![*\w])\*([^*]+)\*")
_LINK = re.compile(r"\[([^\]]+)\]\(([\w-]+)\.md\)")
_NUMBERED = re.compile(r"\d+\. ")
_ARROWS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}


def html_of(text: str) -> str:
    """Headings, paragraphs, lists and tables of a page; its first heading is left away."""
    blocks = [block.splitlines() for block in re.split(r"\n\s*\n", text.strip())]
    if blocks and blocks[0][0].startswith("# "):
        blocks = blocks[1:]
    return "\n".join(_block(lines) for lines in blocks)


def table_of(rows: Iterable[tuple[str, str]]) -> str:
    """What can be done, and its keys, in two columns."""
    lines = "".join(
        f"<tr><td class='what'>{escape(what)}</td><td class='keys'>{_key(keys) if keys else ''}</td></tr>"
        for what, keys in rows
    )
    return f"<table width='100%' cellspacing='0' cellpadding='0'>{lines}</table>"


def _block(lines: Sequence[str]) -> str:
    first = lines[0]
    if first.startswith("## "):
        return f"<h3>{_inline(first[3:])}</h3>" + (_block(lines[1:]) if lines[1:] else "")
    if first.startswith("|"):
        return _table(lines)
    if first.startswith("- "):
        return f"<ul>{''.join(f'<li>{_inline(item)}</li>' for item in _items(lines, '- '))}</ul>"
    if _NUMBERED.match(first):
        return f"<ol>{''.join(f'<li>{_inline(item)}</li>' for item in _items(lines, None))}</ol>"
    return f"<p>{_inline(' '.join(lines))}</p>"


def _items(lines: Sequence[str], mark: str | None) -> list[str]:
    """The items of a list; a line that begins none goes on with the one before."""
    found: list[str] = []
    for line in lines:
        begins = line.startswith(mark) if mark else _NUMBERED.match(line)
        if begins:
            found.append(line[len(mark) :] if mark else _NUMBERED.sub("", line, count=1))
        else:
            found[-1] += " " + line.strip()
    return found


def _table(lines: Sequence[str]) -> str:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    shown = [row for row in rows[1:] if not all(set(cell) <= {"-", ":"} for cell in row)]
    body = "".join(
        "<tr>" + "".join(f"<td class='cell'>{_inline(cell)}</td>" for cell in row) + "</tr>" for row in shown
    )
    return f"<table width='100%' cellspacing='0' cellpadding='0'>{body}</table>"


def _inline(text: str) -> str:
    parts = _CODE.split(text)
    for at, part in enumerate(parts):
        parts[at] = _key(part) if at % 2 else _words(part)
    return "".join(parts)


def _words(text: str) -> str:
    shown = escape(text, quote=False)
    shown = _LINK.sub(r"<a href='\2'>\1</a>", shown)
    return _EMPHASIS.sub(r"<i>\1</i>", _STRONG.sub(r"<b>\1</b>", shown))


def _key(keys: str) -> str:
    if keys in ("[", "]", "+", "-"):
        return f"<span class='key'>&nbsp;{keys}&nbsp;</span>"
    names = [_ARROWS.get(name, name) for name in shown_keys(keys).split(" ")]
    return f"<span class='key'>&nbsp;{escape(' '.join(names))}&nbsp;</span>"
