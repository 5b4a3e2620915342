"""Cuts MathML where a line may break: browsers break between formulas, never inside one.

A cut comes before a relation, and before a plus or a minus between terms, inside of parentheses
too; fractions, scripts, cases and short parentheses stay whole.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring, register_namespace, tostring

_SPACE = "http://www.w3.org/1998/Math/MathML"
_RELATIONS = {"=", "←", "≤", "≥"}
_SIGNS = {"+", "−"}
# Short pieces are kept together: a number never stands alone for want of a few letters.
_SHORTEST = 8
_LONGEST_GROUP = 18
register_namespace("", _SPACE)


def lines(formula: str, before: str = "") -> list[str]:
    """The formula as `<math>` elements in reading order; `before` is a relation put in front."""
    pieces: list[list[Element]] = [[]]
    atoms = _atoms(fromstring(formula))
    for number, atom in enumerate(atoms):
        if _breaks(atoms, number) and _length(pieces[-1]) >= _SHORTEST:
            pieces.append([])
        pieces[-1].append(atom)
    if before:
        relation = Element(f"{{{_SPACE}}}mo")
        relation.text = before
        pieces[0].insert(0, relation)
    return [_math(piece, n > 0) for n, piece in enumerate(pieces)]


def _atoms(node: Element) -> list[Element]:
    """The parts of nested rows, in one row."""
    if _tag(node) not in ("math", "mrow") or _is_whole(node):
        return [node]
    if len(node) > 1 and _tag(node[0]) == "mo" and node[0].text == "−":
        node[0].set("form", "prefix")  # which it was by its place in this row
    return [atom for child in node for atom in _atoms(child)]


def _is_whole(node: Element) -> bool:
    """What is highlighted stays in its box."""
    return bool(node.get("class")) or _holds_cases(node) or _short_group(node)


def _holds_cases(node: Element) -> bool:
    """The brace of cases grows with its table only inside of their own row."""
    return _tag(node) == "mrow" and any(_tag(child) == "mtable" for child in node)


def _short_group(node: Element) -> bool:
    """ln(1 − x) reads better whole."""
    return len(node) > 1 and node[0].text == "(" and _length([node]) <= _LONGEST_GROUP


def _breaks(atoms: list[Element], number: int) -> bool:
    atom = atoms[number]
    if _tag(atom) != "mo" or not number:
        return False
    if atom.text in _RELATIONS:
        return True
    # After an operator or an opening parenthesis it is the sign of one term.
    previous = atoms[number - 1]
    ends = _tag(previous) != "mo" or previous.text in (")", "|", "⋯")
    return atom.text in _SIGNS and ends and atom.get("form") != "prefix"


def _length(piece: list[Element]) -> int:
    return sum(len("".join(atom.itertext())) for atom in piece)


def _math(piece: list[Element], continued: bool) -> str:
    whole = Element(f"{{{_SPACE}}}math")
    row = Element(f"{{{_SPACE}}}mrow")
    whole.append(row)
    for atom in piece:
        row.append(atom)
    first = piece[0]
    if _tag(first) == "mo" and first.text in _RELATIONS | (_SIGNS if continued else set()):
        # At the start of a row a sign would be set as that of one term, without its spaces.
        first.set("form", "infix")
    return tostring(whole, encoding="unicode")


def _tag(node: Element) -> str:
    return node.tag.rpartition("}")[2]
