"""What judging one plain message of about 40 characters costs, with 10,000 and 100,000 words: medians of 7 rounds."""

import random
import statistics
import time

from plugins.antispam.domain.assess import assess
from plugins.antispam.domain.message import Authored
from plugins.antispam.domain.policy import Policy
from plugins.antispam.domain.talk.window import WindowFacts
from plugins.antispam.domain.text.words import Word, WordMatcher, load_words

MESSAGES = (
    "今天下午三点在二楼会议室开项目例会，请各位同事提前准备好上周的进展材料，谢谢大家。",
    "客户那边反馈说接口文档第三章和实际返回的字段对不上麻烦看一下是不是版本没更新到最新",
    "王工，昨天那批货的验收单还差两个签字，你看方便的话今天下班前补一下，财务那边在催。",
    "报销截止25号，发票抬头开公司全称，有问题打分机8021或者直接联系我，别在群里刷屏哦",
)
ROUNDS, REPEATS = 7, 1500


def policy(size: int) -> Policy:
    """The built-in words, filled up with made-up ones."""
    chance = random.Random(size)
    words = load_words()
    hanzi = [chr(code) for code in range(0x4E00, 0x7000)]
    words += [Word("".join(chance.choices(hanzi, k=4)), "ads") for _ in range(size - len(words))]
    return Policy(words=WordMatcher(words))


def cost(message: Authored, regulation: Policy) -> float:
    """Microseconds of processor time for one message."""
    window = WindowFacts()
    rounds: list[float] = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for _ in range(REPEATS):
            assess(message, window, regulation)
        rounds.append((time.process_time() - start) / REPEATS * 1e6)
    return statistics.median(rounds)


def main() -> None:
    for size in (10_000, 100_000):
        regulation = policy(size)
        costs = [cost(Authored(text), regulation) for text in MESSAGES]
        listed = "  ".join(f"{c:.1f}" for c in costs)
        print(f"judge, {size} words: median {statistics.median(costs):.1f} µs  ({listed})")


if __name__ == "__main__":
    main()
