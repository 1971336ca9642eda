"""Values in wordings of many kinds of groups: forms, lists, offices, steps, spans and dates."""

import pytest

from plugins.charter.domain.hours import quiet
from plugins.charter.domain.ladder import read_ladder
from plugins.charter.domain.often import programme, schedule
from plugins.charter.domain.parameters import read_parameters
from plugins.charter.domain.values import due
from plugins.charter.domain.wordings import fields, pattern, recipients


@pytest.mark.parametrize(
    ("text", "ladder"),
    [
        ("头一回由组长私聊，第二回全群通报，第三回请离", "remind>bulletin>kick"),
        ("违规一次口头提醒，两次禁言三天，三次移出", "remind>mute:3d>kick"),
        ("口头提醒→禁言1天→移除", "remind>mute:1d>kick"),
        ("先黄牌警告，再犯禁言一周，三犯移出并报人力资源部", "warn>mute:7d>kick+escalate"),
        ("先提醒，再禁言，最后移出", "remind>mute>kick"),
        ("第一次劝导并撤下内容，第二次停止发言2小时", "remind+recall>mute:2h"),
        ("头一次私下说，第二次晨会上点名，第三次停群里发言三天", "remind>bulletin>mute:3d"),
        ("由管理员先行警告并删除相关内容；一个月内累计两次的，禁止发言七天", "warn+recall>mute:7d"),
        ("依次为班长提醒、部门通报、禁言3天、移出班组群", "remind>bulletin>mute:3d>kick"),
        ("不按模板的我提醒一次，再不按就撤掉", "remind>recall"),
        ("处理：警告 → 禁言 1 小时 → 踢，开车的直接拉黑", "warn>mute:1h>kick"),
        ("视情节予以提醒、通报；一年内累计三次的，移出", None),
        ("累计三次以上请出，两次以内不追究", None),
        ("活动每周一次，提醒大家参加", None),
    ],
)
def test_steps_are_told_apart_however_they_are_counted(text: str, ladder: str | None) -> None:
    assert read_ladder(text) == ladder


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("情节严重的移送督察室、纪检组处理", "督察室|纪检组"),
        ("报学校德育处备案", "学校德育处"),
        ("提请监事会裁决", "监事会"),
        ("由村委报派出所和司法所处理", "派出所|司法所"),
        ("由工会处理", "工会"),
        ("报机关党委和派驻纪检组依规处理", "机关党委|派驻纪检组"),
        ("告知其所在工会小组", "工会小组"),
        ("报总经理处理，情节严重者送公安机关", "总经理|公安机关"),
        ("报告群主处理", None),
        ("报名后不得转让", None),
    ],
)
def test_whoever_is_told_is_named_by_what_an_office_is_called(text: str, offices: str | None) -> None:
    assert recipients(text) == offices


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("姓名、工种、紧急联系人都要写", "姓名|工种|紧急联系人"),
        ("说明组建理由、经费来源、负责人", "组建理由|经费来源|负责人"),
        ("请报上楼号、称呼和电话", "楼号|称呼|电话"),
        ("提前三天告知时间、地点、领队", "时间|地点|领队"),
        ("公告写明流程、费用", "流程|费用"),
        ("把集合点、时间、费用发群公告", "集合点|时间|费用"),
        ("填报《队员信息表》：姓名、血型、紧急联系人及电话、以往路线", "姓名|血型|紧急联系人及电话|以往路线"),
        ("昵称写“岗位+姓名”", None),
        ("报名、签到都在群里", None),
        ("提交后由组长审核、群主同意", None),
    ],
)
def test_what_must_be_stated_stands_before_or_behind_the_verb(text: str, stated: str | None) -> None:
    assert fields(text) == stated


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("改名：城市-门店-姓名，改错的重改", "城市-门店-姓名"),
        ("请将昵称改成班级+称呼，其他不收", "班级+称呼"),
        ("名片写成 省份-专业-届别 ，不强制", "省份-专业-届别"),
        ("名字改为“栋-房号”", "栋-房号"),
        ("请使用真名", None),
    ],
)
def test_the_form_of_a_name_without_the_words_that_lead_to_it(text: str, form: str | None) -> None:
    assert pattern(text) == form


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("每周一次巡查", "weekly"),
        ("每周一、周四下午两点", "weekly:monday,thursday@14:00"),
        ("按月导出存档", "monthly"),
        ("每个月清理", "monthly"),
        ("按季度公布", "quarterly"),
        ("按月份命名", None),
    ],
)
def test_how_often(text: str, when: str | None) -> None:
    assert schedule(text) == when


