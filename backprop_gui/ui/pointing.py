"""What a person points at, and the breakpoints and positions that belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from backprop_gui.errors import BackpropError
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.destinations import computed_place, where_computed
from backprop_gui.session.positions.position import Position
from backprop_gui.session.reading.naming import Place
from backprop_gui.session.session import Session
from backprop_gui.session.stops.breakpoints import AnyBreakpoint, Computed, Line, Watchpoint
from backprop_gui.ui.desk import Desk


class Pointed:
    """The quantity, or the array of a line, that was chosen last; after a step, the current one.

    While a run computes it is what was chosen, whatever is computed meanwhile.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._name, self._session, self._position = "", desk.session, desk.session.position
        self._known: tuple[tuple[object, ...], Named] | None = None

    def take(self, name: str) -> None:
        """The person has chosen this; "" for nothing."""
        self._name, self._session = name, self._desk.session
        self._position = self._session.position

    @property
    def name(self) -> str:
        """Of what is pointed at; "" for nothing."""
        session = self._desk.session
        stays = self._desk.runner.running or session.position == self._position
        same = session is self._session and stays
        return self._name if same and self._name else str(session.current or "")

    def knows(self, name: str) -> bool:
        """Whether this is a quantity, or an array of them, of the network."""
        try:
            self._desk.session.find(name)
        except BackpropError:
            return False
        return True

    @property
    def named(self) -> Named:
        """What belongs to it, found once for all commands until the session moves or changes."""
        session = self._desk.session
        key = session.stages, session.position, session.focus, self.name
        if self._known is None or self._known[0] != key:
            self._known = key, Named(session, self.name)
        return self._known[1]


@dataclass(frozen=True, eq=False)
class Named:
    """Breakpoints and positions that belong to a name in a session where it stands."""

    session: Session
    name: str

    @cached_property
    def line(self) -> Line | None:
        """A breakpoint on the line that computes it; where nothing has been, on the next line."""
        if not self.name:
            return Line(operation=str(self.session.program.operations[0].output.name))
        return None if self._place is None else Line(operation=str(self._place.spec.name))

    @cached_property
    def when_computed(self) -> Computed | None:
        """A breakpoint on the quantity, of a parameter on its new value; None for what is given."""
        if self._place is None:
            return None
        return Computed(quantity=str(_without_sample(self._place, Quantity.parse(self.name))))

    @cached_property
    def watchpoint(self) -> Watchpoint | None:
        """A watchpoint on its value; of a new value, on the parameter."""
        return self._checked(Watchpoint(expression=self._watched, event="changes"))

    @cached_property
    def sign_watchpoint(self) -> Watchpoint | None:
        """The same on its sign."""
        return self._checked(Watchpoint(expression=self._watched, event="changes sign"))

    @property
    def _watched(self) -> str:
        return self.name.replace("_new[", "[")

    def _checked(self, found: Watchpoint) -> Watchpoint | None:
        return found if self.name and not self.session.problem(found) else None

    @cached_property
    def goal(self) -> Position | None:
        """The position right after it, in this iteration."""
        return self._goal(0)

    @cached_property
    def next_goal(self) -> Position | None:
        """The same in the next iteration."""
        return self._goal(1)

    def _goal(self, later: int) -> Position | None:
        iteration = self.session.position.iteration + later
        try:
            return where_computed(self.session, self.name, iteration)
        except BackpropError:
            return None

    @cached_property
    def _place(self) -> Place | None:
        return computed(self.session, self.name)


def computed(session: Session, name: str) -> Place | None:
    """Where a quantity is computed; of a parameter, its new value. None for what is given."""
    try:
        return computed_place(session.program, session.find(name))
    except BackpropError:
        return None


def toggle(session: Session, wanted: AnyBreakpoint) -> None:
    """Add a breakpoint, or remove the one that is on the same thing."""
    there = standing(session, wanted)
    if there is None:
        session.add_breakpoint(wanted)
    else:
        session.remove_breakpoint(there)


def standing(session: Session, wanted: AnyBreakpoint | None) -> AnyBreakpoint | None:
    """The breakpoint on the same thing, whatever its count, log and switch."""
    return next((b for b in session.breakpoints if wanted is not None and same(b, wanted)), None)


def same(one: AnyBreakpoint, other: AnyBreakpoint) -> bool:
    """Whether two breakpoints watch for the same."""
    match one, other:
        case (Line(operation=a), Line(operation=b)) | (Computed(quantity=a), Computed(quantity=b)):
            return a == b
        case Watchpoint(expression=a, event=e), Watchpoint(expression=b, event=f):
            return (a, e) == (b, f)
    return False


def _without_sample(place: Place, name: Quantity) -> Quantity:
    """The name as the person has it, with the kind of what is computed."""
    return Quantity(place.spec.name.kind, name.indices)
