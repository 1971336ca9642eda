"""Each kind of personal data: what is one, and the work talk that only looks like it."""

import pytest

from plugins.antispam.domain.private.checks import check_personal, check_secrets
from plugins.antispam.domain.private.found import SIGNS
from plugins.antispam.domain.private.personal import find_personal, find_secrets, may_hold
from plugins.antispam.domain.text.normalise import normalise
from plugins.antispam.domain.verdict import Action

PEOPLE = "\n".join(f"张三{n} 138001380{n:02d}" for n in range(25))


def personal(text: str, files: tuple[str, ...] = ()) -> tuple[Action, set[str]]:
    check = check_personal(normalise(text), files)
    return check.action, {evidence.sign for evidence in check.evidence}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("身份证 11010519491231002X", "identity"),
        ("他的身份证号１１０１０５１９４９１２３１００２ｘ", "identity"),
        ("110105-19491231-002X 帮查一下", "identity"),
        ("①①⓪①⓪⑤①⑨④⑨①②③①⓪⓪②X", "identity"),
        ("身份证号 110105491231002", "identity"),
        ("打到 6228480402564890018 这张卡", "bank_card"),
        ("6228 4804 0256 4890 018", "bank_card"),
        ("我的信用卡 4111111111111111", "bank_card"),
        ("护照号 E12345678 王小明", "passport"),
        ("护照EA1234567", "passport"),
        ("港澳通行证 C12345678", "permit"),
        ("回乡证号H12345678，港澳居民", "permit"),
    ],
)
def test_numbers_of_papers_and_cards_act(text: str, kind: str) -> None:
    action, signs = personal(text)
    assert action is Action.RECALL
    assert kind in signs


@pytest.mark.parametrize(
    "text",
    [
        "她家住3栋502，电话13800138000",
        "李四家住幸福小区3栋2单元501",
        "人肉一下这个人 13800138000",
        "曝光她：王某，住址：锦绣花园12号楼3单元502室",
    ],
)
def test_exposing_somebody_acts(text: str) -> None:
    assert personal(text)[0] is Action.RECALL


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (PEOPLE, "mobile"),
        ("\n".join(f"1390013900{n} 李{n}" for n in range(7)), "mobile"),
        ("收件人 王强 13800138000 幸福小区3栋2单元501", "address"),
        ("社保号：110101199001011234A 张三", "insurance"),
        ("公积金账号 201234567890", "insurance"),
        ("京A12345 张三13800138001\n沪B·23456 李四13800138002\n粤B3A456D 王五13800138003", "plate"),
        (" ".join(f"user{n}@qq.com" for n in range(9)), "email"),
    ],
)
def test_lists_and_homes_are_shown_to_a_person(text: str, kind: str) -> None:
    action, signs = personal(text)
    assert action is Action.REVIEW
    assert kind in signs


