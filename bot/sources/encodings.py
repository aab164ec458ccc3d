"""What a feed's bytes say, whatever they claim to be encoded in."""

from __future__ import annotations

import codecs
import re

#: The encodings that feeds of the region were seen in. Others are not tried: some codecs of Python take forever.
_TRUSTED = frozenset({"cp1256", "iso8859-6", "cp1252", "iso8859-1", "iso8859-9", "cp1254", "ascii", "utf-8"})
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)


def text_of_bytes(body: bytes, content_type: str = "") -> str:
    """The text of an XML document. Never fails.

    A byte order mark is believed; then UTF-8 where the bytes are UTF-8 throughout, since no other encoding looks like
    it by accident; then what the document and the server claim; windows-1256 last.
    """
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16", errors="replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode(_claimed(body, content_type) or _guess(body), errors="replace")


def without_declaration(text: str) -> str:
    """The document without its XML declaration: a claim about bytes that are decoded by now."""
    return _DECLARATION.sub("", text, count=1)


def _claimed(body: bytes, content_type: str) -> str:
    in_document = _DECLARED.search(body[:1000])
    in_header = _CHARSET.search(content_type)
    claims = (in_document and in_document[1].decode("ascii"), in_header and in_header[1])
    known = (_known(claim) for claim in claims if claim)
    return next((name for name in known if name not in ("", "utf-8")), "")


def _known(claim: str) -> str:
    try:
        name = codecs.lookup(claim).name
    except LookupError:
        return ""
    return name if name in _TRUSTED else ""


def _guess(body: bytes) -> str:
    """UTF-8 with a few broken bytes, or windows-1256: whichever leaves less broken."""
    broken = body.decode("utf-8", errors="replace").count("\N{REPLACEMENT CHARACTER}")
    return "utf-8" if broken * 20 < sum(byte > 0x7F for byte in body) else "cp1256"
