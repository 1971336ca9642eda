"""Shares, links and mini-programs: where advertisements like to hide."""

import html
import re
from typing import Any, cast

import orjson

from bot.domain.messages import Card
from bot.gateway.fields import Frame, dict_of, first_text

_LONGEST = 100_000
_LINKS = ("jumpUrl", "qqdocurl", "url", "jump_url", "musicUrl", "targetUrl")
_TITLES = ("title", "nickname", "tag")
_WORDS = ("desc", "summary", "content", "contact")
_APPS = (
    (re.compile(r"troopsharecard|groupcard|qun\.invite|qun\.share|troop"), "group"),
    (re.compile(r"contact|recommend\.friend|friendcard"), "contact"),
    (re.compile(r"\.map\b|location"), "location"),
    (re.compile(r"miniapp|mini_?program"), "program"),
)
"""The names QQ's applications have, and what their cards are."""
_KINDS = {"wx.card": "contact", "wx.miniapp": "program", "location": "location", "contact": "contact"}
_XML_LINK = re.compile(r"\b(?:url|actionData|a_actionData)\s*=\s*[\"']([^\"']{1,2000})[\"']")
_XML_BRIEF = re.compile(r"\bbrief\s*=\s*[\"']([^\"']{1,500})[\"']")
_XML_TITLE = re.compile(r"<(title|summary)\b[^>]{0,500}>([^<]{1,1000})<")


def json_card(data: object) -> Card | None:
    """A V11 ``json`` segment's inner document, or None where it cannot be read."""
    if isinstance(data, str):
        if len(data) > _LONGEST:
            return None
        try:
            data = orjson.loads(data)
        except ValueError:
            return None
    if type(data) is not dict:
        return None
    document = cast(Frame, data)
    prompt = first_text(document, "prompt")
    view = _view(dict_of(document.get("meta")))
    title = first_text(view, *_TITLES)
    words = first_text(view, *_WORDS) or first_text(document, "desc")
    # The prompt is what the chat list shows; it may say what the card's fields hide.
    description = " ".join(dict.fromkeys(part for part in (words, prompt) if part and part != title))
    app = first_text(document, "app")
    return Card(
        title=title or prompt,
        description=description if title else words,
        url=first_text(view, *_LINKS),
        kind=next((kind for pattern, kind in _APPS if pattern.search(app.lower())), ""),
        app=first_text(view, "appid") or app,
    )


def _view(meta: Frame) -> Frame:
    """The card's first object that says anything; its name differs from app to app."""
    views = [dict_of(value) for value in list(meta.values())[:20]]
    for view in views:
        if first_text(view, *_TITLES, *_WORDS, *_LINKS):
            return view
    return meta


def xml_card(data: object) -> Card | None:
    """A V11 ``xml`` segment, read with patterns: an XML parser would open doors to bombs."""
    if not isinstance(data, str) or len(data) > _LONGEST:
        return None
    found: dict[str, str] = {}
    for name, text in _XML_TITLE.findall(data):
        found.setdefault(name, html.unescape(text).strip())
    brief, link = _XML_BRIEF.search(data), _XML_LINK.search(data)
    title = found.get("title") or (html.unescape(brief[1]) if brief else "")
    card = Card(title=title, description=found.get("summary", ""), url=html.unescape(link[1]) if link else "")
    return card if card != Card() else None


def named_card(data: dict[str, Any], segment: str = "") -> Card:
    """A segment that names its parts itself: V11 ``share`` and ``music``, ComWeChat's ``wx.link``.

    ``segment`` is its type. Who is recommended by a contact may be told by number only.
    """
    kind = _KINDS.get(segment, "")
    if segment == "contact" and first_text(data, "type") == "group":
        kind = "group"
    return Card(
        title=first_text(data, "title", "name", "nickname") or (first_text(data, "id") if segment == "contact" else ""),
        description=first_text(data, "des", "desc", "description", "content"),
        url=first_text(data, "url", "jump_url"),
        kind=kind,
        app=first_text(data, "appid", "app_id") if kind == "program" or segment == "wx.app" else "",
    )
