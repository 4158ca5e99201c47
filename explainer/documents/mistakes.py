"""What an editor can get wrong in YAML, in plain words: one function per mistake."""

from __future__ import annotations

import re

from explainer.documents.text import Text
from explainer.problems import Problem

# A number whose decimals stand behind a comma, with its unit: no three digits as of thousands.
_DECIMAL_COMMA = re.compile(r"\D*\d+,(?!\d{3}(?!\d))\d+\D*")


def _on_one_line(characters: str) -> str:
    return " ".join(line.strip() for line in characters.strip().split("\n"))


def short(characters: str, longest: int = 60) -> str:
    """On one line, and not longer than a message can bear."""
    line = _on_one_line(characters)
    return line if len(line) <= longest else line[: longest - 1] + "…"


def quoted(value: str) -> str:
    """The value as YAML takes it in quotes."""
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


def cure(value: str, key: str = "") -> str:
    """How to write the value so that it is read as it stands."""
    line = _on_one_line(value)
    if len(line) > 100:
        return "put the whole value in quotes"
    return f"write {key}: {quoted(line)}" if key else f"write {quoted(line)}"


def colon(text: Text, index: int, value: str, key: str) -> Problem:
    """``title: A: B``."""
    message = f"a value with a colon in it must stand in quotes, found {short(value)!r}"
    return text.problem(index, "unquoted-colon", message, cure(value, key))


def reserved_mark(text: Text, index: int, value: str, key: str = "") -> Problem:
    """A value that begins with a character that means something to YAML."""
    message = f"a value that begins with {value[0]!r} must stand in quotes, found {short(value)!r}"
    return text.problem(index, "reserved-mark", message, cure(value, key))


def reference(text: Text, index: int, mark: str) -> Problem:
    """An anchor or a tag before a list or mapping, a merge key."""
    message = f"values must be written out where they are used, found {short(mark)!r}"
    hint = "remove it, and write the values themselves"
    return text.problem(index, "reference", message, hint)


def cut_off(text: Text, index: int, value: str) -> Problem:
    """``title: Barrier #1``, of which YAML reads ``Barrier``."""
    message = (
        f"a value with ' #' in it must stand in quotes, found {short(value)!r}, "
        "which is read only up to the #"
    )
    hint = f"{cure(value)}; if it is a comment, put two spaces before the # and one after it"
    return text.problem(index, "cut-off", message, hint)


def comma(text: Text, index: int, value: str, key: str = "") -> Problem:
    """``{source: x, says: 1,000 people}``; of ``46,5 %`` quotes would not make a number."""
    message = (
        f"a value with a comma in it must stand in quotes inside braces, found {short(value)!r}"
    )
    hint = cure(value, key)
    if _DECIMAL_COMMA.fullmatch(value):
        hint += f"; if it is a number, with a point: {value.replace(',', '.')}"
    return text.problem(index, "comma-in-braces", message, hint)


def braces(text: Text, index: int, found: str) -> Problem:
    """Text inside brackets or braces that is more than names and simple values."""
    message = f"inside brackets and braces {found!r} must stand in quotes"
    hint = "put the value that holds it in quotes, or write one entry a line instead of braces"
    return text.problem(index, "unquoted-in-braces", message, hint)


def unclosed_bracket(text: Text, index: int, value: str) -> Problem:
    """``[a, b`` and ``{a: b``."""
    closing = {"[": "]", "{": "}"}[value[0]]
    message = f"a value that begins with {value[0]!r} must end with {closing!r}, found "
    hint = f"close it with {closing!r}; if it is text, {cure(value)}"
    return text.problem(index, "unclosed-bracket", f"{message}{short(value)!r}", hint)


def unclosed_quote(text: Text, index: int, value: str, key: str = "") -> Problem:
    """``"A`` to the end of the entry."""
    message = f"a value that begins with {value[0]} must end with {value[0]}, found {short(value)}"
    hint = f"close it at the end of the value; if it belongs to the text, {cure(value, key)}"
    return text.problem(index, "unclosed-quote", message, hint)


def after_quote(text: Text, index: int, value: str, key: str) -> Problem:
    """``"A" and B``."""
    inner = value[1:-1] if value[-1] == value[0] else value
    whole = inner if inner.count(value[0]) % 2 else value
    message = f"nothing may follow the closing quote of a value, found {short(value)}"
    return text.problem(index, "after-quote", message, cure(whole, key))


def backslash(text: Text, index: int, found: str) -> Problem:
    r"""``"C:\data"``."""
    message = f"a backslash in double quotes must be written twice, found {short(found)}"
    return text.problem(index, "backslash", message, "double it, or use single quotes")


