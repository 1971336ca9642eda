"""Where clauses begin, and what is only written like the beginning of one."""

import time

import pytest

from plugins.charter.domain.parse import parse


def _paths(text: str) -> list[str]:
    return [clause.path for clause in parse(text).clauses]


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("第一章总则第一条甲。第二条乙。第二章管理第三条丙。", ["第一条", "第二条", "第三条"]),
        ("第一章总则\n第一条 甲。\n第二章 管理\n第一条 乙。", ["第一章/第一条", "第二章/第一条"]),
        ("一、职责:1. 甲;2. 乙。\n二、处罚\n(1)丙;(2)丁。", ["一/1", "一/2", "二/(1)", "二/(2)"]),
        ("工作群管理制度及流程一、总则甲。二、范围乙。", ["一", "二"]),
        ("第八条应遵循:(一)甲;(二)乙。", ["第八条/(一)", "第八条/(二)"]),
        ("第 五 条 甲。\n第 六 条 乙。", []),
        ("①甲；②乙；③丙。", ["①", "②", "③"]),
        ("- 甲\n- 乙", ["1", "2"]),
        ("## 通知\n- 甲\n- 乙\n## 交流\n- 丙", ["1/1", "1/2", "2/1"]),
        ("（一）甲。\n（二）乙。", ["(一)", "(二)"]),
        ("1）甲。\n2）乙。", ["(1)", "(2)"]),
        ("1 总则\n1.1 甲。\n1.2 乙。\n2 附则\n2.1 丙。", ["1/1.1", "1/1.2", "2/2.1"]),
        ("第十条 甲。\n第十一条 乙。\n第十二条 丙。", ["第十条", "第十一条", "第十二条"]),
        ("【一】建群\n①甲。\n②乙。\n【二】退群 丙。", ["一/①", "一/②", "二"]),
        ("⑳甲。㉑乙。㉒丙。", ["⑳", "㉑", "㉒"]),
        ("1. 甲。\n2. 不许发：\n a. 乙\n b. 丙\n3. 丁。", ["1", "2/a", "2/b", "3"]),
        ("0. 甲。\n1. 乙。\n2. 丙。", ["0", "1", "2"]),
        ("0 前言\n0.1 甲。\n0.2 乙。\n1 结构\n1.1 丙。\n2 其他\n2.1 丁。", ["0/0.1", "0/0.2", "1/1.1", "2/2.1"]),
        ("1.1 分三层：甲。\n1.2 天天看群。\n1.3 丙。", ["1.1", "1.2", "1.3"]),
        ("某站微信群管理制度及流程一、总则甲。二、职责1. 乙。2. 丙。", ["一", "二/1", "二/2"]),
        (
            "💅三店员工群规矩看这里\n\n💗 昵称后面要带上自己的店名\n💗 休息天不强求\n💗 早上开晨会别迟到",
            ["1", "2", "3"],
        ),
        ("4.1 甲。\n4.2 .sh .bat 这类文件不发。\n4.3 乙。", ["4.1", "4.2", "4.3"]),
        ("5.1 甲。\n5.2 年末评优。\n5.3 分机号要更新。", ["5.1", "5.2", "5.3"]),
        ("5.1 设备要在\n4.2 日以内修好。\n5.2 乙。", ["5.1", "5.2"]),
        (
            "十五、甲。\n十六、五一、十一的安排另行通知。\n十七、96110来电要接。\n十八、乙。",
            ["十五", "十六", "十七", "十八"],
        ),
        ("一：甲要先说完，乙再说话。\n1：乙。\n2：丙。\n二：丁。", ["一", "一/1", "一/2", "二"]),
        ("【1】职责：\n⑴甲；\n⑵乙。", ["1/(1)", "1/(2)"]),
        ("第１条 甲。\n第２条 下列：\n（１）乙；\n（２）丙。", ["第1条", "第2条/(1)", "第2条/(2)"]),
        ("第五条 甲。\n第五条之一：乙。\n第六条 丙。", ["第五条", "第五条之一", "第六条"]),
        ("一、安全\n1，甲。\n2，乙。\n4，丙。", ["一/1", "一/2", "一/4"]),
        ("1.甲。2.3.5米以上乙。3.8:00开会。4.2024年5月1日后丙。5.5万元以上丁。", ["1", "2", "3", "4", "5"]),
        ("1.甲。2.体温39.5℃以上的报告。3.费用3.5元。", ["1", "2", "3"]),
        (
            "一、处理（一）违反第三部分第（一）、（二）项的，提醒。（二）违反第（三）项的，移出。",
            ["一/(一)", "一/(二)"],
        ),
        ("第一条违反第七条第(一)项、第(二)项的,移出群。第二条 甲。", ["第一条", "第二条"]),
        ("1、目的1.1为使甲。1.2适用乙。2、建群2.1丙。2.2见2.1条。", ["1/1.1", "1/1.2", "2/2.1", "2/2.2"]),
        (
            "首页 > 政务公开 > 正文 某局管理办法 发布:2024-05-06 来源:局办,浏览:1203 第一章总则第一条甲。第二条乙。",
            ["第一条", "第二条"],
        ),
        ("某群规\n\n发言规范\n1、甲。\n2、乙。\n违规处理\n1、丙。\n2、丁。", ["1/1", "1/2", "2/1", "2/2"]),
        ("四、清退\n1. 甲。\n2. 乙。", ["四/1", "四/2"]),
        (
            "第一章 总则\n第一条 甲。\n第二章 管理\n第一条 乙。\n附则\n第一条 丙。",
            ["第一章/第一条", "第二章/第一条", "附则/第一条"],
        ),
        ("第一条 甲。\n第二条 乙。\n附件：填写说明\n1. 丙。\n2. 丁。", ["第一条", "第二条", "附件/1", "附件/2"]),
        ("第一条 甲。\n第二条 乙。\n附件1：建群申请表", ["第一条", "第二条"]),
        (
            "办法\n目 录\n第一章 总则\n第二章 管理\n第三章 附则\n"
            "第一章 总则\n第一条 甲。\n第二章 管理\n第二条 乙。\n第三章 附则\n第三条 丙。",
            ["第一条", "第二条", "第三条"],
        ),
        ("一 、 职责\n1 ． 甲。\n2 ． 乙。\n二 、 考核 丙。", ["一/1", "一/2", "二"]),
        ("第 十 条 甲。\n第 十 一 条 乙。\n第 十 二 条 丙。", ["第十条", "第十一条", "第十二条"]),
        ("第一条 甲，制定本制度第二条 乙适用第二章 群的建立第三条 丙。", ["第一条", "第二条", "第三条"]),
        ("（一）第\n1 次违反的，提醒。\n（二）设群\n1 个，由丙任群主。", ["(一)", "(二)"]),
        ("（一）甲。\n（二）承担\n一、二级护理任务的病区，乙。", ["(一)", "(二)"]),
        ("1 甲乙\n2 丙\n2 小时内回复\n3 丁戊\n4 己", ["1", "2", "3", "4"]),
        ("1.甲。\n2.乙。\n3.3楼以上使用电梯的丙。\n4.丁。", ["1", "2", "3", "4"]),
        ("1、目的与范围\n1.1 甲。\n2、建群\n2.1 乙。", ["1/1.1", "2/2.1"]),
        ("三、纪律\n①不发广告 ②不私下倒卖 ③不拍摄\n四、甲。", ["三/①", "三/②", "三/③", "四"]),
        ("1.不在群内争吵或        2.不发广告。\n3.甲。", ["1", "2", "3"]),
        ("五、\n附则\n本办法自公布之日起实行。", ["五"]),
        ("甲规定\n第一条 甲。\n第二条 乙。\n乙处罚规定\n第一条 丙。", ["第一条", "第二条", "1/第一条"]),
        ("一、入群要求。\n1. 甲。\n2. 乙。\n二、规范使用，净化环境。\n（一）丙。", ["一/1", "一/2", "二/(一)"]),
        ("第一条 甲。\n附件：1.守则\n2.办法\n某公司\n附件1\n守则\n1. 乙。", ["第一条", "附件1/1"]),
        ("1. 甲。\n2. 乙。\n备注：病假除外。\n3. 丙。", ["1", "2", "3"]),
        (
            "第一条 甲，制定本细则。第二\n条 乙。第\n三条 违反的，按照\n第四条处理。第四条 丙。",
            ["第一条", "第二条", "第三条", "第四条"],
        ),
        ("1.甲。2\n.乙。3\n.丙。", ["1", "2", "3"]),
        ("九、甲。十\n\n、乙。十\n\n一、丙。", ["九", "十", "十一"]),
        ("9️⃣ 甲。\n🔟 乙。\n1️⃣1️⃣ 丙。\n1️⃣2️⃣ 丁。", ["9", "10", "11", "12"]),
    ],
)
def test_clauses_stand_under_their_paths(text: str, paths: list[str]) -> None:
    if not paths:
        assert len(_paths(text)) == 2
    else:
        assert _paths(text) == paths


