"""What has been asked, to go back through and forward again."""

from __future__ import annotations


class Asked:
    """Names in the order in which they were shown; a new one forgets those that lie ahead."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._at = -1

    def ask(self, name: str, shown: str) -> None:
        """Another one than is `shown` ("" for nothing), which can be gone back to."""
        del self._names[self._at + 1 :]
        for following in (shown, name):
            if following and self._names[-1:] != [following]:
                self._names.append(following)
        self._at = len(self._names) - 1

    def step(self, by: int, shown: str) -> str:
        """The name before (-1) or after (1) what is `shown`; "" where there is none.

        What was asked last lies before anything else that is shown now.
        """
        at = self._next(by, shown)
        if not 0 <= at < len(self._names):
            return ""
        self._at = at
        return self._names[at]

    def can_step(self, by: int, shown: str) -> bool:
        """Whether there is a name before (-1) or after (1)."""
        return 0 <= self._next(by, shown) < len(self._names)

    def _next(self, by: int, shown: str) -> int:
        away = by < 0 and self._at >= 0 and self._names[self._at] != shown
        return self._at if away else self._at + by
