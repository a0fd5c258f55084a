"""What befalls real processes, a few times each; ``python tools/faults.py`` tries every one of them thoroughly."""

import faults
import pytest
from terminals import posix

pytestmark = posix


@pytest.mark.parametrize(
    "name", [name for name, (_, _, seldom) in faults.FAULTS.items() if seldom is not None]
)
def test_nothing_is_lost_and_the_answer_is_the_same(name, tmp_path):
    fault, _, seldom = faults.FAULTS[name]
    result = fault(tmp_path, seldom)
    assert result.wrong == []
    if not result.tried:
        pytest.skip("needs root and mounts")
