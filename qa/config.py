"""Settings: built-in defaults, overridden by config.toml."""

import difflib
import tomllib
from dataclasses import asdict, dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from index.errors import Error

# The reader that comes with the package.
DEFAULT_READER = "built-in"


class ConfigInvalid(Error):
    """config.toml does not hold what it should."""


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """Where the index lies, the folders and files that `qa index` reads when none is named, and where `qa add` puts
    what it brings."""

    folder: Path = Path(".qa")
    articles: tuple[Path, ...] = ()
    added: Path = Path("added")


@dataclass(frozen=True, slots=True)
class FieldSettings:
    """What columns of tables and keys of objects are called, where they are not called as usual; "" where they are."""

    title: str = ""
    text: str = ""
    summary: str = ""
    published: str = ""
    modified: str = ""
    source: str = ""
    author: str = ""
    language: str = ""
    section: str = ""
    url: str = ""
    canonical: str = ""
    id: str = ""

    def named(self) -> dict[str, str]:
        """Those that have a name of their own."""
        return {what: name for what, name in asdict(self).items() if name}


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """The sentence-transformers model, by name or folder."""

    model: str = "all-MiniLM-L6-v2"


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """The extractive reader: the one that comes with qa, or a transformers model by name or folder."""

    model: str = DEFAULT_READER


@dataclass(frozen=True, slots=True)
class AnswerSettings:
    """How many answers to show, how many passages to read for them, and how sure the first must be."""

    count: int = 3
    passages: int = 10
    threshold: float = 0.5


@dataclass(frozen=True, slots=True)
class ChatSettings:
    """Whether the app keeps the questions that were asked."""

    history: bool = True


@dataclass(frozen=True, slots=True)
class Config:
    """All settings; one field a table of config.toml."""

    index: IndexSettings = field(default_factory=IndexSettings)
    fields: FieldSettings = field(default_factory=FieldSettings)
    encoder: EncoderSettings = field(default_factory=EncoderSettings)
    reader: ReaderSettings = field(default_factory=ReaderSettings)
    answers: AnswerSettings = field(default_factory=AnswerSettings)
    chat: ChatSettings = field(default_factory=ChatSettings)


def load_config(path: Path | None) -> Config:
    """The settings in `path`, or in ./config.toml if that is there, or the defaults. Raises ConfigInvalid.

    Relative paths in the file count from the file's folder.
    """
    if path is None:
        path = Path("config.toml")
        if not path.is_file():
            return Config()
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))  # some editors put a mark of the encoding first
    except OSError as error:
        raise ConfigInvalid(f"The configuration {path} cannot be read: {error.strerror}. Check --config.") from error
    except UnicodeDecodeError as error:
        raise ConfigInvalid(f"The configuration {path} is not in UTF-8, as TOML must be. Save it so.") from error
    except (ValueError, RecursionError) as error:  # ValueError alone is a number of thousands of digits
        raise ConfigInvalid(f"The configuration {path} is not valid TOML: {error}. Mend that line.") from error
    config = _filled(Config(), tables, path, "")
    return replace(
        config,
        index=replace(
            config.index,
            folder=path.parent / config.index.folder,
            articles=tuple(path.parent / place for place in config.index.articles),
            added=path.parent / config.index.added,
        ),
        encoder=replace(config.encoder, model=_model(config.encoder.model, path.parent)),
        reader=replace(config.reader, model=_model(config.reader.model, path.parent)),
    )


def _filled(defaults: Any, values: dict[str, Any], path: Path, table: str) -> Any:
    """`defaults`, a settings dataclass, with `values` put in; every key must be a field, every value of its type."""
    known = {entry.name: getattr(defaults, entry.name) for entry in fields(defaults)}
    put: dict[str, Any] = {}
    for key, value in values.items():
        name = f"{table}{key}"
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean {table}{near[0]}?" if near else f"known here: {', '.join(known)}."
            raise ConfigInvalid(f"The configuration {path} has an unknown key {name}; {hint}")
        default = known[key]
        if is_dataclass(default):
            if not isinstance(value, dict):
                raise ConfigInvalid(f"The configuration {path} must have a table [{name}], not a value {name}.")
            put[key] = _filled(default, value, path, f"{name}.")
        else:
            put[key] = _converted(default, value, path, name)
    return replace(defaults, **put)


def _is_path(value: Any) -> bool:
    return isinstance(value, str) and value != "" and "\0" not in value


def _place(value: str) -> Path:
    """The path, from the home of whoever is named by "~"; as it stands where nobody is."""
    try:
        return Path(value).expanduser()
    except RuntimeError:
        return Path(value)


def _model(named: str, folder: Path) -> str:
    """The model's folder, the same wherever it is asked from, if a folder is named; else its name, as on the hub."""
    place = folder / _place(named)
    ours = named in (DEFAULT_READER, EncoderSettings().model)
    return str(place.resolve()) if place.is_dir() and not ours else named


def _converted(default: Any, value: Any, path: Path, name: str) -> Any:
    """`value` in the type of `default`."""
    match default:
        case Path() if _is_path(value):
            return _place(value)
        case tuple() if isinstance(value, list) and all(map(_is_path, value)):
            return tuple(_place(place) for place in value)
        case bool():  # before int, which it is a kind of
            if isinstance(value, bool):
                return value
        case float() if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
            return float(value)
        case int() if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return value
        case str() if isinstance(value, str) and (value or not default):
            return value
    wanted = {
        bool: "true or false",
        Path: "a path",
        tuple: "a list of paths",
        float: "a number from 0 to 1",
        int: "a whole number above 0",
    }
    kind = next((words for type_, words in wanted.items() if isinstance(default, type_)), "a text")
    raise ConfigInvalid(f"The configuration {path} must give {name} as {kind}, not {value!r}.")
