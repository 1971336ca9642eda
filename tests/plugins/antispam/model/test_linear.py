"""What the delivered model says of plain cases, and that teaching moves it the way it should."""

from pathlib import Path

import pytest

from plugins.antispam.domain.model import LinearModel, builtin_model
from plugins.antispam.domain.model.features import BITS
from plugins.antispam.domain.model.file import LARGEST, ModelFile, Task, pack
from plugins.antispam.domain.model.linear import MODEL
from plugins.antispam.domain.model.pairs import BYTES
from plugins.antispam.domain.text.normalise import normalise
from plugins.antispam.training.examples import own_rows

NOTHING = pack([0] * (1 << BITS))
TABLES = Path(__file__).parents[1] / "domain"
ADVERTISEMENTS = (
    "兼职刷单，日结三百，无需押金，加微信 abc12345",
    "代开发票，各行业均可，点数低，联系电话13812345678",
    "高薪招聘，手机就能做，日入500，私聊我",
    "澳门新葡京娱乐城，首充送彩金，注册就送88",
    "无抵押贷款，当天放款，不看征信，加v：dk8866",
    "同城约炮，学生妹上门，加q 123456789",
    "内部牛股推荐，稳赚不赔，进群领取，加微信gp6688",
    "大量收微信号，老号高价，飞机联系",
    "办理毕业证驾驶证，高仿，货到付款",
    "高仿名表一比一，支持货到付款，加薇biao123",
)
WORK = (
    "好的，收到",
    "各位同事，本周五下午三点在三楼会议室开项目周会，请准时参加",
    "王姐，出差的发票放你桌上了，麻烦帮忙报销",
    "今天加班的同学登记一下，晚饭统一订",
    "腾讯会议号 123-456-789，十点开始",
    "快递到了，取件码 3-2-1088",
    "这破bug真他妈难查",
    "房贷利率下调了，银行说下个月自动改",
    "阿莫西林一天三次，饭后吃",
    "合同已经盖章，下午寄给客户",
    "各位家长，明天穿校服，八点前到校",
    "夜班的同事记得交接，安全帽戴好",
)
INSULTS = ("你就是个傻逼", "滚你妈的，废物东西", "你这个贱人去死吧", "黑人都是垃圾，滚回去")


@pytest.fixture(scope="module")
def model() -> LinearModel:
    return builtin_model()


@pytest.mark.parametrize("text", ADVERTISEMENTS)
def test_an_advertisement_scores_high(model: LinearModel, text: str) -> None:
    assert model.score(normalise(text)).spam >= model.thresholds.spam_review


@pytest.mark.parametrize("text", WORK)
def test_work_talk_scores_low(model: LinearModel, text: str) -> None:
    scores = model.score(normalise(text))
    assert scores.spam < 0.5
    assert scores.abuse < model.thresholds.abuse_review


@pytest.mark.parametrize("text", INSULTS)
def test_an_insult_scores_higher_than_any_work_talk(model: LinearModel, text: str) -> None:
    assert model.score(normalise(text)).abuse > max(model.score(normalise(other)).abuse for other in WORK)


def test_no_hard_negative_reaches_the_threshold_of_recall(model: LinearModel) -> None:
    lines = (TABLES / "hard_negatives.txt").read_text("utf-8").splitlines()
    texts = [line.replace("\\n", "\n") for line in lines if line and not line.startswith("#")]
    texts += [row.text for row in own_rows(seed=99) if row.label == "ham"]
    flagged = [text for text in texts if model.score(normalise(text)).spam >= model.thresholds.spam_recall]
    assert len(texts) > 1000
    assert flagged == []


def test_the_thresholds_are_in_order(model: LinearModel) -> None:
    thresholds = model.thresholds
    assert 0.3 < thresholds.spam_review < 0.7  # the best F1 lies near half of itself
    assert thresholds.spam_review < thresholds.spam_recall < 1
    assert 0.5 < thresholds.abuse_review < 1


def test_the_delivered_model_was_right_almost_always_when_it_was_sure(model: LinearModel) -> None:
    right, wrong = model.record
    assert right >= 500
    assert wrong <= 0.005 * right


def test_the_file_is_small_and_loaded_once() -> None:
    assert MODEL.stat().st_size < LARGEST
    assert builtin_model() is builtin_model()


@pytest.mark.parametrize("text", ["明天开会", ADVERTISEMENTS[0], ""])
def test_own_weights_move_spam_their_way_and_abuse_not_at_all(model: LinearModel, text: str) -> None:
    read = normalise(text)
    buckets = model.features(read)
    plain = model.score(read)
    steps = [model.score(read, dict.fromkeys(buckets, weight)) for weight in (-0.2, -0.05, 0.05, 0.2)]
    order = [steps[0].spam, steps[1].spam, plain.spam, steps[2].spam, steps[3].spam]
    assert order == sorted(set(order))
    assert {step.abuse for step in steps} == {plain.abuse}


def test_own_weights_of_other_buckets_change_nothing(model: LinearModel) -> None:
    read = normalise("明天开会")
    absent = next(bucket for bucket in range(1 << BITS) if bucket not in model.features(read))
    assert model.score(read, {absent: 0.5}) == model.score(read)
    assert model.score(read, {}) == model.score(read)


def test_the_logit_is_that_of_the_score() -> None:
    task = Task(NOTHING, 0.5, 0.01, 4.0, 0.0)
    facts = {"record": [1, 0]}
    thresholds = {"spam_recall": 0.9, "spam_review": 0.6, "abuse_review": 0.9}
    model = LinearModel(ModelFile(bytes(BYTES), task, task, thresholds, facts))
    assert model.spam_logit(normalise("好")) == pytest.approx(2.0)  # margin .5, four times as steep
    assert model.score(normalise("好")).spam == pytest.approx(0.8808, abs=1e-4)


@pytest.mark.parametrize(("text", "growing"), [("好", -1.0), ("各位同事请在本周五之前把报销单交到财务部", 1.0)])
def test_a_margin_means_more_the_longer_the_text(text: str, growing: float) -> None:
    facts = {"record": [1, 0]}
    thresholds = {"spam_recall": 0.9, "spam_review": 0.6, "abuse_review": 0.9}
    tasks = [Task(NOTHING, 0.5, 0.01, 2.0, 0.0, growth) for growth in (0.0, 0.5)]
    plain, grown = (
        LinearModel(ModelFile(bytes(BYTES), task, task, thresholds, facts)).spam_logit(normalise(text))
        for task in tasks
    )
    assert plain == pytest.approx(1.0)
    assert (grown - plain) * growing > 0
