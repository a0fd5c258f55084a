"""What can be wrong with a dataset: a problem with its place, and the error that carries all of them."""

import msgspec


class Problem(msgspec.Struct, frozen=True):
    """Something wrong in the dataset. ``line`` is 1-based; ``record`` and ``field`` may be empty.

    ``rule`` names the rule that is broken; ``shape`` stands for the types of the model.
    """

    file: str
    line: int | None
    record: str
    field: str
    message: str
    rule: str = "shape"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        what = " ".join(part for part in (self.record, self.field) if part)
        return f"{place}: {what}: {self.message}" if what else f"{place}: {self.message}"


class DatasetError(Exception):
    """The dataset cannot be read; ``problems`` says why, all of it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
