"""The regulations that come and go in the histories."""

from bot.domain.regulation import Clause, Duty, RegulationText
from bot.governance import regulations

BASIC = regulations.basic()
NOTHING_FORBIDDEN = RegulationText("宽松规定", "7", (Clause("第一条", "大家好好说话。"),))
HARSH = RegulationText(
    "严格规定", "8",
    (
        Clause("第一条", "发广告的一律移出。", (Duty("moderation.ads"), Duty("moderation.recruitment"),
                                        Duty("sanction.kick", "auto", {"ladder": "kick"}))),
        Clause("第二条", "骂人的禁言一天。", (Duty("moderation.abuse"),
                                      Duty("sanction.mute", "auto", {"ladder": "mute:1d>kick"}))),
    ),
)  # fmt: skip
SUPPLEMENT = RegulationText(
    "本群补充", "1", (Clause("第一条", "第四条不适用于本群。", (), suspends="第四条"),
                  Clause("第二条", "不得骂人，骂人的移出。", (Duty("moderation.abuse", "auto", {"action": "kick"}),))),
)  # fmt: skip
VERSIONS = (BASIC, NOTHING_FORBIDDEN, HARSH)

REVISION = """/制度 导入 车间工作群管理制度
第一条 群名片统一为“部门-姓名”。
第二条 不得发布广告、推销及垃圾信息，不得谩骂他人。
第三条 违反本制度的，30天内第一次警告，第二次禁言1天，第三次移出本群。"""
