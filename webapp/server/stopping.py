"""Ending a server: every way in which a person or a system asks for it leads through here, and to exit code 0.

Ctrl+C, SIGTERM, a closed window (SIGHUP; on Windows its close, log-off and shut-down events) and Ctrl+Break mean the
same: finish what is in hand, let go of the streams, end the workers, close the database. Asked a second time, nobody
who is slow is waited for any more; what is kept is kept all the same.
"""

from __future__ import annotations

import _thread
import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

WAYS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""The signals that ask for the end, where the system has them."""

WINDOW_EVENTS = frozenset({2, 5, 6})
"""CTRL_CLOSE_EVENT, CTRL_LOGOFF_EVENT, CTRL_SHUTDOWN_EVENT."""

WINDOW_SECONDS = 4.5
"""Windows ends the process five seconds after it closed its window, or as soon as the handler returns."""

LINGER_SECONDS = 3.0


class Stop:
    """Whether the server was asked to end, and whom to tell."""

    def __init__(self) -> None:
        """Nobody has asked yet."""
        self.asked = threading.Event()
        self.over = threading.Event()
        self._serving: Callable[[bool], None] | None = None
        self._closing = False

    def ask(self) -> None:
        """Asks for the end; asked again, for a quick one. While nothing is served yet, the start is given up.

        Raises:
            SystemExit: With code 0, while the server is still being made ready.
        """
        again = self.asked.is_set()
        self.asked.set()
        if self._serving is not None:
            self._serving(again)
        elif not self._closing:
            self._closing = True
            raise SystemExit(0)

    @contextmanager
    def serving(self, end: Callable[[bool], None]) -> Iterator[None]:
        """While this lasts, `end` is what is told; its argument says that it was asked before. Then comes the closing.

        Asked meanwhile, a server that has not begun to listen ends as soon as it does.
        """
        self._serving = end
        try:
            if not self._closing:
                yield
        finally:
            self._closing = True
            self._serving = None

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hears the signals while this lasts; only the main thread can, elsewhere nothing is heard."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self._heard) for number in signals()}
        unhook = _hear_the_window(self)
        try:
            yield
        finally:
            self._closing = True
            self.over.set()
            unhook()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _heard(self, _number: int, _frame: FrameType | None) -> None:
        self.ask()


def signals() -> tuple[signal.Signals, ...]:
    """Those of the signals that this system has."""
    return tuple(getattr(signal, name) for name in WAYS if hasattr(signal, name))


if sys.platform == "win32":

    def _hear_the_window(stop: Stop) -> Callable[[], None]:
        """Hears that the window is closed, and holds the process until everything else is closed too."""

        def heard(event: int) -> bool:
            if event not in WINDOW_EVENTS:
                return False
            _thread.interrupt_main(signal.SIGBREAK)
            stop.over.wait(WINDOW_SECONDS)
            return True

        handler = ctypes.WINFUNCTYPE(ctypes.c_bool, ctypes.c_uint)(heard)
        ctypes.windll.kernel32.SetConsoleCtrlHandler(handler, True)

        def unhook() -> None:
            ctypes.windll.kernel32.SetConsoleCtrlHandler(handler, False)

        return unhook
else:

    def _hear_the_window(_stop: Stop) -> Callable[[], None]:
        """Elsewhere a closed window sends a signal."""
        return lambda: None


def leave_soon() -> None:
    """Ends the process in a moment though a thread hangs: nothing that it could still do would be kept."""

    def leave() -> None:
        time.sleep(LINGER_SECONDS)
        os._exit(0)

    threading.Thread(target=leave, name="leaving", daemon=True).start()
