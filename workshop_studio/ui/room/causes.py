"""Why no phone comes in, the likeliest first, each with its remedy."""

from typing import Final

from workshop_studio.i18n.translator import Translator, mark

CAUSES: Final[tuple[tuple[str, str], ...]] = (
    (
        mark("The phone is on another network."),
        mark(
            "Look at the name of the Wi-Fi on phone and laptop: it must be the same. Mobile data "
            "and the network for guests are other networks."
        ),
    ),
    (
        mark("The Wi-Fi keeps its devices apart."),
        mark(
            "Networks for guests and for offices often do. Ask for one that does not, or make a "
            "hotspot as below."
        ),
    ),
    (
        mark("A firewall on this laptop stops the phones."),
        mark(
            "Let Workshop Studio take incoming connections. Where somebody else manages the "
            "laptop, ask them in good time; a hotspot does not help against this."
        ),
    ),
    (
        mark("A VPN takes the traffic elsewhere."),
        mark("Turn it off while you hold the session. Nothing of the session uses the internet."),
    ),
    (
        mark("The address was typed as https, or with a mistake."),
        mark("Type http:// and then just what stands on the screen, or use the code to scan."),
    ),
)
"""Cause and remedy."""

HOTSPOT: Final[tuple[str, ...]] = (
    mark(
        "Make a phone the hotspot: turn on sharing of its connection, and connect this laptop and "
        "the other phones to it. Hardly any data is used."
    ),
    mark(
        "Or make this laptop the hotspot: on Windows under Settings, Network, Mobile hotspot; on "
        "a Mac under Sharing, Internet Sharing; on Linux in the network menu."
    ),
)
"""The way that nearly always works."""
INSTEAD: Final = mark(
    "Or go on without phones: pass the laptop round, or count raised hands. The agenda stays as it "
    "is, and what phones have sent is kept."
)


def causes_text(translator: Translator) -> list[tuple[str, str]]:
    """What may be wrong, and what to do, in the translator's language."""
    text = translator.text
    told = [(text(cause), text(remedy)) for cause, remedy in CAUSES]
    told.append((text("What nearly always works"), "\n".join(text(way) for way in HOTSPOT)))
    told.append((text("Without phones"), text(INSTEAD)))
    return told
