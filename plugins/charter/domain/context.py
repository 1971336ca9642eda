"""A word alone is not enough: what else must stand in its sentence, what must not, and which code gives way."""

import re
from collections.abc import Mapping

from .words import BREACH, FORBIDDING_HEADING, FORBIDS, PENAL_HEADING

_FORBIDS = re.compile(FORBIDS)
_FORBIDDING_HEADING = re.compile(FORBIDDING_HEADING)
_BREACH = re.compile(BREACH)
_PENAL = re.compile(PENAL_HEADING)
_ALLOWS = re.compile("(?<!不)(?:可以?|允许|欢迎|鼓励|提倡|支持)")
_AGAINST = re.compile("违反(?:了|本|以上|上述|前|规定|约定|群规|第)")
"""A clause that says so speaks of what follows a breach."""
_ONLY = re.compile(
    "(?:内容|信息|消息|发言|话题|讨论|交流)[^。；;,，]{0,10}(?:(?:需|须|应|要)当?是?与[^,，。；;]{1,14}(?:相关|有关)|(?:限于|围绕|紧扣|符合|以)[^,，。；;]{0,14}(?:主题|为主|相关|有关|展开|业务|工作))|(?:只|仅)(?:聊|谈|讨论|交流|发布?|分享|转发)[^,，。；;]{0,24}(?:相关|有关|话题|内容|信息)|(?:只|仅|专)(?:用于|供|限于|用作|作)|以[^。；;]{2,80}为主|主要用于"
    "|只(?:聊|谈|讨论|发[^,，。；;]{0,10}(?:有关|相关))|群[^,，。；;]{0,6}仅(?:用于|限于)|请(?:移步|到|去)[^,，。；;]{0,8}群"
)
"""Says what the group is for, and so that all else is not."""
_POSITIVE = re.compile(
    "(?:照片|合影|视频|肖像)[^。；;]{0,24}(?:愿不愿|征得|同意|授权|许可)|求证|以官方[^,，。；;]{0,6}为准|遵[守循][^,，。；;]{0,10}(?:法律|法规|法纪|网络信息)|(?:真实|准确)(?:性|[、，,]|可靠|有效)|(?:信息|内容)[^,，。；;]{0,6}(?:真实|属实)|保密|(?:保守|严守)[^,，。；;]{0,10}密"
    "|(?:保护|尊重|维护)[^,，。；;]{0,12}(?:隐私|个人信息)"
)
"""Asks for the contrary of what must not be posted."""
LIST = re.compile(r"(?:以下|下列|如下)|(?:情况|情形|行为|流程|原则|内容|规定)之?一?[^。]{0,12}[:：]?$")
_PUNISHED_LIST = re.compile("清除|踢|清退|出群|退群|劝退|罚|处理|处罚|警告|禁言|移出|违规行为")
LONGEST_HEADING = 16
_ABSENT = (
    "减员|增减|增删|添加、|身份[^,，。；;]{0,8}变|发生变|变更|不(?:再)?符合|转出|长期|长时间不|核实后|相关部门核实|定期|离职|调离|调岗|离岗|退休|休学|退学|转学|转园|毕业|实习结束|轮转|搬离|搬走|无效|未[^,，。；;]{0,10}(?:实名|认证|登记)|不活跃|不应|"
    "每周|每月|每季|每半年|每年|不再(?:需要|使用|具备|属于)|僵尸|无关人员|清理|潜水|不发言|未参与|未(?:修改|改|完善)|(?<!屡教)(?<!拒)(?<!仍)(?<!劝)不改|变动|没改|没续|未续|到期|过期|迁出|去世|外嫁|"
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
    "moderation.ads": "只能在群",
    "moderation.secrets": (
        "(?:告诉|举报|反映|私信|报告)[^。；;]{0,20}保密|^(?!.*(?:内部|客户|公司|单位|商业|秘密|机密|公开|资料|数据)).*(?:姓名|电话|住址|身份证|照片|病历)[^。；;]{0,16}外传"
    ),
    "moderation.offtopic": "(?:[:：]\\d\\d|点)(?:以|之)?[后前][^。；;]{0,16}聊天|活动内容|养生[^,，。；;]{0,8}[、,，]?(?:不实|未经|谣|没)|养生偏方",
    "moderation.privacy": "(?:填写|登记|提供|提交|填报|完善|更新|包括)[^,，。；;]{0,8}个人[^,，。；;]{0,4}信息",
    "moderation.links": "(?:内容|信息|言论)(?:或者?|和|及|、)链接|(?:无关|没关系)的[^,，。；;]{0,14}链接|二手群",
    "sanction.kick": f"不得随意|擅自|(?<!屡)(?:{_ABSENT})(?!.{{0,30}}(?:违[反规]|警告|禁言|缺席))",
    "sanction.remind": r"提前[^,，。；;]{0,8}(?:提醒|说)|经提醒|前[^,，。；;]{0,14}提醒|提醒后|未[^,，。；;]{0,6}(?:回复|确认)",
    "sanction.escalate": "^(?!.*(?:违|严重|屡|造成|恶)).*(?:纠纷|矛盾|诉求)[^。；;]{0,30}(?:由|报)|未[^,，。；;]{0,6}上报|^(?!.*(?:瞒|不报)).*(?:(?:隐患|故障|异常|险情)[^。；;]{0,24}|问题[^。；;]{0,10})(?:上报|报告)|报告[^,，。；;]{0,8}(?:进度|进展)|申诉|异议|复核|不服|举报(?!人)|建议|意见|诉求|申请|备案|[当每][天日周月][^,，。；;]{0,12}(?:营业|库存)",
    "sanction.record": "聊天记录|活动|建议|意见",
    "sanction.revoke": "申请|群组(?:撤销|更新)",
    "notice.publish": (
        "发布[^,，。；;]{0,4}群公告|同等效力|用于|活动[^,，。；;]{0,6}(?:通知|公告|时间)|(?:通知|公告|发布)[^,，。；;]{0,6}活动(?!安排)|^(?!.*由[^,，。；;]{1,14}(?:发布|转发|通知|推送|传达)).*(?:不得|严禁|禁止|不准|请勿|不要)[^。；;由经]{0,6}(?:发布|转发|传播)|未经"
        "|(?:信息|广告)[^。；;]{0,4}需经"
    ),
    "notice.ack": (
        rf"已(?:经)?(?:回复|确认|用)|(?:勿|不要|别|无需|不必)[^,，。；;]{{0,10}}回复|邀请确认|二次确认|^(?!.*(?:通知|公告|收到|指令|消息|工作信息|提问|领导|指示|下达|任务)).*(?:{_ANSWERED_BY_STAFF})|仍[无未没]回应|无异议"
        "|^(?!.*(?:须|应|请|要|内|前|必须|接龙)).*[未没](?:按时|及时)?(?:回复|确认)"
    ),
    "notice.deadline": rf"^(?!.*(?:通知|公告|收到|指令|消息)).*(?:{_ANSWERED_BY_STAFF})|仍[无未没]回应|无异议|请假",
    "notice.review": "活动|广告|入群|进群|群名称|建群|拉",
    "notice.source": "活动时间|姓名",
    "notice.followup": "活动前|缺席",
    "cleanup.members": "僵尸群|当[天日]退|屡教|拒不|仍不改正|即退|缺席|^(?!.*(?:定期|长期|每[天日周月季年])).*违[反规]|取消[^,，。；;]{0,8}资格|不得随意|擅自",
    "decision": "链接|集赞|拉票|砍价|严禁|禁止",
    "ticket": "瞒报|隐瞒|为主|私下|不应|领导[^。；;]{0,40}(?:回复|确认)|申诉|复核|不得|严禁|禁止|不要|谢绝|政治|建议[^。；;]{0,12}私信|违规行为|处罚|纪律",
    "event.attendance": "(?:不能|不得|禁止|严禁|不要)[^。；;]{0,24}签到",
    "event.rsvp": "^(?!.*(?:活动|报名|参加|名额|聚|赛|去的)).*(?:通知|[没未]接龙|回执|表态)",
    "suggestion": "对[^,，。；;]{0,4}(?:处理|处罚|决定)[^,，。；;]{0,6}(?:意见|看法)|供群主决策|处理意见|不同意见可以展开",
    "conduct.invite": "由[^,，。；;]{1,10}(?:负责)?(?:拉人|邀请)",
    "hours": "^(?!.*(?:打扰|勿|安静|休息|不发)).*(?:关机|网络畅通|通畅|在线)",
    "join.approval": "^(?!.*(?:加入|入群|进群|加群|准入|邀请|拉)).*退|不再|退出工作群|退群申请|未经[^。；;]{0,14}(?:邀请|拉)",
    "join.profile": "建|昵称(?:应|须)?(?:统一)?(?:改|设)",
    "join.training": "家长会",
    "archive.messages": "总结|报告|命名|群文件",
    "profile.update": "(?:群主|管理员)[^,，。；;]{0,8}岗位",
    "conduct.impersonation": "防止",
    "realname": "申请(?:加入|入群|进群|加群)[^。；;]{0,20}(?:备注|注明|填写)|验证信息",
    "supervision.audit": "协助群主|表彰|评估",
    "sanction.appeal": "每[^,，。；;]{1,4}复核|无异议",
    "supervision.appraisal": "培训并|取消[^。；;]{0,14}(?:评优|资格|奖金)|暂停[^,，。；;]{0,4}评",
    "group.naming": "(?:文件|记录|数据|资料|照片)[^。；;]{0,24}命名|成员[^。；;]{0,14}名称|成员名称|命名规则[^。；;]{0,24}(?:姓名|爸爸|妈妈|名字)|(?:昵称|名片)[^,，。；;]{0,6}命名|(?:修改|更改|变更|改动|擅自改)[^,，。；;]{0,4}群名|群文件|群公告",
    "group.create": "退群|解散",
    "group.roles": "@|更换群主",
    "event.program": "组织者|任务|清理|清一|备份|检查|总结",
    "exit.request": "罚款|劝[^,，。；;]{0,6}退|责令|强制退|请其退",
    "task.report": "^(?!.*(?:前|发到|提交)).*(?:缺交|漏交|未交)|活动|销售额提成",
    "notice.announcement": "改(?:了|动|规则)",
    "rules.revise": "活动|处分决定",
}
"""By code, or by the code's first part with a dot: none of these may stand in the sentence."""

