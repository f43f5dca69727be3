"""The memory of a service: of what it made, so much as was asked for last."""

from __future__ import annotations

from collections.abc import Hashable

from layout.work.memory.memory import Form, Memory, Value


class RecentMemory(Memory):
    """Values by name, in this process alone. Where there are more than `most`, the one not asked
    for longest is forgotten."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def recall(self, name: Hashable, form: Form | None) -> Value | None:
        """What is remembered under a name, which is now the one asked for last."""
        found = self.values.pop(name, None)
        if found is not None:
            self.values[name] = found
        return found

    def remember(self, name: Hashable, found: Value, form: Form | None) -> None:
        """Remember a value."""
        self.values[name] = found
        while len(self.values) > self._most:
            self.values.pop(next(iter(self.values)), None)
