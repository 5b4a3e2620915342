"""How often the checker is right: `python -m tests.marking.rates --sheets 4000 --right 10000`.

Prints the table of rates by mistake and by digits, with what was named instead.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from backprop_gui.marking.checking import check
from backprop_gui.marking.mistakes.table import TABLE
from backprop_gui.marking.verdicts import Marked
from tests.marking.people import Worked, work

UNMADE = ("digits-swapped", "rounded-early", "copied-wrong")


@dataclass
class Rate:
    """Out of `tried` sheets: named first or tied, the first mistake's place found."""

    tried: int = 0
    named: int = 0
    placed: int = 0
    instead: Counter[str] = field(default_factory=Counter)


def judged(worked: Worked, marked: Marked, rate: Rate) -> None:
    """Count one sheet."""
    made = worked.made
    assert made is not None
    first = marked.first_mistake
    rate.tried += 1
    expected = _first_affected(worked, made)
    if made.mistake.id == "rounded-early" and _noted(marked):
        rate.named, rate.placed = rate.named + 1, rate.placed + 1
        return
    if first is None:
        rate.instead["nothing"] += 1
        return
    rate.placed += (first.iteration, str(first.quantity)) == expected
    best = [d.id for d in first.diagnoses if d.rank == first.diagnoses[0].rank]
    if made.mistake.id in best:
        rate.named += 1
    else:
        rate.instead[best[0] if best else "no diagnosis"] += 1


def _noted(marked: Marked) -> bool:
    """Rounding is right, with a note."""
    return marked.first_mistake is None and any("rounded" in v.note for v in marked.verdicts)


def _first_affected(worked: Worked, made) -> tuple[int, str]:  # type: ignore[no-untyped-def]
    return made.cell.iteration, str(made.cell.quantity)


def rates(sheets: int, digits: tuple[int, ...], seed: int = 0) -> dict[tuple[str, int], Rate]:
    """Every mistake at each number of digits, so many sheets each."""
    found: dict[tuple[str, int], Rate] = defaultdict(Rate)
    for n, mistake in enumerate(dict.fromkeys(m.id for m in TABLE)):
        for d in digits:
            tried, k = 0, 0
            while tried < sheets and k < 20 * sheets:
                k += 1
                worked = work(seed + 1000003 * n + 7919 * k + d, d, mistake)
                if worked is None or worked.made is None:
                    continue
                tried += 1
                judged(worked, check(worked.session, worked.answers), found[mistake, d])
    return found


def false_alarms(
    sheets: int, digits: int, seed: int = 0, written: float = 1.0, style: str = "g"
) -> list[int]:
    """The seeds of right sheets in which something was called wrong."""
    found = []
    for n in range(seed, seed + sheets):
        worked = work(n, digits, written=written, style=style)
        assert worked is not None
        marked = check(worked.session, worked.answers)
        if any(v.verdict != "right" for v in marked.verdicts):
            found.append(n)
    return found


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sheets", type=int, default=20)
    parser.add_argument("--right", type=int, default=200)
    parser.add_argument("--digits", type=int, nargs="*", default=[4, 6, 10])
    given = parser.parse_args()
    table = rates(given.sheets, tuple(given.digits))
    for d in given.digits:
        of = [rate for (_, digits), rate in table.items() if digits == d]
        tried = sum(r.tried for r in of) or 1
        print(
            f"{d} digits: {tried} sheets, named {sum(r.named for r in of) / tried:.2%}, "
            f"place {sum(r.placed for r in of) / tried:.2%}"
        )
    for (mistake, d), rate in table.items():
        if rate.named < rate.tried or rate.placed < rate.tried:
            share = f"{rate.named}/{rate.tried} place {rate.placed}"
            print(f"{mistake:32s} {d:2d} {share} {dict(rate.instead)}")
    never = {m.id for m in TABLE} - {m for m, _ in table}
    print("never made:", *sorted(never))
    for d in given.digits:
        alarms = false_alarms(given.right, d)
        print(
            f"right sheets at {d} digits: {len(alarms)} false alarms of {given.right} {alarms[:5]}"
        )


if __name__ == "__main__":
    main()
