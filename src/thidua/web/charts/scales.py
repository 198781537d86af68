"""From numbers to places across a picture, and the round numbers that an axis shows."""

from attrs import frozen


@frozen
class Scale:
    """A stretch of whole numbers laid over a stretch of percent."""

    low: int
    high: int
    left: float = 0
    right: float = 100

    def at(self, value: int) -> float:
        """Return where a value stands, in percent."""
        if self.high == self.low:
            return (self.left + self.right) / 2
        return self.left + (self.right - self.left) * (value - self.low) / (self.high - self.low)

    def span(self, value: int) -> float:
        """Return how wide a value is, in percent."""
        return self.at(self.low + value) - self.left if self.high > self.low else 0


def ticks(low: int, high: int, *, most: int = 6) -> tuple[int, ...]:
    """Return round numbers from at or below low to at or above high, at most `most` steps."""
    step = _round_step(max(high - low, 1), most)
    first, last = low // step * step, -(-high // step) * step
    last = max(last, first + step)
    return tuple(range(first, last + 1, step))


def _round_step(span: int, most: int) -> int:
    power = 1
    while True:
        for digit in (1, 2, 5):
            step = digit * power
            if -(-span // step) < most:  # one step is kept for rounding the ends outwards
                return step
        power *= 10
