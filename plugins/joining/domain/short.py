"""A regulation in a few lines for newcomers, and what an applicant has not stated."""

from collections.abc import Collection, Sequence

from bot.domain.regulation import RegulationText

MOST_KINDS = 6
_KINDS = {
    "illegal": "违法信息",
    "politics": "涉政涉教",
    "porn": "色情",
    "violence": "暴力",
    "gambling": "赌博",
    "ads": "广告",
    "spam": "垃圾信息",
    "finance": "荐股理财",
    "recruitment": "兼职刷单",
    "rumor": "谣言",
    "abuse": "谩骂攻击",
    "secrets": "泄密",
    "privacy": "泄露个人信息",
    "links": "不明链接",
    "offtopic": "无关闲聊",
    "flood": "刷屏",
}
_PLAIN = ("ads", "abuse", "flood", "secrets", "privacy", "links", "rumor", "offtopic", "politics", "porn", "gambling")
"""Which are named first: what people do without meaning harm."""
_FIELDS = {
    "name": ("姓名", "名字"),
    "department": ("部门", "单位", "科室", "班级", "处室"),
    "position": ("职务", "岗位", "职位"),
    "phone": ("电话", "手机", "联系方式"),
    "staff_number": ("工号", "学号", "编号"),
}


def in_short(text: RegulationText) -> list[str]:
    """At most four lines: what must not be posted, how notices are answered, when it is quiet, how one leaves."""
    lines: list[str] = []
    forbidden = text.forbids()
    named = [code for code in (*_PLAIN, *_KINDS) if code in forbidden]
    kinds = [_KINDS[code] for code in dict.fromkeys(named) if code in _KINDS][:MOST_KINDS]
    if kinds:
        lines.append(f"请勿发布：{'、'.join(kinds)}{'等' if len(forbidden) > len(kinds) else ''}")
    if text.clause_for("notice.ack") is not None:
        word = text.parameter("notice.ack", "ack_words", "收到").split("|")[0]
        lines.append(f"看到通知请回复“{word}”")
    quiet = text.parameter("hours", "quiet")
    if quiet:
        lines.append(f"{quiet.replace('|', '、')} 请勿打扰")
    if text.clause_for("exit.request") is not None:
        lines.append("退群请先申请：/退群 理由")
    return lines


def missing(fields: Sequence[str], stated: Collection[str]) -> list[str]:
    """Of the fields the regulation names, those not stated; phone and staff number stand for each other."""
    found: list[str] = []
    for word in fields:
        column = next((column for column, words in _FIELDS.items() if any(each in word for each in words)), None)
        either = {"phone", "staff_number"}
        if column is None or column in stated or (column in either and not either.isdisjoint(stated)):
            continue
        found.append(word)
    return found
