"""What is asked of PubMed for a treatment."""

from builders import treatment
from hairtx.trust.query import HAIR, query


def test_any_name_of_the_treatment_together_with_hair_loss():
    one = treatment(name="Platelet-rich plasma (PRP)", aliases=("vampire hair",), brands=("Angel",))
    asked = query(one)
    assert (
        asked
        == f'("Platelet-rich plasma"[tiab] OR "PRP"[tiab] OR "vampire hair"[tiab] OR "Angel"[tiab]) AND {HAIR}'
    )
    assert query(None) == HAIR


def test_nothing_in_a_name_can_leave_its_quotes():
    asked = query(treatment(name='x" OR cancer[mh] OR "y', aliases=("a",)))
    assert asked == f'("x OR cancer mh OR y"[tiab]) AND {HAIR}'
