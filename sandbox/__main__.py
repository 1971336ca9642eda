"""``python -m sandbox``: the chat page beside a bot that is running."""

import argparse
import asyncio
import sys

from .web import serve


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="模拟的 QQ 与微信群，带聊天页面")
    parser.add_argument("--bot", default="ws://127.0.0.1:8080", help="机器人的地址（默认 %(default)s）")
    parser.add_argument("--token", default="", help="ONEBOT_ACCESS_TOKEN 的值，没有就不写")
    parser.add_argument("--port", type=int, default=8090, help="页面端口，0 为任意空闲端口（默认 %(default)s）")
    parser.add_argument("--size", type=int, default=30, help="两个主要的群各有多少人（默认 %(default)s）")
    options = parser.parse_args()
    try:
        asyncio.run(serve(options.bot, options.token, options.port, size=options.size))
    except OSError as error:
        print(f"端口 {options.port} 不能使用：{error.strerror}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
