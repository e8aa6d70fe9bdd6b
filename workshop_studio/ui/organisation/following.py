"""One window of the organisation follows another, when language or look change."""

from workshop_studio.ui.organisation.window import OrganisationWindow


def follow(before: OrganisationWindow, after: OrganisationWindow) -> None:
    """Go on in a new window where the one before it was, which goes; nothing typed is lost."""
    after.draft.deleteLater()
    before.draft.disconnect(before)
    after.draft = before.draft
    after.draft.setParent(after)
    after.hear()
    after.kind = before.kind
    after.search.setText(before.search.text())
    after.show_lists()
    after.rows.choose(before.rows.chosen())
    after.entry.follow(before.entry)
    if before.fault is not None:
        after.tell_fault(before.fault)
    after.again.setVisible(after.draft.is_unsaved or after.draft.kept is None)
    after.restoreGeometry(before.saveGeometry())
    after.show()
    before.hide()
    before.deleteLater()
