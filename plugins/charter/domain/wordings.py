"""Names, forms and lists in a clause's words, as the texts that the areas read.

Every function takes the clause's words and answers a text, or None where the clause does not say.
"""

import re

_QUOTED = r"[“\"「『'`【]([^”\"」』'`】]{1,30})[”\"」』'`】]"
_EXTENSION = re.compile(
    r"(?<![A-Za-z])\.?(exe|apk|bat|cmd|com|scr|dll|sh|msi|js|vbs|ps1|jar|lnk|iso|hta|zip|rar)(?![A-Za-z])",
    re.IGNORECASE,
)
_OFFICE = (
    "上级领导|上级部门|上级主管|上级党组织|主管领导|主管部门|有关部门|相关部门|"
    "[^,，。；;、并交报由向至按将给送经转移处或的及和]{0,8}?(?:人力资源部门?|人力部门?|人事部门?|行政部门?|办公室|纪检监察室|纪检(?:监察)?部门?|纪委|公安机关|公安部门|"
    "派出所|司法机关|业主委员会|业委会|居委会|管委会|(?:安全|信息安全|质量|生产|运营|综合|财务|合规|审计|风控|技术|教务|德育|后勤|医务|护理)(?:科|处|部门?|办)|保卫[处科]|法务部?|管理局|[一-龥]{1,4}局|总部|学生处|院办|学校|董事会|理事会|监事会|"
    "信息中心|物业公司|街道办?)"
)
_BODY = (
    "[^,，。；;、并交报由向至按将给送经转移处或的及和与请]{0,12}?(?:部|处|科|室|局|院|会|组|所|办|委|中心|公司|支部|党委|工会|村委|机关|法务|人事|"
    "校方|院方|总部|物业|街道|社区|学校|监理|民警|警方|公安|派出所|主席团|(?<!相关)机构|会议|老板|导师|合伙人|负责人|副总|部门|队委|总支|总监|总经理|经理|主任|校长|书记|院长|站长|督导|主管|辅导员|法定代表人|单位)"
    "(?=按规定|按合同|处理|处置|处分|研究|备案|追责|追究|依(?:法|规|纪)|裁|决定|问责|介入|调查|立案|[,，。；;、]|或|和|及|与|$)"
)
"""Any body whose name ends so, where what follows says that it is to act."""
_BODIES = f"((?:{_BODY}|{_OFFICE})(?:(?:、|或|和|及|与)(?:{_BODY}|{_OFFICE}))*)"
_RECIPIENT = re.compile(
    "(?:上报|报告|报送|报请|报(?!名|废|销)|抄送|致函|升级到|通知(?=其)|联系|移交|移送|交由|转交|交(?![流往通])|转(?!发)|通报至|通报给|函告|通报|提请|提交|送(?!达)|告知|反馈)(?:至|给|到|请|本|我)?"
    + _BODIES
)
_REPORTED_TO = re.compile(f"向{_BODIES}(?:报案|报警|举报|报告|移交|通报)")
_DEALT_BY = re.compile(f"由(?=[^,，。；;]{{2,14}}(?:处理|处分|追究|研究|处置|裁定|决定|问责)){_BODIES}")
_HANDLES = re.compile(f"((?:{_OFFICE}))(?:处理|追究|处分|依法)")


_WHOSE = re.compile("^(?:其|本人)?(?:所在(?=[^,，]{3}))?")
_SURELY = re.compile("派出所|公安机关|司法行政机关|司法机关|法务部?|辅导员|纪委|人力资源部|人事部")
"""Whoever is named so in a clause that tells somebody outside the group is the one to be told."""


_EXEMPLIFIED = re.compile(
    r"[:：为成用]\s*([^\s，,。；;“”:：]{1,12}[-—_+＋·][^\s，,。；;“”]{1,20})[,，(（]\s*(?:例|例?如|比如)"
)
"""The form itself, before the example of it."""


_RULE = re.compile(
    r"(?:命名(?:规则|格式|方式)|格式|改名|(?:改好|改成?)?群?(?:昵称|名片|备注))[为是]?[:：]\s*([^\s，,。；;“”\"「]{1,12}[-—_+＋][^\s，,。；;“”\"]{1,20})"
)
_INSTANCE = re.compile("(?:例|例?如|比如|示例|像)[:：]?\\s*[“\"「『'`【][^”\"」』'`】]*\\d[^”\"」』'`】]*[”\"」』'`】]")
"""A quoted name with a number in it is one of somebody, not a form."""
_SOMEBODY = re.compile(r"(?:例|例?如|比如|比方|示例|像)[:：]?\s*[“\"「『'`【]([^”\"」』'`】]{1,30})[”\"」』'`】]")
_FORM_WORD = re.compile(
    "名(?![一-龥])|姓名|名字|名称|部门|单位|科室|岗位|职务|职位|号码|号$|房号|昵称|城市|班级|公司|店号|工号|楼栋"
)
"""What a form of a name is made of; ``李沐-审计员`` has none of it and is somebody's name."""
_PLACES = re.compile('[“"「][^”"」]{1,20}[”"」](?=目录|文件夹|下面|里)')
_EXAMPLE = re.compile(
    r"(?<=[”\"」』'`】])[^。；;“\"「]{0,16}(?:例?如|比如|示例|像)[:：]?\s*[“\"「『'`【][^”\"」』'`】]{1,30}[”\"」』'`】]"
)
"""A name given as an example behind the form it follows."""