def control_escape(text: Text, index: int, found: str) -> Problem:
    r"""``"\0"``."""
    message = f"a value must not hold control characters, found {short(found)}"
    return text.problem(index, "invisible-character", message, "remove what the backslash begins")


def tab(text: Text, index: int) -> Problem:
    """A tab where YAML wants spaces."""
    message = "a line must be indented with spaces, found a tab"
    return text.problem(index, "tab-indent", message, "replace the tab by two spaces")


def odd_space(text: Text, index: int) -> Problem:
    """A no-break space that looks like indentation."""
    code = f"U+{ord(text.characters[index]):04X}"
    message = f"spaces around names must be ordinary spaces, found {code}"
    hint = "replace it by a space from the space bar; it may have come with pasted text"
    return text.problem(index, "odd-space", message, hint)


def indentation(text: Text, index: int, found: str, above: str) -> Problem:
    """A key or dash that lines up with nothing above it."""
    spaces = text.place(index).column - 1
    message = f"a line must be indented like its neighbours, found {short(found)!r}"
    neighbour = f"{short(above)!r} above" if above else "its neighbours"
    hint = f"line it up with {neighbour}; if it is text that goes on, put the whole text in quotes"
    return text.problem(index, "indentation", f"{message} indented by {spaces}", hint)


def mixed(text: Text, index: int, found: str) -> Problem:
    """``- item`` next to ``name: value``."""
    message = f"names and dashes must not be mixed at one indentation, found {short(found)!r}"
    hint = "a list stands under a name of its own: 'name:', and below it '- item' lines, indented"
    return text.problem(index, "mixed-list", message, hint)


def missing_space(text: Text, index: int, key: str, value: str) -> Problem:
    """``title:A``."""
    message = f"a colon after a name must be followed by a space, found {short(f'{key}:{value}')!r}"
    return text.problem(index, "missing-space", message, f"write {key}: {short(value)}")


def missing_colon(text: Text, index: int, line: str) -> Problem:
    """A line that is neither an entry nor part of a text."""
    message = f"a line must be 'name: value' or belong to the text above it, found {short(line)!r}"
    hint = "if it is text, indent it like the text above, or put the whole text in quotes"
    return text.problem(index, "missing-colon", message, hint)


def unreadable(text: Text, index: int, line: str, words: str) -> Problem:
    """Whatever is left."""
    message = f"a line must be readable as YAML, found {short(line)!r}"
    hint = "compare it with an entry that works: indentation, quotes, colons" + (
        f" (the YAML reader says: {words})" if words else ""
    )
    return text.problem(index, "yaml-syntax", message, hint)


def duplicate(text: Text, key: str, first: int, second: int) -> Problem:
    """A key that stands twice in the same mapping."""
    lines = f"line {text.place(first).line} and again in line {text.place(second).line}"
    message = f"a name must stand only once in its place, found {short(key)!r} in {lines}"
    return text.problem(second, "duplicate-key", message, "remove or rename one of the two")


def key_not_text(text: Text, index: int, found: str) -> Problem:
    """``[a, b]: c`` and ``: c``."""
    message = f"a name before a colon must be plain text, found {short(found)!r}"
    return text.problem(index, "key-not-text", message, "write a name without brackets or braces")


def key_on_lines(text: Text, index: int, found: str) -> Problem:
    r"""``"a\nb": c``."""
    message = f"a name before a colon must stand on one line, found {short(found)}"
    return text.problem(index, "key-not-text", message, "write a space in place of the break")


def key_without_value(text: Text, index: int, key: str) -> Problem:
    """``{a, b: c}``."""
    message = f"a name inside braces must be followed by a colon and a value, found {short(key)!r}"
    hint = "write {name: value, name: value}; a list stands in [brackets]"
    return text.problem(index, "key-without-value", message, hint)


def not_entries(text: Text, index: int, found: str) -> Problem:
    """A file that is a list or a text."""
    message = f"a file must consist of entries 'name: value', found {short(found)!r}"
    hint = "begin every entry with its name, a colon and a space, without a dash"
    return text.problem(index, "not-entries", message, hint)


def second_document(text: Text, index: int) -> Problem:
    """``---`` in the middle of a file."""
    message = "a file must be one YAML document, found '---', which begins a second one"
    return text.problem(index, "second-document", message, "remove the line, or use a second file")


def too_deep(text: Text, index: int, deepest: int) -> Problem:
    """Nesting that no entry has use for."""
    message = f"values must not be nested deeper than {deepest} levels"
    hint = "check the indentation and the brackets before this place"
    return text.problem(index, "too-deep", message, hint)
