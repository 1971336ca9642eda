"""Every way to hide a word that the normaliser undoes, and the ordinary words it leaves alone."""

from pathlib import Path

import pytest

from plugins.antispam.domain.text.folding import FOLDED
from plugins.antispam.domain.text.homophones import homophones
from plugins.antispam.domain.text.normalise import compact, fold, normalise
from plugins.antispam.domain.text.words import Strength, builtin_matcher

LINES = (Path(__file__).with_name("ordinary.txt")).read_text("utf-8").splitlines()
ORDINARY = [line for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        # split characters
        ("扌丁人", "打人"),
        ("亻言用卡", "信用卡"),
        ("讠兑明", "说明"),
        ("氵去轮工力", "法轮工力"),
        ("钅戋", "钱"),
        ("犭句", "狗"),
        ("衤果聊", "裸聊"),
        ("⺘丁", "打"),
        ("禾刂息", "利息"),
        ("代 氵", "代水"),
        ("微忄", "微心"),
        ("扌 丁", "打"),
        ("馬扁", "马扁"),
        # code words, where contact is meant
        ("加薇abc123", "加微abc123"),
        ("加徽：abc12345", "加微abc12345"),
        ("加V看片", "加微看片"),
        ("+vx 12345", "微信12345"),
        ("➕ＶＸ", "微信"),
        ("加我wx", "加我微信"),
        ("vx同号", "微信同号"),
        ("徽信", "微信"),
        ("威信：abc12345", "微信abc12345"),
        ("v信", "微信"),
        ("伽徽:sx30622", "加微sx30622"),
        ("加扣扣", "加qq"),
        ("叩叩：123456789", "qq123456789"),
        ("🐧群", "qq群"),
        ("企鹅号12345678", "qq号12345678"),
        ("进裙", "进群"),
        ("裙：123456789", "群123456789"),
        ("卖片咖我吧", "卖片加我吧"),
        ("看名嘉Q", "看名加q"),
        ("j薇abc123", "加微abc123"),
        ("需要佳叩", "需要加叩"),
        ("j扣12345678", "加q12345678"),
        ("v姓suy267", "微信suy267"),
        ("薇辛：abc12345", "微信abc12345"),
        ("徽伩号", "微信号"),
        ("祼聊", "裸聊"),
        # common words of offers
        ("k我名，堪片", "看我名看片"),
        ("免非看，免f发", "免费看免费发"),
        ("w站w址，枉站冈址", "网站网址网站网址"),
        ("私l我，加窝", "私聊我加我"),
        # letters in numbers
        ("2744 7O53囗", "27447053口"),
        ("l38oo138OO0", "13800138000"),
        ("薇4I5l51I840", "薇4151511840"),
        ("5460O", "54600"),
        # digits in Latin words
        ("te1egram", "telegram"),
        ("w3ixin", "weixin"),
        ("t3legr4m", "telegram"),
        # repeats and decorations
        ("加加微微信信", "加微信"),
        ("傻傻傻逼逼逼", "傻逼"),
        ("兼丶职丶刷丶单", "兼职刷单"),
        ("加の微の信", "加微信"),
        # variants
        ("岀售", "出售"),
        ("儍逼", "傻逼"),
        ("🈚抵押", "无抵押"),
        ("📶", ""),
    ],
)
def test_what_was_hidden_is_read(written: str, plain: str) -> None:
    assert compact(written) == plain


@pytest.mark.parametrize(
    "text",
    [
        "1080i",
        "500l",
        "i5000",
        "l2000",
        "lo12",
        "v2o1",
        "a1o23",
        "3.0l",
        "o2o",
        "喝咖啡我请",
        "嘉我们一程",
        "js我写的",
        "家扣",
    ],
)
def test_what_only_looks_like_a_number_or_an_invitation_stays(text: str) -> None:
    assert fold(text) == text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("httttppps://t.mmmeee/+EEEab 银银银行行行", "htps://t.me/+eab 银行"),
        ("wwwwww.bbbaaaiddddu.ccom", "www.baidu.ccom"),
        ("加加加VVV信信信138888", "加微信138888"),
        ("哈哈哈哈笑死我了啊啊啊", "哈哈哈哈笑死我了啊啊啊"),
        ("www.aaa.com", "www.aaa.com"),
    ],
)
def test_a_text_is_read_without_its_stretches_where_it_is_stretched_all_over(written: str, read: str) -> None:
    assert fold(written) == read


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_are_only_folded_by_the_table(text: str) -> None:
    assert fold(text) == text.translate(FOLDED)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_are_hit_by_no_word_that_acts(text: str) -> None:
    read = normalise(text)
    hits = builtin_matcher().find(read) + homophones(read)
    assert [hit.word.text for hit in hits if hit.word.strength is Strength.ACT] == []


def test_there_are_many_ordinary_words() -> None:
    assert len(set(ORDINARY)) >= 150


@pytest.mark.parametrize(("text", "shown"), [("你女马死了全家", "你女马死了"), ("我要操你女马逼的", "操你女马")])
def test_two_ordinary_characters_spell_one_of_a_curated_word(text: str, shown: str) -> None:
    spans = [hit.span for hit in builtin_matcher().find(normalise(text))]
    assert shown in [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize("text", ["女马拉松运动员", "女子在明日到场", "人言可畏", "他女马上到了"])
def test_neighbours_are_not_joined_for_nothing(text: str) -> None:
    assert all(hit.word.strength is Strength.EVIDENCE for hit in builtin_matcher().find(normalise(text)))


@pytest.mark.parametrize("text", ["你女马死了全家", "我要操你女马的", "代开发票", "澳门新葡京", "去死吧你"])
def test_the_first_look_never_passes_over_a_word_that_acts(text: str) -> None:
    assert any(hit.word.strength is Strength.ACT for hit in builtin_matcher().find(normalise(text)))
    assert builtin_matcher().may_tell(normalise(text))
