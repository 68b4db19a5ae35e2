"""What each person adds to any pairs at most: a bound, in which nobody needs to have looked at all of them."""

import numpy as np
from scipy.sparse import csr_array

from .levels import Array


def held(table: csr_array, next_to: Array) -> Array:
    """Return what each row has in its column."""
    has: Array = table.data[table.indices == np.repeat(next_to, np.diff(table.indptr))]
    return has


def prices(table: csr_array, next_to: Array) -> Array:
    """Return of each person what a pair with them adds at most: of no two in the table is it less than they are worth.

    `table`: what people in rows and those in columns are worth together, the same both ways, and in more columns what
    somebody is worth alone; `next_to`: the column of each row in the best assignment. The sum of prices is half of its
    worth at most. They are a solution of the dual problem, the least one for the rows: a row's price is raised until no
    column would be worth more than the one it has. That takes as many rounds as rows wait for each other, fewer than
    there are.
    """
    people, columns = table.shape
    own = held(table, next_to)
    holder = np.full(columns, people)  # of a column that nobody has: one after the last, whose price is 0
    holder[next_to] = np.arange(people)
    held_by = holder[table.indices]
    more = table.data - np.append(own, 0.0)[held_by]
    rows = np.zeros(people + 1)
    for _ in range(people):
        raised = np.maximum.reduceat(rows[held_by] + more, table.indptr[:-1])
        if (raised <= rows[:-1]).all():
            break
        rows[:-1] = np.maximum(rows[:-1], raised)
    of_column = np.append(own, 0.0)[holder[:people]] - rows[holder[:people]]
    both: Array = (rows[:-1] + of_column) / 2
    return both