@pytest.mark.parametrize(
    "text",
    [
        "订单号 4111111111111111 麻烦查一下",
        "顺丰单号 SF1234567890123",
        "快递 78234567890123456",
        "运单号：6228480402564890018",
        "流水号 202611231234567890",
        "发票号码 24117000000012345678",
        "税号 91110105MA01ABCD2X",
        "统一社会信用代码 911101057596012345",
        "对公账户 6228480402564890018 开户行工行 税号91110105MA01ABCD2X",
        "开票信息：某某有限责任公司 账号 110902345678901",
        "公司基本户 6222020000000000000",
        "热线 400-800-1234 或 010-62345678",
        "张三 13800138000",
        "电话多少？ 13800138000",
        "我的号码 138 0013 8000，有事打我",
        "请带身份证原件到人事部，联系人张三 13800138000",
        "办居住证要身份证和户口本，咨询电话13800138000",
        "办护照去出入境窗口，电话12367",
        "护照办理预约成功",
        "车辆通行证 C20261101 明天换发",
        "停车登记：京A12345",
        "京A12345、沪B23456、粤B34567 三辆车请挪一下",
        "会议号 123 456 789 012",
        "腾讯会议：987-654-321",
        "产品型号 E12345678-A",
        "设备号 862123456789012 IMEI",
        "ICCID 89860012345678901234",
        "SN码 622848040256489001",
        "寄到 北京市海淀区中关村大街1号科技大厦1203室 前台收 13800138000",
        "仓库地址：浦东新区川沙路18号3号楼502 张工13800138000",
        "值班表\n" + "\n".join(f"周{n} 张{n} 1380013800{n}" for n in range(7)),
        "各部门联系方式\n" + "\n".join(f"部门{n} 1380013800{n}" for n in range(9)),
        "供应商报价 10000000000 元，含税 13%",
        "幸福小区3栋2单元501 的业主反映漏水",
        "发到 zhang.san@company.com.cn li.si@company.com.cn",
        " ".join(f"user{n}@company.com.cn" for n in range(12)),
        "请填写：姓名、身份证号、家庭住址、电话（例如13800138000）",
        "曝光率 12.5%，曝光量 13800138000",
        "端口 3306 3307 3308 3309",
        "时间戳 1732345678901",
        "圆周率 3.14159265358979323846",
        "uuid 550e8400-e29b-41d4-a716-446655440000",
        "预算 622848040256489 元",
        "二〇二六年十一月二十三日",
    ],
)
def test_work_talk_is_no_leak(text: str) -> None:
    assert personal(text)[0] is Action.NONE, personal(text)


@pytest.mark.parametrize(
    "name",
    [
        "2026年员工花名册.xlsx",
        "十一月工资表.xlsx",
        "张三身份证正反面.jpg",
        "身份证.png",
        "客户名单(完整).csv",
        "薪资调整明细.xlsx",
        "体检报告-李四.pdf",
        "部门通讯录.xlsx",
        "年终奖分配.xlsx",
    ],
)
def test_files_that_promise_somebody_s_data_are_shown_to_a_person(name: str) -> None:
    assert personal("", (name,)) == (Action.REVIEW, {"private_file"})


@pytest.mark.parametrize(
    "name",
    [
        "工资表模板.xlsx",
        "花名册（空白）.xlsx",
        "身份证办理须知.pdf",
        "薪酬管理制度.docx",
        "客户名单填写说明.docx",
        "工资发放通知.pdf",
        "通讯录模块需求.docx",
        "体检报告领取通知.docx",
        "绩效考核办法.docx",
        "会议纪要.docx",
        "员工手册.pdf",
        "月报.xlsx",
        "项目进度表.xlsx",
        "照片.jpg",
        "工作计划.docx",
        "征信系统设计.pptx",
        "新员工培训.pptx",
        "客户服务流程.vsdx",
        "身份认证接口.md",
        "人员信息表样表.xlsx",
        "社保缴费流程.pdf",
        "报价单.pdf",
        "合同-某某公司.pdf",
        "简历-张三.pdf",
        "README.md",
    ],
)
def test_ordinary_files_are_left_alone(name: str) -> None:
    assert personal("", (name,))[0] is Action.NONE
    assert check_secrets(normalise(""), (name,)).action is Action.NONE


def test_every_kind_found_is_one_that_is_masked_and_has_its_place() -> None:
    text = "身份证 11010519491231002X 卡 6228480402564890018 家住幸福小区3栋2单元501 电话13800138000 密码：abc12345"
    normal = normalise(text)
    found = find_personal(normal) + find_secrets(normal)
    assert {"identity", "bank_card", "mobile", "address", "shared_password"} <= {one.kind for one in found} <= SIGNS
    assert all(one.span and normalise(text[one.span.start : one.span.end]).folded for one in found)


def test_the_glance_never_says_no_where_something_is_found() -> None:
    texts = (
        "身份证 11010519491231002X",
        PEOPLE,
        "【机密】方案",
        "仅供内部使用",
        "sk-" + "a1" * 20,
        "redis://:s3cr3tPw9@c.corp",
    )
    for text in texts:
        normal = normalise(text)
        if find_personal(normal) or find_secrets(normal):
            assert may_hold(normal), text
