"""Settings: `config.toml` and the environment, read once into frozen models; every fault is reported together."""

import difflib
import os
import re
import tomllib
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

CONFIG_FILE = Path("config.toml")
HOW_TO_GIVE_IT = "set the environment variable KITH_TOKEN, or name a file that holds it: [discord] token_file"


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DiscordSettings(Section):
    token_file: Path | None = Field(
        None, examples=["token.txt"], description="A file that holds the bot's token; KITH_TOKEN comes first."
    )
    api_url: str = Field(
        "https://discord.com/api/v10", pattern=r"^https?://\S+$", description="Where Discord's API is."
    )
    gateway_url: str = Field(
        "wss://gateway.discord.gg/", pattern=r"^wss?://\S+$", description="Where Discord's gateway is."
    )


class DataSettings(Section):
    folder: Path = Field(Path("data"), description="Where the database and its backups lie; a local disk.")

    @property
    def database(self) -> Path:
        return self.folder / "kith.db"


class CommunitySettings(Section):
    zone: str = Field("UTC", description="The time zone of communities that chose none, such as Europe/London.")

    @field_validator("zone")
    @classmethod
    def _zone_exists(cls, zone: str) -> str:
        try:
            ZoneInfo(zone)
        except (KeyError, OSError, ValueError):
            raise ValueError("no such time zone; give a name such as Europe/London") from None
        return zone


class LogSettings(Section):
    level: Literal["debug", "info", "warning", "error"] = Field("info", description="How much is written.")
    format: Literal["text", "json"] = Field("text", description="For people, or for machines.")


class Settings(BaseSettings):
    """Every key can be given in the environment too, such as KITH_DATA__FOLDER for [data] folder."""

    model_config = SettingsConfigDict(
        extra="forbid",
        frozen=True,
        env_prefix="KITH_",
        env_nested_delimiter="__",
        env_ignore_empty=True,
        enable_decoding=False,
    )

    token: SecretStr | None = None
    discord: DiscordSettings = DiscordSettings()
    data: DataSettings = DataSettings()
    community: CommunitySettings = CommunitySettings()
    log: LogSettings = LogSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  the library passes it by name
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003  the library passes it by name
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment comes before the file, whose contents are what the settings are made with."""
        del settings_cls
        return env_settings, init_settings

    def bot_token(self) -> SecretStr:
        """Return the token; raise ConfigError if there is none, or its file can't be read."""
        if self.token is not None:
            return self.token
        if self.discord.token_file is None:
            raise ConfigError([f"there is no token: {HOW_TO_GIVE_IT}"])
        try:
            token = self.discord.token_file.read_text(encoding="utf-8").strip()
        except OSError as error:
            raise _unusable_token_file(f"can't be read ({error.strerror})") from None
        except ValueError:
            raise _unusable_token_file("is not a text file") from None
        if not token:
            raise _unusable_token_file("is empty")
        return SecretStr(token)


class ConfigError(Exception):
    """What is wrong with the settings, a line a fault, each with its place and what would be right."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def _unusable_token_file(reason: str) -> ConfigError:
    """Doesn't quote the name: it may be the token itself, put there by mistake."""
    return ConfigError([f"[discord] token_file: the file that it names {reason}"])


def load(path: Path | None = None) -> Settings:
    """Read `config.toml` if it lies here, or the file that is named. Raise ConfigError with every fault there is."""
    source = path or CONFIG_FILE
    text = ""
    if path is not None or source.exists():
        try:
            text = source.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError([f"{source}: can't be read ({error})"]) from None
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ConfigError([f"{source}: is not TOML: {error}"]) from None
    odd = [name for name in values if name == "token" or name.startswith("_")]  # pydantic would take these for its own
    faults = [f"{source}{_line(text, [name])}: {name}: {_unknown([], name)}" for name in odd]
    try:
        settings = Settings(**{name: value for name, value in values.items() if name not in odd})
    except ValidationError as error:
        faults += [_fault(source, text, fault) for fault in error.errors(include_input=False)]
    if faults:
        raise ConfigError(faults)
    return settings


def _fault(source: Path, text: str, fault: Any) -> str:
    place = list(map(str, fault["loc"]))
    *sections, key = place
    variable = _variable(place)
    where = f"{source}{_line(text, place)}" if variable is None else f"environment, {variable}"
    return f"{where}: {''.join(f'[{section}] ' for section in sections)}{key}: {_advice(sections, key, fault)}"


def _advice(sections: list[str], key: str, fault: Any) -> str:
    match fault["type"]:
        case "extra_forbidden":
            return _unknown(sections, key)
        case "model_type":
            return f"is a section: write [{key}], and below it {', '.join(_fields(key))}"
        case "string_type" | "path_type" | "string_pattern_mismatch":
            field = _fields(*sections)[key]
            return f'should be text like "{(field.examples or [field.default])[0]}"'
        case _:
            return str(fault["msg"]).removeprefix("Value error, ")


def _unknown(sections: list[str], key: str) -> str:
    if key == "token":
        return f"has no place here; {HOW_TO_GIVE_IT}"
    known = [name for name in _fields(*sections) if name != "token"]
    near = difflib.get_close_matches(key, known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
    return f"there is no such key; {hint}"


def _fields(*sections: str) -> dict[str, FieldInfo]:
    model: Any = Settings
    for section in sections:
        model = model.model_fields[section].annotation
    return dict(model.model_fields)


def _variable(place: list[str]) -> str | None:
    """Return the environment variable that gives this setting: it comes before the file."""
    prefix = str(Settings.model_config["env_prefix"])
    wanted = {f"{prefix}{'__'.join(place[:depth])}".upper() for depth in range(1, len(place) + 1)}
    return next((name for name, value in os.environ.items() if value and name.upper() in wanted), None)


def _line(text: str, place: list[str]) -> str:
    """Return ", line N" for the line on which a key stands, or else its section; "" if it is written in another way."""
    section: list[str] = []
    lines: dict[int, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if heading := re.match(r"\s*\[+([^\]]+)\]", line):
            here = section = _names(heading[1])
        else:
            here = [*section, *_names(line.partition("=")[0])]
        shared = min(len(here), len(place))
        if here[:shared] == place[:shared] and shared:
            lines.setdefault(shared, number)
    return f", line {lines[max(lines)]}" if lines else ""


def _names(dotted: str) -> list[str]:
    return [name.strip().strip("\"'") for name in dotted.split(".")]
