"""A regulation of a workshop, and the steps that bring it into force."""

from bot.domain.messages import File
from bot.governance import roster
from tests.support.house import TestHouse

WORKSHOP = """车间工作群管理制度
第一条 本群用于工作交流。
第二条 不得发布广告、推销及垃圾信息。
第三条 看到通知后应在2小时内回复“收到”。
第四条 违反本制度的，30天内第一次警告，第二次禁言1天，第三次移出本群。
第五条 不得在群内讨论工资。
"""


async def look(house: TestHouse) -> None:
    """The bot has looked at the member list once, as it does soon after a group is enabled."""
    await roster.look_at_list(house.group, now=house.clock.now())


async def drafted(house: TestHouse, text: str = WORKSHOP, scope: str = "") -> int:
    """Imported by an administrator; the draft's number."""
    await house.say("林静", f"/制度 导入 {scope} {text}".replace("  ", " "))
    answer = next(said for said in reversed(house.said()) if "，草案）" in said)
    heading = answer.split("制度 #", 1)[1]
    return int(heading.split("《", 1)[0])


async def in_force(house: TestHouse, text: str = WORKSHOP, scope: str = "") -> int:
    """Imported, reviewed and announced by the owner, from now on."""
    number = await drafted(house, text, scope)
    await house.say("林静", f"/制度 {number} 审定 仍")
    await house.say("陈立", f"/制度 {number} 公布")
    return number


async def post_file(house: TestHouse, name: str, content: bytes, who: str = "林静") -> str:
    """A group file of ``who``; the message's id."""
    house.platform.files[name] = content
    return str(await house.say(who, [File(name, name, "", len(content))]))
