"""A word alone is not enough: what else must stand in its sentence, what must not, and which code gives way."""

import re
from collections.abc import Mapping

from .words import BREACH, FORBIDDING_HEADING, FORBIDS, PENAL_HEADING

_FORBIDS = re.compile(FORBIDS)
_FORBIDDING_HEADING = re.compile(FORBIDDING_HEADING)
_BREACH = re.compile(BREACH)
_PENAL = re.compile(PENAL_HEADING)
_ONLY = re.compile(
    "只(?:聊|谈|讨论|发[^,，。；;]{0,10}(?:有关|相关))|群[^,，。；;]{0,6}仅(?:用于|限于)|请(?:移步|到|去)[^,，。；;]{0,8}群"
)
"""Says what the group is for, and so that all else is not."""
LIST = re.compile(r"(?:以下|下列|如下)|(?:情况|情形|行为|流程|原则|内容|规定)之?一?[^。]{0,12}[:：]?$")
_PUNISHED_LIST = re.compile("处理|处罚|警告|禁言|移出|违规行为")
LONGEST_HEADING = 16
_ABSENT = (
    "长期|长时间不|核实后|相关部门核实|定期|离职|调离|调岗|离岗|退休|休学|退学|转学|转园|毕业|实习结束|轮转|搬离|搬走|无效|未实名|不活跃|不应|"
    "每周|每月|每季|每半年|每年|不再(?:需要|使用|具备|属于)|僵尸|无关人员|清理|潜水|不发言|未参与|未(?:修改|改|完善)|(?<!屡教)(?<!拒)(?<!仍)不改|变动|没改|没续|未续|到期|过期|迁出|去世|外嫁|"
    "[月天日周年][^。；;]{0,10}(?:没|未|不|无)[^。；;]{0,6}(?:参加|参与|发言|说话|冒泡|回应|互动|登录|说过)|房子|租期|退租|退了租"
)
_ANSWERED_BY_STAFF = "讲理|冤枉|不公|申诉|异议|不服|复核|举报|诉求|建议|报修|隐患|故障|投诉|咨询|求助|问题|意见"

NEEDS: Mapping[str, str] = {
    "hours": f"静默|免打扰|尽量|原则上|安静|工作时间|办公时间|非紧急|除外|{FORBIDS}",
    "join.approval": "入|进|加群|申请",
    "cleanup.members": _ABSENT,
    "moderation.offtopic": f"围绕|只|仅|以工作为主|为主|工作(?:相关|目的|有关)|仅?用于|专用|{FORBIDS}",
}
"""By code, or by the code's first part with a dot: one of these must stand in the sentence too."""

UNLESS: Mapping[str, str] = {
    "moderation.": "(?:有|可以?|均有|负有)[^。；;]{0,8}(?:监督|举报)|举报人信息|接受举报|违反[^。；;]{0,10}(?:规定|条)的",
    "moderation.secrets": (
        "^(?!.*(?:内部|客户|公司|单位|商业|秘密|机密|公开|资料|数据)).*(?:姓名|电话|住址|身份证|照片|病历)[^。；;]{0,16}外传"
    ),
    "moderation.offtopic": "养生[^,，。；;]{0,8}[、,，]?(?:不实|未经|谣)",
    "moderation.links": "(?:无关|没关系)的[^,，。；;]{0,14}链接|二手群",
    "sanction.kick": f"不得随意|擅自|(?<!屡)(?:{_ABSENT})(?!.{{0,30}}(?:违[反规]|警告|禁言|缺席))",
    "sanction.remind": r"提前[^,，。；;]{0,8}(?:提醒|说)|经提醒|前[^,，。；;]{0,14}提醒|提醒后|未[^,，。；;]{0,6}(?:回复|确认)",
    "sanction.escalate": "(?:(?:隐患|故障|异常|险情)[^。；;]{0,24}|问题[^。；;]{0,10})(?:上报|报告)|报告[^,，。；;]{0,8}(?:进度|进展)|申诉|异议|复核|不服|举报(?!人)|建议|意见|诉求|申请|备案|[当每][天日周月][^,，。；;]{0,12}(?:营业|库存)",
    "sanction.record": "聊天记录|活动|建议|意见",
    "sanction.revoke": "申请|群组(?:撤销|更新)",
    "notice.publish": (
        "同等效力|用于|活动(?!安排)|(?:不得|严禁|禁止|不准|请勿|不要)[^。；;由经]{0,6}(?:发布|转发|传播)|未经"
        "|(?:信息|广告)[^。；;]{0,4}需经"
    ),
    "notice.ack": (
        rf"^(?!.*(?:通知|公告|收到|指令|消息|工作信息|提问)).*(?:{_ANSWERED_BY_STAFF})|仍[无未没]回应|无异议"
        "|^(?!.*(?:须|应|请|要|内|前|必须|接龙)).*[未没](?:按时|及时)?(?:回复|确认)"
    ),
    "notice.deadline": rf"^(?!.*(?:通知|公告|收到|指令|消息)).*(?:{_ANSWERED_BY_STAFF})|仍[无未没]回应|无异议|请假",
    "notice.review": "活动|广告|入群|进群|群名称|建群|拉",
    "notice.source": "活动时间|姓名",
    "notice.followup": "活动前|缺席",
    "cleanup.members": "当[天日]退|屡教|拒不|仍不改正|即退|缺席|违[反规]|取消[^,，。；;]{0,8}资格|不得随意|擅自",
    "decision": "链接|集赞|拉票|砍价|严禁|禁止",
    "ticket": "申诉|复核|不得|严禁|禁止|不要|谢绝|政治|建议[^。；;]{0,12}私信|违规行为|处罚|纪律",
    "suggestion": "不同意见可以展开",
    "conduct.invite": "由[^,，。；;]{1,10}(?:负责)?(?:拉人|邀请)",
    "join.approval": "不再|退出工作群|退群申请|未经[^。；;]{0,14}(?:邀请|拉)",
    "join.profile": "建|昵称(?:应|须)?(?:统一)?(?:改|设)",
    "join.training": "家长会",
    "archive.messages": "总结|报告|命名|群文件",
    "supervision.audit": "表彰|评估",
    "sanction.appeal": "每[^,，。；;]{1,4}复核|无异议",
    "supervision.appraisal": "培训并|取消[^。；;]{0,14}(?:评优|资格|奖金)|暂停[^,，。；;]{0,4}评",
    "group.naming": "(?:修改|更改|变更|改动|擅自改)[^,，。；;]{0,4}群名|群文件|群公告",
    "group.create": "退群|解散",
    "group.roles": "更换群主",
    "event.program": "组织者|任务|清理|清一|备份|检查|总结",
    "exit.request": "罚款",
    "task.report": "活动|销售额提成",
    "notice.announcement": "改(?:了|动|规则)",
    "rules.revise": "活动|处分决定",
}
"""By code, or by the code's first part with a dot: none of these may stand in the sentence."""

