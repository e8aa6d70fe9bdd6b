"""What is said of joining, of the room's server, and of the network that it is on."""

from collections.abc import Mapping

from workshop_studio.i18n.translator import mark

ROOM_MESSAGES: Mapping[str, str] = {
    # Joining
    "join.wrong_code": mark("That code is not right. Look at the screen and type it once more."),
    "join.too_many_tries": mark(
        "Too many wrong codes were typed. Wait a minute, or use the QR code on the screen."
    ),
    "join.removed": mark("You have been shown out. Ask the facilitator to let you in again."),
    "join.waiting": mark("The facilitator has not let you in yet. Wait a moment."),
    "join.full": mark("There are {most} participants already, and there is no room for more."),
    "join.name_needed": mark("A name is needed here."),
    "join.name_too_long": mark("The name is longer than {most} characters. Make it shorter."),
    "join.unknown": mark("This phone is not known here any more. Join once more."),
    # What a phone sends
    "server.not_saved": mark("It is not saved yet. Keep it, and try again in a moment."),
    "server.too_fast": mark("That was too much at once. Wait a moment, and try again."),
    "server.bad_message": mark("The message was not understood, so nothing came of it."),
    "server.too_large": mark("The message is too large, so nothing came of it. Make it shorter."),
    "server.too_slow": mark("The message took too long, so nothing came of it. Try again."),
    "server.wrong_host": mark("The session is not at this address. Use the QR code on the screen."),
    "server.wrong_origin": mark("The message came from another page, so nothing came of it."),
    "server.wrong_type": mark("The message is of the wrong kind, so nothing came of it."),
    "server.no_page": mark("There is nothing at this address. Use the QR code on the screen."),
    "server.wrong_method": mark("That cannot be done with this address."),
    "server.failed": mark("Something went wrong on the laptop, and nothing came of the message."),
    "server.only_checked": mark("Only the connection is checked here; there is no session yet."),
    # The network
    "room.port_taken": mark(
        "Another program uses port {wanted}, so phones come in by port {port} instead."
    ),
    "room.several_networks": mark(
        "This machine is on several networks. Phones must be on the one with {address}."
    ),
    "room.address_changed": mark(
        "The network has changed, and so has the address: it is {address} now. Phones join again "
        "by the QR code."
    ),
    "room.only_here": mark(
        "No network was found, so only this machine reaches the session. Connect it to the Wi-Fi, "
        "or share a phone's connection."
    ),
    "room.no_network": mark(
        "The network is gone. Nothing is lost, and phones come back when it does. Otherwise "
        "pass the laptop round."
    ),
    "host.bad_port": mark("There is no port {port}. A port is a number from 0 to 65535."),
    "room.not_opened": mark(
        "The session could not be opened to phones ({reason}). Pass the laptop round, or try again."
    ),
}
