"""A template is ours; what people wrote is only ever put into it."""

import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from jinja2 import Environment, meta, nodes

from bot.texts import TEMPLATES, Texts

TEXTS = Texts(ZoneInfo("Asia/Shanghai"))
SECRET = "canary-4711"
PAYLOADS = (
    "{{ 7*7 }}", "{{ config }}", "{{ self }}", "{{ ''.__class__.__mro__ }}", "{{ cycler.__init__.__globals__ }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}", "{{ 'a'*10**9 }}", "{% for a in range(9**9) %}x{% endfor %}",
    "{% set x = namespace() %}{{ x }}", "{% include 'chat/usage.jinja' %}", "{% import 'os' as os %}", "{# hidden #}",
    "{% raw %}{{ 1 }}{% endraw %}", "{{ '%999999999d' % 1 }}", "{{ range(10**9)|list }}", "{{ x|attr('__class__') }}",
    "%(secret)s", "%s%s%s%n", "%999999999d", "${secret}", "$secret", "{0.__class__.__init__.__globals__}", "{secret}",
    "{secret!r:>999999999}", "{b.config.onebot_access_token}", "<%= 7*7 %>", "#{7*7}", "${{7*7}}", "{{", "}}", "{%", "{#",  # noqa: E501
)  # fmt: skip


def keys() -> Iterator[str]:
    for path in sorted(TEMPLATES.rglob("*.jinja")):
        yield path.relative_to(TEMPLATES).with_suffix("").as_posix()


class Anything:
    """Stands for every field: its text is the payload, its parts are itself, and it ends somewhere."""

    def __init__(self, payload: str, depth: int = 0) -> None:
        self.payload, self.depth = payload, depth
        self.secret = SECRET

    def __getattr__(self, name: str) -> "Anything":
        if name.startswith("_"):
            raise AttributeError(name)
        return Anything(self.payload, self.depth + 1)

    def __getitem__(self, key: object) -> "Anything":
        del key
        return Anything(self.payload, self.depth + 1)

    def __iter__(self) -> Iterator["Anything"]:
        return iter(()) if self.depth > 3 else iter((Anything(self.payload, self.depth + 1),))

    def __call__(self, *words: object, **more: object) -> "Anything":
        return self

    def __str__(self) -> str:
        return self.payload

    def __html__(self) -> str:
        return self.payload

    def __len__(self) -> int:
        return 1

    def __hash__(self) -> int:
        return hash(self.payload)

    def __eq__(self, other: object) -> bool:
        return str(other) == self.payload


def told(template: str, payload: str) -> str | None:
    """The template with this payload in every field; None where it needs numbers or times to be read at all."""
    try:
        return TEXTS.render(template, **dict.fromkeys(fields_of(template), Anything(payload)))
    except (TypeError, ValueError, KeyError, AttributeError):
        return None
    except Exception as error:
        if type(error).__module__.startswith("jinja2"):
            return None
        raise


@cache
def fields_of(template: str) -> set[str]:
    environment = Environment()
    environment.filters.update(dict.fromkeys(("name", "clip", "duration", "time", "day"), str))
    source = (TEMPLATES / f"{template}.jinja").read_text("utf-8")
    return meta.find_undeclared_variables(environment.parse(source))


def test_no_payload_in_any_field_of_any_template_is_carried_out() -> None:
    rendered = 0
    for template in keys():
        if template.startswith("web/"):
            continue
        for payload in PAYLOADS:
            begun = time.thread_time()
            text = told(template, payload)
            took = time.thread_time() - begun
            assert took < 1, (template, payload, took)  # a loop that a payload starts has no end
            if text is not None:
                rendered += 1
                assert SECRET not in text, (template, payload)
                assert len(text) < 20_000, (template, payload)
                if payload == "{{ 7*7 }}":
                    assert "49" not in text, template
    assert rendered > 30 * len(PAYLOADS)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_filters_for_people_s_words_leave_a_payload_as_it_is(payload: str) -> None:
    shown = TEXTS.render("activities/begun", activity={"number": payload})
    assert payload.strip() in shown


def test_no_template_renders_text_as_a_template_or_reaches_into_python() -> None:
    environment = Environment()
    for path in sorted(Path(TEMPLATES).rglob("*.jinja")):
        tree = environment.parse(path.read_text("utf-8"))
        for found in tree.find_all(nodes.Getattr):
            assert not found.attr.startswith("_"), path
            assert found.attr not in {"format", "format_map"}, path
        for found in tree.find_all(nodes.Filter):
            assert found.name not in {"attr", "format", "safe", "pprint"}, path
        for included in tree.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)):
            assert isinstance(included.template, nodes.Const), path


def test_long_words_take_no_long_line() -> None:
    environment = TEXTS._environment
    for name in ("name", "clip"):
        assert len(environment.from_string("{{ x|" + name + " }}").render(x="长" * 100_000)) <= 60
