"""How often the checker is right: `python -m tests.marking.rates --sheets 20 --right 10000`.

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
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--digits", type=int, nargs="*", default=list(range(3, 11)))
    given = parser.parse_args()
    _print_rates(rates(given.sheets, tuple(given.digits), given.seed), given.digits)
    for digits in given.digits:
        for style, words in (("g", "digits"), ("f", "decimals")):
            alarms = false_alarms(given.right, digits, given.seed, style=style)
            print(f"{given.right} right sheets at {digits} {words}: {len(alarms)} false alarms")


def _print_rates(table: dict[tuple[str, int], Rate], digits: list[int]) -> None:
    """By mistake and digits in percent: named first or as tied / first mistake's place found."""
    print("mistake".ljust(32), *(f"{d:>9d}" for d in digits))
    for mistake in dict.fromkeys(name for name, _ in table):
        print(mistake.ljust(32), *(_share([table[mistake, d]]) for d in digits))
    print("all".ljust(32), *(_share([r for (_, n), r in table.items() if n == d]) for d in digits))
    for (mistake, d), rate in table.items():
        if rate.instead:
            told = ", ".join(f"{name} {count}" for name, count in rate.instead.most_common())
            print(f"{mistake} at {d} digits, of {rate.tried}: {told}")
    print("never made:", *sorted({m.id for m in TABLE} - {m for m, _ in table}))


def _share(several: list[Rate]) -> str:
    tried = sum(rate.tried for rate in several) or 1
    named, placed = (sum(getattr(rate, what) for rate in several) for what in ("named", "placed"))
    return (
        f"{100 * named / tried:4.0f}/{100 * placed / tried:<4.0f}"
        if len(several) == 1
        else (f"{100 * named / tried:.1f}/{100 * placed / tried:.1f}")
    )


if __name__ == "__main__":
    main()
