"""Cards and mini-programs: what they want of those who see them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.messages import Card

from ..text.normalise import fold

_COUPON = re.compile(
    "砍一刀|帮我砍|帮忙砍|砍价|助力|帮我点|点一下|免费(?:领|拿|送)|领(?:取)?红包|拆红包|抢红包|大红包|现金红包|提现"
    "|抽奖|中奖|优惠券|领券|神券|外卖.{0,4}红包|拼团|拼单|秒杀|限时(?:抢|特价)|返现|返利|薅羊毛|邀请码|邀你一起|瓜分"
)
_VOTE = re.compile("(?:帮|请|麻烦).{0,8}投(?:我|他|她|一)?.{0,3}票|投票.{0,6}(?:支持|助力|第一)|拉票")
_HARMLESS = re.compile(
    "会议|日程|审批|周报|日报|打卡|考勤|文档|表格|问卷|培训|考试|收集表|接龙|待办|项目|工单|值班|体检|社保|公积金|报销|发票"
)
_SHOPS = re.compile("拼多多|pinduoduo|美团|饿了么|京喜|唯品会|淘特|淘宝特价|趣头条|快手极速|抖音极速|拼夕夕|多多")


@dataclass(frozen=True, slots=True)
class CardSign:
    """``kind``: coupon, vote (for somebody's sake), contact_card, group_card. ``text``: what was seen."""

    kind: str
    text: str


def judge_card(card: Card) -> list[CardSign]:
    """What makes a card an advertisement or a way to somebody; [] for shares of ordinary work."""
    if card.kind == "contact":
        return [CardSign("contact_card", card.title or card.description)]
    if card.kind == "group":
        return [CardSign("group_card", card.title or card.description)]
    text = fold(f"{card.title}\n{card.description}")
    if card.kind == "location" or _HARMLESS.search(text):
        return []
    found = [CardSign("vote", match[0]) for match in [_VOTE.search(text)] if match]
    coupon = _COUPON.search(text)
    if coupon is not None and (card.kind == "program" or _SHOPS.search(text) or len(_COUPON.findall(text)) > 1):
        found.append(CardSign("coupon", coupon[0]))
    return found


def judge_cards(cards: Iterable[Card]) -> list[CardSign]:
    return [sign for card in cards for sign in judge_card(card)]
