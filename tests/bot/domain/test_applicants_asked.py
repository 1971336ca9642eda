"""Applicants' texts that leave a doubt: a person is asked."""

import pytest

from bot.domain.applicants import explain, match, match_line, read_application
from bot.domain.people import Person

from .roster import L4, ROSTER, Z3, Z3D

ASKED: list[tuple[str, dict[str, str], str | None, str]] = [
    ("张三", {"name": "张三"}, "A1023", "too_little"),
    ("我是张三，求通过", {"name": "张三"}, "A1023", "too_little"),
    ("13800138000", {"phone": "13800138000"}, "A1023", "too_little"),
    ("研发部", {"department": "研发部"}, None, "too_little"),
    ("工程师", {"position": "工程师"}, None, "too_little"),
    ("A1023", {"staff_number": "A1023"}, "A1023", "too_little"),
    ("王五", {"name": "王五"}, None, "too_little"),
    ("王五 13800138000", {"name": "王五", "phone": "13800138000"}, "A1023", "differs"),
    ("郑小红 信息技术部", {"name": "郑小红", "department": "信息技术部"}, None, "several"),
    ("张三 财务部", {"name": "张三", "department": "财务部"}, "A1023", "differs"),
    ("张三 研发部 13800138001", {**Z3D, "phone": "13800138001"}, "A1023", "differs"),
    ("张三 研发部 13800183000", {**Z3D, "phone": "13800183000"}, "A1023", "differs"),
    ("张三 研发部 经理", {**Z3D, "position": "经理"}, "A1023", "differs"),
    ("李四 财务部 工号123", {**L4, "staff_number": "123"}, "00123", "differs"),
    ("李四 财务部 工号0123", {**L4, "staff_number": "0123"}, "00123", "differs"),
    ("张三 研发部 A1032", {**Z3D, "staff_number": "A1032"}, "A1023", "differs"),
    ("李四海 财务部", {"name": "李四海", "department": "财务部"}, None, "unknown"),
    ("张三丰 研发部 13800138000", {**Z3D, "name": "张三丰", "phone": "13800138000"}, "A1023", "differs"),
    ("李四海财务部", {"name": "李四海", "department": "财务部"}, None, "unknown"),
    ("财务部李四海", {"name": "李四海", "department": "财务部"}, None, "unknown"),
    ("我叫李四海，财务部的", {"name": "李四海", "department": "财务部"}, None, "unknown"),
    ("姓名：李四海部门：财务部", {"name": "李四海", "department": "财务部"}, None, "unknown"),
    ("赵六新人力资源部", {"name": "赵六新", "department": "人力资源部"}, None, "unknown"),
    ("刘备 研发部", {"name": "刘备", "department": "研发部"}, None, "unknown"),
    ("刘备 外联部 18800001111", {"name": "刘备", "department": "外联部", "phone": "18800001111"}, None, "unknown"),
    ("张三 外联部", {"name": "张三", "department": "外联部"}, "A1023", "differs"),
    ("钱八 研发部", {"name": "钱八", "department": "研发部"}, "A1000", "departed"),
    ("钱八 研发部 13000130000", {"name": "钱八", "department": "研发部", "phone": "13000130000"}, "A1000", "departed"),
    ("钱八 财务部", {"name": "钱八", "department": "财务部"}, "A1000", "departed"),
    ("高明 工会", {"name": "高明", "department": "工会"}, "Z700", "departed"),
    ("高明", {"name": "高明"}, None, "departed"),
    ("吴十 研发部 13811112222", {"name": "吴十", "department": "研发部", "phone": "13811112222"}, "A1030", "differs"),
    ("帮同事赵六申请", {"name": "赵六"}, "H007", "speaks_for_other"),
    ("替赵六申请入群，人力资源部", {"name": "赵六", "department": "人力资源部"}, "H007", "speaks_for_other"),
    ("代李四申请，财务部", L4, "00123", "speaks_for_other"),
    ("帮我们部门李四加一下，财务部", L4, "00123", "speaks_for_other"),
    ("我帮他申请的，李四 财务部", L4, "00123", "speaks_for_other"),
    ("给新同事李四申请加群 财务部", L4, "00123", "speaks_for_other"),
    ("代同事申请：李四 财务部 00123", {**L4, "staff_number": "00123"}, "00123", "speaks_for_other"),
    ("他是财务部的李四", L4, "00123", "speaks_for_other"),
    ("我同事李四想进群，财务部", L4, "00123", "speaks_for_other"),
    ("受李四委托 财务部", {"department": "财务部"}, None, "speaks_for_other"),
    ("我是新来的实习生小王", {"position": "实习生"}, None, "doubtful"),
    ("老张 研发部", {"department": "研发部"}, None, "doubtful"),
    ("研发部王总", {"department": "研发部"}, None, "doubtful"),
    ("王经理 市场部", {"department": "市场部", "position": "经理"}, "A1025", "doubtful"),
    ("小李 财务部 13900139000", {"department": "财务部", "phone": "13900139000"}, "00123", "doubtful"),
    ("张三 李四 研发部", Z3D, "A1023", "doubtful"),
    ("张三和李四 研发部", Z3D, "A1023", "doubtful"),
    ("张三 研发部 13800138000 13900139000", Z3, "A1023", "doubtful"),
    ("张三 13800138000/13900139001", {"name": "张三", "phone": "13800138000"}, "A1023", "doubtful"),
    ("张三 研发部 财务部", Z3D, "A1023", "doubtful"),
    ("张三 研发部 1380013800", Z3D, "A1023", "doubtful"),
    ("张三 研发部 138001380000", Z3D, "A1023", "doubtful"),
    ("张三 研发部 138****8000", Z3D, "A1023", "doubtful"),
    ("张三 研发部 电话 12345", Z3D, "A1023", "doubtful"),
    ("张三 研发部 工号好像是A1023", {**Z3D, "staff_number": "A1023"}, "A1023", "doubtful"),
    ("张三 研发部 已离职", Z3D, "A1023", "doubtful"),
    ("张三 研发部 小号", Z3D, "A1023", "doubtful"),
    ("我是张三的老婆", {}, None, "doubtful"),
    ("", {}, None, "nothing_stated"),
    ("你好", {}, None, "nothing_stated"),
    ("通过一下，谢谢", {}, None, "nothing_stated"),
    ("😀😀😀", {}, None, "nothing_stated"),
    ("？？？", {}, None, "nothing_stated"),
    ("问题：姓名部门\n答案：", {}, None, "nothing_stated"),
    ("问题：研发部张三的电话\n答案：不知道", {}, None, "nothing_stated"),
    ("我不是研发部的张三", {}, None, "nothing_stated"),
    ("姓名：无 部门：无", {}, None, "nothing_stated"),
    ("Jack Ma 研发部", {"name": "Jack Ma", "department": "研发部"}, None, "unknown"),
    ("研发部 工程师", {"department": "研发部", "position": "工程师"}, None, "several"),
    ("财务部 司机", {"department": "财务部", "position": "司机"}, None, "unknown"),
    ("工会 主任", {"department": "工会", "position": "主任"}, None, "unknown"),
    ("13600136000 A1025", {"phone": "13600136000", "staff_number": "A1025"}, None, "conflict"),
    ("麻烦给张三通过，研发部的", Z3D, "A1023", "speaks_for_other"),
    ("帮忙加一下我们部门的张三，研发部", Z3D, "A1023", "speaks_for_other"),
    ("代张三", {"name": "张三"}, "A1023", "speaks_for_other"),
    ("研发部 张三（代）", Z3D, "A1023", "speaks_for_other"),
    ("李先生 财务部", {"department": "财务部"}, None, "doubtful"),
    ("诸葛先生 行政部", {"department": "行政部"}, None, "doubtful"),
    ("欧阳 市场部", {"department": "市场部"}, None, "doubtful"),
    ("张三 手机号后四位8000 研发部", Z3D, "A1023", "doubtful"),
    ("我和张三都是研发部的，我叫王五", {"name": "王五", "department": "研发部"}, "A1024", "doubtful"),
]


