"""The numbers of one document: parameters, data, and the machines that compute an iteration."""

from __future__ import annotations

import numpy as np

from backprop_gui.engine.machine import Machine, Parameters, quiet_arithmetic
from backprop_gui.engine.program import Program
from backprop_gui.formula.quantity import Quantity
from backprop_gui.formula.vectorising import Array
from backprop_gui.session.document.document import Document
from backprop_gui.session.positions.clock import Clock
from backprop_gui.session.positions.position import Position
from backprop_gui.session.recording.curves import MOST_CURVES
from backprop_gui.session.run.edits import Edit, Edits

_DATA = {"x": 0, "y": 1}


class Memory:
    """What is computed up to a position, and how an edit changes it there."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.clock = Clock(document.batching, self.program, document.begins)
        self.position: Position = self.clock.origin
        self._programs: dict[int, Program] = {}
        self._machines: dict[int, Machine] = {}
        self._parameters = Parameters(self.program(0))
        self._starts: dict[Quantity, int | None] = {}
        self._first = self._first_state()
        self._data = (document.inputs, document.targets)
        # The iteration in which a parameter was edited last, and the parameters before that.
        self._before_edits = -1, self._parameters.state

    def program(self, iteration: int) -> Program:
        """The program of an iteration; it depends on the size of its batch alone."""
        samples = self.document.batching.count(iteration)
        if samples not in self._programs:
            document = self.document
            self._programs[samples] = Program(document.network, document.training, samples)
        return self._programs[samples]

    @property
    def machine(self) -> Machine:
        """The memory of the iteration that the position belongs to."""
        return self.machine_of(self.position.iteration)

    @property
    def state(self) -> Array:
        """The parameters as one flat array."""
        return self._parameters.state

    @property
    def next_state(self) -> Array:
        """The new parameters as one flat array; meaningful at the end of an iteration."""
        return self._parameters.next_state

    def array(self, name: Quantity) -> Array:
        """A whole array of the current iteration, revealed or not."""
        return self.machine.arrays[name]

    def start_in_state(self, name: Quantity) -> int | None:
        """Where an array starts in the flat state; None for what is not part of it."""
        if name not in self._starts:
            array = self.array(name)
            inside = np.shares_memory(array, self.state)
            self._starts[name] = self.place_in_state(array) if inside else None
        return self._starts[name]

    def place_in_state(self, array: Array) -> int:
        """Where an array that is part of the flat state starts in it."""
        first, start = (a.__array_interface__["data"][0] for a in (array, self.state))
        return int(first - start) // array.itemsize

    @property
    def data(self) -> tuple[Array, Array]:
        """Inputs (samples, inputs) and targets (samples, outputs) with the edits made so far."""
        return self._data

    def row(self, sample: int) -> int:
        """The sample in the data set, from 0, of a sample of the current batch, from 1."""
        return int(self.document.batching.rows(self.position.iteration)[sample - 1])

    def apply(self, edit: Edit) -> None:
        """Make an edit at the current position."""
        with quiet_arithmetic():
            self._apply(edit)

    def tied_with(self, name: Quantity) -> tuple[Quantity, ...]:
        """The parameters that are one with this one, itself included; also for new values."""
        kind = name.kind.removesuffix("_new")
        own = Quantity(kind, name.indices)
        group = next((g for g in self.document.tied if own in g), (own,))
        suffix = name.kind[len(kind) :]
        return tuple(Quantity(member.kind + suffix, member.indices) for member in group)

    def machine_of(self, iteration: int) -> Machine:
        """The memory of an iteration; those of batches of one size share it."""
        program = self.program(iteration)
        if program.samples not in self._machines:
            self._machines[program.samples] = Machine(program, self._parameters)
            with quiet_arithmetic():
                self._machines[program.samples].prepare()
        return self._machines[program.samples]

    def _apply(self, edit: Edit) -> None:
        if edit.row is not None:
            self._apply_to_data(edit, edit.row)
        else:
            if self._before_edits[0] != self.position.iteration:
                self._before_edits = self.position.iteration, self.state.copy()
            for name in self.tied_with(edit.quantity):
                self._write(name, edit.value)
        self._prepare()
        at = self.position
        if at.element:
            self._compute_again(at.operation, at.element, edit.quantity)

    def _apply_to_data(self, edit: Edit, row: int) -> None:
        column = edit.quantity.indices[-1] - 1
        if self._data[0] is self.document.inputs:
            self._own_data()
        self._put(edit, row)
        batch = self.document.batching.rows(self.position.iteration)
        name = Quantity("x", (0,)) if edit.quantity.kind == "x" else Quantity("y")
        seen = edit.value
        if edit.quantity.kind == "x":
            seen = self._scaled(self._data[0][row])[column]
        self.array(name)[batch == row, column] = seen

    def _write(self, name: Quantity, value: float) -> None:
        for spec in self.machine.program.arrays:
            if spec.covers(name) and (place := spec.place(name)) is not None:
                self.array(spec.name)[place] = value
                return

    def _compute_again(self, operation: int, revealed: int, source: Quantity) -> None:
        spec = self.machine.program.operations[operation].output
        if spec.covers(source):
            return
        out = self.array(spec.name).reshape(-1)
        places = spec.places[:revealed]
        saved = out[places]
        self.machine.compute(operation)
        out[places] = saved

    def _prepare(self) -> None:
        """What machines compute once from hyperparameters and targets, after one was changed."""
        for machine in self._machines.values():
            machine.prepare()

    def _load(self, iteration: int) -> None:
        inputs, targets = self._data
        rows, machine = self.document.batching.rows(iteration), self.machine_of(iteration)
        machine.load(self._scaled(inputs[rows]), targets[rows])
        machine.draw(self.document.seed, iteration)

    def _scaled(self, inputs: Array) -> Array:
        scaling = self.document.scaling
        return inputs if scaling is None else scaling.scaled(inputs)

    def _data_before(self, start: int, edits: Edits) -> None:
        """The data set as it is at the start of an iteration."""
        self._data = (self.document.inputs, self.document.targets)
        if any(edit.row is not None for edit in edits):
            self._own_data()
        for edit in edits:
            if edit.row is not None and edit.position.iteration < start:
                self._put(edit, edit.row)

    def _put(self, edit: Edit, row: int) -> None:
        self._data[_DATA[edit.quantity.kind]][row, edit.quantity.indices[-1] - 1] = edit.value

    def _own_data(self) -> None:
        self._data = (self.document.inputs.copy(), self.document.targets.copy())

    def _shown(self) -> slice:
        """Where the first parameters stand in the flat state; arrays are aligned there."""
        arrays = [self._parameters.arrays[spec.name] for spec in self.program(0).parameters]
        start = stop = self.place_in_state(arrays[0])
        left = MOST_CURVES
        for array in arrays:
            taken = min(left, array.size)
            left -= taken
            stop = self.place_in_state(array) + taken if taken else stop
        return slice(start, stop)

    def _first_state(self) -> Array:
        self._parameters.start(self.program(0), self.document.first)
        for name, values in self.document.remembered:
            self._parameters.arrays[name][...] = values
        return self.state.copy()
