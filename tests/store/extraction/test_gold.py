"""Facts against gold: what a careful reader wrote down for the articles in tests/corpus."""

from __future__ import annotations

from functools import cache

import pytest

from tests.corpus.score import LEVELS, SetScore, score_set

# The least F1 by level. Rules change together with these figures, upwards.
LEAST = {
    "seeds": {"value": 0.98, "reading": 0.97, "metric": 0.93, "subject": 0.93, "period": 0.95, "whole": 0.85},
    "development": {
        "value": 0.98,
        "reading": 0.95,
        "metric": 0.92,
        "subject": 0.85,
        "period": 0.94,
        "whole": 0.76,
    },
    "held_out": {
        "value": 0.95,
        "reading": 0.91,
        "metric": 0.82,
        "subject": 0.75,
        "period": 0.81,
        "whole": 0.56,
    },
}


@cache
def scored(name: str) -> SetScore:
    return score_set(name)


@pytest.mark.parametrize("name", LEAST)
@pytest.mark.parametrize("level", LEVELS)
def test_facts_agree_with_gold(name: str, level: str) -> None:
    found = scored(name).facts.f1(level)
    assert found >= LEAST[name][level], f"{name}: {level} {found:.3f}"
