"""Who is reading a page."""

from django.http import HttpRequest

from thidua.core.people import Actor
from thidua.core.permissions import DoesNotExist
from thidua.store.queries import people


def reader_of(request: HttpRequest) -> Actor:
    """Return the signed-in person as an actor. One query.

    Raises DoesNotExist for a stranger.
    """
    if request.user.pk is None:
        raise DoesNotExist
    return people.actor_of(request.user.pk)
