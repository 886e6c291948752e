"""The sockets that are listened at: those that systemd holds for us, or our own."""

import errno
import os
import socket
from typing import Any

from config.starting import CannotStart

GONE_SECONDS = 60
"""A phone that lost its network says no goodbye: its stream is given up after so long."""
BACKLOG = 4096
"""Phones that knock at the same moment: a room of 3,000, each fetching the next question."""
FIRST = 3
"""The number of the first socket that systemd hands over; see sd_listen_fds(3)."""


def listen(host: str, port: int) -> list[socket.socket]:
    """Sockets that were handed over; else new ones at every address of `host`; raises `CannotStart`.

    Whoever hands sockets over keeps them open while the server is away: who comes then waits, and is not refused.
    """
    return _handed_over() or _own(host, port)


def _handed_over() -> list[socket.socket]:
    """What systemd, or whoever does as it does, opened for this process and no other."""
    if os.environ.pop("LISTEN_PID", "") != str(os.getpid()):
        return []
    numbers = range(FIRST, FIRST + int(os.environ.pop("LISTEN_FDS", "0")))
    given = [socket.socket(fileno=number) for number in numbers]
    for each in given:
        each.set_inheritable(False)
        _give_up_the_gone(each)
    return given


def tell_systemd() -> None:
    """Say that pages are answered from now on, where a unit of `Type=notify` waits for it; see sd_notify(3)."""
    place = os.environ.get("NOTIFY_SOCKET", "")
    if place:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.connect(place.replace("@", "\0", 1) if place.startswith("@") else place)
            line.sendall(b"READY=1")


def _own(host: str, port: int) -> list[socket.socket]:
    """Sockets at every address of this host, made first of all: a taken port is then said at once."""
    try:
        places = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, OverflowError) as why:
        raise CannotStart(f"Cannot listen at {host}, port {port} ({why}): choose another.") from why
    sockets, refused = [], ""
    for family, _type, _protocol, _name, address in places:
        try:
            sockets.append(_bind(family, address))
        except OSError as why:
            if why.errno != errno.EADDRNOTAVAIL:  # a machine without IPv6 may still know the address ::1
                refused = why.strerror or str(why)
    if refused:
        advice = f"stop what holds it, or choose another: UNTOLD_PORT={port + 1}"
        raise CannotStart(f"Cannot listen on port {port} of {host} ({refused}): {advice}.")
    if not sockets:
        raise CannotStart(f"{host} is no address of this machine: choose another --host.")
    return sockets


def _bind(family: socket.AddressFamily, address: tuple[Any, ...]) -> socket.socket:
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    _give_up_the_gone(bound)
    if family == socket.AF_INET6:
        bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    bound.bind(address)
    bound.listen(BACKLOG)
    return bound


def _give_up_the_gone(bound: socket.socket) -> None:
    """Linux: who takes nothing for so long is gone, and so is their stream."""
    if hasattr(socket, "TCP_USER_TIMEOUT") and bound.family != socket.AF_UNIX:
        bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, GONE_SECONDS * 1000)
