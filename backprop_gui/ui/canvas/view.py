"""The canvas as a widget: zoom, pan, fit, and the gestures over the drawing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QRubberBand, QToolTip, QWidget

from backprop_gui.session.layout.moves import Move
from backprop_gui.ui.accessible.items import Items
from backprop_gui.ui.accessible.widget import Painting, install
from backprop_gui.ui.canvas.editing.in_place import Editing, EnterValue
from backprop_gui.ui.canvas.editing.link import Link
from backprop_gui.ui.canvas.editing.value_editor import ValueEditor
from backprop_gui.ui.canvas.editing.workbench import NoWorkbench, Workbench
from backprop_gui.ui.canvas.footer.footer import MARGIN, Footer
from backprop_gui.ui.canvas.gestures.add import AddGesture
from backprop_gui.ui.canvas.gestures.band import BandGesture
from backprop_gui.ui.canvas.gestures.connect import ConnectGesture
from backprop_gui.ui.canvas.gestures.connect_by_keys import ConnectByKeysGesture
from backprop_gui.ui.canvas.gestures.edit_value import EditValueGesture
from backprop_gui.ui.canvas.gestures.fold import FoldGesture
from backprop_gui.ui.canvas.gestures.heading import HeadingGesture
from backprop_gui.ui.canvas.gestures.hover import HoverGesture
from backprop_gui.ui.canvas.gestures.move import MoveGesture
from backprop_gui.ui.canvas.gestures.pan import PanGesture
from backprop_gui.ui.canvas.gestures.select import SelectGesture
from backprop_gui.ui.canvas.gestures.walk_keys import WalkGesture
from backprop_gui.ui.canvas.places import Place, accessible_at, cell_at, place_of
from backprop_gui.ui.canvas.records import GraphView
from backprop_gui.ui.canvas.scene import CanvasScene
from backprop_gui.ui.canvas.selection import Going
from backprop_gui.ui.canvas.telling.content import CanvasContent
from backprop_gui.ui.canvas.walk import first
from backprop_gui.ui.look import theme
from backprop_gui.ui.look.fonts import text_scale

LEAST, MOST = 0.02, 8.0
MOST_FITTED = 1.6
STEP = 1.25
REACH = 7.0
GESTURES = (
    PanGesture,
    FoldGesture,
    MoveGesture,
    AddGesture,
    HeadingGesture,
    ConnectByKeysGesture,
    EditValueGesture,
    ConnectGesture,
    BandGesture,
    SelectGesture,
    WalkGesture,
    HoverGesture,
)
BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


def _accept_nothing(name: str, text: str) -> str | None:
    return f"{name} cannot be changed here."


class CanvasView(QGraphicsView, Painting):
    """Shows a `GraphView`.

    `selected` carries the name of the selected quantity ("" for none). A number typed in place
    goes to `enter_value(name, text)`, which makes the edit and returns None, or returns why it is
    refused; `value_entered` follows an accepted one. `kept` carries the name of a number that a
    person wants to change and cannot.
    """

    accessible_role = QAccessible.Role.Canvas
    painted: Items
    selected = Signal(str)
    value_entered = Signal(str, str)
    kept = Signal(str)
    fold_turned = Signal(int)

    def __init__(
        self, parent: QWidget | None = None, enter_value: EnterValue = _accept_nothing
    ) -> None:
        install()
        super().__init__(parent)
        self._canvas = CanvasScene(theme.current(), self)
        self._canvas.selected.connect(self._tell_selected)
        self.setScene(self._canvas)
        self._enter_value = enter_value
        self._editing = Editing(self, self._enter, self.rect_of)
        self._fitted, self._text_scale = True, text_scale()
        self.moves_parts = False
        self.bench: Workbench = NoWorkbench()
        self.link = Link(self)
        self._gestures = tuple(gesture(self) for gesture in GESTURES)
        self.footer = Footer(self)
        self.painted = Items(self, CanvasContent(self))
        self._set_up()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.BoundingRectViewportUpdate)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAcceptDrops(False)  # a file dropped here is for the window
        self.setMinimumSize(240, 180)
        self.setAccessibleName(self.tr("Network"))

    @property
    def canvas(self) -> CanvasScene:
        return self._canvas

    @property
    def editor(self) -> ValueEditor | None:
        """The field that is open, if one is."""
        return self._editing.field

    def show_graph(self, graph: GraphView) -> None:
        """Draw the session's present state."""
        changed = self._canvas.show_graph(graph)
        if changed:
            self._editing.close()
            self._give_up()
            self.painted.tell_structure()
        below = self.footer.height
        self.footer.show_graph(graph)
        if (changed or below != self.footer.height) and self._fitted:
            self.fit()
        self._describe()
        self.painted.tell_changes()

    def select(self, name: str) -> None:
        """Select the quantity of this name; nothing where it is not drawn."""
        graph = self._canvas.graph
        self._canvas.select(place_of(graph, name) if graph is not None else None)

    @property
    def selected_name(self) -> str:
        """The name of the selected quantity, of an edge its weight; "" for none."""
        graph, place = self._canvas.graph, self._canvas.selection
        return "" if graph is None or place is None else cell_at(graph, place).name

    @property
    def selected_names(self) -> tuple[str, ...]:
        """Those of all that is selected, the primary one last."""
        return self._canvas.selected_names

    def go_to(self, place: Place | None, going: Going = Going.ALONE) -> None:
        if place is None:
            self._canvas.select(None)
            return
        self._canvas.choose(self._canvas.chosen.gone_to(place, going))
        rect = self.rect_of(place)
        if not self.viewport().rect().contains(rect):
            self._fitted = False
            self.ensureVisible(self.mapToScene(rect).boundingRect())

    # ---- zoom and pan

    def zoom_in(self) -> None:
        """Larger, around the middle."""
        self._zoom(STEP, QPointF(self.viewport().rect().center()))

    def zoom_out(self) -> None:
        """Smaller, around the middle."""
        self._zoom(1 / STEP, QPointF(self.viewport().rect().center()))

    def fit(self) -> None:
        """Everything in sight, and again whenever the canvas changes its size."""
        box = self._canvas.frame_box()
        if box is None:
            return
        self._fitted = True
        below, zoom = self.footer.height, self.zoom_in_room(self.viewport().size())
        self.resetTransform()
        self.scale(max(zoom, LEAST), max(zoom, LEAST))
        x, y = box.centre
        self.centerOn(x, y + below / 2 / max(zoom, LEAST))
        self._editing.follow()

    def zoom_in_room(self, room: QSize) -> float:
        """How large everything is drawn to be in sight in a canvas of this size, in pixels."""
        box, most = self._canvas.frame_box(), MOST_FITTED * text_scale()
        if box is None:
            return most
        height = room.height() - self.footer.height - 2 * MARGIN
        return min((room.width() - 2 * MARGIN) / box.width, height / box.height, most)

    def move_part(self, move: Move, *, done: bool) -> None:
        """A unit or layer is moved by hand."""

    def turn_fold(self, layer: int) -> None:
        """A layer is to be opened or folded."""
        self.fold_turned.emit(layer)

    def pan(self, by: QPoint) -> None:
        self._fitted = False
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() - by.x())
        down.setValue(down.value() - by.y())
        self._editing.follow()

    def _zoom(self, factor: float, around: QPointF) -> None:
        present = self.transform().m11()
        factor = min(max(present * factor, LEAST), MOST) / present
        self._fitted = False
        before = self.mapToScene(around.toPoint())
        self.scale(factor, factor)
        moved = self.mapFromScene(before) - around.toPoint()
        self.pan(-moved)

    def show_grabbing(self, grabbing: bool) -> None:
        shape = Qt.CursorShape.ClosedHandCursor if grabbing else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    # ---- editing in place

    def in_scene(self, position: QPointF) -> QPointF:
        return self.mapToScene(position.toPoint())

    def place_under(self, position: QPointF) -> Place | None:
        at = self.in_scene(position)
        return self._canvas.place_at(at.x(), at.y(), REACH / self.transform().m11())

    def places_in(self, around: QRect) -> tuple[Place, ...]:
        return self._canvas.places_in(self.mapToScene(around).boundingRect())

    def new_band(self) -> QRubberBand:
        return QRubberBand(QRubberBand.Shape.Rectangle, self.viewport())

    def edit(self, name: str) -> bool:
        """Open a field for the quantity of this name; False where it cannot be edited here."""
        graph = self._canvas.graph
        place = place_of(graph, name) if graph is not None else None
        return place is not None and self.edit_place(place)

    def edit_place(self, place: Place) -> bool:
        graph = self._canvas.graph
        if graph is None:
            return False
        cell = cell_at(graph, place)
        if not cell.editable:
            self.kept.emit(cell.name)
            return False
        self._canvas.select(place)
        return self._editing.open(place, cell)

    def _enter(self, name: str, text: str) -> str | None:
        refusal = self._enter_value(name, text)
        if refusal is None:
            self.value_entered.emit(name, text)
        return refusal

    def rect_of(self, place: Place) -> QRect:
        box = self._canvas.box_of(place)
        rect = QRectF(box.left, box.top, box.width, box.height)
        return self.mapFromScene(rect).boundingRect()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        """What is selected is where the menu key opens its menu, too."""
        place = self._canvas.selection
        if place is None or query is not Qt.InputMethodQuery.ImCursorRectangle:
            return super().inputMethodQuery(query)
        return self.rect_of(place)

    # ---- connecting by keys

    @property
    def connecting(self) -> ConnectByKeysGesture:
        return next(g for g in self._gestures if isinstance(g, ConnectByKeysGesture))

    def _give_up(self) -> None:
        for gesture in self._gestures:
            gesture.give_up()

    # ---- what is said

    def _tell_selected(self, name: str) -> None:
        self._describe()
        if self.hasFocus():
            self.painted.tell_focus()
        elif QAccessible.isActive():
            said = QAccessibleAnnouncementEvent(self, self.accessibleDescription())
            QAccessible.updateAccessibility(said)
        self.selected.emit(name)

    def _describe(self) -> None:
        graph, place = self._canvas.graph, self._canvas.selection
        if graph is None:
            return
        nothing = self.tr("Arrow keys walk from quantity to quantity; Enter edits.")
        chosen = self._canvas.chosen
        several = len(chosen.kept)
        said = nothing if place is None else self.spoken(place)
        loose = self.tr("; not selected, Ctrl+Space selects it") if chosen.loose else ""
        count = self.tr("{} selected; ").format(several) if several > 1 or loose else ""
        self.setAccessibleDescription(count + said + loose)

    def spoken(self, place: Place, *, whole: bool = True) -> str:
        """A place in words: with all numbers of its node or edge, or else of the cell alone."""
        graph = self._canvas.graph
        assert graph is not None
        said = accessible_at(graph, place) if whole else cell_at(graph, place).spoken
        return said + (self.tr("; frozen") if self._canvas.is_locked(place) else "")

    # ---- events

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            place, graph = self.place_under(QPointF(event.pos())), self._canvas.graph
            text = "" if place is None or graph is None else self.spoken(place)
            text = text or self._canvas.plus_tip
            QToolTip.showText(event.globalPos(), text.replace("; ", "\n"), self, QRect())
            return True
        if event.type() is QEvent.Type.Leave:
            for gesture in self._gestures:
                gesture.leave()
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        any(gesture.press(event) for gesture in self._gestures)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        any(gesture.move(event) for gesture in self._gestures)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        any(gesture.release(event) for gesture in self._gestures)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        any(gesture.double_click(event) for gesture in self._gestures)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._zoom(STEP ** (event.angleDelta().y() / 120), event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        zooms = {"+": self.zoom_in, "=": self.zoom_in, "-": self.zoom_out, "0": self.fit}
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.text() in zooms:
            zooms[event.text()]()
        elif not any(gesture.key_press(event) for gesture in self._gestures):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not any(gesture.key_release(event) for gesture in self._gestures):
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._canvas.set_focused(True)
        if event.reason() in BY_TAB and self._canvas.graph and self._canvas.selection is None:
            self.go_to(first(self._canvas.graph))
        # After what Qt tells of the widget itself.
        QTimer.singleShot(0, self, self.painted.tell_focus)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._canvas.set_focused(False)
        self._give_up()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.footer.put()
        if self._fitted:
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._canvas.set_theme(theme.current())
        elif event.type() is QEvent.Type.FontChange:
            self._follow_text_size()

    def _follow_text_size(self) -> None:
        """All texts of the drawing grow or shrink as those around it; where it fits, it fits."""
        before, self._text_scale = self._text_scale, text_scale()
        self.footer.follow_text_size()
        if self._fitted:
            self.fit()
        else:
            self._zoom(self._text_scale / before, QPointF(self.viewport().rect().center()))
