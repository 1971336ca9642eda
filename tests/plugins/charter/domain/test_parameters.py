"""Values in the words of clauses."""

import pytest

from plugins.charter.domain.hours import quiet, work
from plugins.charter.domain.ladder import read_ladder
from plugins.charter.domain.often import schedule
from plugins.charter.domain.parameters import read_parameters
from plugins.charter.domain.particulars import levels
from plugins.charter.domain.values import clock, effective


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("20:00前", "20:00"),
        ("晚上8点半", "20:30"),
        ("下午三点", "15:00"),
        ("9时30分", "09:30"),
        ("没有时间", None),
        ("25点", None),
    ],
)
def test_times_of_day(text: str, time: str | None) -> None:
    assert clock(text) == time


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("22:30至次日6:30", "22:30-06:30"),
        ("晚上十点到早上七点", "22:00-07:00"),
        ("12:00—14:00", "12:00-14:00"),
        ("22:30以后", None),
        ("每日6:00至22:00为工作时间", "22:00-06:00"),
        ("午休12:00至14:00、夜间22:00至次日7:00不得在群内发布信息", "12:00-14:00|22:00-07:00"),
        ("工作时间为周一至周五9:00-18:00", None),
        ("工作时间为9:00-18:00，22:00至次日7:00请勿打扰", "22:00-07:00"),
    ],
)
def test_quiet_hours(text: str, span: str | None) -> None:
    assert quiet(text) == span


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("工作时间为周一至周五9:00-18:00。", "周一至周五 09:00-18:00"),
        ("上班时间：周一至周五上午8:30-12:00，下午13:30-17:30", "周一至周五 08:30-12:00|13:30-17:30"),
        ("9:00至18:00为工作时间", "09:00-18:00"),
        ("工作日8:00到17:00是办公时间", "工作日 08:00-17:00"),
        ("22:00至次日7:00为休息时间", None),
        ("工作时间之外不得打扰", None),
    ],
)
def test_working_hours(text: str, span: str | None) -> None:
    assert work(text) == span


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("每周五上午10点", "weekly:friday@10:00"),
        ("每月1日", "monthly:1"),
        ("每周", "weekly"),
        ("每季度", "quarterly"),
        ("有时", None),
    ],
)
def test_schedules(text: str, when: str | None) -> None:
    assert schedule(text) == when


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("自2025年3月1日起施行", "2025-03-01"),
        ("自发布之日起实施", "publication"),
        ("2025年13月1日起施行", None),
        ("2024年5月1日成立", None),
    ],
)
def test_dates_of_effect(text: str, day: str | None) -> None:
    assert effective(text) == day


@pytest.mark.parametrize(
    ("text", "ladder"),
    [
        ("第一次提醒；第二次通报；第三次禁言一天；仍不改正的移出群聊。", "remind>bulletin>mute:1d>kick"),
        ("首次警告，再次违反禁言30分钟，屡教不改的移出并上报上级领导。", "warn>mute:30m>kick+escalate"),
        ("第二次禁言；第一次提醒。", "remind>mute"),
        ("违规的予以警告。", None),
    ],
)
def test_ladders(text: str, ladder: str | None) -> None:
    assert read_ladder(text) == ladder


@pytest.mark.parametrize(
    ("text", "code", "parameters"),
    [
        ("两小时内回复", "notice.ack", {"within": "2h"}),
        ("连续60天未发言的移出，提前7天提醒", "cleanup.members", {"inactive_days": "60", "grace_days": "7"}),
        ("群名片格式为“部门-姓名”", "realname", {"pattern": "部门-姓名"}),
        ("禁言半小时", "sanction.mute", {"duration": "30m"}),
        ("10秒内连发8条", "moderation.flood", {"window": "10s", "messages": "8"}),
        ("保存180天", "archive.messages", {"retention_days": "180"}),
        ("及时予以回复（如收到、执行之类）", "notice.ack", {"ack_words": "收到|执行"}),
        ("不发广告", "moderation.ads", {}),
    ],
)
def test_parameters_of_a_code(text: str, code: str, parameters: dict[str, str]) -> None:
    assert read_parameters(text, [code]) == parameters


@pytest.mark.parametrize(
    ("text", "ladder"),
    [
        ("刷屏的先由班长私聊提醒，劝不住的禁言两天，还不听的请他离开。", "remind>mute:2d>kick"),
        ("楼长先打招呼；仍不收敛的移出，并告知其家属。", "remind>kick+escalate"),
        ("对造谣的予以警告，屡教不改的移出。", "warn>kick"),
        ("第一次单聊，第二次在群里检讨，第三次报安全小组。", "remind>bulletin>escalate"),
        ("经劝不改的，移出群聊。", None),
    ],
)
def test_a_step_that_did_not_help_leads_to_the_next(text: str, ladder: str | None) -> None:
    assert read_ladder(text) == ladder


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("本中心群分为管理群、护理群、后勤群三类。", "管理|护理|后勤"),
        ("工作群分省、市两级。", "省级|市级"),
        ("群分三级：总群、分站群、班组群。", "总群|分站群|班组群"),
        ("协会按区、街道、社区建立三级工作群。", "区|街道|社区"),
        ("群按用途分为“值班群”“抢修群”。", "值班|抢修"),
        ("群由专人管理，分类归档。", None),
    ],
)
def test_the_kinds_of_groups_are_named_where_the_words_list_them(text: str, named: str | None) -> None:
    assert levels(text) == named


