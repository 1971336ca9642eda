"""The child process that reads one file: run by its path, so that neither the bot nor the rest of this area is loaded.

The file comes from standard input, the answer goes to standard output as JSON. A hostile document can
only end this process: memory and processor time are bounded before its first byte is read.
"""

import resource
import sys
from pathlib import Path
from types import ModuleType

import orjson

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 8
MEMORY = 256 * 1024 * 1024


def main(filename: str) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _name_package()
    from plugins.charter.judging import judge
    from plugins.charter.reading import MAX_BYTES, TOO_HEAVY, Unreadable

    try:
        answer = judge(sys.stdin.buffer.read(MAX_BYTES + 1), filename)
    except Unreadable as error:
        answer = {"unreadable": str(error)}
    except (MemoryError, RecursionError):
        answer = {"unreadable": TOO_HEAVY}
    sys.stdout.buffer.write(orjson.dumps(answer))
    return 0


def _name_package() -> None:
    """``plugins.charter`` without what its ``__init__`` loads: the chat's entrances and with them the kernel."""
    sys.path.insert(0, str(ROOT))
    package = ModuleType("plugins.charter")
    package.__path__ = [str(Path(__file__).parent)]
    sys.modules["plugins.charter"] = package


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
