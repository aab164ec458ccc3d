"""Every setting, from the environment and a `.env` file: one frozen object, made once by `load`.

A wrong value is reported by its name with what is allowed, all at once (`SettingsError`); secrets are never shown.
The environment wins over `.env`; an empty value counts as not set. docs: `.env.example`.
"""

from __future__ import annotations

import difflib
import os
from enum import StrEnum
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values
from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.model.chat import ChatRef, Language

#: A file that some editors begin with a byte order mark.
_ENCODING = "utf-8-sig"
_PLATFORMS = ("telegram", "slack", "web")


class Access(StrEnum):
    """Who may use the bot: everybody, whom an owner invited, or owners only."""

    OPEN = "open"
    INVITE = "invite"
    CLOSED = "closed"


class Translator(StrEnum):
    """The translation services there are."""

    LIBRETRANSLATE = "libretranslate"


class LogLevel(StrEnum):
    """How much the log says."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class SettingsError(Exception):
    """Some settings cannot be used. `faults`: one line each, naming the setting and what is allowed."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def _items(value: Any) -> Any:
    """A comma-separated text as its parts."""
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def _owner(text: str) -> ChatRef:
    platform, _, id_ = text.partition(":")
    if platform not in _PLATFORMS or not id_:
        raise ValueError(text)
    return ChatRef(platform, id_)


def _owners(value: Any) -> Any:
    return tuple(_owner(item) if isinstance(item, str) else item for item in _items(value))


def _host_or_network(text: str) -> str:
    if "/" in text:
        return str(ip_network(text, strict=False))
    if any(character.isspace() or character in ":@?#" for character in text) and not _is_address(text):
        raise ValueError(text)
    return text.lower()


def _is_address(text: str) -> bool:
    try:
        ip_network(text)
    except ValueError:
        return False
    return True


def _hosts(value: Any) -> Any:
    return tuple(_host_or_network(item) for item in _items(value))


def _zone(value: Any) -> Any:
    try:
        return ZoneInfo(value) if isinstance(value, str) else value
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(value) from error


def _lower(value: Any) -> Any:
    return value.strip().lower() if isinstance(value, str) else value


#: The drivers we ship, by the short name a database address may carry.
_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