@pytest.mark.parametrize(
    ("text", "code", "parameters"),
    [
        ("名字改成工号加姓名，方便联系", "realname", {"pattern": "工号+姓名"}),
        ("名片请写真名，后面带工种，比如“赵小虎-电工”", "realname", {}),
        ("名片格式参照示例，如“部门-姓名”", "realname", {"pattern": "部门-姓名"}),
        ("看到通知请回1，不用多说", "notice.ack", {"ack_words": "1"}),
        ("确认用语为“清楚”", "notice.ack", {"ack_words": "清楚"}),
        ("已回过“收到”的，不再打电话", "notice.ack", {}),
        ("看到有人捣乱私信我，不会说是谁讲的", "report", {"anonymous": "yes"}),
        ("举报可以不留姓名", "report", {"anonymous": "yes"}),
        ("公司对举报人信息保密", "report", {}),
        ("已调往外地的，每月核实后移出", "cleanup.members", {"departed": "yes", "schedule": "monthly"}),
        ("离店的员工当天移出", "cleanup.members", {"departed": "yes"}),
        ("此前规定与本办法不一致的，按本办法执行", "rules.revise", {"supersedes": "yes"}),
        ("任务要讲清时限和承办科室", "task.assign", {"owner": "required", "deadline": "required"}),
        ("每件事派到人", "task.assign", {"owner": "required"}),
        ("派工只在工作时间", "task.assign", {}),
    ],
)
def test_strangers_say_the_same_in_other_words(text: str, code: str, parameters: dict[str, str]) -> None:
    assert read_parameters(text, [code]) == parameters


@pytest.mark.parametrize(
    ("text", "code", "parameters"),
    [
        ("泄密的移出群，函告派出机构", "sanction.escalate", {"to": "派出机构"}),
        ("造成损失的，报资料科和政工部门按规定追责", "sanction.escalate", {"to": "资料科|政工部门"}),
        ("涉嫌诈骗的移交警方", "sanction.escalate", {"to": "警方"}),
        ("由领队公告写明时间、地点、难度等级、费用", "event.announce", {"fields": "时间|地点|难度等级|费用"}),
        ("领队提前三天贴出集合点、路线、费用", "event.announce", {"fields": "集合点|路线|费用"}),
    ],
)
def test_whom_it_is_told_and_what_is_to_be_stated(text: str, code: str, parameters: dict[str, str]) -> None:
    assert read_parameters(text, [code]) == parameters


@pytest.mark.parametrize(
    ("text", "code", "parameters"),
    [
        ("每两周周三晚上七点读书", "event.program", {}),
        ("隔周六爬山", "event.program", {}),
        ("每周一至周三早上七点晨读", "event.program", {"schedule": "weekly:monday,tuesday,wednesday@07:00"}),
        ("每个礼拜六下午三点下棋", "event.program", {"schedule": "weekly:saturday@15:00"}),
        ("数据每晚两点自动备份", "backup", {"schedule": "daily@02:00"}),
        ("台账每月末导出备份", "backup", {"schedule": "monthly"}),
        ("各班组每周四下班前报材料用量", "task.report", {"schedule": "weekly:thursday"}),
        ("每天 19:00 前报产量", "task.report", {"deadline": "19:00"}),
        ("群公告每月初更新", "notice.announcement", {"schedule": "monthly"}),
        ("周报每周五中午发出，由组长统一点评", "backup", {"schedule": "weekly:friday"}),
        ("漏水的报给管家，当天回话", "ticket", {"within": "1d"}),
        ("漏水的，当天18点前答复", "ticket", {}),
        ("仓管四天没有答复的，找经理", "ticket", {"within": "4d"}),
        ("会议结论次日贴到群里", "decision", {"within": "1d"}),
        ("表决结果五日内公布", "decision", {"within": "5d"}),
        ("看到回“好”，三小时没回的打电话", "notice.ack", {"within": "3h", "ack_words": "好"}),
        ("发错的三分钟内自己撤回", "sanction.recall", {"within": "3m"}),
        ("电话换了，当天更新", "profile.update", {"within": "1d"}),
        ("有问题我一两天内答复", "ticket", {"within": "2d"}),
        ("差评一周内回访", "ticket", {"within": "7d"}),
    ],
)
def test_how_often_and_how_soon(text: str, code: str, parameters: dict[str, str]) -> None:
    assert read_parameters(text, [code]) == parameters


@pytest.mark.parametrize(
    ("text", "span"),
    [("半夜12点到早上6点不说话", "00:00-06:00"), ("晚间9点至清早5点半别发语音", "21:00-05:30")],
)
def test_twelve_at_night_is_midnight(text: str, span: str) -> None:
    assert quiet(text) == span


@pytest.mark.parametrize(
    ("text", "ladder"),
    [
        ("第一次谈话，第二次罚款五十，第三次移出。", "remind>remind>kick"),
        ("首次警告；再犯扣绩效；屡教不改移出。", "warn>warn>kick"),
        ("第一次提醒，第二次发红包认错，第三次禁言一天。", "remind>remind>mute:1d"),
    ],
)
def test_a_step_of_money_brings_the_next_one_no_breach_earlier(text: str, ladder: str) -> None:
    assert read_ladder(text) == ladder