GIVES_WAY: Mapping[str, tuple[str, ...]] = {
    "ticket": ("report", "supervision.appraisal"),
    "notice.followup": ("task.track",),
    "group.naming": ("archive.files",),
    "notice.publish": ("event.announce", "task.assign", "decision"),
    "moderation.rumor": ("conduct.impersonation",),
    "notice.review": ("event.approval",),
    "event.program": ("event.approval", "event.summary"),
    "supervision.audit": ("sanction.recall", "cleanup.members"),
    "sanction.remind": ("notice.followup",),
    "archive.messages": ("group.lifecycle",),
    "archive.files": ("event.summary",),
    "event.rsvp": ("sanction.record",),
    "decision": ("rules.revise",),
    "hours": ("presence",),
    "conduct.files": (),
}
"""The general gives way to the particular in the same clause."""

_BY_SENTENCE = frozenset({"ticket", "notice.publish", "supervision.audit", "hours"})
"""Give way only within one sentence."""

_NEEDS = {code: re.compile(pattern) for code, pattern in NEEDS.items()}
_UNLESS = {code: re.compile(pattern) for code, pattern in UNLESS.items()}


class Context:
    """What the headings above a clause say about it: that it forbids, that it punishes."""

    def __init__(self, lead: tuple[str, ...], text: str = "") -> None:
        own = lead[-1] if lead else ""
        headings = [words for words in lead if len(words) <= LONGEST_HEADING]
        listed = LIST.search(own) is not None and (
            _FORBIDS.search(own) is not None or _PUNISHED_LIST.search(own) is not None
        )
        self.penal = any(_PENAL.search(words) for words in headings) or _AGAINST.search(text) is not None
        self.forbids = listed or (not self.penal and any(_FORBIDDING_HEADING.search(words) for words in headings))

    def admits(self, code: str, sentence: str) -> bool:
        """Content must be forbidden, a sanction needs a breach, cleaning a reason."""
        kind = code.partition(".")[0] + "."
        if code == "moderation.offtopic" and (self.forbids or _ONLY.search(sentence)):
            return _UNLESS[code].search(sentence) is None
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

    def permits(self, code: str, sentence: str) -> bool:
        """Whether the sentence allows what the code forbids: the model knows what is spoken of, not if it may be."""
        forbidding = code.startswith(("moderation.", "conduct.")) and not self.forbids
        return forbidding and _ALLOWS.search(sentence) is not None and _FORBIDS.search(sentence) is None

    def _forbidden(self, kind: str, sentence: str) -> bool:
        if self.forbids or (kind == "conduct." and "未经" in sentence):
            return True
        forbids = _FORBIDS.search(sentence) is not None or _POSITIVE.search(sentence) is not None
        return forbids and not (self.penal and _only_named(sentence))


def _only_named(sentence: str) -> bool:
    """``泄露秘密的，移出本群`` under the heading of sanctions: the deed is named, not forbidden here."""
    named = "(?:的|者|后果)(?:[,，]|[^。；;,，]{0,8}(?:警告|禁言|移出|踢|清|罚|通报|劝退|拉黑|除名))"
    return re.search(named, sentence) is not None or re.search("违反", sentence) is not None


def settle(found: dict[str, bool], *, whole: bool = False) -> list[str]:
    """Codes that give way; ``found`` tells of each code whether it is sure rather than weak.

    ``whole``: those of a whole clause, whose sentences may each ask for another step of one matter.
    """
    return [
        general
        for general, particular in GIVES_WAY.items()
        if general in found
        and not (whole and general in _BY_SENTENCE)
        and any(found.get(code, False) for code in particular)
    ]
