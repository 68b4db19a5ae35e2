"""What is the same word, however it is written."""

import re
import unicodedata
from functools import cache

from snowballstemmer import stemmer

_WORD = re.compile(r"[\w+#]+")
_POSSESSIVE = re.compile(r"['’]s?\b")
FILLERS = frozenset(
    "a an the my your our their some any with for of to in on at by and or i me we you is are be do doing "
    "help helping helper need needs needed want wants would like can could offer offering learn learning how "
    "please someone somebody people who".split()
)
"""Words that say nothing about which skill is meant."""


def content_words(typed: str) -> list[str]:
    """Return the words that count, in plain letters: `Ana's Bicycle-Repairs` has ana, bicycle, repairs."""
    parts = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", typed.casefold()))
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    return [word for word in _WORD.findall(plain) if word not in FILLERS]


@cache
def stem(word: str) -> str:
    """Return what plurals and endings leave: repairs, repairing, repair. By Porter's second stemmer."""
    return str(_english().stemWord(word))


@cache
def _english() -> stemmer:
    return stemmer("english")
