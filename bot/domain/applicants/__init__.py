"""Applicants: what they write about themselves, and whether the roster knows them."""

from bot.domain.applicants.lexer import Lexicon
from bot.domain.applicants.matching import Match, explain, match, match_line
from bot.domain.applicants.reading import Application, read_application
from bot.domain.applicants.roster_index import RosterIndex
from bot.domain.applicants.settling import FIELDS

__all__ = [
    "FIELDS",
    "Application",
    "Lexicon",
    "Match",
    "RosterIndex",
    "explain",
    "match",
    "match_line",
    "read_application",
]
