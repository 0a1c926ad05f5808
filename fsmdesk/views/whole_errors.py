"""Errors that Qt can carry: an override that runs inside another one must not end with half an error.

Python makes the object of many errors only when somebody catches them (IndexError of a list, StopIteration of
`next`, TypeError of a call). Where an override is called from C++ that another override called, Qt's binding
looks into that object before it exists, and the whole program dies without a report. Painting the cells of a
table and asking its model are such places.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def whole_errors(override: Callable[P, R]) -> Callable[P, R]:
    """The override as it is; what it raises has been caught once, so that it is reported like any other error."""

    @wraps(override)
    def called(*args: P.args, **more: P.kwargs) -> R:
        try:
            return override(*args, **more)
        except Exception:  # catching it is what makes the object
            raise

    return called
