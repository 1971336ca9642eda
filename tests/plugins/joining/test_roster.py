"""``/roster``: how the group stands to the roster, and importing a group file."""

from bot.domain.messages import File
from bot.store import models
from tests.support.house import TestHouse

GBK = "姓名,部门,手机\n张三,工程部,13800138000\n赵云,研发部,13800138009\n".encode("gbk")


async def posted(house: TestHouse, content: bytes) -> str:
    house.platform.files["f1"] = content
    message = await house.say("王强", [File("花名册.csv", "f1", size=len(content))])
    await house.house.archive.flush()
    return message


async def test_the_check_counts_and_names(house: TestHouse) -> None:
    await house.say("林静", "/花名册 检查")
    text = house.last()
    assert "群成员 5 人，1 人在册" in text
    assert "李雷" in text
    assert "研发部 在群 1/3，未入群：张三、周九" in text
    assert "1 个部门无人在群" in text
    assert "群名片不是“部门-姓名”（5）" in text


async def test_a_member_may_not_ask(house: TestHouse) -> None:
    await house.say("王强", "/花名册 检查")
    assert "权限" in house.last()


async def test_a_group_file_is_previewed_then_imported(house: TestHouse) -> None:
    message = await posted(house, GBK)
    await house.say("林静", "/roster import 预览", quote=message)
    assert "新增 1 人，变更 1 人" in house.last()
    assert await models.Person.filter(name="赵云").count() == 0
    await house.say("林静", "/roster import", quote=message)
    assert "花名册已导入" in house.last()
    assert (await models.Person.get(name="张三")).department == "工程部"
    assert (await models.Person.get(name="张三")).position == "工程师"
    assert await models.Person.filter(name="李四").count() == 1


async def test_a_faulty_row_keeps_the_whole_file_out(house: TestHouse) -> None:
    message = await posted(house, "姓名,手机\n赵云,13800138009\n黄忠,1380013800\n".encode())
    await house.say("林静", "/花名册 导入", quote=message)
    assert "第 3 行 电话：不是有效的手机号" in house.last()
    assert "1380013800" not in house.last()
    assert await models.Person.filter(name="赵云").count() == 0


async def test_without_a_file_it_is_told_how(house: TestHouse) -> None:
    await house.say("林静", "/花名册 导入")
    assert "回复那条文件消息" in house.last()


async def test_a_file_that_is_no_table_is_refused_with_its_reason(house: TestHouse) -> None:
    message = await posted(house, b"%PDF-1.7 ...")
    await house.say("林静", "/花名册 导入", quote=message)
    assert "不是表格文件" in house.last()


async def test_a_file_that_is_gone_is_told(house: TestHouse) -> None:
    message = await posted(house, GBK)
    house.platform.files.clear()
    await house.say("林静", "/花名册 导入", quote=message)
    assert "重新上传" in house.last()