GIVES_WAY: Mapping[str, tuple[str, ...]] = {
    "ticket": ("report", "supervision.appraisal"),
    "notice.followup": ("task.track",),
    "group.naming": ("archive.files",),
    "notice.publish": ("event.announce",),
    "moderation.rumor": ("conduct.impersonation",),
    "join.approval": ("exit.request",),
    "notice.review": ("event.approval",),
    "event.program": ("event.approval", "event.summary"),
    "supervision.audit": ("sanction.recall",),
    "sanction.remind": ("notice.followup",),
    "archive.messages": ("group.lifecycle",),
    "event.rsvp": ("sanction.record",),
    "decision": ("rules.revise",),
    "hours": ("presence",),
    "conduct.files": (),
}
"""The general gives way to the particular in the same clause."""

_NEEDS = {code: re.compile(pattern) for code, pattern in NEEDS.items()}
_UNLESS = {code: re.compile(pattern) for code, pattern in UNLESS.items()}


class Context:
    """What the headings above a clause say about it: that it forbids, that it punishes."""

    def __init__(self, lead: tuple[str, ...]) -> None:
        own = lead[-1] if lead else ""
        headings = [words for words in lead if len(words) <= LONGEST_HEADING]
        listed = LIST.search(own) is not None and (
            _FORBIDS.search(own) is not None or _PUNISHED_LIST.search(own) is not None
        )
        self.penal = any(_PENAL.search(words) for words in headings)
        self.forbids = listed or (not self.penal and any(_FORBIDDING_HEADING.search(words) for words in headings))

    def admits(self, code: str, sentence: str) -> bool:
        """Content must be forbidden, a sanction needs a breach, cleaning a reason."""
        kind = code.partition(".")[0] + "."
        if code == "moderation.offtopic" and (self.forbids or _ONLY.search(sentence)):
            return True
        if kind in ("moderation.", "conduct.") and not self._forbidden(kind, sentence):
            return False
        if kind == "sanction." and code != "sanction.appeal" and not (self.penal or _BREACH.search(sentence)):
            return False
        needed = _NEEDS.get(code)
        if needed is not None and not self.forbids and needed.search(sentence) is None:
            return False
        return not any(
            (pattern := _UNLESS.get(key)) is not None and pattern.search(sentence) is not None for key in (code, kind)
        )

    def _forbidden(self, kind: str, sentence: str) -> bool:
        if self.forbids or (kind == "conduct." and "未经" in sentence):
            return True
        forbids = _FORBIDS.search(sentence) is not None
        return forbids and not (self.penal and _only_named(sentence))


def _only_named(sentence: str) -> bool:
    """``泄露秘密的，移出本群`` under the heading of sanctions: the deed is named, not forbidden here."""
    return re.search("(?:的|者|后果)[,，]", sentence) is not None or re.search("违反", sentence) is not None


def settle(found: dict[str, bool]) -> list[str]:
    """Codes that give way; ``found`` tells of each code whether it is sure rather than weak."""
    return [
        general
        for general, particular in GIVES_WAY.items()
        if general in found and any(found.get(code, False) for code in particular)
    ]
