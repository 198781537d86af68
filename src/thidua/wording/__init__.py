"""Codes and facts made into sentences, and numbers and dates as people write them."""

from thidua.wording.numbers import LANGUAGES, Language, day, listed, number, points
from thidua.wording.sentences import UnknownSentence, finding_line, is_known, reason, sentence

__all__ = [
    "LANGUAGES",
    "Language",
    "UnknownSentence",
    "day",
    "finding_line",
    "is_known",
    "listed",
    "number",
    "points",
    "reason",
    "sentence",
]
