"""An upgrade: a change that goes through releases."""
from surroundings import Change


class Upgrade(Change):
    """One upgrade of one instance."""

    def __init__(self):
        super().__init__()
        self.hops = self.parameters["hops"]  # in order; the last one is the target
