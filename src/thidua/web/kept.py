"""Pages and workbooks of frozen results, kept in the process: what is frozen never changes."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final, Generic, TypeVar

Bytes = TypeVar("Bytes", str, bytes)
MEGABYTE: Final = 1 << 20


class Kept(Generic[Bytes]):
    """The last used texts up to so many bytes; the oldest used leave first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self._values: OrderedDict[Hashable, Bytes] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, key: Hashable, make: Callable[[], Bytes]) -> Bytes:
        """Return what stands under a key, made now where nothing does.

        The key names everything that the text depends on, the hash of the result among it.
        """
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        self._keep(key, value)
        return value

    def _keep(self, key: Hashable, value: Bytes) -> None:
        with self._lock:
            if key in self._values or len(value) > self.most:
                return
            self._values[key] = value
            self.size += len(value)
            while self.size > self.most:
                _oldest, left = self._values.popitem(last=False)
                self.size -= len(left)


PAGES: Final = Kept[str](16 * MEGABYTE)
WORKBOOKS: Final = Kept[bytes](16 * MEGABYTE)
