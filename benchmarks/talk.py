"""Plain work talk, as frames of a QQ implementation."""

import random
from collections.abc import Iterator

import orjson

BOT = 3001001001
_LINES = (
    "今天的日报我下班前发到共享盘，大家记得更新进度",
    "客户那边说接口 {n} 号前给到就行，先别急着上线",
    "会议室 {n} 号改到下午三点，麻烦相互转告一下",
    "这个需求我看了，大概要 {n} 个工作日，排到下周吧",
    "采购单第 {n} 号已经走完流程，发票下周一送到财务",
    "测试环境又挂了，谁在跑第 {n} 组压测？先停一下",
    "昨天讨论的方案我整理成文档了，有问题直接在里面批注",
    "下周二客户来访，接待安排按第 {n} 版，车我来定",
    "好的，我先把 {n} 条数据核对完再同步给你们",
    "周五团建的报名表在群文件里，还差 {n} 个人没填",
    "新同事的电脑和工位已经准备好了，明天九点办入职",
    "合同第 {n} 页的金额写错了，法务说要重新走一遍审批",
)


MEMBERS = 3000
_STRIDE = 1009


def frames(count: int, *, groups: int = 1, first: int = 1) -> Iterator[bytes]:
    """``count`` messages from number ``first`` on, spread over ``groups`` groups in turn.

    They come a thousand times faster than people type. So 3,000 members speak in turn and nobody says
    one line twice: nothing is a flood or a repeat, though everybody has spoken lately.
    """
    for message_id in range(first, first + count):
        turn, place = divmod(message_id, MEMBERS)
        user = 10000101 + place * _STRIDE % MEMBERS
        text = _LINES[(turn + user) % len(_LINES)].format(n=random.Random(message_id).randrange(1, 9999))
        yield orjson.dumps(
            {
                "time": 1793260000 + message_id // 10,
                "self_id": BOT,
                "post_type": "message",
                "message_type": "group",
                "sub_type": "normal",
                "message_id": message_id,
                "message_seq": message_id,
                "group_id": 600700800 + message_id % groups,
                "user_id": user,
                "anonymous": None,
                "message": [{"type": "text", "data": {"text": text}}],
                "raw_message": text,
                "font": 0,
                "sender": {"user_id": user, "nickname": f"成员{user}", "card": f"研发-{user}", "role": "member"},
                "message_format": "array",
            }
        )
