"""Requests held against the published interfaces of Telegram and Slack, where descriptions of these are at hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

SPECS = Path(__file__).parents[3] / "shared" / "specs"


@cache
def spec(name: str) -> dict[str, Any] | None:
    """The description, None where it is not at hand."""
    path = SPECS / name
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def telegram_breaches(method: str, sent: Mapping[str, str]) -> list[str]:
    """What a request to the Bot API lacks, or says that the API does not know."""
    api = spec("telegram_bot_api.json")
    if api is None:
        return []
    if method not in api["methods"]:
        return [f"{method}: no such method"]
    fields = {field["name"]: field for field in api["methods"][method].get("fields", [])}
    lacking = [
        f"{method}: {name} is required" for name, field in fields.items() if field["required"] and name not in sent
    ]
    unknown = [f"{method}: {name} is not known" for name in sent if name not in fields]
    nested = [
        breach
        for name, kind in (("reply_parameters", "ReplyParameters"), ("link_preview_options", "LinkPreviewOptions"))
        if name in sent
        for breach in _telegram_type(kind, json.loads(sent[name]))
    ]
    if "reply_markup" in sent:
        for row in json.loads(sent["reply_markup"])["inline_keyboard"]:
            for button in row:
                nested += _telegram_type("InlineKeyboardButton", button)
    return lacking + unknown + nested


def _telegram_type(kind: str, value: Mapping[str, Any]) -> list[str]:
    api = spec("telegram_bot_api.json") or {}
    fields = {field["name"]: field for field in api["types"].get(kind, {}).get("fields", [])}
    if not fields:
        return []
    lacking = [
        f"{kind}: {name} is required" for name, field in fields.items() if field["required"] and name not in value
    ]
    return lacking + [f"{kind}: {name} is not known" for name in value if name not in fields]


def slack_breaches(method: str, sent: Mapping[str, Any]) -> list[str]:
    """What a request to the Web API lacks, says unknown to it, or says beyond the limits of its blocks."""
    api = spec("slack_web_api.json")
    if api is None:
        return []
    if method not in api["methods"]:
        return [f"{method}: no such method"]
    args = api["methods"][method]["args"]
    lacking = [
        f"{method}: {name} is required" for name, arg in args.items() if arg.get("required") and not sent.get(name)
    ]
    lacking = [breach for breach in lacking if not breach.endswith(": token is required")]
    unknown = [f"{method}: {name} is not known" for name in sent if name not in args and name != "token"]
    return lacking + unknown + block_breaches(sent.get("blocks") or [])


def block_breaches(blocks: Any) -> list[str]:
    """Where blocks go beyond the published limits."""
    limits = spec("slack_block_limits.json")
    if limits is None:
        return []
    blocks = json.loads(blocks) if isinstance(blocks, str) else blocks
    found = [f"{len(blocks)} blocks"] if len(blocks) > 50 else []
    if len(json.dumps(blocks, ensure_ascii=False)) > 40_000:
        found.append("blocks of more than 40,000 characters with their frame")
    for block in blocks:
        kind, text = block["type"], block.get("text", {}).get("text", "")
        if kind in {"header", "section"} and not 0 < len(text) <= limits[kind]["text"]["max_length"]:
            found.append(f"{kind}: text of {len(text)} characters")
        if kind in {"actions", "context"}:
            found.extend(_element_breaches(kind, block["elements"], limits))
    return found


def _element_breaches(kind: str, elements: list[dict[str, Any]], limits: Mapping[str, Any]) -> list[str]:
    found = [f"{kind}: {len(elements)} elements"] if len(elements) > limits[kind]["elements"]["max_items"] else []
    if kind == "context":
        most = limits["text"]["max_length"]
        texts = [len(element["text"]) for element in elements]
        return found + [f"context: text of {length} characters" for length in texts if not 0 < length <= most]
    labels = [len(element["text"]["text"]) for element in elements]
    values = [len(element["value"]) for element in elements]
    most = limits["button"]["text"]["max_length"]
    found += [f"button: text of {length} characters" for length in labels if length > most]
    most = limits["button"]["value"]["max_length"]
    return found + [f"button: value of {length} characters" for length in values if length > most]
