import contextlib
import os
import re
import tomllib
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from bot.settings import ConfigError, Settings, load

EXAMPLE = Path(__file__).parent.parent / "config.example.toml"
TOKEN = "MTE5ODYyMjQ4MzQ3MTkyNTI0OA.Gx1y2z.not-a-real-one"  # noqa: S105  of the right shape, and nobody's
HOW = "set the environment variable KITH_TOKEN, or name a file that holds it: [discord] token_file"


@pytest.fixture(autouse=True)
def nothing_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder, and no setting in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.upper().startswith("KITH_"):
            monkeypatch.delenv(name)


def given_file(text: str) -> None:
    Path("config.toml").write_text(text, encoding="utf-8")


def faults_of(text: str) -> list[str]:
    given_file(text)
    with pytest.raises(ConfigError) as refused:
        load()
    return refused.value.faults


# Defaults and the example


def test_without_a_file_everything_has_a_default() -> None:
    settings = load()

    assert settings.token is None
    assert settings.discord.api_url == "https://discord.com/api/v10"
    assert settings.discord.gateway_url == "wss://gateway.discord.gg/"
    assert settings.data.database == Path("data/kith.db")
    assert settings.community.zone == "UTC"
    assert (settings.log.level, settings.log.format) == ("info", "text")


def test_the_example_is_the_defaults() -> None:
    assert load(EXAMPLE) == load()


def declared() -> dict[str, FieldInfo]:
    """Every key that can stand in the file, as section.key."""
    return {
        f"{section}.{key}": field
        for section in Settings.model_fields
        if section != "token"
        for key, field in getattr(Settings(), section).__class__.model_fields.items()
    }


def shown() -> Iterator[tuple[str, str, object]]:
    """Each key of the example, also those that are commented out, with the comment above it and its value."""
    section = comment = ""
    for line in EXAMPLE.read_text(encoding="utf-8").splitlines():
        if heading := re.fullmatch(r"\[(\w+)\]", line):
            section = heading[1]
        elif key := re.fullmatch(r"(?:# )?(\w+) = .+", line):
            yield f"{section}.{key[1]}", comment, tomllib.loads(line.removeprefix("# "))[key[1]]
            comment = ""
        else:
            comment = line.removeprefix("# ")


def test_the_example_names_every_key_with_its_meaning() -> None:
    meanings = {key: comment for key, comment, _ in shown()}

    assert list(meanings) == list(declared())
    for key, field in declared().items():
        assert meanings[key].startswith((field.description or "?").rstrip(".")), key


def test_the_example_shows_every_default() -> None:
    for key, _, value in shown():
        field = declared()[key]
        assert value == (field.examples[0] if field.examples else str(field.default)), key


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        load().log.level = "debug"  # type: ignore[misc]  # what is refused


# The file