def _unless_form(example: re.Match[str]) -> str:
    return example[0] if _FORM_WORD.search(example[1]) else ""


def pattern(text: str) -> str | None:
    """Quoted forms of a name, such as ``部门-姓名``."""
    if (form := _EXEMPLIFIED.search(text)) is not None:
        return form[1].replace("—", "-").replace("＋", "+")
    text = _PLACES.sub("", _SOMEBODY.sub(_unless_form, _INSTANCE.sub("", re.sub("`([^`]+)`", r"“\1”", text))))
    if unquoted := _RULE.findall(text):
        return "|".join(form.replace("—", "-").replace("＋", "+") for form in unquoted)
    text = _EXAMPLE.sub("", text)
    quoted = [
        q
        for q in re.findall(_QUOTED, text)
        if re.search(r"[-—_+＋·/(（]|^.{0,6}名[-—_]", q)
        and len(q) > 2
        and q[0] not in "（("
        and (not re.search("[XxＸ×]{2}", q) or "+" in q)
    ]
    if quoted:
        return "|".join(q.replace("—", "-").replace("＋", "+") for q in quoted)
    if (joined := _JOINED.search(text)) is not None:
        return f"{joined[1]}+{joined[2]}"
    match = re.search(
        r"(?:格式|统一|改成|改为|备注[为成]|写[成为]|设[成为]|标注[为成]|命名[为成]|统一用|按)(?:为|改为|设为|是|成)?[:：]?\s*([^\s，,。；;“”]{1,12}[-—_+＋][^\s，,。；;“”]{1,20})",
        text,
    )
    return _LED_TO.sub("", match[1]).replace("—", "-").replace("＋", "+") if match else None


_JOINED = re.compile(
    '(?:名字?|昵称|名片|备注|马甲)[^,，。；;]{0,4}(?:写[成为]?|改[成为]|用|为)(真名|本名|姓名|实名|[^,，。；;、“”本真]{1,5}?)加(?!上?[“「"]|括号|前缀|后缀)(?:上(?!岗))?([^,，。；;、“”本真的]{1,6})(?=[,，。；;]|$)'
)
"""``名字改成号码加姓名``: two parts that the word 加 joins."""
_LED_TO = re.compile("^.*(?:改成|改为|设为|写成|写为|[为成用])(?=.{2})")
"""``将昵称改成``: words that still lead to the form."""
_STATED = re.compile(
    "(?=((?:包括|包含|写明|注明|列清|发布|公布|完善|补全|发(?=[:：])|填写|填报|填好?|提供|提交|公布|登记|备注|说明|写清楚|写清|写好|写全|写上|报上|报(?![名销告备送警价批到给由经])|标明|载明|列明|列出|"
    "告知|告诉|公告(?!栏)|贴出|官宣|预告|上传|讲明|备注|报明|交代|附上|说清|讲清|写)(?:了|清楚|其|本人|自己的|个人|活动)?([^。；;]{2,60})))"
)
_ALL_STATED = re.compile(
    "((?:[^,，。；;:：、]{2,10}、){1,9}[^,，。；;:：、]{2,10}?)(?:等)?[,，]?(?:都|均|须|一律|必须|全部|必)(?:都|均|要|须|得)?(?:写|填|报|注明|提供|登记|备注)"
)
"""``姓名、电话都要写``: the list stands before the verb."""
_HANDED = re.compile(
    "[把将](?:新任人员的)?((?:[^,，。；;:：、]{2,10}、){1,9}[^,，。；;:：、]{2,10}?)(?:书面)?(?:发|报|告知|写)"
)
"""``把时间、地点发群里``."""
_ITEM = re.compile(
    "^.{0,6}群的|^(?:《[^》]{1,20}》[:：]?|在?群[里内](?:发布|公布)?|该人士|新任人员的|活动|自己的|本人|所在|真实|及|和|与|其|您的|你的|相关|有效的|申请人?的?|报明|写明|写清楚?|写好|列明|工作群的|群的|群聊的?|清楚?|[的:：,，])+|(?:等(?!级).*|信息|情况)$"
)
_OPENED = re.compile("^[^、(（]{0,8}[(（]")
"""``基本信息（姓名、电话）``: the list stands in brackets."""
_NO_ITEM = re.compile(
    "^(?:后|前|简报|总结$|照片$|经(?!费|办|营|历|验)|由|应(?!急)|须|未(?!成年)|不|请(?!假)|在(?!岗|校|读|职)|将|并|可(?!服务|用|接))|(?:后|前)$"
    r"|[^所现]在(?!$)|后(?![一二三四两几\d]|勤)|经(?!费|办|营|历|验|理|纪|$)|由(?!$)|须(?!知)|将|申请表|同意|审核|以上|内容包括"
)


