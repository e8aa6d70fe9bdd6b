"""The entry: where ideas are typed, one at a time, or pasted, one a line."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from workshop_studio.blocks import Entry
from workshop_studio.i18n.translator import Translator
from workshop_studio.i18n.words import PROMISES, word
from workshop_studio.ui.blocks.base import BlockView, Sent
from workshop_studio.ui.theme import Theme
from workshop_studio.ui.widgets.inputs import TextInput
from workshop_studio.ui.widgets.labels import PlainLabel, QuietButton

_KEPT = 20  # sent texts that may still be refused


class EntryView(BlockView[Entry]):
    """A field that Enter empties into the session; several lines become several ideas at once."""

    def __init__(self, translator: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(translator, theme, parent)
        self._block: Entry | None = None
        self._sent: list[tuple[Sent, str]] = []
        self.input = TextInput(most=8)
        self.input.setAccessibleName(translator.text("New idea"))
        self.input.setPlaceholderText(translator.text("Write an idea and press Enter"))
        self.input.submitted.connect(self.send)
        self.input.textChanged.connect(self._on_text_changed)
        self.button = QuietButton(translator.text("Add"))
        self.button.clicked.connect(self.send)
        self.hint = PlainLabel("", "small")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.input, 1)
        row.addWidget(self.button)
        self.column.addLayout(row)
        self.column.addWidget(self.hint)

    def show_block(self, block: Entry) -> None:
        """Send from now on what this block says; what is being typed stays."""
        self._block = block
        self._say_hint()

    def send(self) -> None:
        """Send what is written and make room for the next."""
        texts = [text for text in self.input.paragraphs() if text.strip()]
        if not texts or self._block is None:
            return
        sent: dict[str, object]
        if len(texts) > 1 and self._block.command == "AddIdea":
            sent = {"type": "ImportIdeas", **self._block.fixed, "texts": texts}
        else:
            sent = {"type": self._block.command, **self._block.fixed, "text": "\n".join(texts)}
        self._sent = [*self._sent, (sent, self.input.typed())][-_KEPT:]
        self.input.setPlainText("")
        self._say_hint()
        self.command_requested.emit(sent)

    def draft(self) -> Any:  # noqa: ANN401
        """The text that is not sent."""
        return self.input.typed() or None

    def restore(self, draft: Any) -> None:  # noqa: ANN401
        """Write the text again."""
        self.input.setPlainText(str(draft))
        self.input.moveCursor(self.input.textCursor().MoveOperation.End)

    def refuse(self, text: str, sent: Sent | None) -> bool:
        """Say why below the field, and put the refused text back before what came after it."""
        mine = [typed for one, typed in self._sent if sent is None or one == sent]
        if not mine:
            return False
        self._sent = [pair for pair in self._sent if pair[1] is not mine[-1]]
        later = self.input.typed()
        self.restore(f"{mine[-1]}\n{later}" if later else mine[-1])
        return super().refuse(text, sent)

    def first_input(self) -> QWidget | None:
        """The field."""
        return self.input

    def _on_text_changed(self) -> None:
        self.forget_refusal()
        self._say_hint()

    def _say_hint(self) -> None:
        lines = sum(1 for text in self.input.paragraphs() if text.strip())
        self.button.setEnabled(lines > 0)
        said = self.translator.text("Pasted lines become one idea each.")
        block = self._block
        if block is not None and block.promise:
            said = word(PROMISES, block.promise, self.translator)
        if lines > 1:
            said = self.translator.count(
                "Enter adds {n} idea.", "Enter adds these lines as {n} ideas.", lines
            )
        elif block is not None and block.most is not None:
            left = self.translator.text(
                "{used} of {most} written.", used=block.used, most=block.most
            )
            said = f"{left} {said}"
        self.hint.setText(said)
