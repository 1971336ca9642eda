"""What antispam serves of a regulation."""

from bot.domain.duties import DutyServed

DUTIES: tuple[DutyServed, ...] = (
    DutyServed("moderation.illegal", "auto", ("法律法规", "违法", "反动", "极端主义")),
    DutyServed("moderation.politics", "auto", ("政治", "宗教", "邪教")),
    DutyServed("moderation.porn", "auto", ("色情", "淫秽", "低俗", "黄色")),
    DutyServed("moderation.violence", "auto", ("暴力", "恐怖", "血腥")),
    DutyServed("moderation.gambling", "auto", ("赌博", "博彩")),
    DutyServed("moderation.ads", "auto", ("广告", "推销", "营销", "代购", "拉票", "砍价")),
    DutyServed("moderation.spam", "auto", ("垃圾信息", "无关链接", "无意义的消息")),
    DutyServed("moderation.finance", "auto", ("投资", "理财", "荐股", "集资")),
    DutyServed("moderation.recruitment", "auto", ("招聘", "兼职")),
    DutyServed("moderation.rumor", "auto", ("谣言", "捏造", "歪曲事实", "虚假信息", "未经证实")),
    DutyServed("moderation.abuse", "auto", ("谩骂", "辱骂", "攻击", "诋毁", "诽谤", "人身攻击", "侮辱")),
    DutyServed("moderation.discrimination", "auto", ("歧视",)),
    DutyServed("moderation.secrets", "auto", ("秘密", "机密", "涉密", "保密", "泄露公司")),
    DutyServed("moderation.privacy", "auto", ("隐私", "个人信息")),
    DutyServed(
        "moderation.links", "auto", ("病毒", "恶意软件", "不明链接", "可执行文件"), {"extensions": "exe|apk|bat"}
    ),
    DutyServed("moderation.offtopic", "show", ("无关信息", "无关的聊天", "无关内容", "闲聊")),
    DutyServed(
        "moderation.flood", "auto", ("刷屏", "频繁发送", "重复发送"), {"messages": "8", "window": "10s", "repeats": "3"}
    ),
    DutyServed("hours", "auto", ("休息时间", "工作时间", "夜间", "非工作时间")),
)
