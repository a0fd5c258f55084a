"""Where the services are and who asks."""

import pytest

from hairtx.remote.settings import SettingsError, load


@pytest.fixture
def config(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text('[remote]\ncrossref_url = "https://mirror.example/cr/"\nemail = "file@example.org"\n')
    return path


def test_option_environment_file_and_default_in_that_order(config, tmp_path):
    plain = load(environment={}, path=tmp_path / "none.toml")
    assert plain.crossref_url == "https://api.crossref.org"
    assert plain.eutils_url == "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
    assert plain.ctgov_url == "https://clinicaltrials.gov/api/v2"
    assert (plain.email, plain.ncbi_key) == (None, None)
    of_file = load(environment={"HAIRTX_EMAIL": ""}, path=config)
    assert (of_file.crossref_url, of_file.email) == ("https://mirror.example/cr", "file@example.org")
    environment = {
        "HAIRTX_EMAIL": "env@example.org",
        "HAIRTX_NCBI_KEY": "k",
        "HAIRTX_CROSSREF_URL": "http://[::1]:8/",
    }
    of_environment = load(environment=environment, path=config)
    assert (of_environment.email, of_environment.ncbi_key) == ("env@example.org", "k")
    assert of_environment.crossref_url == "http://[::1]:8"
    assert load("me@example.org", environment, config).email == "me@example.org"


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        (
            "HAIRTX_CROSSREF_URL",
            "api.crossref.org",
            "HAIRTX_CROSSREF_URL: 'api.crossref.org' is not an http or https",
        ),
        ("HAIRTX_CTGOV_URL", "file:///etc", "is not an http or https address"),
        ("HAIRTX_EUTILS_URL", "http://[", "is not an http or https address"),
        ("HAIRTX_EUTILS_URL", "http://a/?b=c", "is not an http or https address"),
        ("HAIRTX_EMAIL", "me", "HAIRTX_EMAIL: 'me' is not an e-mail address"),
        ("HAIRTX_EMAIL", "me@example.org\r\nX-Evil: 1", "is not an e-mail address"),
        ("HAIRTX_EMAIL", "mé@example.org", "is not an e-mail address"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_origin(tmp_path, variable, value, told):
    with pytest.raises(SettingsError, match="is not an") as raised:
        load(environment={variable: value}, path=tmp_path / "none")
    assert told in str(raised.value)


def test_a_key_is_never_repeated(tmp_path):
    with pytest.raises(SettingsError) as raised:
        load(environment={"HAIRTX_NCBI_KEY": "SEC RET"}, path=tmp_path / "none")
    assert "SEC" not in str(raised.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[remote", "is not TOML"),
        ("remote = 3", "[remote] must be a table"),
        ("[remote]\nmail = 'x'", "[remote] knows no 'mail'"),
        ("[remote]\nemail = 3", "email in [remote] must be text"),
    ],
)
def test_a_wrong_config_file_is_named(tmp_path, text, told):
    path = tmp_path / "config.toml"
    path.write_text(text)
    with pytest.raises(SettingsError) as raised:
        load(environment={}, path=path)
    assert told in str(raised.value)
    assert str(path) in str(raised.value)
