"""ClinicalTrials.gov's records as works."""

from hairtx.remote.trials import work
from hairtx.remote.work import Found, Missing, Unreachable
from servers import Told

SECTION = {
    "identificationModule": {
        "nctId": "NCT02594046", "nctIdAliases": ["NCT00000001"], "briefTitle": "Hair extract",
        "officialTitle": "A trial of an <i>extract</i> for hair",
    },
    "statusModule": {
        "overallStatus": "COMPLETED", "startDateStruct": {"date": "2015-11"},
        "completionDateStruct": {"date": "2016-10-31", "type": "ACTUAL"},
        "studyFirstPostDateStruct": {"date": "2015-11-02", "type": "ESTIMATED"},
    },
    "sponsorCollaboratorsModule": {"leadSponsor": {"name": "A Hospital, Busan", "class": "OTHER"}},
    "conditionsModule": {"conditions": ["Alopecia"]},
    "designModule": {
        "studyType": "INTERVENTIONAL", "enrollmentInfo": {"count": 38, "type": "ACTUAL"},
        "designInfo": {"allocation": "RANDOMIZED", "maskingInfo": {"masking": "DOUBLE"}},
    },
    "armsInterventionsModule": {
        "armGroups": [{"label": "Extract"}, {"label": "Vehicle"}, 3],
        "interventions": [{"type": "DRUG", "name": "Extract"}],
    },
    "referencesModule": {
        "references": [{"pmid": "32420695", "type": "DERIVED"}, {"pmid": "1", "type": "BACKGROUND"}],
    },
}  # fmt: skip


def test_a_registered_trial_becomes_a_work_with_its_facts(asked, library, server):
    library.trials["NCT02594046"] = SECTION
    outcome = asked.trials.work("nct02594046")
    assert isinstance(outcome, Found)
    found = outcome.work
    assert (found.title, found.other_titles) == ("A trial of an extract for hair", ("Hair extract",))
    assert (found.registration, found.date) == (("NCT02594046", "NCT00000001"), "2015-11-02")
    assert found.authors == ("A Hospital Busan",)
    facts = found.trial
    assert (facts.status, facts.allocation, facts.masking, facts.enrolment) == (
        "COMPLETED",
        "RANDOMIZED",
        "DOUBLE",
        38,
    )
    assert facts.enrolment_is_actual
    assert (facts.arms, facts.interventions, facts.conditions) == (
        ("Extract", "Vehicle"),
        ("Extract",),
        ("Alopecia",),
    )
    assert (facts.start, facts.completion, facts.pmids) == ("2015-11", "2016-10-31", ("32420695",))


def test_an_unknown_or_impossible_number_is_missing_and_the_second_asks_nobody(asked, server):
    assert isinstance(asked.trials.work("NCT99999999"), Missing)
    assert isinstance(asked.trials.work("NCT1/../x"), Missing)
    assert len(server.asked) == 1


def test_an_old_number_is_followed_to_its_new_one(asked, library):
    library.trials["NCT02594046"] = SECTION
    library.failing["/studies/NCT00000001"] = Told(301, headers=(("Location", "/studies/NCT02594046"),))
    assert asked.trials.work("NCT00000001").work.registration[0] == "NCT02594046"


def test_answers_of_another_shape_are_no_answers_and_odd_parts_are_absent(asked, library):
    for n, body in enumerate((b"[]", b"{}", b'{"protocolSection": {"identificationModule": 3}}', b"{")):
        library.failing["/studies"] = Told(200, body)
        assert asked.trials.work(f"NCT0000000{n}") == Unreachable(
            "ClinicalTrials.gov sent an answer that cannot be read"
        )
    odd = work(
        {
            "designModule": [],
            "statusModule": {"startDateStruct": "soon"},
            "conditionsModule": {"conditions": 7},
        },
        "x",
    )
    assert (odd.title, odd.trial.enrolment, odd.trial.start, odd.trial.conditions) == (None, None, None, ())
