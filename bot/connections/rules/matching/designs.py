"""Rounds for a fixed number of people in which no two meet twice: resolvable designs, as short as they can be written.

People sit on the points of a design, and each of its rounds seats everybody once. A base round is turned c times: a
turn moves each seat on by one within its run of c seats that follow each other; seats beyond the last whole run stay.
A fixed round is the c turns of one group. The base rounds were found by exact cover with random restarts; a test plays
every design through.
"""

from functools import cache

import numpy as np

from .levels import Array

SEATS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
DESIGNS = {
    (3, 9): (3, "032617458", "057"),
    (3, 12): (4, "0851ab263497", ""),
    (3, 15): (7, "0e91cd35682a74b", ""),
    (3, 18): (6, "04ad5h23b61ec789fg", "07g"),
    (3, 21): (7, "07e35619h2bk84jacdfgi", "0ak 0dj 0ch"),
    (3, 24): (8, "0hjg19dlm2inakfbc734685e", "0am 0ek 0fi"),
    (3, 27): (13, "qap0dgei8hjof341lm69n2kb57c", ""),
    (3, 30): (14, "snb0tfi9dkmc2g3j8p5lq17a46oehr", ""),
    (3, 33): (11, "0hkcplmew6itndabfg1j95r72sv348oqu", "0js 0fr 0bp 0gw 0du"),
    (3, 36): (17, "yl9hz806s4ng7pw25muvfjoritxkae13bqcd", ""),
    (3, 39): (19, "0jC1pym4okvgn7tl9zqrhsbw6xA5uB23e8ciadf", ""),
    (3, 42): (14, "0fohklnpFsjc8arexAi596DqgmB1tC23bv47yzduwE", "0my 0qw 0gE 0pD 0it 0ev"),
    (3, 45): (15, "0HefdtusI46ajlpyAE3zCi58xkn29GhocwDr1mbgBqv7F", "0iF 0jB 0nG 0mA 0ov 0tC 0fu"),
    (3, 48): (23, "KeBLq9uFH36I8DJrGkn2l4gE7zAp5wosxcCj1abtdi0fhvym", ""),
    (3, 51): (17, "08qiB4y25Gtg6bc7KL9vw3Fdlae1ksEfOzCoAuxjnpmrMhDIHJN", "0lA 0pB 0wM 0tL 0kI 0hy 0xF"),
    (3, 54): (18, "inolMfkFN67zAvy3mq2xhBItDprjau0GwsbQ4egH9d1Cc8PRE5JKLO", "0mC 0qD 0xO 0uN 0lK 0iA 0pL"),
    (3, 57): (
        19,
        "0jC2Fs8OAMudEpeoKikPf3nQczUqaR17b4695ghlmxrvBtwyDJNGILHST",
        "0mO 0vM 0tE 0lK 0rP 0wQ 0xU 0BR 0yF",
    ),
    (3, 60): (
        20,
        "0E26vhk1t5qS9QdFMebijrgVm47aAULcw38RpsfnuXyTWlxzIBCGoDHNPJKO",
        "0AR 0tP 0BM 0rQ 0wI 0oV 0nG 0mU",
    ),
    (4, 16): (5, "f49e0673a12d5bc8", ""),
    (4, 20): (5, "0b7j1h49628ef3di5agc", ""),
    (4, 24): (7, "7li6em4d015cn93jf2gk8ahb", ""),
    (4, 28): (9, "09ir1kp8b45gamnh2cf7ldeoj36q", ""),
    (4, 32): (8, "0emf8iqlg6uvo2a513kt9bs7hj4dprcn", "0bkv"),
    (4, 36): (9, "0auystvqrj4d1mwfeg8zikoxbcph92l735n6", "0dmt"),
    (4, 40): (13, "0dqD1fg43jmcei9ahvAosukpwlnC2tx86yzbr57B", ""),
}
"""By the size of groups and the number of seats: c, the base round, the first group of each fixed round."""


def rounds(size: int, seats: int) -> list[list[list[int]]]:
    """Return the rounds of a design, each its groups of seats; none where there is no such design."""
    if (size, seats) not in DESIGNS:
        return []
    turns, base, fixed = DESIGNS[size, seats]
    groups = [base[first : first + size] for first in range(0, seats, size)]
    turned = [[_turned(group, by, turns, seats) for group in groups] for by in range(turns)]
    return turned + [[_turned(group, by, turns, seats) for by in range(turns)] for group in fixed.split()]


@cache
def meetings(size: int, seats: int) -> Array:
    """Return in which round each two seats meet, -1 in none: seats by seats."""
    found = np.full((seats, seats), -1, dtype=np.int64)
    for number, groups in enumerate(rounds(size, seats)):
        for group in groups:
            found[np.ix_(group, group)] = number
    np.fill_diagonal(found, -1)
    return found


def _turned(group: str, by: int, turns: int, seats: int) -> list[int]:
    whole = seats // turns * turns
    before = map(SEATS.index, group)
    return [seat // turns * turns + (seat % turns + by) % turns if seat < whole else seat for seat in before]
