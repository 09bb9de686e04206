from pathlib import Path

import pytest

from qa.config import Config, ConfigInvalid, load_config
from qa.paths import NoHome, cache_folder, shown, state_folder
from tests.conftest import ROOT


def configured(tmp_path: Path, text: str) -> Config:
    path = tmp_path / "settings" / "qa.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return load_config(path)


def test_without_a_file_the_defaults_hold():
    assert load_config(None) == Config()


def test_config_toml_in_the_working_folder_is_read():
    Path("config.toml").write_text("[answers]\ncount = 7")
    assert load_config(None).answers.count == 7


def test_a_file_may_begin_with_a_mark_of_its_encoding():
    Path("config.toml").write_text("[answers]\ncount = 7", encoding="utf-8-sig")
    assert load_config(None).answers.count == 7


def test_paths_count_from_the_files_folder(tmp_path: Path):
    config = configured(tmp_path, '[index]\nfolder = "here"\narticles = ["news", "/abs"]')
    assert config.index.folder == tmp_path / "settings" / "here"
    assert config.index.articles == (tmp_path / "settings" / "news", Path("/abs"))


def test_a_models_folder_counts_from_the_files_folder_and_is_the_same_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "settings" / "mine").mkdir(parents=True)
    (tmp_path / "settings" / "built-in").mkdir()
    config = configured(tmp_path, '[encoder]\nmodel = "mine"\n[reader]\nmodel = "./mine"')
    assert config.encoder.model == config.reader.model == str(tmp_path / "settings" / "mine")
    monkeypatch.chdir(tmp_path / "settings" / "mine")
    assert load_config(Path("../qa.toml")).encoder == config.encoder
    config = configured(tmp_path, '[encoder]\nmodel = "org/mine"\n[reader]\nmodel = "built-in"')
    assert (config.encoder.model, config.reader.model) == ("org/mine", "built-in")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[answers]\ncuont = 3", r"answers\.cuont; did you mean answers\.count\?"),
        ("[answer]\ncount = 3", r"unknown key answer; did you mean answers\?"),
        ("zzz = 3", "unknown key zzz; known here: index, fields, encoder, reader, answers"),
        ("answers = 3", r"must have a table \[answers\]"),
        ("[answers]\ncount = 0", "answers.count as a whole number above 0"),
        ("[answers]\ncount = true", "answers.count as a whole number above 0"),
        ("[answers]\nthreshold = 2", "answers.threshold as a number from 0 to 1"),
        ("[index]\narticles = 'news'", "index.articles as a list of paths"),
        ('[index]\narticles = ["new\\u0000s"]', "index.articles as a list of paths"),
        ("[encoder]\nmodel = 3", "encoder.model as a text"),
        ("[answers", "not valid TOML"),
        ("[answers]\ncount = " + "9" * 5000, "not valid TOML"),
        ("a = " + "[" * 5000, "not valid TOML"),
    ],
)
def test_mistakes_are_told_in_one_sentence(tmp_path: Path, text: str, message: str):
    with pytest.raises(ConfigInvalid, match=message) as caught:
        configured(tmp_path, text)
    assert "\n" not in str(caught.value)


def test_a_file_in_another_encoding_than_tomls_is_told(tmp_path: Path):
    path = tmp_path / "config.toml"
    path.write_text("[answers]", encoding="utf-16")
    with pytest.raises(ConfigInvalid, match=r"not in UTF-8, as TOML must be\. Save it so\.$"):
        load_config(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path):
    with pytest.raises(ConfigInvalid, match="cannot be read"):
        load_config(tmp_path / "none.toml")


def test_the_projects_own_config_says_the_defaults():
    shipped = load_config(ROOT / "config.toml")
    assert (shipped.encoder, shipped.reader, shipped.answers) == (Config().encoder, Config().reader, Config().answers)
    assert shipped.index.folder == ROOT / ".qa"


@pytest.fixture
def homeless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whom the system does not know, as in a container that is started for any user."""
    pwd = pytest.importorskip("pwd")
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "QA_CACHE", "QA_STATE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", lambda _: {}["nobody"])


@pytest.mark.usefixtures("homeless")
def test_paths_are_shown_without_a_home_too(tmp_path: Path):
    assert shown(tmp_path / "news" / "flood.txt") == "news/flood.txt"
    assert shown(tmp_path.parent) == str(tmp_path.parent)


@pytest.mark.usefixtures("homeless")
@pytest.mark.parametrize(("folder", "variable"), [(cache_folder, "QA_CACHE"), (state_folder, "QA_STATE")])
def test_without_a_home_one_is_told_how_to_name_a_folder(folder, variable: str, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(NoHome, match=rf"Name a folder of yours in \${variable}\."):
        folder()
    monkeypatch.setenv(variable, "/somewhere")
    assert folder() == Path("/somewhere")
