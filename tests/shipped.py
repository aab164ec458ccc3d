"""The rules of ours that people and deployments rest on."""

from __future__ import annotations

from pathlib import Path

RULES = Path(__file__).parents[1] / "rules"

#: What a newcomer finds at least; more may be shipped.
SHIPPED = frozenset(
    {
        "idlib-new-ceasefire",
        "new-ceasefire",
        "ceasefire-broken",
        "civilians-killed-10",
        "mass-casualties",
        "displacement-wave",
        "health-facility-attacked",
        "toxic-gas",
        "place-taken",
    }
)
