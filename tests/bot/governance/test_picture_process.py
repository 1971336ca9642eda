"""The process that reads pictures: kept, ended, replaced."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.governance.picture_process import PICTURE_BYTES, PictureReader
from tests.support.pictures import bomb, png, poster

AD = "代开发票 加微信 abc12345"


@pytest.fixture
async def reader() -> AsyncIterator[PictureReader]:
    reader = PictureReader(seconds=30)
    yield reader
    await reader.close()


async def test_one_process_reads_picture_after_picture(reader: PictureReader) -> None:
    assert await reader.read(b"not a picture") is None
    assert await reader.read(bomb()) is None
    reading = await reader.read(png(poster(AD)))
    assert reading is not None
    assert (reading.codes, reading.text) == ((AD,), "")
    assert reader.failures == 0


async def test_pictures_read_at_once_get_their_own_answers(reader: PictureReader) -> None:
    texts = [f"第{n}张图里的广告" for n in range(4)]
    readings = await asyncio.gather(*(reader.read(png(poster(text))) for text in texts))
    assert [reading.codes if reading else None for reading in readings] == [(text,) for text in texts]


async def test_what_is_too_large_is_not_even_given_to_it(reader: PictureReader) -> None:
    assert await reader.read(bytes(PICTURE_BYTES + 1)) is None
    assert await reader.read(b"") is None


async def test_a_process_that_dies_is_replaced(reader: PictureReader) -> None:
    await reader.read(png(poster(AD)))
    await reader.close()
    reading = await reader.read(png(poster(AD)))
    assert reading is not None
    assert reading.codes == (AD,)


async def test_one_that_takes_too_long_is_ended() -> None:
    reader = PictureReader(seconds=0.0001)
    assert await reader.read(png(poster(AD))) is None
    assert reader.failures == 1
    await reader.close()
