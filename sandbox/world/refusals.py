"""What the world does not let happen; each protocol puts it in its own words."""


class Refused(Exception):
    """``code`` is one of the words below; ``detail`` says it for people, in Chinese."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(detail or TEXTS.get(code, code))
        self.code = code


TEXTS = {
    "unknown_group": "没有这个群",
    "not_a_member": "此人不在群里",
    "already_member": "此人已经在群里",
    "unknown_message": "没有这条消息",
    "already_recalled": "消息已经被撤回",
    "unknown_request": "没有这个申请",
    "request_settled": "申请已经处理过",
    "unknown_announcement": "没有这条公告",
    "unknown_file": "没有这个文件",
    "muted": "被禁言，不能发言",
    "whole_muted": "全员禁言中",
    "not_admin": "不是管理员",
    "target_protected": "不能对群主或管理员这样做",
    "duration": "禁言时间须短于 30 天",
    "refused_again": "此人已被拒绝再次加入",
    "offline": "账号不在线",
    "unsupported": "这个平台没有此功能",
}
