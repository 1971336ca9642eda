"""A file of unknown origin is read and judged in a process of its own, with bounds on memory and time."""

import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson

from .catalogue import vocabulary
from .domain.judge import read_regulation
from .domain.reading import Reading
from .domain.reading_json import reading_from_json, reading_to_json
from .reading import MAX_BYTES, Unreadable, read_text, refuse_early

SECONDS = 10
MEMORY = 768 * 1024 * 1024
_ROOT = Path(__file__).resolve().parent.parent.parent
_TOO_HEAVY = "文档太大或太复杂，已停止读取"


def check_file(file: Path) -> dict[str, Any]:
    """What ``regulation check --json`` answers for this file. Raises Unreadable with a line for people.

    Blocks for at most SECONDS and a little.
    """
    try:
        if not file.is_file():
            raise Unreadable("没有这个文件" if not file.exists() else "不是文件")
        if file.stat().st_size > MAX_BYTES:
            raise Unreadable("文件太大")
        data = file.read_bytes()
    except OSError as error:
        raise Unreadable(f"文件打不开（{error.strerror}）") from error
    refuse_early(data, file.name)
    return _ask_child(data, file.name)


def check_bytes(data: bytes, filename: str) -> Reading:
    """The same for a file that was sent, by its name's ending. Blocks likewise. Raises Unreadable."""
    refuse_early(data, filename)
    return reading_from_json(_ask_child(data, filename))


def check_pasted(text: str) -> Reading:
    """The same for a text pasted into the chat or a form. Raises Unreadable."""
    return check_bytes(text.encode(), "群规.txt")


def _ask_child(data: bytes, filename: str) -> dict[str, Any]:
    words = [sys.executable, "-m", "plugins.charter.checking", "./" + filename[-100:]]
    try:
        done = subprocess.run(words, input=data, capture_output=True, timeout=SECONDS, cwd=_ROOT, check=False)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(_TOO_HEAVY) from error
    if done.returncode != 0:
        raise Unreadable(_TOO_HEAVY)
    answer: dict[str, Any] = orjson.loads(done.stdout)
    if "unreadable" in answer:
        raise Unreadable(answer["unreadable"])
    return answer


def judge(data: bytes, filename: str) -> dict[str, Any]:
    """The same within this process, without bounds on time. Raises Unreadable."""
    text = read_text(data, filename)
    return reading_to_json(read_regulation(text, vocabulary(), name=Path(filename).stem))


def main() -> int:
    """In the child: the file from standard input, the answer as JSON to standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = judge(sys.stdin.buffer.read(MAX_BYTES + 1), sys.argv[1])
    except Unreadable as error:
        answer = {"unreadable": str(error)}
    except (MemoryError, RecursionError):
        answer = {"unreadable": _TOO_HEAVY}
    sys.stdout.buffer.write(orjson.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