def test_the_file_that_is_named_is_read() -> None:
    Path("other.toml").write_text('[log]\nlevel = "debug"', encoding="utf-8")

    assert load(Path("other.toml")).log.level == "debug"
    assert load().log.level == "info"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[lgo]\nlevel = "info"', "config.toml, line 1: lgo: there is no such key; did you mean log?"),
        ('[log]\n\nlevle = "info"', "config.toml, line 3: [log] levle: there is no such key; did you mean level?"),
        ("[log]\ncolour = 1", "config.toml, line 2: [log] colour: there is no such key; there are level, format"),
        ("_env_file = 1", "line 1: _env_file: there is no such key; there are discord, data, community, log"),
        ("__pydantic_self__ = 1", "line 1: __pydantic_self__: there is no such key"),
        ("log = 5", "config.toml, line 1: log: is a section: write [log], and below it level, format"),
        ('[[log]]\nlevel = "info"', "config.toml, line 1: log: is a section: write [log], and below it level, format"),
        ('[log]\nlevel = "loud"', "line 2: [log] level: Input should be 'debug', 'info', 'warning' or 'error'"),
        ("[log]\nlevel = 5", "line 2: [log] level: Input should be 'debug', 'info', 'warning' or 'error'"),
        ('[ "log" ]\n"level" = "loud"', "config.toml, line 2: [log] level: Input should be"),
        ('log.level = "loud"', "config.toml, line 1: [log] level: Input should be"),
        ('\nlog = { level = "loud" }', "config.toml, line 2: [log] level: Input should be"),
        ("[data]\nfolder = 5", 'line 2: [data] folder: should be text like "data"'),
        ("[discord]\ntoken_file = 5", 'line 2: [discord] token_file: should be text like "token.txt"'),
        ('[discord]\napi_url = "ftp://x"', 'line 2: [discord] api_url: should be text like "https://discord.com/api'),
        ("[discord]\ngateway_url = []", '[discord] gateway_url: should be text like "wss://gateway.discord.gg/"'),
        ('[community]\nzone = "Nowhere/Nope"', "line 2: [community] zone: no such time zone; give a name such as"),
        ('[community]\nzone = "Europe"', "line 2: [community] zone: no such time zone; give a name such as"),
        ('[community]\nzone = "../etc"', "line 2: [community] zone: no such time zone; give a name such as"),
        ('token = "x"', f"config.toml, line 1: token: has no place here; {HOW}"),
        ('[discord]\ntoken = "x"', f"config.toml, line 2: [discord] token: has no place here; {HOW}"),
        ("[log\n", "config.toml: is not TOML: Expected ']' at the end of a table declaration (at line 1, column 5)"),
        ("[log]\n[log]", "is not TOML: Cannot declare ('log',) twice (at line 2, column 5)"),
        ("a = " + "[" * 5000, "config.toml: is not TOML: "),
        ("a = " + "1" * 5000, "config.toml: is not TOML: "),
    ],
    ids=lambda text: text.replace("\n", " ")[:40],
)
def test_a_fault_is_told_with_its_place_and_what_would_be_right(text: str, fault: str) -> None:
    [told] = faults_of(text)

    assert fault in told


def test_all_faults_are_told_together() -> None:
    faults = faults_of('token = "x"\ncolour = "red"\n[log]\nlevle = "x"\nformat = 5\n[data]\nfolder = []\n')

    assert {fault.partition(" has ")[0].partition(" should ")[0].partition(" there ")[0] for fault in faults} == {
        "config.toml, line 1: token:",
        "config.toml, line 2: colour:",
        "config.toml, line 4: [log] levle:",
        "config.toml, line 5: [log] format: Input",
        "config.toml, line 7: [data] folder:",
    }


def test_a_file_that_is_named_and_not_there_is_a_fault() -> None:
    with pytest.raises(ConfigError, match=r"other\.toml: can't be read"):
        load(Path("other.toml"))


def test_a_folder_or_a_picture_is_no_settings_file() -> None:
    Path("picture.toml").write_bytes(b"\x89PNG\xff\xfe")

    for path in (Path(), Path("picture.toml")):
        with pytest.raises(ConfigError, match="can't be read"):
            load(path)


# The environment


def test_the_environment_comes_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    given_file('[log]\nlevel = "error"\nformat = "json"')
    monkeypatch.setenv("KITH_LOG__LEVEL", "debug")
    monkeypatch.setenv("KITH_LOG__FORMAT", "")
    monkeypatch.setenv("kith_data__folder", "elsewhere")

    settings = load()

    assert (settings.log.level, settings.log.format) == ("debug", "json")
    assert settings.data.folder == Path("elsewhere")


@pytest.mark.parametrize(
    ("variable", "value", "fault"),
    [
        ("KITH_LOG__LEVEL", "loud", "environment, KITH_LOG__LEVEL: [log] level: Input should be 'debug'"),
        ("KITH_LOG__LEVLE", "info", "environment, KITH_LOG__LEVLE: [log] levle: there is no such key; did you mean"),
        ("KITH_LOG", "loud", "environment, KITH_LOG: log: is a section: write [log], and below it level, format"),
        ("KITH_LOG", '{"level": 5}', "environment, KITH_LOG: log: is a section"),
        ("KITH_DISCORD__TOKEN", "x", f"environment, KITH_DISCORD__TOKEN: [discord] token: has no place here; {HOW}"),
    ],
)
def test_what_is_wrong_in_the_environment_is_not_blamed_on_the_file(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, fault: str
) -> None:
    monkeypatch.setenv(variable, value)

    [told] = faults_of('[log]\nlevel = "info"')

    assert told.startswith(fault)