def test_a_programme_names_its_days_without_saying_every() -> None:
    assert programme("周三、周六清晨六点环湖跑") == "weekly:wednesday,saturday@06:00"
    assert programme("下周三开会") is None


@pytest.mark.parametrize(
    ("text", "hours"),
    [("晚上八点到十点可以闲聊", "20:00-22:00"), ("晚上十点到六点", "22:00-06:00"), ("下午2点到4点", "14:00-16:00")],
)
def test_hours_of_one_evening_end_in_it(text: str, hours: str) -> None:
    assert quiet(text) == hours


def test_a_time_at_the_end_of_a_sentence_is_a_deadline() -> None:
    assert due("顺延至次日九点半前。") == "09:30"
    assert due("截至周五中午12点") == "12:00"
    assert due("九点前的会议") is None


@pytest.mark.parametrize(
    ("text", "code", "parameters"),
    [
        ("离职满30天后删除其信息", "profile.update", {"retention_days": "30"}),
        ("队员离队满90天，删掉他的登记资料", "profile.update", {"retention_days": "90"}),
        ("登记资料保存至多一年", "join.profile", {"retention_days": "365"}),
        ("资料保存一年", "archive.files", {"retention_days": "365"}),
        ("聊天记录保存90天", "archive.messages", {"retention_days": "90"}),
        ("离职的三天内移出", "cleanup.members", {"departed": "yes", "grace_days": "3"}),
        ("五天还没改的请出群", "cleanup.members", {"grace_days": "5"}),
        ("清之前三天发公告", "cleanup.members", {"grace_days": "3"}),
        ("四个月没露面的移走", "cleanup.members", {"inactive_days": "120"}),
        ("卖房的业主移出", "cleanup.members", {"departed": "yes"}),
        ("三分钟内应答“在”", "notice.ack", {"within": "3m", "ack_words": "在"}),
        ("新人答对八道安全题", "join.training", {"questions": "8"}),
        ("一分钟十条以上算刷屏", "moderation.flood", {"window": "1m", "messages": "10"}),
        ("违规按年清零", "sanction.mute", {"window": "365d"}),
        ("爽约三次起停止报名", "event.attendance", {"absences": "3"}),
        ("无故不来一次请客", "event.attendance", {"absence": "recorded"}),
        ("列明承办人和完成日期", "task.assign", {"owner": "required", "deadline": "required"}),
        ("意见可以投箱，不用写名字", "suggestion", {"anonymous": "yes"}),
        ("旧版须知停止执行", "rules.revise", {"supersedes": "yes"}),
        ("活动后三天交总结", "event.summary", {"within": "3d"}),
    ],
)
def test_parameters_however_they_are_worded(text: str, code: str, parameters: dict[str, str]) -> None:
    assert read_parameters(text, [code]) == parameters


@pytest.mark.parametrize(
    ("text", "codes", "stated"),
    [
        (
            "约章自二〇二五年五月八日起执行，老办法废止",
            ("rules.revise",),
            {"effective": "2025-05-08", "supersedes": "yes"},
        ),
        ("经9月12日会议商议，2025年9月15日起照此执行", ("rules.revise",), {"effective": "2025-09-15"}),
        ("一人一天最多九张", ("moderation.flood",), {"messages": "9", "window": "1d"}),
        ("不要一句话拆五条，一件事写成一条发完", ("moderation.flood",), {}),
        ("已经确认的无须逐条回复“收到”", ("notice.ack",), {}),
        ("应以“确认”“不确认”或“保留意见”答复", ("notice.ack",), {"ack_words": "确认|不确认|保留意见"}),
        ("群分为院级、部门级、班级三级", ("group.hierarchy",), {"levels": "院级|部门级|班级"}),
        ("关三天小黑屋", ("sanction.mute",), {"duration": "3d"}),
        ("住址变化的一周内更新", ("profile.update",), {"within": "7d"}),
        ("两年内不销毁", ("archive.files",), {"retention_days": "730"}),
        ("三回不来的没有名额", ("event.attendance",), {"absences": "3"}),
    ],
)
def test_what_strangers_state_is_read(text: str, codes: tuple[str, ...], stated: dict[str, str]) -> None:
    assert read_parameters(text, codes) == stated
