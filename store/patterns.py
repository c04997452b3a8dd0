"""Regular expressions that are compiled when they are first used, so that importing a module costs none."""

from __future__ import annotations

import re
from typing import Any, cast


def pattern(expression: str, flags: int = 0) -> re.Pattern[str]:
    """The expression as `re.compile` gives it, compiled when it is first asked for anything."""
    return cast("re.Pattern[str]", _Lazy(expression, flags))


class _Lazy:
    def __init__(self, expression: str, flags: int) -> None:
        self._source = expression, flags

    def __getattr__(self, method: str) -> Any:
        """Called for what is not known yet: the method stays, so that the next call finds it at once."""
        found = getattr(re.compile(*self._source), method)  # which keeps what it compiled
        setattr(self, method, found)
        return found
