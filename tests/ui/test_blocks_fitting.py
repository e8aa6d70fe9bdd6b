"""Text and notes go into the room that there is, and what does not is known."""

import pytest
from PySide6.QtGui import QFontMetricsF

from tests.ui.sample_blocks import HOSTILE
from workshop_studio.ui.blocks.fitting import fit, grid_of, lines_in, masonry, words_fit
from workshop_studio.ui.theme import Theme

NAMES = ("stage_prompt", "stage_title", "stage_strong")


@pytest.mark.parametrize(
    ("text", "size"), [("Short?", 104), ("word " * 16, 86), ("word " * 40, 54), ("word " * 900, 54)]
)
def test_a_text_is_as_large_as_goes_in(theme: Theme, text: str, size: int) -> None:
    fitted = fit(text, [theme.type(name) for name in NAMES], 1_700, 320)
    assert fitted.font.pixelSize() == size
    assert fitted.lines.size.height() <= 320
    assert fitted.lines.is_cut == (text == "word " * 900)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
@pytest.mark.parametrize(("width", "height"), [(1_700, 320), (300, 60), (60, 10)])
def test_no_text_leaves_its_room(theme: Theme, text: str, width: int, height: int) -> None:
    fonts = [theme.type(name) for name in NAMES]
    fitted = fit(text, fonts, width, height)
    one_line = QFontMetricsF(fonts[-1]).lineSpacing()
    assert fitted.lines.size.height() <= max(height, one_line) + 1
    assert fitted.lines.texts


def test_a_long_word_asks_for_a_smaller_font_before_it_is_broken(theme: Theme) -> None:
    word = "Leverandørutviklingsprogrammet"
    fitted = fit(word, [theme.type(name) for name in NAMES], 1_500, 600)
    assert fitted.lines.texts == (word,)
    assert fitted.font.pixelSize() < 104
    assert words_fit(word, fitted.font, 1_500)


def test_at_least_one_line_goes_into_any_height(theme: Theme) -> None:
    font = theme.type("stage_body")
    assert lines_in(font, 1) == 1
    assert lines_in(font, QFontMetricsF(font).lineSpacing() * 3) == 3


def test_notes_fill_the_column_with_most_room_until_one_does_not_go_in() -> None:
    placed = masonry([100, 50, 60, 120, 120], columns=2, room=230, gap=10)
    assert [(at.column, at.top) for at in placed] == [(0, 0), (1, 0), (1, 60), (0, 110)]
    assert masonry([500], columns=3, room=400, gap=10) == []
    assert masonry([], columns=3, room=400, gap=10) == []


@pytest.mark.parametrize(
    ("n", "grid"),
    [(1, (1, 1)), (2, (2, 1)), (3, (3, 1)), (4, (2, 2)), (6, (3, 2)), (7, (4, 2)), (9, (3, 3))],
)
def test_cards_stand_in_a_grid(n: int, grid: tuple[int, int]) -> None:
    assert grid_of(n, 1_700, 400) == grid
    columns, rows = grid_of(n, 500, 400)
    assert columns == 1
    assert rows == n