@pytest.mark.parametrize(
    "text",
    [
        "第一条 甲。\n第二条 违反第一条规定的，予以警告；违反第三条的除外。\n第三条 乙。",
        "第一条 会议于2024.1.1召开，第1.5版。\n第二条 甲。\n第三条 乙。",
        "第一条 为了统一、规范管理，制定本规定。\n第二条 甲（1人）乙。\n第三条 每人3、5天一次。",
        "第一条 依据本规定\n第三条的要求处理。\n第二条 乙。\n第三条 丙。",
        "第一条 一、二、三线值班医师不得离开病区。\n第二条 乙。\n第三条 丙。",
    ],
)
def test_references_dates_and_amounts_begin_no_clause(text: str) -> None:
    assert _paths(text) == ["第一条", "第二条", "第三条"]


def test_wrapped_lines_are_one_clause() -> None:
    [first, second] = parse("1. 不再接\n受其加入申请;\n2. 乙。").clauses
    assert first.text == "不再接受其加入申请;"
    assert second.text == "乙。"


def test_a_title_written_twice_is_one_title() -> None:
    parsed = parse("工作群管理制度工作群管理制度第一章总则第一条甲。")
    assert parsed.title == "工作群管理制度"
    assert [c.path for c in parsed.clauses] == ["第一条"]


