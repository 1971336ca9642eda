"""``train``: fit the model that is delivered with the bot."""

import argparse
from importlib import import_module
from pathlib import Path
from typing import Any

from bot.commandline.errors import WrongUse

from ..domain.model.linear import MODEL

ROOT = Path(__file__).resolve().parents[3]
CARD = ROOT / "docs" / "model-card.md"
HOLDOUT = 0.2
SEED = 1
PACKAGES = frozenset({"sklearn", "scipy", "numpy", "joblib", "threadpoolctl"})


def declare(words: "argparse._SubParsersAction[Any]") -> None:  # pyright: ignore[reportPrivateUsage]
    parser = words.add_parser("train", help="用标注好的消息训练垃圾消息模型（开发用，需要 scikit-learn）")
    parser.add_argument(
        "--data", type=Path, nargs="+", required=True, metavar="文件", help="JSON 行（可 gzip）：text、label、source"
    )
    parser.add_argument("--apart", type=Path, nargs="*", default=[], metavar="文件", help="与这些消息近似的不用于训练")
    parser.add_argument("--out", type=Path, default=MODEL, metavar="文件", help="模型写到哪里（默认替换自带的模型）")
    parser.add_argument(
        "--card", type=Path, metavar="文件", help="模型卡写到哪里（默认 docs/model-card.md，随自带模型）"
    )
    parser.add_argument(
        "--holdout", type=float, default=HOLDOUT, metavar="比例", help="留出评测的比例，默认 0.2，0 为不留"
    )
    parser.add_argument("--seed", type=int, default=SEED, metavar="数", help="随机种子")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Raises WrongUse where scikit-learn is missing, or the data or the place to write are no good."""
    if not 0 <= options.holdout < 1:
        raise WrongUse("--holdout 应在 0 与 1 之间")
    card = options.card or (CARD if options.out == MODEL else options.out.with_suffix(".md"))
    try:
        # Only here: developers have these packages, a running bot has not.
        running = import_module(".running", __package__)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in PACKAGES:
            raise
        raise WrongUse("缺少 scikit-learn，请先 make install（或 pip install -r requirements-dev.lock）") from error
    running.train_and_write(options.data, options.apart, options.out, card, holdout=options.holdout, seed=options.seed)
    return 0
