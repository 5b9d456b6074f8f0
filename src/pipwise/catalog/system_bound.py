"""Projects that are tied to what the operating system has: PyPI's copy cannot be built, or cannot work, without the rest of it.

Sources: each project's own installation notes; Raspberry Pi's documentation of picamera2; Debian's packages of the same
sources. Looked up 2026-11-25. What drives the pins of a board: Raspberry Pi's documentation ("Python on Raspberry Pi",
"GPIO and the 40-pin header"), whose system has them built for its kernel; PyPI's lgpio and RPi.GPIO are built from source.
"""

from __future__ import annotations

_BUILT_WITH = "is built with the operating system's {0}, and comes with it"
_GIVEN = "is given out with {0} only; PyPI's copy, if any, is another"

SYSTEM_BOUND: dict[str, str] = {
    "dbus-python": _BUILT_WITH.format("D-Bus library"),
    "gi": _BUILT_WITH.format("GObject introspection"),
    "libcamera": _GIVEN.format("the camera stack itself"),
    "libvirt-python": _BUILT_WITH.format("libvirt, whose version it has to have"),
    "picamera2": "needs libcamera's own Python module, which only the operating system has",
    "pygobject": _BUILT_WITH.format("GObject introspection"),
    "python-apt": _GIVEN.format("apt itself"),
    "rpm": _GIVEN.format("rpm itself"),
    "selinux": _GIVEN.format("SELinux's own libraries"),
    "systemd-python": _BUILT_WITH.format("systemd library"),
}
"""PEP 503 name → why."""

BOARD = frozenset(
    (
        *("gpiozero", "lgpio", "picamera", "pigpio", "rpi-gpio", "rpi-lgpio"),
        *("sense-hat", "smbus", "spidev", "buildhat"),
    )
)
"""PEP 503 names of what drives a single-board computer's pins, buses and cameras; the system's packages suit its kernel."""
