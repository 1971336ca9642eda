"""Pictures that go with a summary: how many, how large, and whether they are pictures at all."""

PICTURE_BYTES = 2 * 1024 * 1024
MOST = 9
_KINDS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")


def is_picture(content: bytes) -> bool:
    """By its first bytes: PNG, JPEG, GIF or WebP."""
    return content.startswith(_KINDS) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP")
