"""The whole bot as an arrangement: ``python -m benchmarks.whole prepare FOLDER GROUPS``, then ``serve PORT …``."""

import asyncio
import sys
from pathlib import Path

from benchmarks import furnish
from benchmarks.talk import BOT
from bot.commandline import running
from bot.settings import Settings


def settings_for(folder: Path, port: int = 0) -> Settings:
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        host="127.0.0.1",
        port=port,
        database_url=f"sqlite://{folder / 'bench.db'}",
        data_dir=folder,
        log_level="ERROR",
    )


def main() -> None:
    match sys.argv[1:]:
        case ["prepare", folder, groups]:
            # A process of its own: making the tables is no part of what a message costs or an idle bot weighs.
            asyncio.run(furnish.enable_groups(settings_for(Path(folder)), int(groups), account=str(BOT)))
        case ["serve", port, folder, commands, words]:
            furnish.add_when_loaded(int(commands), int(words))
            running.serve(settings_for(Path(folder), int(port)))
        case given:
            sys.exit(f"benchmarks.whole: {given}")


if __name__ == "__main__":
    main()