_OWN_NAME = re.compile("(?:昵称|名片|备注|马甲|名字)[^,，。；;]{0,3}$")
"""What is quoted behind it is the form of a name, not what is to be told."""


def fields(text: str) -> str | None:
    """What must be stated, in the words of the clause: ``姓名|部门|电话``."""
    found: list[str] = []
    for match in _STATED.finditer(text):
        listed = match[2]
        quoted = re.search(_QUOTED, listed)
        if quoted and "、" not in listed[: quoted.start()]:
            if _OWN_NAME.search(listed[: quoted.start()]) or _OWN_NAME.search(text[: match.start(2)]):
                continue
            parts = re.split("[-—+＋/]", quoted[1])
        else:
            said = _OPENED.sub("", re.split("[,，)）]|等(?!级)", listed.lstrip(":： "))[0])
            *firsts, last = said.split("、")
            parts = [*firsts, *re.split("以及|(?<!参)与|和(?!平)|及(?!时|格)", last)]
        names = [_ITEM.sub("", name.strip()) for name in parts]
        if (
            len(names) > 1
            and all(1 < len(n) <= 10 and not _NO_ITEM.search(n) for n in names)
            and len(names) > len(found)
        ):
            found = names
    for before in (*_ALL_STATED.findall(text), *_HANDED.findall(text)):
        names = before.split("、")
        if len(names) > len(found) and not any(_NO_ITEM.search(name) for name in names):
            found = names
    return "|".join(dict.fromkeys(found)) or None


_NOT_ASKED = re.compile(
    rf"(?:不必|不用|无需|无须|不需要|免得?|别|不要|不许)[^。；;“「]{{0,12}}(?:{_QUOTED}[、或]?){{1,4}}"
)
"""``不用逐条回“收到”``."""


_BARE_ACK = re.compile("(?:回复|回个?|扣个?|打个?)\\s*(1)(?=[,，。；;即就]|$)")
"""``回1``: the one word that is named without quotes."""
_ANSWERED = re.compile(rf"已经?(?:回过?|回复过?){_QUOTED}的?")
"""``已回“收到”的``: of those who have answered."""


def ack_words(text: str) -> str | None:
    """The words to answer with: after 如, or quoted after 回复."""
    match = re.search(r"[(（](?:如|例如)([^)）]{2,40})[)）]", text)
    if match:
        words = [w for w in re.split(r"[、，,/或]", re.sub(r"(?:之类|等)[的]?$", "", match[1])) if w]
        return "|".join(words)
    text = _ANSWERED.sub("", _NOT_ASKED.sub("", text))
    if bare := _BARE_ACK.search(text):
        return bare[1]
    chosen = re.search(rf"以((?:{_QUOTED}[、或和]?){{1,6}})[^。；;]{{0,8}}(?:答复|回复|回应)", text)
    if chosen:
        return "|".join(re.findall(_QUOTED, chosen[1]))
    for match in re.finditer(
        rf"(?:统一[为用]|用语为|点击?|复(?!诵)|报|跟帖|回复|答复|应答|答|回|打|扣|接龙|确认)[^。；“\"「]{{0,6}}((?:{_QUOTED}(?:或者?|[、，,/和])?\s*){{1,6}})",
        text,
    ):
        said: list[str] = re.findall(_QUOTED, match[1])
        if words := [word for word in said if word != "稍后" and not word.startswith(("请", "需"))]:
            return "|".join(words)
    return None


def extensions(text: str) -> str | None:
    found = _EXTENSION.findall(text)
    return "|".join(dict.fromkeys(word.lower() for word in found)) or None


def recipients(text: str) -> str | None:
    """To whom is escalated: ``上级领导|人力资源部门``."""
    said = _RECIPIENT.findall(text) or _REPORTED_TO.findall(text) or _DEALT_BY.findall(text)
    found = [office for bodies in said for office in re.split("[、或和及与]", bodies)] or _HANDLES.findall(text)
    found = [_WHOSE.sub("", office) for office in found] or _SURELY.findall(text)
    return "|".join(dict.fromkeys(found)) or None
