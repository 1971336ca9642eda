"""The command line: ``python -m bot …``. Areas add their own words in ``plugins/*/commandline.py``.

Wrong use and wrong settings end with status 2 and one clear line on standard error.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from bot import commandline
from bot.settings import WrongSettings
from bot.store.errors import StoreUnavailable

ROOT = Path(__file__).resolve().parent.parent
Run = Callable[[argparse.Namespace], int]


class _OneLineParser(argparse.ArgumentParser):
    """Wrong use is one line, with where to read more."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}（用法：{self.prog} --help）\n")


def build_parser(*, with_areas: bool = True) -> argparse.ArgumentParser:
    """The words of the command line: the kernel's and, on demand, the areas'.

    NoneBot must be the first to import an area that it shall load, so a word of the kernel leaves
    the areas alone.
    """
    parser = _OneLineParser(prog="python -m bot", description="群规：按书面制度管理工作群的机器人")
    words = parser.add_subparsers(title="命令", dest="word", metavar="命令", required=True)
    commandline.declare(words)
    for room in sorted((ROOT / "plugins").glob("*/commandline.py")) if with_areas else ():
        import_module(f"plugins.{room.parent.name}.commandline").declare(words)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and answer its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = build_parser(with_areas=not given or given[0] not in commandline.WORDS)
    options = parser.parse_args(given)
    run: Run = options.run
    try:
        return run(options)
    except (WrongSettings, StoreUnavailable, commandline.WrongUse) as error:
        print(f"{options.word}: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
