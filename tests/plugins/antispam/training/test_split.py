"""No copy of a held-out message is trained on."""

import json
import random

import pytest

from plugins.antispam.training.rows import BadData, Row, read_rows
from plugins.antispam.training.split import clusters, fold, split

TRADES = ("代开发票", "办理证件", "股票内参", "网上兼职", "减肥产品", "游戏代练", "贷款秒批", "高仿名表")
SAYINGS = ("需要的老板联系", "有意者私聊我", "名额有限先到先得", "长期有效欢迎咨询", "诚信经营支持验货")
PLANS = ("周会改到", "报销截止", "培训安排在", "值班表更新", "团建定在")
PLACES = ("三楼会议室", "线上进行", "下午两点")
ROWS = [
    *(Row(f"{t}{s}{13800000000 + i}", "spam", "own") for t in TRADES for s in SAYINGS for i in range(0, 9999, 3333)),
    *(Row(f"{plan}{place}明天{i}号", "ham", "own") for plan in PLANS for place in PLACES for i in range(1, 3)),
]


def test_the_sides_share_nothing_and_lose_nothing() -> None:
    kept, held = split(ROWS, holdout=0.4)
    assert kept
    assert held
    assert sorted(kept + held) == sorted(ROWS)
    assert not {fold(row.text) for row in kept} & {fold(row.text) for row in held}


def test_a_cluster_is_never_cut() -> None:
    kept, held = split(ROWS, holdout=0.4)
    names = clusters([row.text for row in kept + held])
    assert not set(names[: len(kept)]) & set(names[len(kept) :])


def test_the_order_of_rows_moves_none_to_the_other_side() -> None:
    shuffled = random.Random(3).sample(ROWS, len(ROWS))
    assert [sorted(side) for side in split(shuffled)] == [sorted(side) for side in split(ROWS)]


def test_another_seed_is_another_split() -> None:
    assert split(ROWS, seed=1)[1] != split(ROWS, seed=2)[1]


def test_nothing_held_out_is_possible_and_no_rows_are_no_error() -> None:
    assert split(ROWS, holdout=0.0) == (ROWS, [])
    assert split([]) == ([], [])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("代开各行业正规发票，电话13812345678王经理", "代开各行业正规发票 电话13987654321李经理"),
        ("日赚３００元，无需押金，加微信", "日赚500元无需押金加微信"),
        ("哈哈哈哈哈哈", "哈哈"),
        ("高仿名表一比一复刻，支持货到付款，全国包邮", "高仿名表一比一复刻，支持货到付款！全国包邮啦"),
    ],
)
def test_a_copy_with_other_numbers_or_signs_is_one_cluster(one: str, other: str) -> None:
    first, second, third = clusters([one, other, "会议室今天下午被预订了，改到明天"])
    assert first == second != third


def test_rows_are_read_from_lines_of_json(tmp_path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps({"text": "周会改到三点", "label": "ham", "source": "own"}) + "\n\n", "utf-8")
    assert read_rows(file) == [Row("周会改到三点", "ham", "own")]


@pytest.mark.parametrize("line", ["[]", "{", '{"text": "x"}', '{"text": "x", "label": "good", "source": "s"}'])
def test_a_bad_line_is_named_by_its_number(tmp_path, line: str) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"text": "a", "label": "ham", "source": "s"}\n' + line + "\n", "utf-8")
    with pytest.raises(BadData, match=r"rows\.jsonl:2"):
        read_rows(file)


def test_a_missing_file_is_bad_data(tmp_path) -> None:
    with pytest.raises(BadData, match="none"):
        read_rows(tmp_path / "none.jsonl.gz")
