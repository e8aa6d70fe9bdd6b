"""What is said of session files, and of other files that are read or made; part of the messages."""

from collections.abc import Mapping

from workshop_studio.i18n.translator import mark

FILE_MESSAGES: Mapping[str, str] = {
    "file.missing": mark("There is no file {name}. Check the path and the spelling."),
    "file.is_folder": mark("{name} is a folder. Name a file in it."),
    "file.no_folder": mark("{name} is no folder. Name a folder, or one that can be made."),
    "file.not_allowed": mark("You are not allowed to read {name}. Copy it to a folder of yours."),
    "file.unreadable": mark("{name} could not be read ({reason}). Try again, or copy it first."),
    "file.empty": mark("{name} is empty. Open a backup, or ask somebody to send it again."),
    "file.not_a_zip": mark("{name} is not a session file. Choose a file that ends in .workshop."),
    "file.cut": mark("{name} is cut off: its end is missing. Copy or download it again."),
    "file.damaged_zip": mark("{name} is damaged. Copy it again, or open a backup."),
    "file.damaged_member": mark("{name} is damaged at {place}. Copy it again, or open a backup."),
    "file.member_missing": mark(
        "{name} lacks {place}, so it was not opened. Copy it again, or open a backup."
    ),
    "file.member_added": mark(
        "{name} holds {place}, which its list of contents does not name, so it was not opened. "
        "Copy it again, or open a backup."
    ),
    "file.changed_member": mark(
        "{place} in {name} was changed after it was saved, so the file was not opened. Copy it "
        "again, or open a backup."
    ),
    "file.odd_member": mark(
        "{name} holds {place}, which no session file holds, so it was not opened. Ask whoever "
        "made it."
    ),
    "file.too_many_members": mark(
        "{name} holds more than {most} parts, so it was not opened. Open a backup."
    ),
    "file.member_too_big": mark(
        "{place} in {name} is larger than {most} MB, so the file was not opened. Open a backup."
    ),
    "file.too_big": mark("{name} is larger than {most} MB, so it was not opened. Open a backup."),
    "file.bad_line": mark(
        "{name} is damaged: line {line} of {place} makes no sense. Copy it again, or open a backup."
    ),
    "file.newer": mark(
        "{name} was made by a newer version of the program and is untouched. Update the program "
        "to open it."
    ),
    "file.no_document": mark("{name} holds no session. Choose another file."),
    "file.exists": mark(
        "There is a file {name} already, and it is untouched. Choose another name."
    ),
    "file.full_disk": mark(
        "The disk is full, so {name} was not saved. The session is safe on this machine; make "
        "room, or save it in another place."
    ),
    "file.read_only": mark(
        "You may not write in {folder}, so {name} was not saved. The session is safe on this "
        "machine; save it in another place."
    ),
    "file.folder_missing": mark(
        "There is no folder {folder}, so {name} was not saved. The session is safe on this "
        "machine; save it in another place."
    ),
    "file.not_written": mark(
        "{name} was not saved ({reason}). The session is safe on this machine; save it again, or "
        "in another place."
    ),
    "begin.full_disk": mark(
        "The disk is full, so {name} was not made and no session was begun. Make room, or choose "
        "another place."
    ),
    "begin.read_only": mark(
        "You may not write in {folder}, so {name} was not made and no session was begun. Choose "
        "another place."
    ),
    "begin.folder_missing": mark(
        "There is no folder {folder}, so {name} was not made and no session was begun. Choose "
        "another place."
    ),
    "begin.not_written": mark(
        "{name} was not made ({reason}), and no session was begun. Choose another place."
    ),
    "begin.failed": mark(
        "{name} could not be written whole, so no session was begun. Choose another place."
    ),
    "file.unsure": mark(
        "It is not certain that {name} was saved ({reason}). The session is safe on this machine; "
        "save it again."
    ),
    "file.not_verified": mark(
        "{name} could not be read back after saving. The session is safe on this machine; save it "
        "in another place."
    ),
    "file.gone": mark(
        "{name} is no longer where it was. The session is safe on this machine; save it in another "
        "place."
    ),
    "file.changed": mark("{name} was changed by somebody else meanwhile and is untouched."),
    "file.in_use": mark(
        "{name} is held by another program. The session is safe on this machine; close the other "
        "program, then save again."
    ),
    "file.conflict": mark(
        "{path} was changed by somebody else meanwhile and is untouched. Your session is in {copy}."
    ),
    "file.not_a_session": mark(
        "{name} is a zip, but not a session file. Choose a file that ends in .workshop."
    ),
}
