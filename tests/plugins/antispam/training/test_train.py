"""From labelled rows to a model that reads them: the whole way, on a small invented set."""

import json
import sys
from pathlib import Path

import pytest

from bot.__main__ import build_parser, main
from plugins.antispam.domain.model import LinearModel
from plugins.antispam.domain.text.normalise import normalise
from plugins.antispam.training.rows import BadData, Row
from plugins.antispam.training.split import split

pytest.importorskip("sklearn", reason="scikit-learn is not installed")
import numpy as np

from plugins.antispam.training import measure
from plugins.antispam.training.train import train

OFFERS = ("刷单", "贷款", "发票", "彩票", "代购", "外挂", "办证", "荐股", "减肥药", "流量卡")
WAYS = (
    "加微信领取",
    "私聊我咨询",
    "扫码进群",
    "联系客服办理",
    "点链接注册",
    "电话咨询",
    "货到付款",
    "名额有限速来",
    "当天放款",
    "诚信经营",
)
TALKS = ("周会", "报销", "排班", "合同", "快递", "培训", "图纸", "样品", "会议室", "体检")
ENDS = (
    "改到明天下午",
    "请大家今天提交",
    "在三楼找我拿",
    "已经发到邮箱",
    "辛苦各位了",
    "推迟到下周",
    "谁有空帮忙看下",
    "财务已经签字",
    "记得带工牌",
    "我这边没问题",
)
BAD = ("蠢货", "废物", "混蛋", "畜生", "贱人", "白痴", "人渣", "饭桶", "脑残", "垃圾")
AIMS = (
    "你就是个",
    "滚出去你这个",
    "他真是一个",
    "闭嘴吧",
    "没见过这种",
    "全家都是",
    "公司养的",
    "丢人现眼的",
    "离我远点",
    "谁招来的",
)


def rows() -> list[Row]:
    found = [Row(f"{a}{b}日赚{n}百", "spam", "demo") for n, a in enumerate(OFFERS) for b in WAYS]
    found += [Row(f"{a}{b}，第{n}项", "ham", "demo") for n, a in enumerate(TALKS) for b in ENDS]
    return found + [Row(f"{b}{a}{'！' * n}", "abuse", "demo") for n, a in enumerate(BAD) for b in AIMS]


def test_a_small_set_is_learnt_and_what_was_held_out_is_told_apart() -> None:
    said: list[str] = []
    result = train(rows(), holdout=0.4, seed=3, own=False, say=said.append)
    kept, held = split(rows(), holdout=0.4)
    assert result.held == held
    assert said[0] == f"rows: {len(kept)} to train on, {len(held)} held out"
    model = LinearModel(result.model)
    assert result.model.facts["held_out"]["spam_auc"] > 0.9
    assert model.score(normalise("贷款加微信领取")).spam > 2 * model.score(normalise("合同已经发到邮箱")).spam
    assert model.score(normalise("你就是个废物")).abuse > model.score(normalise("样品在三楼找我拿")).abuse


def test_the_same_rows_and_seed_give_the_same_model() -> None:
    one, other = (train(rows(), holdout=0.2, seed=3, own=False, say=lambda _: None).model for _ in range(2))
    assert (one.spam.weights, one.abuse.weights) == (other.spam.weights, other.abuse.weights)
    assert one.thresholds == other.thresholds


def test_what_is_like_the_rows_set_apart_is_not_trained_on() -> None:
    lone = Row("今天食堂的红烧肉特别好吃，建议大家早点去", "ham", "demo")
    said: list[str] = []
    for apart in ([], [lone._replace(text="今天食堂的红烧肉特别好吃！建议大家早点去吧")]):
        train([*rows(), lone], holdout=0.0, seed=3, own=False, apart=apart, say=said.append)
    counts = [int(line.split()[1]) for line in said if line.startswith("rows")]
    assert counts == [len(rows()) + 1, len(rows())]


def test_too_few_rows_of_a_label_are_refused() -> None:
    with pytest.raises(BadData, match="rows of abuse"):
        train([row for row in rows() if row.label != "abuse"], holdout=0.0, seed=1, own=False, say=lambda _: None)


def write(path: Path, lines: list[Row]) -> Path:
    path.write_text("".join(json.dumps(row._asdict(), ensure_ascii=False) + "\n" for row in lines), "utf-8")
    return path


def test_the_command_writes_a_model_and_its_card(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, out = write(tmp_path / "rows.jsonl", rows()), tmp_path / "own.bin"
    assert main(["train", "--data", str(data), "--out", str(out), "--holdout", "0.4"]) == 0
    assert LinearModel.load(out).facts["rows"] == len(split(rows(), holdout=0.4)[0])
    card = out.with_suffix(".md").read_text("utf-8")
    assert "| demo |" in card
    assert "Model card" in card
    assert "held_out spam_auc" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--data", "{missing}"], "missing.jsonl"),
        (["--data", "{bad}"], "bad.jsonl:1"),
        (["--data", "{few}"], "rows of"),
        (["--data", "{good}", "--holdout", "1.5"], "--holdout"),
        (["--data", "{good}", "--out", "{nowhere}"], "不能写入"),
    ],
)
def test_wrong_use_is_one_line_and_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], reason: str
) -> None:
    (tmp_path / "bad.jsonl").write_text("nonsense\n", "utf-8")
    places = {
        "missing": tmp_path / "missing.jsonl",
        "bad": tmp_path / "bad.jsonl",
        "few": write(tmp_path / "few.jsonl", rows()[:5]),
        "good": write(tmp_path / "good.jsonl", rows()),
        "nowhere": tmp_path / "no" / "folder" / "m.bin",
    }
    out = [] if "--out" in arguments else ["--out", str(tmp_path / "m.bin")]
    assert main(["train", *(part.format(**places) for part in arguments), *out]) == 2
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1
    assert reason in lines[0]


def test_without_scikit_learn_one_line_says_how_to_get_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = write(tmp_path / "rows.jsonl", rows())
    for name in [name for name in sys.modules if name.startswith(("plugins.antispam.training.", "sklearn"))]:
        if not name.endswith((".commandline", ".rows")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "sklearn", None)
    monkeypatch.setitem(sys.modules, "sklearn.linear_model", None)
    assert main(["train", "--data", str(data), "--out", str(tmp_path / "m.bin")]) == 2
    assert "scikit-learn" in capsys.readouterr().err


def test_the_word_is_offered_by_the_command_line() -> None:
    assert build_parser().parse_args(["train", "--data", "x"]).holdout == 0.2


def test_measures_agree_with_what_can_be_counted() -> None:
    scores = np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.5])
    positive = np.array([True, True, False, True, True, False])
    assert measure.area(scores, positive) == pytest.approx((2 + 2 + 1 + 0.5) / 8)
    assert measure.best_f1(scores, positive) == pytest.approx(2 * 4 / (4 + 6))  # of equal scores all are flagged
    assert measure.f1_at(scores, positive, 0.75) == pytest.approx(2 * 2 / (2 + 4))
    assert measure.recall_at(scores, positive, 0.0) == pytest.approx(0.5)
    assert measure.recall_at(scores, positive, 0.5) == pytest.approx(0.75)
    assert measure.calibration_error(np.array([0.05, 0.95]), np.array([False, True])) == pytest.approx(0.05)