def test_page_numbers_and_repeated_headers_are_no_text() -> None:
    page = "某某公司内部文件\n第 {} 页\n"
    text = f"群管理制度\n{page.format(1)}第一条 甲\n{page.format(2)}乙。\n{page.format(3)}第二条 丙。"
    assert [c.text for c in parse(text).clauses] == ["甲乙。", "丙。"]


def test_an_article_alone_on_its_line_is_no_page_header() -> None:
    chapters = "\n".join(f"第{c}章 管理\n第一条\n甲{c}。\n第二条\n乙{c}。" for c in "一二三")
    assert len(_paths(chapters)) == 6


def test_items_know_the_words_that_lead_to_them() -> None:
    [first, _] = parse("第八条群内禁止发布:(一)广告;(二)谣言。").clauses
    assert first.lead == ("群内禁止发布:",)


def test_a_lead_that_says_something_is_a_clause_of_its_own() -> None:
    text = "第一条 群成员须实名。有下列情形的移出：\n（一）甲；\n（二）乙。"
    assert _paths(text) == ["第一条", "第一条/(一)", "第一条/(二)"]


def test_closing_words_belong_to_no_clause() -> None:
    parsed = parse("一、甲。\n二、乙。\n本制度自发布之日起执行。")
    assert [c.text for c in parsed.clauses] == ["甲。", "乙。"]
    assert parsed.closing.startswith("本制度自发布")


def test_a_missing_number_is_told() -> None:
    parsed = parse("第一条 甲。\n第三条 乙。")
    assert [(w.path, "前面是 1" in w.text) for w in parsed.misnumbered] == [("第三条", True)]


def test_numbers_that_run_on_under_the_next_heading_are_in_order() -> None:
    parsed = parse("一、进群\n1.甲。\n2.乙。\n二、纪律\n3.丙。")
    assert [c.path for c in parsed.clauses] == ["一/1", "一/2", "二/3"]
    assert parsed.misnumbered == ()


def test_a_text_without_numbers_is_read_by_paragraphs() -> None:
    assert _paths("群规\n不发广告。\n不吵架。") == ["1", "2"]


@pytest.mark.parametrize(
    "text", ["1、" * 50_000, "第一条" * 50_000, "（一）" * 50_000, "- a\n" * 50_000, "一" * 100_000]
)
def test_hostile_texts_take_no_long_time(text: str) -> None:
    start = time.process_time()
    parse(text)
    assert time.process_time() - start < 3


def test_a_title_page_has_more_than_the_title() -> None:
    page = "某某集团有限公司\n文件编号：XX-2025-01\n微信工作群管理办法\n（试行）\n2025年1月\n"
    parsed = parse(page + "第一条 甲。\n第二条 乙。")
    assert (parsed.title, parsed.version) == ("微信工作群管理办法", "试行")
    assert [c.path for c in parsed.clauses] == ["第一条", "第二条"]


