from pathlib import Path

from tests.tools.trees import plant, run_check

CODE = """
class Late(Refusal):
    code = "notices.late"

def answer(late):
    return Reply("notices/taken" if late else "notices/published", number=1)

def ladder(kind):
    return render(f"discipline/step_{kind}")
"""
TEXTS = {
    "templates/notices/late.jinja": "已截止。",
    "templates/notices/taken.jinja": "{{ number }}",
    "templates/notices/published.jinja": "{% include 'notices/line.jinja' %}",
    "templates/notices/line.jinja": "#{{ number }}",
    "templates/discipline/step_mute.jinja": "禁言",
}
CLEAN = {"plugins/notices/commands.py": CODE, **TEXTS}


def test_texts_that_are_all_used_and_all_there_pass(tmp_path: Path) -> None:
    assert run_check("check_templates.py", plant(tmp_path, CLEAN)) == (0, [])


def test_a_text_that_code_names_must_exist(tmp_path: Path) -> None:
    code = "say(target, 'chat/gone', key='case/told')\ntell_administrators(group, template='chat/lost')\n"
    _, lines = run_check("check_templates.py", plant(tmp_path, {**CLEAN, "bot/chat/a.py": code}))
    assert lines == [
        "bot/chat/a.py:1: templates/chat/gone.jinja does not exist",
        "bot/chat/a.py:2: templates/chat/lost.jinja does not exist",
    ]


def test_a_refusal_must_have_its_text_even_below_another_refusal(tmp_path: Path) -> None:
    code = 'class Late(Refusal):\n    code = "a.late"\n\nclass Later(Late):\n    code: str = "a.later"\n'
    tree = plant(tmp_path, {"plugins/a/domain.py": code, "templates/a/late.jinja": "迟了"})
    _, lines = run_check("check_templates.py", tree)
    assert lines == ["plugins/a/domain.py:5: templates/a/later.jinja does not exist"]


def test_the_code_of_something_else_names_no_text(tmp_path: Path) -> None:
    code = 'class Duty:\n    code = "moderation.spam"\n'
    assert run_check("check_templates.py", plant(tmp_path, {"plugins/a/duties.py": code})) == (0, [])


def test_a_text_that_nothing_names_is_found(tmp_path: Path) -> None:
    tree = plant(tmp_path, {**CLEAN, "templates/notices/old.jinja": "旧"})
    assert run_check("check_templates.py", tree) == (1, ["templates/notices/old.jinja:1: no code names this text"])


def test_a_page_is_named_by_its_file_alone(tmp_path: Path) -> None:
    page = {"bot/web/pages.py": 'x = pages.get_template("front.html.jinja")\n', "templates/web/front.html.jinja": "<p>"}
    assert run_check("check_templates.py", plant(tmp_path, page)) == (0, [])


def test_a_text_that_does_not_parse_is_found_with_its_line(tmp_path: Path) -> None:
    tree = plant(tmp_path, {**CLEAN, "templates/notices/late.jinja": "好\n{% if %}"})
    status, lines = run_check("check_templates.py", tree)
    assert status == 1
    assert lines[0].startswith("templates/notices/late.jinja:2: does not parse")


def test_a_text_may_not_hold_cq_codes(tmp_path: Path) -> None:
    tree = plant(tmp_path, {**CLEAN, "templates/notices/late.jinja": "[CQ:at,qq=all] 迟了"})
    status, lines = run_check("check_templates.py", tree)
    assert status == 1
    assert "CQ code" in lines[0]


def test_an_include_of_nothing_is_found(tmp_path: Path) -> None:
    tree = plant(tmp_path, {**CLEAN, "templates/notices/published.jinja": "{% include 'notices/line.jinja' %}"})
    (tree / "templates/notices/line.jinja").unlink()
    _, lines = run_check("check_templates.py", tree)
    assert lines == ["templates/notices/published.jinja:1: templates/notices/line.jinja does not exist"]
