"""The child process that reads one table: ``python -m bot.governance.sheet_child NAME``."""

import resource
import sys
from dataclasses import asdict

import orjson

from bot.domain.people import parse_tables
from bot.governance.sheet_errors import MAX_BYTES, SheetError
from bot.governance.sheet_process import SECONDS
from bot.governance.sheets import read_tables

MEMORY = 1024 * 1024 * 1024
MOST_ANSWERED = 64 * 1024 * 1024


def main() -> int:
    """In the child: the file from standard input, its people as JSON to standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        sheet = parse_tables(read_tables(sys.stdin.buffer.read(MAX_BYTES + 1), sys.argv[1]))
        answer = orjson.dumps({**asdict(sheet), "columns": sorted(sheet.columns)})
    except SheetError as error:
        answer = orjson.dumps({"error": error.code, "fields": {k: str(v) for k, v in error.fields.items()}})
    except (MemoryError, RecursionError):
        answer = b""
    if not answer or len(answer) > MOST_ANSWERED:
        answer = orjson.dumps({"error": "too_heavy", "fields": {}})
    sys.stdout.buffer.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