def test_what_is_wrong_in_the_file_is_not_blamed_on_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KITH_TOKEN", TOKEN)

    assert faults_of('token = "x"') == [f"config.toml, line 1: token: has no place here; {HOW}"]


# The token


def test_the_token_of_the_environment_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("token.txt").write_text("another", encoding="utf-8")
    given_file('[discord]\ntoken_file = "token.txt"')
    assert load().bot_token().get_secret_value() == "another"

    monkeypatch.setenv("KITH_TOKEN", TOKEN)

    assert load().bot_token().get_secret_value() == TOKEN


def test_a_token_file_may_end_in_a_line_break() -> None:
    Path("token.txt").write_text(f"{TOKEN}\n", encoding="utf-8")
    given_file('[discord]\ntoken_file = "token.txt"')

    assert load().bot_token().get_secret_value() == TOKEN


@pytest.mark.parametrize(
    ("content", "reason"),
    [(None, "can't be read (No such file or directory)"), (b" \n", "is empty"), (b"\xff\xfe", "is not a text file")],
)
def test_a_token_file_that_holds_no_token_is_a_fault(content: bytes | None, reason: str) -> None:
    if content is not None:
        Path("token.txt").write_bytes(content)
    given_file('[discord]\ntoken_file = "token.txt"')

    with pytest.raises(ConfigError) as refused:
        load().bot_token()

    assert refused.value.faults == [f"[discord] token_file: the file that it names {reason}"]


def test_without_a_token_it_is_told_how_to_give_one() -> None:
    with pytest.raises(ConfigError) as refused:
        load().bot_token()

    assert refused.value.faults == [f"there is no token: {HOW}"]


def test_the_token_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KITH_TOKEN", TOKEN)
    settings = load()
    held = [settings, settings.token, settings.bot_token(), settings.model_dump(), settings.model_dump(mode="json")]

    texts = [settings.model_dump_json(), *map(str, held), *map(repr, held), *(f"{one}" for one in held)]

    assert [text for text in texts if TOKEN in text] == []


@pytest.mark.parametrize("section", ["", "[discord]\n", "[bot]\n"])
@pytest.mark.parametrize("key", ["token", "token_file", "api_url", "log"])
@pytest.mark.parametrize("value", [f'"{TOKEN}"', TOKEN])
def test_the_token_is_in_no_error_wherever_it_was_put(section: str, key: str, value: str) -> None:
    given_file(f"{section}{key} = {value}")

    with pytest.raises(ConfigError) as refused:
        load().bot_token()

    assert TOKEN not in "".join(traceback.format_exception(refused.value))
    assert TOKEN not in repr(refused.value)


# Anything at all

WORDS = ["discord", "data", "community", "log", "token", "level", "zone", "folder", "_secrets_dir", "self", '""', "a.b"]
VALUES = ['"info"', '"x"', "5", "-1e9", "true", "[]", "{}", "{ level = 1 }", "1979-05-27", '"""', "nan", '"\\u0000"']
LINES = st.one_of(
    st.sampled_from(WORDS).map("[{}]".format),
    st.sampled_from(WORDS).map("[[{}]]".format),
    st.tuples(st.sampled_from(WORDS), st.sampled_from(VALUES)).map(" = ".join),
    st.text(max_size=20),
)


@given(st.one_of(st.lists(LINES, max_size=8).map("\n".join), st.text()))
@example("\x00")
@example('__pydantic_self__ = "x"\n_cli_parse_args = true')
def test_no_text_ends_in_anything_but_settings_or_faults(text: str) -> None:
    given_file(text)
    with contextlib.suppress(ConfigError):
        assert isinstance(load(), Settings)