def _database(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    scheme, separator, rest = value.partition("://")
    driver = _DRIVERS.get(scheme, scheme)
    if not separator or driver not in _DRIVERS.values():
        raise ValueError("scheme")
    return SecretStr(f"{driver}://{rest}")


def _base_url(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not value.startswith(("https://", "http://")) or any(map(str.isspace, value)):
        raise ValueError(value)
    return value.rstrip("/")


_Url = Annotated[str, BeforeValidator(_base_url)]
_HTTP = "an address that begins with https:// or http://"


class Settings(BaseSettings):
    """What an operator may set. The description of a field says what is allowed; a fault quotes it."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True, arbitrary_types_allowed=True)

    database_url: Annotated[SecretStr, BeforeValidator(_database)] = Field(
        SecretStr("sqlite+aiosqlite:///var/nadhir.db"),
        validation_alias="NADHIR_DATABASE_URL",
        description="sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME",
    )
    rules: Path = Field(Path("rules"), validation_alias="NADHIR_RULES", description="a folder of rule files")
    inbox: Path = Field(Path("inbox"), validation_alias="NADHIR_INBOX", description="a folder that articles are put in")
    host: str = Field(
        "127.0.0.1", validation_alias="NADHIR_HOST", description="an address of this machine to listen on"
    )
    port: int = Field(
        8080, ge=0, le=65535, validation_alias="NADHIR_PORT", description="a number from 0 to 65535 (0: any)"
    )
    web_token: SecretStr = Field(SecretStr(""), validation_alias="NADHIR_WEB_TOKEN", description="a secret text")
    owners: Annotated[tuple[ChatRef, ...], NoDecode, BeforeValidator(_owners)] = Field(
        (),
        validation_alias="NADHIR_OWNERS",
        description=f"PLATFORM:ID, separated by commas; platforms: {', '.join(_PLATFORMS)}",
    )
    access: Annotated[Access, BeforeValidator(_lower)] = Field(
        Access.OPEN, validation_alias="NADHIR_ACCESS", description="one of " + ", ".join(Access)
    )
    language: Annotated[Language, BeforeValidator(_lower)] = Field(
        Language.ARABIC, validation_alias="NADHIR_LANGUAGE", description="one of " + ", ".join(Language)
    )
    timezone: Annotated[ZoneInfo, BeforeValidator(_zone)] = Field(
        ZoneInfo("Asia/Damascus"),
        validation_alias="NADHIR_TIMEZONE",
        description="a name of the time zone database, such as Asia/Damascus or UTC",
    )
    log_level: Annotated[LogLevel, BeforeValidator(_lower)] = Field(
        LogLevel.INFO, validation_alias="NADHIR_LOG_LEVEL", description="one of " + ", ".join(LogLevel)
    )
    telegram_token: SecretStr = Field(
        SecretStr(""), validation_alias="TELEGRAM_TOKEN", description="the token that @BotFather gives"
    )
    telegram_base_url: _Url = Field("https://api.telegram.org", validation_alias="TELEGRAM_BASE_URL", description=_HTTP)
    slack_bot_token: SecretStr = Field(
        SecretStr(""), validation_alias="SLACK_BOT_TOKEN", description="the bot token of the Slack app (xoxb-…)"
    )
    slack_app_token: SecretStr = Field(
        SecretStr(""), validation_alias="SLACK_APP_TOKEN", description="the app-level token of the Slack app (xapp-…)"
    )
    slack_base_url: _Url = Field("https://slack.com/api", validation_alias="SLACK_BASE_URL", description=_HTTP)
    allow_private_hosts: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_hosts)] = Field(
        (),
        validation_alias="NADHIR_ALLOW_PRIVATE_HOSTS",
        description="host names, addresses or networks (10.0.0.0/8), separated by commas",
    )
    pace: float = Field(
        1.0,
        gt=0,
        le=1000,
        allow_inf_nan=False,
        validation_alias="NADHIR_PACE",
        description="a number above 0, at most 1000",
    )
    translators: Annotated[tuple[Translator, ...], NoDecode, BeforeValidator(_items)] = Field(
        (), validation_alias="NADHIR_TRANSLATORS", description="separated by commas, of: " + ", ".join(Translator)
    )
    libretranslate_url: _Url = Field("http://127.0.0.1:5000", validation_alias="LIBRETRANSLATE_URL", description=_HTTP)
    libretranslate_api_key: SecretStr = Field(
        SecretStr(""),
        validation_alias="LIBRETRANSLATE_API_KEY",
        description="the key of the service, where it wants one",
    )


def load(env_file: Path | None = Path(".env")) -> Settings:
    """The settings of this process. Raises SettingsError with every fault at once; `env_file` need not exist."""
    try:
        return Settings(_env_file=env_file, _env_file_encoding=_ENCODING)  # type: ignore[call-arg]  # known at run time only
    except ValidationError as error:
        raise SettingsError(tuple(_fault(one) for one in _by_name(error))) from None
    except UnicodeDecodeError:
        raise SettingsError((f"{env_file}: is not UTF-8; save it again as UTF-8",)) from None
    except OSError as error:
        raise SettingsError((f"{env_file}: cannot be read ({error.strerror})",)) from None


def names() -> tuple[str, ...]:
    """The names of all settings, in the order of `.env.example`."""
    return tuple(str(field.validation_alias) for field in Settings.model_fields.values())


def strangers(env_file: Path | None = Path(".env")) -> tuple[str, ...]:
    """A line for each name that begins like ours and is none: most often a slip of the pen."""
    written = dotenv_values(env_file, encoding=_ENCODING) if env_file is not None and env_file.is_file() else {}
    found = {name for name in (*written, *os.environ) if name.startswith("NADHIR_")} - set(names())
    return tuple(f"{name} is not a setting." + _near(name) for name in sorted(found))


def _near(name: str) -> str:
    close = difflib.get_close_matches(name, names(), n=1, cutoff=0.7)
    return f" Did you mean {close[0]}?" if close else ""


def _by_name(error: ValidationError) -> list[Any]:
    """One error for each setting, in the order of the settings."""
    first = {one["loc"][0]: one for one in reversed(error.errors(include_url=False))}
    return [first[name] for name in names() if name in first]


def _fault(error: Any) -> str:
    name = error["loc"][0]
    field = next(field for field in Settings.model_fields.values() if field.validation_alias == name)
    shown = "what is set" if field.annotation is SecretStr else repr(error["input"])
    return f"{name}: {shown} is not allowed; allowed: {field.description}"
