"""Ready-made worlds: work groups with a fixed cast and as many colleagues as asked for."""

from datetime import timedelta
from random import Random

from .world import Account, Platform, Role, World
from .world.ground import Clock, system_clock

QQ_BOT, QQ_GROUP = "3001001001", "600700800"
OWNER, ADMIN, SECOND_ADMIN = "10000303", "10000202", "10000203"
LI_LEI, HAN_MEIMEI, WANG_XIAOMING, ZHAO_MIN = "10000101", "10000102", "10000103", "10000104"
WX_BOT, WX_GROUP, WX_OWNER = "wxid_bot0001", "12345678901@chatroom", "wxid_owner"

SURNAMES = "张刘陈杨黄吴徐孙马朱胡郭何高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘"
GIVEN = [
    "伟",
    "芳",
    "娜",
    "敏之",
    "静怡",
    "强",
    "磊",
    "洋",
    "艳",
    "勇",
    "杰",
    "娟",
    "涛",
    "明远",
    "超",
    "秀兰",
    "霞",
    "平",
]
GIVEN += ["刚", "桂英", "文博", "子涵", "雨桐", "浩然", "思源", "嘉欣", "志远", "晓燕", "建国", "海波"]
DEPARTMENTS = ["研发", "测试", "产品", "设计", "运维", "市场", "销售", "行政"]

QQ_CAST = [
    (OWNER, "老板", "总经办-陈立", Role.OWNER),
    (ADMIN, "静水流深", "综合部-林静", Role.ADMIN),
    (SECOND_ADMIN, "敏敏", "人事部-周敏", Role.ADMIN),
    (LI_LEI, "小李", "研发-李雷", Role.MEMBER),
    (HAN_MEIMEI, "梅子", "测试-韩梅梅", Role.MEMBER),
    (WANG_XIAOMING, "明明如月", "市场-王小明", Role.MEMBER),
    (ZHAO_MIN, "赵敏敏", "产品-赵敏", Role.MEMBER),
]
WX_CAST = [
    (WX_OWNER, "陈立", "总经办-陈立", Role.OWNER),
    ("wxid_linjing", "林静", "综合部-林静", Role.ADMIN),
    ("wxid_zhangsan", "张三", "研发-张三", Role.MEMBER),
    ("wxid_lisi", "李四", "销售-李四", Role.MEMBER),
    ("wxid_wangwu", "王五", "市场-王五", Role.MEMBER),
]


def names(count: int, seed: int = 7) -> list[tuple[str, str]]:
    """``count`` different people as (department, name), the same ones each time."""
    random = Random(seed)
    seen: set[str] = set()
    found: list[tuple[str, str]] = []
    while len(found) < count:
        name = random.choice(SURNAMES) + random.choice(GIVEN)
        if len(seen) > len(SURNAMES) * len(GIVEN) // 2:
            name += str(len(found))
        if name not in seen:
            seen.add(name)
            found.append((random.choice(DEPARTMENTS), name))
    return found


def qq_world(clock: Clock = system_clock) -> tuple[World, Account]:
    world = World(Platform.QQ, clock)
    return world, world.add_account(QQ_BOT, "群管")


def furnish_qq(
    world: World, group: str = QQ_GROUP, name: str = "研发一组", *, size: int = 30, bot_role: Role | str = Role.ADMIN
) -> None:
    """A group of ``size`` people, the account included. With the bot as owner, 陈立 is an admin."""
    world.add_group(group, name, max_members=max(500, size))
    long_ago = world.clock() - timedelta(days=400)
    for index, (user, nickname, card, role) in enumerate(QQ_CAST):
        if user not in world.people:
            world.add_person(user, nickname)
        is_replaced = role is Role.OWNER and Role(bot_role) is Role.OWNER
        joined = long_ago + timedelta(days=index)
        world.settle_in(group, user, role=Role.ADMIN if is_replaced else role, card=card, joined_at=joined)
    world.settle_in(group, QQ_BOT, role=Role(bot_role), card="群管", joined_at=long_ago + timedelta(days=30))
    for index, (department, person) in enumerate(names(max(0, size - len(QQ_CAST) - 1))):
        user = str(10001000 + index)
        if user not in world.people:
            world.add_person(user, person)
        joined = long_ago + timedelta(days=40 + index % 300)
        world.settle_in(group, user, card=f"{department}-{person}", joined_at=joined)


def wechat_world(clock: Clock = system_clock) -> tuple[World, Account]:
    world = World(Platform.WECHAT, clock)
    return world, world.add_account(WX_BOT, "群规助手")


def furnish_wechat(
    world: World, group: str = WX_GROUP, name: str = "华东销售群", *, size: int = 30, bot_role: Role | str = Role.MEMBER
) -> None:
    """``bot_role`` owner or admin lets it kick and announce; as member these are refused."""
    world.add_group(group, name)
    for user, nickname, card, role in WX_CAST:
        if user not in world.people:
            world.add_person(user, nickname)
        is_replaced = role is Role.OWNER and Role(bot_role) is Role.OWNER
        world.settle_in(group, user, role=Role.ADMIN if is_replaced else role, card=card)
    world.settle_in(group, WX_BOT, role=Role(bot_role))
    for index, (department, person) in enumerate(names(max(0, size - len(WX_CAST) - 1), seed=11)):
        user = f"wxid_{index:04d}"
        if user not in world.people:
            world.add_person(user, person)
        world.settle_in(group, user, card=f"{department}-{person}")
