"""What comes with an answer and is for the publisher: a question, a request, a reason not to come."""

import re
from dataclasses import dataclass
from typing import Literal

LONGEST_REMARK = 200

_QUESTION = re.compile(
    r"[?？]|吗|呢[。.!！~]*$|请问|请教|想问|问一?下|咨询|几[个点号时位人]|何时|什么|怎么|怎样|哪[里儿天个些位]?|多少|多久|是否|能否|可否|"
    r"[能要可会]不[能要可会]|可不可以|需不需要|有没有|是不是|谁|啥|咋|[呢不没]$|(\S)不\1|^(?:那|是)?[^,，。]{1,6}还是[^,，。]{1,6}$"
)
_REQUEST = re.compile(
    r"[发传补](?:我|一?下|一份)[吧呗啊呀]?$|"
    r"^(?:另外|还有|那|但是?|顺便)?(?:请|麻烦|烦请|劳烦|可以)(?:您|你|老师|领导|主任)?(?:再|帮忙|帮)?"
    r"(?:把|将|发|给我|提供|说明|告知|告诉|补|附|宽限|延)"
)
_HINDRANCE = re.compile(
    r"请假|[去来到]不了|参加不了|赶不|不能|不去|不参加|不方便|我不[是在]|不在|离职|没有?权限|已满|满了|没法|无法|没空|没时间|没办法|有事|冲突|做不|完不成|办不|来不及|晚到|迟到|"
    r"晚[几一]?点(?:到|来|去|才)|缺席|反对|不同意|异议|意见|建议|困难|延期|推迟|顺延|问题|[去来走]不成|不[去来]了|轮休|调休|值[夜白]班|病了|"
    r"打不开|下载不|登不上|进不去|点不开|失效|过期|看不[懂清见到]|不会[弄填用做操搞]|没有?我|写错|填错|错了|有误|[缺少]第?[了一二三四五六七八九十\d]|"
    r"[没未](?:有)?(?:看到|收到|找到|看见|见)(?:附件|链接|文件|表|图|名单|二维码|地址|定位|模板|材料)|"
    r"(?:附件|链接|文件|表格?|图片?|名单|二维码|地址|定位|模板|材料)[^,，。]{0,4}[没未]|"
    r"(?:我|本人|人|在|正)[^,，。]{0,6}(?:出差|外地|休假|值班|住院|生病|外出|老家|国外)"
)
_DENIED = re.compile(
    r"(?:没[有得]?|木|无|不会|绝不|一定不|不)(?:任何|什么)?(?:意见|异议|问题|困难|迟到|缺席|请假|冲突)|遇到问题|"
    r"(?:不会|绝不|不能?)(?:耽误|延误|马虎|松懈)|不能(?:少|忘)|解决问题|落实意见|意见(?:落实|执行|办)|建议收藏"
)


@dataclass(frozen=True, slots=True)
class Remark:
    """``text`` as it was written, shortened."""

    kind: Literal["question", "hindrance"]
    text: str


def read_remark(text: str) -> Remark | None:
    """What the publisher should hear of the words around an answer; None for ``已转发``, ``马上落实`` and the like."""
    words = text.strip().strip("，,。；;、").strip()
    if not words:
        return None
    meant = _DENIED.sub("", words)
    if _QUESTION.search(meant) or _REQUEST.search(meant):
        return Remark("question", words[:LONGEST_REMARK])
    return Remark("hindrance", words[:LONGEST_REMARK]) if _HINDRANCE.search(meant) else None
