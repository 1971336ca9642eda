"""The V11 actions that look into what is kept: messages, notices, requests, files."""

from typing import TYPE_CHECKING, Any

from sandbox.faults import Switch
from sandbox.world import Chat, JoinRequest, Refused

from .params import Params
from .queries import Failed, group_of

if TYPE_CHECKING:
    from .implementation import QQLink


def get_msg(link: "QQLink", params: Params) -> Any:
    number = link.frames.number(params.values.get("message_id"))
    if number is None:
        raise Failed("消息不存在")
    message = link.world.messages[number]
    if message.recalled_by is not None:
        raise Failed("消息不存在")
    return link.frames.message(message)


def get_group_msg_history(link: "QQLink", params: Params) -> Any:
    """With ``message_seq`` (a message id here) the page that ends with it, else the newest."""
    group = group_of(link, params)
    if link.faults.is_on(Switch.HISTORY_ABSENT):
        return {"messages": []}
    log = [message for message in link.world.history(Chat("group", group.id)) if message.recalled_by is None]
    count = params.number("count", 20)
    start = link.frames.number(params.values.get("message_seq"))
    if params.has("message_seq") and params.text("message_seq") != "0":
        if start is None:
            raise Failed(f"消息{params.text('message_seq')}不存在")
        is_forward = params.flag("reverse_order", False) or params.flag("reverseOrder", False)
        if is_forward:
            return {"messages": [link.frames.message(m) for m in log if m.number >= start][:count]}
        log = [message for message in log if message.number <= start]
    return {"messages": [link.frames.message(message) for message in log[-count:]]}


def get_friend_msg_history(link: "QQLink", params: Params) -> Any:
    if link.faults.is_on(Switch.HISTORY_ABSENT):
        return {"messages": []}
    log = link.world.history(Chat("private", params.id("user_id"), link.account.id))
    return {"messages": [link.frames.message(message) for message in log[-params.number("count", 20) :]]}


def get_forward_msg(link: "QQLink", params: Params) -> Any:
    """A forward holds the messages whose numbers its id names, as ``fwd-1-2-3``."""
    reference = params.text("id", params.text("message_id", ""))
    numbers = [int(part) for part in reference.split("-")[1:] if part.isdigit()]
    found = [link.world.messages[number] for number in numbers if number in link.world.messages]
    if not found:
        raise Failed("消息已过期或者为内层消息，无法获取转发消息")
    return {"messages": [link.frames.message(message) for message in found]}


def get_group_notice(link: "QQLink", params: Params) -> Any:
    return [
        {
            "notice_id": shown.id,
            "sender_id": int(shown.author),
            "publish_time": int(shown.at.timestamp()),
            "message": {"text": shown.text, "image": [], "images": []},
        }
        for shown in reversed(group_of(link, params).announcements)
    ]


def get_essence_msg_list(link: "QQLink", params: Params) -> Any:
    group = group_of(link, params)
    return [
        {
            "message_id": link.frames.handle(message),
            "sender_id": int(message.author),
            "sender_nick": message.author_name,
            "sender_time": int(message.at.timestamp()),
            "operator_id": int(message.author),
            "operator_nick": message.author_name,
            "operator_time": int(message.at.timestamp()),
            "content": [{"type": "text", "data": {"text": message.text}}],
        }
        for message in link.world.history(Chat("group", group.id))
        if message.is_essence and message.recalled_by is None
    ]


def get_group_system_msg(link: "QQLink", params: Params) -> Any:
    """As each implementation answers it: NapCat leaves filtered requests out, go-cqhttp answers null for none."""
    app = link.profile.app_name
    asked = _asked(link, params, filtered=None if app == "LLOneBot" else False)
    invited = [_entry(link, each) for each in link.world.requests.values() if each.sub_type == "invite"]
    if app == "go-cqhttp":
        return {"join_requests": asked or None, "invited_requests": invited or None}
    return {"join_requests": asked, "invited_requests": invited, "InvitedRequest": invited}


def get_group_ignored_notifies(link: "QQLink", params: Params) -> Any:
    return {"join_requests": _asked(link, params, filtered=True), "invited_requests": [], "InvitedRequest": []}


def _asked(link: "QQLink", params: Params, *, filtered: bool | None) -> list[dict[str, Any]]:
    """Newest first; ``filtered`` None for both kinds."""
    requests = [each for each in link.world.requests.values() if each.sub_type == "add"]
    mine = [each for each in requests if filtered is None or each.is_filtered is filtered]
    return [_entry(link, each) for each in reversed(mine[-params.number("count", 50) :])]


def _entry(link: "QQLink", request: JoinRequest) -> dict[str, Any]:
    """NapCat writes the applicant into ``invitor_uin``; LLOneBot tells the flag."""
    group = link.world.groups.get(request.group)
    entry: dict[str, Any] = {
        "request_id": int(request.flag),
        "requester_nick": request.nickname,
        "group_id": int(request.group),
        "group_name": group.name if group else "",
        "message": request.comment,
        "checked": request.approved is not None,
        "actor": int(request.operator) if request.operator else 0,
    }
    if link.profile.app_name == "NapCat.Onebot":
        return {**entry, "invitor_uin": int(request.user), "invitor_nick": request.nickname}
    entry |= {"requester_uin": int(request.user), "invitor_uin": int(request.inviter) if request.inviter else 0}
    return {**entry, "flag": link.frames.flag(request)} if link.profile.app_name == "LLOneBot" else entry


def get_file(link: "QQLink", params: Params) -> Any:
    """Also images: the content comes along as base64."""
    reference = params.text("file_id", params.text("file", params.text("id", ""))).strip("/").split("-", 1)[0]
    try:
        file = link.world.file(reference)
    except Refused:
        raise Failed("file not found") from None
    return link.file_answer(file)


def get_group_file_url(link: "QQLink", params: Params) -> Any:
    return {"url": get_file(link, params)["url"]}


def get_group_root_files(link: "QQLink", params: Params) -> Any:
    group = group_of(link, params)
    files = (link.world.files[file] for file in group.files)
    return {
        "files": [
            {
                "group_id": int(group.id),
                "file_id": f"/{file.id}",
                "file_name": file.name,
                "size": file.size,
                "busid": 102,
                "upload_time": int(file.at.timestamp()) if file.at else 0,
                "modify_time": int(file.at.timestamp()) if file.at else 0,
                "download_times": file.downloads,
                "uploader": int(file.uploader) if file.uploader else 0,
            }
            for file in files
        ],
        "folders": [],
    }


RECORDS = {
    "get_msg": get_msg,
    "get_group_msg_history": get_group_msg_history,
    "get_friend_msg_history": get_friend_msg_history,
    "get_forward_msg": get_forward_msg,
    "_get_group_notice": get_group_notice,
    "get_essence_msg_list": get_essence_msg_list,
    "get_group_system_msg": get_group_system_msg,
    "get_group_ignored_notifies": get_group_ignored_notifies,
    "get_file": get_file,
    "get_image": get_file,
    "get_group_file_url": get_group_file_url,
    "get_group_root_files": get_group_root_files,
}
