"""Pictures made for tests: codes, noise, and files that pretend to be pictures."""

import io
import random
import struct
import zlib

import zxingcpp
from PIL import Image


def png(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def code(text: str, *, scale: int = 6) -> Image.Image:
    """A QR code as a gray picture with its quiet zone."""
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode).to_image(scale=scale)
    height, width = made.shape
    return Image.frombuffer("L", (width, height), bytes(memoryview(made)))  # pyright: ignore[reportArgumentType]


def poster(*texts: str, seed: int = 1, size: tuple[int, int] = (900, 1400)) -> Image.Image:
    """A colourful picture with a code for each text, somewhere in it."""
    picture = scenery(seed, size)
    for number, text in enumerate(texts):
        picture.paste(code(text).convert("RGB"), (80 + 420 * (number % 2), 120 + 420 * (number // 2)))
    return picture


def scenery(seed: int, size: tuple[int, int] = (900, 1400)) -> Image.Image:
    """Coloured blotches: what a photograph is to a fingerprint."""
    chance = random.Random(seed)
    small = Image.new("RGB", (12, 12))
    small.putdata([tuple(chance.randrange(256) for _ in range(3)) for _ in range(144)])
    return small.resize(size, Image.Resampling.BICUBIC)


def bomb(width: int = 50_000, height: int = 50_000) -> bytes:
    """A PNG of some kilobytes that says it unfolds to gigabytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