def test_a_heading_in_brackets_holds_what_follows() -> None:
    parsed = parse("须知\n【不能发】\n● 拼团；\n● 骂人的话。\n【休息】\n● 周一不安排任务。")
    assert [(c.path, c.lead) for c in parsed.clauses] == [
        ("1/1", ("不能发",)), ("1/2", ("不能发",)), ("2/1", ("休息",)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words", ["项目结束后解散。", "及时回复。", "所有成员实名。", "中层干部入群。", "和谐相处。", "与会人员签到。"]
)
def test_in_run_on_text_an_article_may_begin_with_a_word_that_could_follow_a_citation(words: str) -> None:
    text = f"第一条不得发布广告。第二条{words}第三条违反第二条规定的，警告。"
    assert [clause.path for clause in parse(text).clauses] == ["第一条", "第二条", "第三条"]


def test_the_line_that_names_the_file_is_no_part_of_the_first_heading() -> None:
    text = "班组群运营规范\n文件编号：CC-017  归口：现场组\n1 目的\n1.1 甲。\n2 成员\n2.1 乙。"
    assert _paths(text) == ["1/1.1", "2/2.1"]


def test_a_title_between_pictures_is_no_item() -> None:
    text = "♻️ 梧桐苑互换群 ♻️\n" + "\n".join(f"✅ {said}，大家都要做到。" for said in ("只换自家的", "报楼号", "不霸屏"))
    assert _paths(text) == ["1", "2", "3"]
    assert parse(text).title == "梧桐苑互换群"


@pytest.mark.parametrize(
    ("after", "closing"),
    [
        ("某某公司\n2024年6月18日", "某某公司2024年6月18日"),
        ("抄送：公司领导。\n综合办公室 2024年6月18日印发", "抄送：公司领导。综合办公室 2024年6月18日印发"),
        ("\n感谢各位家长的配合！\n全体教师\n9月1日", "感谢各位家长的配合！全体教师9月1日"),
        (" 综合部 二〇二四年五月六日", "综合部 二〇二四年五月六日"),
        ("最后祝大家天天好心情😘", "最后祝大家天天好心情😘"),
        ("请大家互相监督，共同维护！\n\n项目部", "请大家互相监督，共同维护！项目部"),
        ("中共XX村支部委员会", "中共XX村支部委员会"),
        ("以上公约，请大家共同遵守。\n高二年级组\n2023.9.4", "以上公约，请大家共同遵守。高二年级组2023.9.4"),
        ("注：本制度解释权归园务会。", "注：本制度解释权归园务会。"),
        ("\n附件：登记表\n综合部", "附件登记表综合部"),
        ("地址：市人民路88号 电话：0575-88001234", "地址：市人民路88号 电话：0575-88001234"),
    ],
)
def test_what_stands_behind_the_last_clause_is_none_of_its_words(after: str, closing: str) -> None:
    between = "" if after.startswith((" ", "\n")) else "\n"
    text = parse(f"第一条 甲。\n第二条 本办法自2025年1月1日起施行。{between}{after}")
    assert text.clauses[-1].text == "本办法自2025年1月1日起施行。"
    assert text.closing.replace("\n", "") == closing


def test_a_pages_header_is_left_out_whatever_the_pages_number() -> None:
    page = "恒远集团      制度编号:HY-XZ-026\n版本:A/1  第{}页 共3页\n"
    text = "".join(page.format(i) + f"第{i}条 甲乙{i}。\n" for i in (1, 2, 3))
    assert [clause.text for clause in parse(text).clauses] == ["甲乙1。", "甲乙2。", "甲乙3。"]


def test_a_number_that_a_line_cuts_is_whole_again() -> None:
    assert parse("1. 每天20:0\n0前发，电话0571\n-88123456，找 Lina\nWang。\n2. 甲。").clauses[0].text == (
        "每天20:00前发，电话0571-88123456，找 Lina Wang。"
    )


def test_what_separates_an_article_from_its_words_is_none_of_them() -> None:
    assert [clause.text for clause in parse("第一条：甲。\n第二条、乙。\n第三条. 丙。").clauses] == [
        "甲。",
        "乙。",
        "丙。",
    ]


def test_a_letter_that_hands_out_a_regulation_goes_by_its_own_title() -> None:
    text = parse("关于印发《公司微信群管理规定》的通知\n各部门：\n请遵照执行。\n第一条 甲。\n第二条 乙。")
    assert (text.title, text.preamble) == ("关于印发《公司微信群管理规定》的通知", "各部门：请遵照执行。")


def test_a_note_below_a_clause_in_the_middle_belongs_to_it() -> None:
    clauses = parse("1. 甲。\n2. 乙。\n备注：病假除外。\n3. 丙。").clauses
    assert clauses[1].text == "乙。备注：病假除外。"


def test_the_title_is_no_part_of_a_page_twice() -> None:
    text = parse("某办法\n第一条 甲\n— 1 —\n某办法\n乙。\n第二条 丙。")
    assert [clause.text for clause in text.clauses] == ["甲乙。", "丙。"]
