"""What a person points at, and the breakpoints and positions that belong to it."""

from __future__ import annotations

from backprop_gui.errors import BackpropError
from backprop_gui.formula.quantity import Quantity
from backprop_gui.session.destinations import computed_place, where_computed
from backprop_gui.session.naming import Place
from backprop_gui.session.position import Position
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
    def computed(self) -> str:
        """The same, but of a parameter its new value; "" for what no line computes."""
        place = computed(self._desk.session, self.name)
        return "" if place is None else str(_without_sample(place, Quantity.parse(self.name)))

    @property
    def line(self) -> Line | None:
        """A breakpoint on the line that computes it; where nothing has been, on the next line."""
        if not self.name:
            return Line(operation=str(self._desk.session.program.operations[0].output.name))
        place = computed(self._desk.session, self.name)
        return None if place is None else Line(operation=str(place.spec.name))

    @property
    def when_computed(self) -> Computed | None:
        """A breakpoint on the quantity."""
        return Computed(quantity=self.computed) if self.computed else None

    def watchpoint(self, changes_sign: bool) -> Watchpoint | None:
        """A watchpoint on its value; of a new value, on the parameter."""
        session, name = self._desk.session, self.name.replace("_new[", "[")
        event = "changes sign" if changes_sign else "changes"
        found = Watchpoint(expression=name, event=event)  # type: ignore[arg-type]
        return found if name and not session.problem(found) else None

    def goal(self, later: int = 0) -> Position | None:
        """The position right after it, in this iteration or a later one."""
        session = self._desk.session
        try:
            return where_computed(session, self.name, session.position.iteration + later)
        except BackpropError:
            return None


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
