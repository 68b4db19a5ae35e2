"""Settings: `config.toml` and the environment, read once into frozen models; every fault is reported together."""

import difflib
import re
import tomllib
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

CONFIG_FILE = Path("config.toml")
HOW_TO_GIVE_IT = "set the environment variable KITH_TOKEN, or name a file that holds it: [discord] token_file"


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DiscordSettings(Section):
    token_file: Path | None = Field(None, description="A file that holds the bot's token; KITH_TOKEN comes first.")
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
        except (OSError, ValueError):
            raise ValueError("no such time zone; give a name such as Europe/London") from None
        return zone


class LogSettings(Section):
    level: Literal["debug", "info", "warning", "error"] = Field("info", description="How much is written.")
    format: Literal["text", "json"] = Field("text", description="For people, or for machines.")


class Settings(BaseSettings):
    """Every key can be given in the environment too, such as KITH_DATA__FOLDER for [data] folder."""

    model_config = SettingsConfigDict(
        extra="forbid", frozen=True, env_prefix="KITH_", env_nested_delimiter="__", env_ignore_empty=True
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
            reason = f"{self.discord.token_file} can't be read ({error.strerror})"
            raise ConfigError([f"[discord] token_file: {reason}"]) from None
        if not token:
            raise ConfigError([f"[discord] token_file: {self.discord.token_file} is empty"])
        return SecretStr(token)


class ConfigError(Exception):
    """What is wrong with the settings, a line a fault, each with its place and what would be right."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


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
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([f"{source}: is not TOML: {error}"]) from None
    stray_token = [f"{source}{_line(text, ('token',))}: token: has no place in this file; {HOW_TO_GIVE_IT}"]
    faults = stray_token if values.pop("token", None) is not None else []
    try:
        settings = Settings(**values)
    except ValidationError as error:
        faults += [_fault(source, text, values, fault) for fault in error.errors(include_input=False)]
    if faults:
        raise ConfigError(faults)
    return settings


def _fault(source: Path, text: str, values: dict[str, Any], fault: Any) -> str:
    *sections, key = map(str, fault["loc"])
    place = "".join(f"[{section}] " for section in sections) + key
    where = f"{source}{_line(text, fault['loc'])}" if _in_file(values, fault["loc"]) else "environment"
    return f"{where}: {place}: {_advice(sections, key, fault)}"


def _advice(sections: list[str], key: str, fault: Any) -> str:
    if fault["type"] != "extra_forbidden":
        return str(fault["msg"]).removeprefix("Value error, ")
    if (sections, key) == (["discord"], "token"):
        return f"has no place in this file; {HOW_TO_GIVE_IT}"
    model: Any = Settings
    for section in sections:
        model = model.model_fields[section].annotation
    known = [name for name in model.model_fields if name != "token"]
    near = difflib.get_close_matches(key, known, n=1)
    return (
        f"there is no such key; did you mean {near[0]}?"
        if near
        else f"there is no such key; there are {', '.join(known)}"
    )


def _in_file(values: dict[str, Any], place: tuple[Any, ...]) -> bool:
    found: Any = values
    for name in place:
        if not isinstance(found, dict) or name not in found:
            return False
        found = found[name]
    return True


def _line(text: str, place: tuple[Any, ...]) -> str:
    """Return ", line N" for the line on which a key stands, or "" if it is written in another way."""
    *sections, key = map(str, place)
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if heading := re.match(r"\s*\[([^\]]+)\]", line):
            section = heading[1].strip()
            if [section] == [*sections, key]:
                return f", line {number}"
        elif section == ".".join(sections) and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            return f", line {number}"
    return ""
