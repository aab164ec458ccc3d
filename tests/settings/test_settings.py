"""Settings: what is set, what is wrong with it, and what the example file says of it."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import SecretStr, ValidationError

from bot.model.chat import ChatRef, Language
from bot.settings import Access, Settings, SettingsError, load, names, strangers

EXAMPLE = Path(__file__).parents[2] / ".env.example"
SECRETS = [name for name in names() if re.search(r"TOKEN|KEY|DATABASE", name)]


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch, tmp_path):
    for name in names():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def faults(monkeypatch, **values):
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as error:
        load()
    return error.value.faults


def test_with_nothing_set_everything_has_a_default():
    settings = load()
    assert (settings.rules, settings.inbox, settings.host, settings.port) == (
        Path("rules"),
        Path("inbox"),
        "127.0.0.1",
        8080,
    )
    assert settings.database_url.get_secret_value() == "sqlite+aiosqlite:///var/nadhir.db"
    assert (settings.language, settings.access, settings.pace) == (Language.ARABIC, Access.OPEN, 1.0)
    assert not settings.telegram_token.get_secret_value()


@pytest.mark.parametrize(
    ("name", "text", "field", "value"),
    [
        ("NADHIR_OWNERS", "telegram:123, slack:U1,web:x:y", "owners",
         (ChatRef("telegram", "123"), ChatRef("slack", "U1"), ChatRef("web", "x:y"))),
        ("NADHIR_OWNERS", " ", "owners", ()),
        ("NADHIR_ACCESS", "Invite", "access", Access.INVITE),
        ("NADHIR_LANGUAGE", "en", "language", Language.ENGLISH),
        ("NADHIR_TIMEZONE", "Europe/Berlin", "timezone", ZoneInfo("Europe/Berlin")),
        ("NADHIR_PORT", "0", "port", 0),
        ("NADHIR_PACE", "20", "pace", 20.0),
        ("NADHIR_RULES", "/srv/rules", "rules", Path("/srv/rules")),
        ("NADHIR_ALLOW_PRIVATE_HOSTS", "News.local, 10.0.0.7/8,::1", "allow_private_hosts",
         ("news.local", "10.0.0.0/8", "::1")),
        ("NADHIR_DATABASE_URL", "sqlite:////data/n.db", "database_url", SecretStr("sqlite+aiosqlite:////data/n.db")),
        ("NADHIR_DATABASE_URL", "postgresql://u:p@h/n", "database_url", SecretStr("postgresql+psycopg://u:p@h/n")),
        ("TELEGRAM_BASE_URL", "http://127.0.0.1:9/", "telegram_base_url", "http://127.0.0.1:9"),
        ("NADHIR_TRANSLATORS", "libretranslate", "translators", ("libretranslate",)),
    ],
)  # fmt: skip
def test_a_value_is_read(monkeypatch, name, text, field, value):
    monkeypatch.setenv(name, text)
    assert getattr(load(), field) == value


WRONG = {
    "NADHIR_DATABASE_URL": "mysql://u:hunter2@h/n",
    "NADHIR_PORT": "80a",
    "NADHIR_OWNERS": "fax:1",
    "NADHIR_ACCESS": "everyone",
    "NADHIR_LANGUAGE": "fr",
    "NADHIR_TIMEZONE": "Mars/Olympus",
    "NADHIR_LOG_LEVEL": "loud",
    "TELEGRAM_BASE_URL": "api.telegram.org",
    "SLACK_BASE_URL": "ftp://slack.com",
    "NADHIR_ALLOW_PRIVATE_HOSTS": "10.0.0.0/99",
    "NADHIR_PACE": "0",
    "NADHIR_TRANSLATORS": "babelfish",
    "LIBRETRANSLATE_URL": "localhost",
}


def test_all_that_is_wrong_is_said_at_once_by_name_with_what_is_allowed(monkeypatch):
    said = faults(monkeypatch, **WRONG)
    assert [line.partition(":")[0] for line in said] == [name for name in names() if name in WRONG]
    for line in said:
        assert "allowed: " in line
        assert "\n" not in line
    assert "NADHIR_ACCESS: 'everyone' is not allowed; allowed: one of open, invite, closed" in said


def test_a_secret_is_never_shown(monkeypatch):
    assert "hunter2" not in "".join(faults(monkeypatch, NADHIR_DATABASE_URL=WRONG["NADHIR_DATABASE_URL"]))
    for name in SECRETS:
        monkeypatch.setenv(name, "sqlite:///hunter2" if "DATABASE" in name else "hunter2")
    settings = load()
    assert "hunter2" not in f"{settings!r} {settings} {settings.model_dump()}"


@pytest.mark.parametrize("port", ["-1", "65536", "80.5", "٨٠x"])
def test_a_port_is_a_port(monkeypatch, port):
    assert faults(monkeypatch, NADHIR_PORT=port)[0].startswith(f"NADHIR_PORT: {port!r} is not allowed")


def test_the_environment_wins_over_the_file(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text("\ufeffNADHIR_PORT=1\nNADHIR_HOST=::1\n", encoding="utf-8")
    monkeypatch.setenv("NADHIR_PORT", "2")
    assert (load().port, load().host) == (2, "::1")


def test_a_file_in_another_encoding_is_one_clear_line(tmp_path):
    (tmp_path / ".env").write_bytes("NADHIR_HOST=نذير".encode("windows-1256"))
    with pytest.raises(SettingsError, match="not UTF-8"):
        load()


def test_a_slip_of_the_pen_is_noticed(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text("NADHIR_PROT=1\n")
    monkeypatch.setenv("NADHIR_XYZZY", "1")
    assert strangers() == (
        "NADHIR_PROT is not a setting. Did you mean NADHIR_PORT?",
        "NADHIR_XYZZY is not a setting.",
    )


def test_settings_do_not_change():
    with pytest.raises(ValidationError):
        load().port = 1


def test_the_example_names_every_setting_once_with_its_default():
    rows = re.findall(r"^# ([A-Z_]+)=(.*)$", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(name for name, _ in rows) == sorted(names())
    (Path.cwd() / ".env").write_text("\n".join(f"{name}={value}" for name, value in rows), encoding="utf-8")
    assert load() == load(env_file=None)


def test_the_example_explains_every_setting_in_both_languages():
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    blocks = "\n".join(lines).split("\n\n")
    for block in (block for block in blocks if re.search(r"^# [A-Z_]+=", block, re.MULTILINE)):
        words = [line for line in block.splitlines() if not re.match(r"# [A-Z_]+=", line)]
        assert re.search("[\u0621-\u064a]", words[-2])
        assert re.match("# [A-Za-z]", words[-1])


def test_every_setting_says_what_is_allowed():
    assert all(field.description for field in Settings.model_fields.values())
