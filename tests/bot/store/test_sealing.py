"""Personal data at rest: sealed with a key that is not in the database, found by its mark, moved to a new key."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.store import engine, keys, models
from bot.store.errors import StoreUnavailable
from bot.store.people_models import mark_of

PHONE = "13800138000"


@pytest.fixture(autouse=True)
async def closed_afterwards():  # type: ignore[no-untyped-def]
    await engine.close_store()
    yield
    await engine.close_store()


async def opened(folder: Path, data_key: str = "") -> str:
    url = f"sqlite://{folder}/q.db"
    await engine.open_store(url, data_dir=folder, data_key=data_key)
    return url


async def a_person() -> models.Person:
    await models.Organisation.get_or_create(id=1)
    return await models.Person.create(organisation_id=1, name="张三", phone=PHONE, staff_number="A1023")


def everything_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.glob("q.db*"))


async def test_a_phone_is_nowhere_in_the_file_and_comes_back_as_it_was(tmp_path: Path) -> None:
    await opened(tmp_path)
    person = await a_person()
    assert (await models.Person.get(id=person.id)).phone == PHONE
    assert (await models.Person.get(phone_mark=mark_of("phone", PHONE))).id == person.id
    await engine.close_store()
    assert PHONE.encode() not in everything_in(tmp_path)
    assert b"A1023" not in everything_in(tmp_path)


async def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    await opened(tmp_path)
    file = tmp_path / keys.KEY_FILE
    first = file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    await engine.close_store()
    await opened(tmp_path)
    assert file.read_text() == first


async def test_a_lost_key_stops_the_start_and_names_what_is_missing(tmp_path: Path) -> None:
    await opened(tmp_path)
    await a_person()
    key_id = keys.ring().primary.id
    await engine.close_store()
    (tmp_path / keys.KEY_FILE).unlink()
    with pytest.raises(StoreUnavailable, match=f"{key_id}.*DATA_KEY"):
        await opened(tmp_path)
    assert not (tmp_path / keys.KEY_FILE).exists()


async def test_a_new_key_in_front_takes_everything_over_and_the_old_one_may_go(tmp_path: Path) -> None:
    old, new = keys.new_key(), keys.new_key()
    await opened(tmp_path, old)
    person = await a_person()
    await engine.close_store()
    await opened(tmp_path, f"{new},{old}")
    await engine.close_store()
    await opened(tmp_path, new)
    row = await models.Person.get(id=person.id)
    assert (row.phone, row.staff_number) == (PHONE, "A1023")
    assert row.phone_mark == mark_of("phone", PHONE)
    await engine.close_store()
    with pytest.raises(StoreUnavailable):
        await opened(tmp_path, old)


async def test_plain_text_from_before_is_sealed_at_the_next_start_and_leaves_no_trace(tmp_path: Path) -> None:
    await opened(tmp_path)
    person = await a_person()
    await engine.close_store()
    with closing(sqlite3.connect(tmp_path / "q.db")) as connection:
        connection.execute("UPDATE person SET phone = ?, phone_mark = NULL", (PHONE,))
        connection.execute("DELETE FROM data_key")
        connection.commit()
    await opened(tmp_path)
    row = await models.Person.get(id=person.id)
    assert (row.phone, row.phone_mark) == (PHONE, mark_of("phone", PHONE))
    await engine.close_store()
    assert PHONE.encode() not in everything_in(tmp_path)


async def test_a_value_moved_to_another_column_is_not_opened(tmp_path: Path) -> None:
    await opened(tmp_path)
    sealed = keys.seal("person.phone", PHONE)
    with pytest.raises(StoreUnavailable):
        keys.open_sealed("person.staff_number", sealed)
    broken = re.sub(r".(?==*$)", lambda sign: "A" if sign[0] != "A" else "B", sealed)
    with pytest.raises(StoreUnavailable):
        keys.open_sealed("person.phone", broken)


@pytest.mark.parametrize("text", ["abc", "AAAA", "é", keys.new_key()[:-4]])
def test_a_wrong_key_is_refused_without_being_told(text: str) -> None:
    with pytest.raises(ValueError, match="32 字节") as caught:
        keys.read_keys(text)
    assert text not in str(caught.value)
