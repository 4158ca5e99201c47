"""Every rule by name: what content must be, in one sentence each.

The rules of ``checks`` speak for themselves, in their docstrings; the others are kept while files
are read, Markdown is read and formulas are computed, and are stated here.
"""

from __future__ import annotations

from explainer import checks

READING = {
    "The files": {
        "no-site": "The content folder must have a file `site.yaml`.",
        "stray-file": "A file in the content folder must be one that is read.",
        "unreadable-file": "A file must be there, readable, and in the content folder itself.",
        "not-utf-8": "A file must be text in UTF-8.",
        "invisible-character": "A text must not hold characters that nobody can see.",
        "mixed-letters": "A word must not mix letters that look the same in two scripts.",
        "idle-theme-file": "A file of a site's own theme should replace one, or be used by one.",
        "front-matter": "A page must begin with front matter between two lines `---`.",
    },
    "YAML": {
        "unquoted-colon": "A value with a colon in it must stand in quotes.",
        "reserved-mark": "A value that begins with a mark that YAML reserves must stand in quotes.",
        "cut-off": "A value with ` #` in it must stand in quotes, or YAML would cut it there.",
        "comma-in-braces": "Inside braces a value with a comma in it must stand in quotes.",
        "unquoted-in-braces": "Inside braces anything but simple words must stand in quotes.",
        "key-without-value": "A name inside braces must be followed by a colon and a value.",
        "unclosed-bracket": "A bracket or brace must be closed.",
        "unclosed-quote": "A quote must be closed.",
        "after-quote": "Nothing may follow the closing quote of a value.",
        "backslash": "A backslash in double quotes must be written twice.",
        "tab-indent": "A line must be indented with spaces, not with tabs.",
        "odd-space": "Spaces around names must be ordinary spaces.",
        "indentation": "A line must be indented like its neighbours.",
        "mixed-list": "Names and dashes must not be mixed at one indentation.",
        "missing-space": "A colon after a name must be followed by a space.",
        "missing-colon": "A line must be `name: value`, or belong to the text above it.",
        "duplicate-key": "A name must stand only once in its place.",
        "key-not-text": "A name before a colon must be plain text.",
        "reference": "Values must be written out where they are used.",
        "not-entries": "A file must consist of entries `name: value`.",
        "second-document": "A file must be one YAML document.",
        "too-deep": "Values must not be nested without end.",
        "yaml-syntax": "A line must be readable as YAML; said of what no other rule explains.",
    },
    "The entries": {
        "bad-id": "An id, or the name of a page, must be lower-case words joined by hyphens.",
        "duplicate-id": "An id must be used once.",
        "missing-key": "A key without which an entry says nothing must be there.",
        "unknown-key": "A key must be one that is known in its place.",
        "wrong-type": "A value must be of the kind its key takes: one text, a list, or keys.",
        "left-to-fill": "A place that was left to fill must be filled.",
        "not-allowed": "A value that is one of a few words must be one of them.",
        "unreadable-value": "A value must read as an amount or a date, and be possible.",
        "formula-not-derived": "Only a derived fact may have a formula.",
        "derived-with-shown": "A derived fact is computed, and must not be typed.",
    },
    "Tables of series": {
        "csv-columns": "A CSV file must have the columns `when` and `value`, and no others but"
        " `low`, `high`, `kind` and `note`.",
        "csv-cells": "A row must not have more cells than the header.",
        "csv-quote": "A quote that opens a cell must be closed at its end.",
        "answer-without-rows": "An answer to a series must have a CSV file or rows, not both.",
    },
    "Files of pictures": {
        "picture-file": "The file of a picture must stand in `pictures/`, and be named as there.",
        "picture-kind": "A picture must be JPEG, PNG, WebP, AVIF, GIF or SVG, and be called so.",
        "picture-size": "A picture must have at most 64 million pixels, and not be five times as"
        " high as wide.",
        "picture-moves": "A picture must stand still.",
        "picture-damaged": "A picture must be whole.",
        "unsafe-drawing": "A drawing must do nothing but draw, and lead to nothing outside of it.",
    },
    "Markdown": {
        "stray-link": "A link must be written so that Markdown reads it as one.",
        "unknown-reference": "A link by reference must find its target further down.",
        "open-comment": "A comment must be closed.",
        "link-scheme": "A link must bind something, or lead to a page or into the web.",
        "link-without-id": "A link that binds must name an id.",
        "link-without-target": "A link must lead somewhere.",
        "link-without-text": "A link must have a text, or nobody can see it.",
        "link-in-link": "A link must not stand in the text of another.",
        "link-title": "A link should have no title, for readers do not see it.",
        "image-not-figure": "An image must be a figure or a picture of the site.",
        "figure-not-alone": "A figure, or picture, must stand in a paragraph of its own.",
        "heading-level": "A heading on a page must begin at the second level.",
        "unknown-footnote": "A footnote that is referred to must be written on the same page.",
        "footnote-twice": "A footnote must be written once.",
        "unused-footnote": "A footnote should be referred to, or nobody sees it.",
        "table-cells": "A row of a table must not have more cells than its head.",
        "list-number": "A number that begins a sentence must not be read as that of a list.",
        "foreign-markup": "Markup of other tools is shown as text, and should be written anew.",
        "raw-html": "HTML is shown as text, and should be written in Markdown.",
        "unbound-without-reason": "An excuse for an unbound number must say why.",
        "unbound-without-paragraph": "An excuse for an unbound number must follow a paragraph.",
    },
    "Arithmetic": {
        "formula": "A formula must be readable and computable, with units that fit.",
        "circular-formula": "A formula must not lead back to itself.",
    },
    "Templates": {
        "template": "A template must be renderable.",
        "idle-block": "A block of a site's own template should override one that is there.",
        "program": "The program must not fail; where it does, the preview says so and goes on.",
    },
    "The web, where `check --web` asks it": {
        "web-gone": "The address of a source, or of its copy, should lead to it.",
        "web-moved": "The address of a source should be the one to which it has moved for good.",
        "web-changed": "A source that says it has changed should be read again.",
        "web-words": "The words of `find` should be found in the source, and in its copy.",
        "web-unknown": "What could not be looked at should be looked at in a browser.",
    },
}


def statements() -> dict[str, dict[str, str]]:
    """For every family of rules, each rule's name and the rule itself."""
    families = dict(READING)
    for rule in checks.RULES:
        title = str(checks.FAMILIES[rule.__module__.rpartition(".")[2]])
        name = rule.__name__.replace("_", "-")
        families[title] = families.get(title, {}) | {name: (rule.__doc__ or "").strip()}
    return families
