"""Announcements, essence messages and group files: the actions' names and the shapes of their answers.

Implementations differ in names; the first one that an account knows is used. Answers are somebody else's word.
"""

from collections.abc import Iterator

from bot.domain.ids import MemberId
from bot.domain.messages import Text
from bot.domain.things import GroupThing, ThingKind
from bot.gateway.fields import (
    Frame,
    dict_of,
    first_text,
    handle_of,
    id_of,
    is_list,
    list_of,
    number_of,
    size_of,
    text_of,
    when_of,
)
from bot.gateway.segments11 import segments_of

LISTING = {
    ThingKind.ANNOUNCEMENT: ("_get_group_notice", "get_group_notice"),
    ThingKind.ESSENCE: ("get_essence_msg_list",),
    ThingKind.FILE: ("get_group_root_files",),
}
REMOVING = {
    ThingKind.ANNOUNCEMENT: ("_del_group_notice", "_delete_group_notice"),
    ThingKind.ESSENCE: ("delete_essence_msg",),
    ThingKind.FILE: ("delete_group_file",),
}
IN_FOLDER = "get_group_files_by_folder"
MOST_FOLDERS = 30
MOST_FILES = 500
"""Asked for at once: some implementations list 50 unless told otherwise."""
_LONGEST = 2_000


def things_of(kind: ThingKind, data: object) -> list[GroupThing] | None:
    """None where the answer holds no list."""
    if kind is ThingKind.FILE:
        listed = dict_of(data).get("files")
    else:
        listed = data if is_list(data) else first_list(dict_of(data), "notices", "list", "msg_list")
    if not is_list(listed):
        return None
    read = {ThingKind.ANNOUNCEMENT: _announcement, ThingKind.ESSENCE: _essence, ThingKind.FILE: _file}[kind]
    return [thing for entry in list_of(listed) if (thing := read(dict_of(entry))) is not None]


def first_list(data: Frame, *names: str) -> object:
    return next((data[name] for name in names if is_list(data.get(name))), None)


def folders_of(data: object) -> Iterator[str]:
    """The ids of the folders an answer names."""
    for entry in list_of(dict_of(data).get("folders"))[:MOST_FOLDERS]:
        if folder := first_text(dict_of(entry), "folder_id", "folder"):
            yield folder


def removal(thing: GroupThing) -> Frame:
    """The parameters of its removal, without the group."""
    if thing.kind is ThingKind.ANNOUNCEMENT:
        return {"notice_id": thing.id}
    if thing.kind is ThingKind.ESSENCE:
        return {"message_id": thing.id}
    return {"file_id": thing.id, **thing.handle}


def _announcement(entry: Frame) -> GroupThing | None:
    number = first_text(entry, "notice_id", "fid", "id")
    if not number:
        return None
    message = entry.get("message")
    text = text_of(message) or text_of(dict_of(message).get("text")) or text_of(entry.get("text"))
    return GroupThing(
        ThingKind.ANNOUNCEMENT, number, text[:_LONGEST], _author(entry, "sender_id"), when_of(entry.get("publish_time"))
    )


def _essence(entry: Frame) -> GroupThing | None:
    message = handle_of(entry.get("message_id"))
    if not message:
        return None
    parts = segments_of(entry.get("content") or entry.get("message") or entry.get("raw_message"))
    text = "".join(part.text for part in parts if isinstance(part, Text)).strip()
    at = when_of(entry.get("operator_time")) or when_of(entry.get("sender_time"))
    return GroupThing(ThingKind.ESSENCE, message, text[:_LONGEST], _author(entry, "sender_id"), at)


def _file(entry: Frame) -> GroupThing | None:
    number = text_of(entry.get("file_id"))
    if not number or len(number) > 200:
        return None
    busid = number_of(entry.get("busid"))
    downloads = number_of(entry.get("download_times"))
    return GroupThing(
        ThingKind.FILE,
        number,
        text_of(entry.get("file_name"))[:200],
        _author(entry, "uploader"),
        when_of(entry.get("modify_time")) or when_of(entry.get("upload_time")),
        size_of(entry.get("file_size") if entry.get("file_size") is not None else entry.get("size")),
        int(downloads) if downloads is not None else None,
        {"busid": int(busid)} if busid is not None else {},
    )


def _author(entry: Frame, name: str) -> MemberId | None:
    author = id_of(entry.get(name))
    return MemberId(author) if author is not None else None
