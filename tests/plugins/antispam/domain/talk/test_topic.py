import pytest

from plugins.antispam.domain.talk.topic import PAIRS, Topic, check_topic, find_topic, goes_on, pairs_of

DINNER = ["周末聚餐去哪家火锅店", "我知道一家火锅店不错", "那家火锅店聚餐要排队", "聚餐的话我想吃烤鱼"]
OTHER = [
    "明天的例会改到十点",
    "收到",
    "这个月的报销单谁审核",
    "服务器已经重启，请大家检查",
    "我知道了，马上处理",
    "周末值班表已经发到群里",
]


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("那就定这家火锅店吧", True),
        ("火锅店聚餐几个人", True),
        ("聚餐去火锅店还是烤鱼店", True),
        *((text, False) for text in OTHER),
    ],
)
def test_what_goes_on_with_the_last_messages(text: str, on: bool) -> None:
    assert goes_on(check_topic(text, find_topic("", "", [*DINNER, *OTHER[:2]]))) is on


@pytest.mark.parametrize(
    ("text", "on"),
    [("我觉得炒股还是要谨慎", True), ("A股今天又跌了", True), ("基 金也亏了", True), ("明天开会", False)],
)
def test_words_that_are_named_are_enough(text: str, on: bool) -> None:
    topic = find_topic("炒股、A股 基金", "", DINNER)
    assert goes_on(check_topic(text, topic)) is on
    assert not goes_on(check_topic("那家火锅店聚餐要排队", topic))  # only what was named


def test_a_quoted_message_leads_to_what_belongs_to_it() -> None:
    topic = find_topic("", DINNER[0], [*DINNER, "服务器报警了请检查服务器", "服务器报警已处理"])
    assert goes_on(check_topic("火锅店聚餐几点", topic))
    assert not goes_on(check_topic("服务器报警又来了", topic))


def test_nothing_said_is_no_topic() -> None:
    assert find_topic("", "", []).is_empty
    assert find_topic("", "", ["明天的例会改到十点", "这个月的报销单"]).is_empty
    assert not goes_on(check_topic("随便说一句话", Topic()))


def test_grammar_and_numbers_are_no_part_of_a_topic() -> None:
    assert pairs_of("我们的这个是什么 123456 2026") == frozenset()
    assert "docker" in pairs_of("Docker 的镜像")


def test_a_topic_is_bounded() -> None:
    texts = ["".join(chr(0x4E00 + i * 7 + j * 300) for i in range(60)) for j in range(12)]
    assert len(find_topic("", "", texts + texts).pairs) <= PAIRS
    assert len(find_topic(" ".join(f"词语{chr(0x4E00 + i)}" for i in range(50)), "", []).keywords) <= 10


def test_evidence_names_what_is_shared() -> None:
    check = check_topic("那就定这家火锅店吧", find_topic("", "", DINNER))
    assert check.verdict == "offtopic"
    assert "火锅" in check.evidence[0].text
