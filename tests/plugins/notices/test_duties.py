from bot.governance.regulations import basic
from plugins.notices.duties import DUTIES


def test_every_notice_duty_of_the_basic_regulation_is_served() -> None:
    asked = {d.code for clause in basic().clauses for d in clause.duties if d.code.startswith("notice.")}
    assert asked <= {duty.code for duty in DUTIES}


def test_the_ban_on_changing_the_groups_announcement_asks_for_no_announcement() -> None:
    text = "不得擅自更改群名和群公告"
    assert not any(phrase in text for duty in DUTIES for phrase in duty.phrases)
