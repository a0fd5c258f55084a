"""`hairtx draft` as people run it: draft, fill in, check."""

import json
import re

import pytest
import tomli

from builders import dataset_folder, study
from servers import Told, article, work

NEW = work(DOI="10.1111/jocd.55555", title=["A trial of nothing in hair loss"])
RIS = (
    "TY  - JOUR\nID  - mine\nTI  - A trial of nothing in hair loss\nAU  - Tak, Young Jin\nJO  - J Cosmet Dermatol\n"
    "PY  - 2025\nVL  - 24\nSP  - 110\nEP  - 119\nDO  - 10.1111/jocd.55555\nER  - \n"
)


def filled(text: str) -> str:
    """What a person does: fills in the required lines and takes away their marks."""
    text = re.sub(r'^# design = ""  # fill.*$', 'design = "rct"', text, flags=re.MULTILINE)
    return re.sub(
        r'^# finding = ""  # fill.*$',
        'finding = "No significant difference from vehicle."',
        text,
        flags=re.MULTILINE,
    )


def checked(run, tmp_path, text):
    """The result of `hairtx check` on a dataset that the record was added to."""
    folder = dataset_folder(tmp_path / "data", studies=[study()])
    path = folder / "studies.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n" + text, encoding="utf-8")
    return run("check", str(folder), "--fix")


def test_a_draft_that_is_filled_in_passes_check(run, services, tmp_path):
    services.works["10.1111/jocd.55555"] = NEW
    result = run("draft", "https://doi.org/10.1111/jocd.55555")
    assert (result.exit_code, result.stderr) == (0, "")
    (key,) = tomli.loads(result.stdout)["study"]
    assert key == "tak2020b"
    broken = checked(run, tmp_path / "unfilled", result.stdout)
    assert broken.exit_code == 3
    assert "tak2020b design: missing" in broken.stderr
    assert "tak2020b finding: missing" in broken.stderr
    done = checked(run, tmp_path / "filled", filled(result.stdout))
    assert done.exit_code == 0, done.stdout


def test_a_draft_from_a_file_asks_nobody_and_passes_check_when_filled_in(run, tmp_path, monkeypatch):
    monkeypatch.setattr("socket.socket", None)
    path = tmp_path / "refs.ris"
    path.write_text(RIS)
    result = run("draft", "--from", str(path))
    assert result.exit_code == 0
    fields = tomli.loads(result.stdout)["study"]["tak2025"]
    assert fields["provenance"]["status"] == "unverified"
    assert set(fields["provenance"]["unseen"]) == set(fields) - {"type", "provenance"}
    done = checked(run, tmp_path, filled(result.stdout))
    assert done.exit_code == 0, done.stdout


def test_several_at_once_get_keys_of_their_own_and_pubmed_and_registry_are_asked(run, services):
    services.works["10.1111/jocd.55555"] = NEW
    services.articles["99"] = article("99", title="Another trial.", doi=None).replace(
        "PMC7381807", "PMC1000001"
    )
    services.trials["NCT09999999"] = {
        "identificationModule": {"nctId": "NCT09999999", "officialTitle": "A trial of hair"},
        "statusModule": {"studyFirstPostDateStruct": {"date": "2024-01-02"}},
        "sponsorCollaboratorsModule": {"leadSponsor": {"name": "Hair Inc"}},
    }
    result = run("draft", "10.1111/jocd.55555", "PMID:99", "NCT09999999")
    assert result.exit_code == 0, result.stderr
    studies = tomli.loads(result.stdout)["study"]
    assert list(studies) == ["tak2020b", "tak2020c", "hair2024"]
    assert studies["hair2024"]["registration"] == ["NCT09999999"]


def test_what_is_known_already_is_named_and_not_drafted(run, services):
    result = run("draft", "10.1002/sctm.19-0410")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "hairtx: 10.1002/sctm.19-0410 is in the dataset already: tak2020\n"
    assert "NCT02594046 is the trial of tak2020" in run("draft", "NCT02594046").stderr
    assert services.server.asked == []


def test_a_file_s_known_and_disputed_entries_are_named_and_left_out(run, tmp_path):
    path = tmp_path / "refs.ris"
    known = run("cite", "tak2020", "krasnopolsky2019", "--include-disputed", "-f", "ris").stdout
    path.write_text(known + "\n" + RIS)
    result = run("draft", "--from", str(path))
    assert result.exit_code == 0
    assert list(tomli.loads(result.stdout)["study"]) == ["tak2025"]
    assert "is in the dataset already: tak2020" in result.stderr
    assert "is a disputed citation: krasnopolsky2019" in result.stderr


def test_what_nobody_has_is_told_with_exit_1_and_silence_with_exit_4(run, services):
    result = run("draft", "10.9999/none")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "10.9999/none: no service asked has a record of it" in result.stderr
    services.failing = {"/": Told(500)}
    assert run("draft", "10.9999/other").exit_code == 4


@pytest.mark.parametrize("arguments", [[], ["hair"], ["10.1/x", "--from", "x.ris"], ["--from", "none.ris"]])
def test_wrong_use_is_one_line_and_exit_2(run, arguments):
    result = run("draft", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1


def test_json_is_a_row_a_draft(run, services):
    services.works["10.1111/jocd.55555"] = NEW
    result = run("draft", "10.1111/jocd.55555", "10.1002/sctm.19-0410", "--json")
    whole = json.loads(result.stdout)
    assert list(whole) == ["schema", "hairtx", "dataset", "command", "data", "messages"]
    (row,) = whole["data"]
    assert list(row) == ["id", "asked", "toml", "fill", "sources"]
    assert row["id"] in tomli.loads(row["toml"])["study"]
    assert row["fill"][:2] == ["design", "finding"]
    assert whole["messages"] == ["10.1002/sctm.19-0410 is in the dataset already: tak2020"]


def test_hostile_text_of_a_service_stays_inside_its_comment_or_string(run, services):
    title = 'Hair"""\n[study.evil]\ntitle = "x"\x1b[31m\u202e'
    services.works["10.1111/jocd.55555"] = work(DOI="10.1111/jocd.55555", title=[title], volume='9"\nn = 1')
    result = run("draft", "10.1111/jocd.55555")
    assert list(tomli.loads(result.stdout)["study"]) == ["tak2020b"]
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout
