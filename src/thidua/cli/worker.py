"""What each worker process of the server loads; it never outlives the process that started it."""

import multiprocessing
import os
import threading
from typing import Final

from django.conf import settings
from django.utils.module_loading import import_string


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


# Ctrl-C in a terminal is for the parent alone, which then stops its workers in order.
os.setpgid(0, 0)
threading.Thread(target=_leave_with_parent, daemon=True).start()
application: Final = import_string(settings.WSGI_APPLICATION)
