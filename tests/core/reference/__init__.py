"""A second engine, slow and plain: one unit, one criterion, one fraction at a time.

It is written from the rules alone and shares no code with the engine, so that the two can be held
against each other. Read `leaves.py` beside docs/rules: it is meant to be read by a jurist.
"""

from tests.core.reference.places import Placed, placed
from tests.core.reference.tree import Outcome, outcomes

__all__ = ["Outcome", "Placed", "outcomes", "placed"]
