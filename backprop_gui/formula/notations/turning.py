"""Matrix equations in a notation whose weights lead with the unit they lead to: z = a Wᵀ."""

from __future__ import annotations

from backprop_gui.formula.expression import Expression, MatrixProduct, Ref, Transpose, walk
from backprop_gui.formula.notations.kinds import Shape, parted, shape_of
from backprop_gui.formula.rewriting import rewrite


def turned(left: Expression, right: Expression) -> tuple[Expression, Expression]:
    """Both sides of `left = right` with the transposed matrices of weights.

    Where no matrices are multiplied, all have the same shape, and nothing needs to be turned.
    """
    if not any(isinstance(node, MatrixProduct) for node in walk(right)):
        return left, right
    right = rewrite(right, _turn)
    if not _is_weights(left):
        return left, right
    if isinstance(right, MatrixProduct):
        return left, MatrixProduct(_transposed(right.right), _transposed(right.left))
    return Transpose(left), right


def _turn(node: Expression) -> Expression:
    if _is_weights(node):
        return Transpose(node)
    return _transposed(node.operand) if isinstance(node, Transpose) else node


def _transposed(node: Expression) -> Expression:
    return node.operand if isinstance(node, Transpose) else Transpose(node)


def _is_weights(node: Expression) -> bool:
    if not isinstance(node, Ref) or shape_of(node.quantity.kind) is not Shape.WEIGHTS:
        return False
    return not parted(node.quantity)[1]
