"""Which rules of extraction the program has: what tells facts of an older program from its own."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import store


@cache
def rules() -> str:
    """What tells the present rules of extraction from any others: a digest of the package that holds them."""
    folder = Path(store.__file__).parent / "extraction"
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(
        path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    ):
        digest.update(path.read_bytes())
    return digest.hexdigest()
