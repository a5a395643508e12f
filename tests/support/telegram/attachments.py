"""What people send beside words: photos, voices, stickers and the like, as Telegram tells of them. Shapes only."""

from __future__ import annotations

from tests.support.telegram.params import Json


def make_photo(caption: str | None) -> Json:
    """A photo in one size."""
    return {"photo": [_file("photo", width=90, height=67)]} | _caption(caption)


def make_voice() -> Json:
    """Three seconds of voice."""
    return {"voice": _file("voice", duration=3, mime_type="audio/ogg")}


def make_sticker() -> Json:
    """A plain sticker."""
    shape = {"width": 512, "height": 512, "type": "regular", "is_animated": False, "is_video": False}
    return {"sticker": _file("sticker", **shape)}


def make_file(name: str, caption: str | None) -> Json:
    """A file."""
    return {"document": _file("document", file_name=name, mime_type="application/pdf")} | _caption(caption)


def make_location() -> Json:
    """A place."""
    return {"location": {"latitude": 47.37, "longitude": 8.54}}


def make_contact() -> Json:
    """Somebody's telephone number."""
    return {"contact": {"phone_number": "+41000000000", "first_name": "Somebody"}}


def _file(kind: str, **more: object) -> Json:
    return {"file_id": f"{kind}-file", "file_unique_id": f"{kind}-unique", "file_size": 1024, **more}


def _caption(caption: str | None) -> Json:
    return {} if caption is None else {"caption": caption}
