"""notebook.toml: every setting, and what is said where one cannot be used."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notebook.crosscheck import all_problems
from notebook.errors import NoVault
from notebook.records import KINDS
from notebook.settings import OPEN_TABLES, SETTINGS, Setting, Settings, read_settings
from notebook.vault.find import find_vault
from notebook.vault.reading.load import load, load_settings


def used(source: str) -> Settings:
    settings, problems = read_settings(source)
    assert problems == ()
    return settings


def problems(source: str) -> list[tuple[str, int]]:
    return [(one.code, one.line) for one in read_settings(source)[1]]


def test_an_empty_file_has_the_defaults() -> None:
    assert used("") == Settings()


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.attribute)
def test_the_example_of_a_setting_is_its_default(setting: Setting) -> None:
    table = f"[{setting.table}]\n" if setting.table else ""
    assert getattr(used(table + setting.example), setting.attribute) == getattr(Settings(), setting.attribute)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('me = "ada"', replace(Settings(), me="ada")),
        ('[digest]\nweek_starts = "Sunday"', replace(Settings(), week_starts=6)),
        ('[digest]\nlook_ahead = "3 weeks"', replace(Settings(), look_ahead=21)),
        ("[git]\ncommit = true", replace(Settings(), git_commit=True)),
        (
            '[cadence]\nclose = "2 weeks"\n"old friend" = "yearly"',
            replace(Settings(), cadence={"close": 14, "old friend": 365}),
        ),
        ('[queries]\nnear = "in:Porto"', replace(Settings(), queries={"near": "in:Porto"})),
        (
            '[queries]\nNear = "in:Porto"\n[digest]\nsections = ["Due", "@near", "…"]\nwithout = ["week"]',
            replace(Settings(), queries={"Near": "in:Porto"}, sections=("due", "@Near", "..."), without=("week",)),
        ),
        (
            "[digest]\nsections = []\nlimits = {due = 10, care = 0}",
            replace(Settings(), section_limits={"due": 10, "care": 0}),
        ),
        ('[digest.titles]\ndue = "A word"', replace(Settings(), section_titles={"due": "A word"})),
        ('\ufeffme = "ada"\r\n', replace(Settings(), me="ada")),
    ],
)
def test_a_setting_is_used(source: str, expected: Settings) -> None:
    assert used(source) == expected


@pytest.mark.parametrize(
    ("source", "folders"),
    [
        ('contact = "People"', {"People": "contact"}),
        ('contacts = "People/"', {"People": "contact"}),
        ('Contact = ["People", "./Old/People"]', {"People": "contact", "Old/People": "contact"}),
        ('contact = "."', {"": "contact"}),
        ('contact = "Pessoas\\\\Porto"', {"Pessoas/Porto": "contact"}),
    ],
)
def test_folders_of_a_kind_replace_its_own(source: str, folders: dict[str, str]) -> None:
    rest = {f"{kind}s": kind for kind in KINDS if kind != "contact"}
    assert used(f"[folders]\n{source}").folders == {**folders, **rest}


def test_new_records_go_to_the_first_folder_of_their_kind() -> None:
    settings = used('[folders]\ncontact = ["People", "Old"]')
    assert (settings.folder_of("contact"), settings.folder_of("event")) == ("People", "events")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("me = 3", [("bad-setting", 1)]),
        ('me = " "', [("bad-setting", 1)]),
        ('\n[digest]\nlook_ahead = "soon"', [("bad-setting", 3)]),
        ("[digest]\nlook_ahead = 14", [("bad-setting", 2)]),
        ('[digest]\nweek_starts = "mon"', [("bad-setting", 2)]),
        ('[git]\ncommit = "yes"', [("bad-setting", 2)]),
        ("digest = 3", [("bad-setting", 1)]),
        ("cadence = 3", [("bad-setting", 1)]),
        ("folders = 3", [("bad-setting", 1)]),
        ('[cadence]\nclose = "often"\nfar = "yearly"', [("bad-setting", 2)]),
        ("[queries]\nnear = 3", [("bad-setting", 2)]),
        ('colour = "blue"', [("unknown-setting", 1)]),
        ("[git]\ncolour = 3\ncommit = true", [("unknown-setting", 2)]),
        ("digest.colour = 3", [("unknown-setting", 1)]),
        ("[colours]\nred = 1", [("unknown-setting", 1)]),
        ('[folders]\nperson = "People"', [("unknown-setting", 2)]),
        ('[folders]\ncontact = "../People"', [("bad-setting", 2)]),
        ('[folders]\ncontact = "/People"', [("bad-setting", 2)]),
        ("[folders]\ncontact = 3", [("bad-setting", 2)]),
        ('[folders]\ncontact = "X"\nevent = "X"', [("bad-setting", 3)]),
        ('[folders]\ncontact = "events"', [("bad-setting", 2)]),
        ('[cadence]\nme = "often"\n[git]\nme = 3', [("bad-setting", 2), ("unknown-setting", 4)]),
        ('[digest]\nsections = "due"', [("bad-setting", 2)]),
        ('[digest]\nsections = ["due", 3]', [("bad-setting", 2)]),
        ('[digest]\n\nsections = ["dew", "care"]', [("bad-setting", 3)]),
        ('[digest]\nsections = ["@near"]', [("bad-setting", 2)]),
        ('[digest]\nwithout = ["..."]', [("bad-setting", 2)]),
        ("[digest]\nlimits = 3", [("bad-setting", 2)]),
        ('[digest.limits]\ndue = "many"\ncare = -1', [("bad-setting", 2), ("bad-setting", 3)]),
        ("[digest.limits]\ncare = true\ndew = 3", [("bad-setting", 2), ("bad-setting", 3)]),
        ('[digest.titles]\ndue = ""\n"@near" = "N"', [("bad-setting", 2), ("bad-setting", 3)]),
    ],
)
def test_what_cannot_be_used_is_a_problem_at_its_line(source: str, expected: list[tuple[str, int]]) -> None:
    assert problems(source) == expected


def test_a_setting_that_cannot_be_used_leaves_the_others() -> None:
    settings, _ = read_settings('me = "ada"\n[digest]\nlook_ahead = 3\nweek_starts = "sunday"')
    assert (settings.me, settings.look_ahead, settings.week_starts) == ("ada", 14, 6)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("dues", "Did you mean due?"),
        ("@Lisboa", "Did you mean @lisbon?"),
        ("promises", "Did you mean promises-mine?"),
        ("zzz", "There are first, due, "),
    ],
)
def test_a_section_that_is_none_is_left_out_with_a_hint(written: str, hint: str) -> None:
    settings, (problem,) = read_settings(f'[digest]\nsections = ["{written}", "care"]\n[queries]\nlisbon = "in:x"')
    assert settings.sections == ("care",)
    assert (problem.hint or "").startswith(hint)
    assert written in problem.message


def test_where_no_section_is_left_the_usual_ones_are_shown() -> None:
    assert read_settings('[digest]\nsections = ["zzz"]')[0] == Settings()


def test_two_kinds_in_one_folder_leave_it_to_the_first() -> None:
    settings, _ = read_settings('[folders]\ncontact = "X"\nevent = "X"')
    assert (settings.folders["X"], settings.folder_of("event")) == ("contact", "events")


@pytest.mark.parametrize(("key", "guess"), [("foldrs", "folders"), ("digset", "digest"), ("Me", "me"), ("week", None)])
def test_an_unknown_setting_has_a_hint(key: str, guess: str | None) -> None:
    (problem,) = read_settings(f"{key} = 3")[1]
    assert problem.hint == (
        f"Did you mean {guess}?" if guess else "There are cadence, digest, folders, git, me, queries."
    )


@pytest.mark.parametrize(
    "source", ["me = ", "me", "[digest", 'a = "\n', "a = 1\na = 2", "x = " + "[" * 5000, "x = " + "9" * 5000]
)
def test_what_is_no_toml_is_refused_with_a_sentence(source: str) -> None:
    with pytest.raises(NoVault, match=r"notebook\.toml cannot be read"):
        read_settings(source)


@given(st.text())
def test_any_text_at_all_gives_settings_or_a_sentence(source: str) -> None:
    try:
        settings, _ = read_settings(source)
    except NoVault:
        return
    assert [settings.folder_of(kind) for kind in KINDS]


tables = st.sampled_from(["", "[digest]", "[digest.limits]", "[git]", "[folders]", "[cadence]", "[queries]", "[other]"])
keys = st.sampled_from(
    [
        "me",
        "contact",
        "events",
        "look_ahead",
        "week_starts",
        "commit",
        "close",
        "digest.x",
        "sections",
        "without",
        "limits",
        "due",
        '"@x"',
    ]
)
values = st.sampled_from(
    ['"x"', "3", "true", "[]", '["a", "b"]', "{a = 1}", '"2 weeks"', '"."', '"monday"', "2026-11-18", "inf"]
)


@given(st.lists(st.one_of(tables, st.builds("{} = {}".format, keys, values)), max_size=8).map("\n".join))
def test_any_settings_of_the_wrong_kind_are_problems(source: str) -> None:
    try:
        settings, found = read_settings(source)
    except NoVault:
        return
    lines = len(source.split("\n"))
    assert all(1 <= one.line <= lines and one.path == "notebook.toml" for one in found)
    assert [settings.folder_of(kind) for kind in KINDS]


def test_every_table_has_a_meaning() -> None:
    assert all(text.endswith(".") for text in OPEN_TABLES.values())


# Where the vault is


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    (root / "contacts" / "deep").mkdir(parents=True)
    (root / "notebook.toml").write_text("")
    return root


NOWHERE = Path("/nowhere/config.toml")


def test_the_vault_is_the_folder_that_is_named(root: Path, tmp_path: Path) -> None:
    assert find_vault(str(root), tmp_path, NOWHERE) == root


def test_the_vault_is_around_the_current_folder(root: Path) -> None:
    assert find_vault(None, root / "contacts" / "deep", NOWHERE) == root


def test_the_vault_is_the_one_in_the_users_settings(root: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(f'vault = "{root}"\n')
    assert find_vault(None, tmp_path, config) == root


def test_a_home_is_a_home(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find_vault("~/vault", tmp_path, NOWHERE) == root


@pytest.mark.parametrize(
    "named", ["nowhere", "contacts", "", "\0", "~nobody-of-this-name/x", "x" * 5000, "notebook.toml"]
)
def test_what_is_no_vault_is_refused_with_a_hint(
    root: Path, tmp_path: Path, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    with pytest.raises(NoVault) as refused:
        find_vault(named, tmp_path, NOWHERE)
    assert refused.value.hint


@pytest.mark.parametrize("source", ["vault = 3", "vault = ", "\xff"])
def test_user_settings_that_cannot_be_read_are_named(tmp_path: Path, source: str) -> None:
    config = tmp_path / "config.toml"
    config.write_bytes(source.encode("latin-1"))
    with pytest.raises(NoVault, match=r"config\.toml"):
        find_vault(None, tmp_path, config)


@pytest.mark.parametrize("raw", [b"\xff", b"me ="])
def test_vault_settings_that_cannot_be_read_are_named(root: Path, raw: bytes) -> None:
    (root / "notebook.toml").write_bytes(raw)
    with pytest.raises(NoVault, match=r"notebook\.toml"):
        load_settings(root)


def test_a_vault_without_settings_is_none(tmp_path: Path) -> None:
    with pytest.raises(NoVault, match="No such file"):
        load_settings(tmp_path)


def test_an_owner_who_is_nobody_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "notebook.toml").write_text('me = "clara"\n')
    snapshot = load(tmp_path, cache=None, now_ns=0, say=pytest.fail).snapshot
    assert [(one.code, one.path) for one in all_problems(snapshot)] == [("bad-setting", "notebook.toml")]
