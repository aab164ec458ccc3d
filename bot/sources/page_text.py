"""Text out of HTML, as feeds carry it."""

from __future__ import annotations

import html
import re

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

_SILENT = frozenset({"script", "style", "iframe", "noscript", "template", "svg", "object", "form", "button"})
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    }
)
_SPACE = re.compile(r"[ \t\r\f\v\n]+")
_LINES = re.compile(r"\s*\n\s*")
#: What XML and HTML cannot hold; libxml2 would end the text there.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def text_of(markup: str) -> str:
    """The words of a piece of HTML, a line a paragraph; scripts and styles are no words. Plain text stays as it is."""
    markup = _FORBIDDEN.sub("", markup)
    if "<" not in markup:
        return _tidy(html.unescape(markup))
    try:
        root = document_fromstring(
            markup.encode(), parser=HTMLParser(encoding="utf-8", remove_comments=True, huge_tree=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError):
        return ""  # nothing but comments or white space
    return _tidy("".join(_pieces(root)))


def _pieces(root: etree._Element) -> list[str]:
    """The texts in their order, with a line feed around each block. No recursion: hostile markup nests deeply."""
    pieces: list[str] = []
    silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            silent += tag in _SILENT
            pieces.append("\n" if tag in _BLOCKS else "")
            pieces.append("" if silent else _SPACE.sub(" ", element.text or ""))
        else:
            silent -= tag in _SILENT
            pieces.append("\n" if tag in _BLOCKS else "")
            pieces.append("" if silent else _SPACE.sub(" ", element.tail or ""))
    return pieces


def _tidy(text: str) -> str:
    return _LINES.sub("\n", text.replace("\xa0", " ")).strip()
