"""The model card: written by the same run that wrote the model, so that its figures are the model's own."""

from pathlib import Path

import jinja2

from ..domain.model.file import ModelFile
from .train import FALSE_ABUSE, FALSE_RECALLS, FALSE_REVIEWS

LIMITS = {"recall": FALSE_RECALLS, "review": FALSE_REVIEWS, "abuse": FALSE_ABUSE}
TEMPLATE = Path(__file__).with_name("card.md.jinja")
SOURCES = {
    "addet_qq": ("ADDetector4J, messages of QQ groups", "MIT"),
    "cold": ("COLDataset (thu-coai), offensive language in social media", "Apache-2.0"),
    "fbs": (
        "FBS_SMS_Dataset (CCS'20), messages of fake base stations",
        "to be cited when used; no grant to redistribute",
    ),
    "kdconv": ("KdConv (thu-coai), conversations", "Apache-2.0"),
    "tgspam": (
        "tg-spam (MarkIvory2973), Chinese Telegram groups",
        "repository GPL-3.0; where its rows come from is unclear",
    ),
    "vcsum": ("VCSum, transcripts of meetings", "MIT"),
}
"""What is known of the public sets, by the name of ``source`` before its colon."""


def write_card(model: ModelFile, size: int, path: Path) -> None:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATE.parent),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    template = environment.get_template(TEMPLATE.name)
    facts = model.facts
    sources: dict[str, dict[str, int]] = {}
    for name, count in facts["sources"].items():
        source, label = name.split()
        sources.setdefault(source, {})[label] = count
    text = template.render(
        facts=facts, sources=sources, known=SOURCES, thresholds=model.thresholds, size=size, limits=LIMITS
    )
    path.write_text(text, encoding="utf-8")