@pytest.mark.parametrize(("text", "fields", "number", "why"), ASKED, ids=[case[0] for case in ASKED])
def test_whatever_is_not_certain_is_asked(text: str, fields: dict[str, str], number: str | None, why: str) -> None:
    application = read_application(text, lexicon=ROSTER.lexicon)
    found = match(application, ROSTER)
    assert application.fields == fields
    assert (found.decision, found.why) == ("ask", why)
    assert (found.person.staff_number if found.person else None) == number
    assert explain(found)


def test_who_is_blacklisted_is_refused_however_certain() -> None:
    application = read_application("张三 研发部", lexicon=ROSTER.lexicon)
    assert match(application, ROSTER, blacklisted=True).decision == "refuse"
    assert match(application, ROSTER).decision == "approve"


def test_a_column_the_roster_lacks_is_no_difference() -> None:
    roster = [Person("张三", "研发部"), Person("李四", "财务部")]
    assert match_line("张三 研发部 13800138000", roster)["decision"] == "approve"
    assert match_line("张三 13800138000", roster)["decision"] == "ask"


def test_an_empty_roster_knows_nobody() -> None:
    assert match_line("张三 研发部 13800138000", [])["decision"] == "ask"


def test_one_departed_namesake_in_the_same_department_is_asked() -> None:
    roster = [
        Person("张三", "研发部", staff_number="A1", state="departed"),
        Person("张三", "研发部", staff_number="A2"),
    ]
    assert match_line("张三 研发部", roster)["decision"] == "ask"
    assert match_line("张三 研发部 A2", roster) == {
        "fields": {"name": "张三", "department": "研发部", "staff_number": "A2"},
        "match": "A2",
        "decision": "approve",
        "why": "与花名册一致",
    }


def test_the_differing_fields_are_named() -> None:
    found = match(read_application("张三 财务部 13800138001", lexicon=ROSTER.lexicon), ROSTER)
    assert found.differing == ("department", "phone")
    assert explain(found) == "部门、电话与花名册不符"


@pytest.mark.parametrize("text", ["朋友介绍来的，想进群看看", "我是过来的", "看到群号来的呢"])
def test_a_piece_of_a_sentence_is_no_name(text: str) -> None:
    assert "name" not in read_application(text).fields
