"""Identifiers in running text, in addresses and in markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hairtx.audit.identifiers import first_of_each, identifiers


@pytest.mark.parametrize(
    ("text", "scheme", "value"),
    [
        ("doi: 10.1002/sctm.19-0410.", "doi", "10.1002/sctm.19-0410"),
        ("(https://dx.doi.org/10.1002/SCTM.19-0410)", "doi", "10.1002/sctm.19-0410"),
        ("[10.1/x](https://doi.org/10.1111/jocd.13149)", "doi", "10.1111/jocd.13149"),
        ("10.1016/S0190-9622(98)70007-6", "doi", "10.1016/s0190-9622(98)70007-6"),
        ("(10.1016/S0190-9622(98)70007-6).", "doi", "10.1016/s0190-9622(98)70007-6"),
        ("https://onlinelibrary.wiley.com/doi/full/10.1111/jocd.13149?x=1", "doi", "10.1111/jocd.13149"),
        ("https://onlinelibrary.wiley.com/doi/10.1111/jocd.13149/abstract", "doi", "10.1111/jocd.13149"),
        ("https://doi.org/10.1111%2Fjocd.13149", "doi", "10.1111/jocd.13149"),
        ("10.1111/ jocd.13149", "doi", "10.1111/jocd.13149"),
        ("PubMed PMID: 32420695;", "pmid", "32420695"),
        ("https://pubmed.ncbi.nlm.nih.gov/32420695/", "pmid", "32420695"),
        ("https://www.ncbi.nlm.nih.gov/pubmed/32420695", "pmid", "32420695"),
        ("PMCID: PMC7381807", "pmcid", "PMC7381807"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/pmc7381807/", "pmcid", "PMC7381807"),
        ("arXiv:2101.01234v2", "arxiv", "2101.01234"),
        ("https://arxiv.org/abs/hep-th/9901001", "arxiv", "hep-th/9901001"),
        ("registered (nct02594046)", "nct", "NCT02594046"),
    ],
)
def test_an_identifier_is_found_and_written_in_its_plain_form(text, scheme, value):
    assert first_of_each(identifiers(text)) == {scheme: value}


@pytest.mark.parametrize(
    "text", ["10.5 mg", "version 10.1000", "p. 10.1234", "PMID", "NCT123", "3.10.1111/x"]
)
def test_what_only_looks_like_one_is_none(text):
    assert first_of_each(identifiers(text)) == {}


def test_an_address_without_an_identifier_is_kept_apart():
    found = identifiers("see https://www.fda.gov/a/b. And doi:10.1000/x")
    assert [(one.scheme, one.value) for one in found] == [
        ("url", "https://www.fda.gov/a/b"),
        ("doi", "10.1000/x"),
    ]


@given(st.text(alphabet="10./()[]doi:PMIDNCT \n%2Fx-", max_size=400))
def test_any_text_gives_identifiers_that_stand_where_they_say(text):
    for one in identifiers(text):
        assert 0 <= one.start < one.end <= len(text)
        assert one.value
