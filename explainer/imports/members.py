"""Members of a group from a table: countries by codes, or by names in any language."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping

from babel import Locale

from explainer.content import Content, marks
from explainer.content.ids import ID, as_id
from explainer.imports import rows as tables
from explainer.imports.comparing import as_data
from explainer.imports.facts import items
from explainer.imports.filling import filled
from explainer.imports.result import Data, Imported, Note, is_there, refused, to_fill
from explainer.imports.rows import Row, Rows
from explainer.model import Group, Member
from explainer.problems import Place, did_you_mean
from explainer.voice import countries, languages

COLUMNS = (
    "group", "country", "code", "organisation", "status", "from", "until", "source", "note",
    "status_means", "country_name",
)  # fmt: skip
ALSO = {
    **dict.fromkeys(("name", "land", "pays", "state", "member", "entity"), "country"),
    **dict.fromkeys(("iso", "iso3", "iso_3", "iso_code", "alpha_3", "country_code"), "code"),
    **dict.fromkeys(("organization", "body"), "organisation"),
    **dict.fromkeys(("since", "joined", "date"), "from"),
    "sources": "source",
    "left": "until",
}


def read(data: bytes, file: str, content: Content, group: str = "") -> Imported:
    """The members of a CSV file that the content does not have yet, each under its group."""
    table = tables.read(data, file, COLUMNS, ALSO, ("country|code|country_name",))
    notes = list(table.notes)
    if table.rows and not group and "group" not in table.columns:
        cure = "name the group with --group ID, or add a column 'group'"
        notes.append(refused(Place(file), "a member must belong to a group", cure))
        return Imported(notes=tuple(notes))
    members: dict[str, list[Data]] = {}
    at: dict[tuple[str, str], Place] = {}
    named = _countries(table, languages.locale(content.site.language), notes)
    for row, code in named:
        name = row["group"] or group
        if not ID.match(name):
            message = f"a group must have an id, but this one is {name!r}"
            notes.append(refused(row.at("group"), message, f"write {as_id(name)!r}"))
            continue
        member = filled(Member, _member(row, code))
        same = _same(members.get(name, []), member)
        if same:
            message = f"{code} stands above already"
            notes.append(refused(row.place, message, "let it stand in one row, or tell 'until'"))
        elif not _known(content, name, member, row.place, notes):
            at[name, code] = row.place
            members.setdefault(name, []).append(member)
    return _groups(content, members, at, notes)


def _countries(table: Rows, locale: Locale, notes: list[Note]) -> list[tuple[Row, str]]:
    """The rows whose country is clear, with its code."""
    meant = {
        text: countries.codes_of(text, locale)
        for row in table.rows
        if not countries.alpha_2(text := _called(row))
    }
    usual = _usual_language(meant)
    found = []
    for row in table.rows:
        text = _called(row)
        codes = meant.get(text, frozenset({text}))
        if len(codes) > 1:
            clear = {one for one in codes if usual in countries.languages_of(text, one)}
            codes = frozenset(clear) if len(clear) == 1 else codes
        if len(codes) == 1:
            found.append((row, min(codes)))
        else:
            notes.append(_unclear(row, text, codes, locale))
    return found


def _called(row: Row) -> str:
    return row["code"] or row["country"] or row["country_name"]


def _usual_language(meant: Mapping[str, frozenset[str]]) -> str:
    """The language that knows most of the names."""
    counted = Counter(
        one
        for text, codes in meant.items()
        for one in {tag for code in codes for tag in countries.languages_of(text, code)}
    )
    return max(counted, key=lambda one: (counted[one], one == "en"), default="")


def _unclear(row: Row, text: str, codes: frozenset[str], locale: Locale) -> Note:
    column = "code" if row["code"] else "country"
    if codes:
        message = f"{text!r} may be any of {', '.join(sorted(codes))}"
        return refused(row.at(column), message, "write the code of the one that is meant")
    message = f"a member must be a country of today, and {text!r} is not known as one"
    cure = countries.meant(text, locale) if text else "name the country"
    return refused(row.at(column), message, cure)


def _member(row: Row, code: str) -> Data:
    text = row["source"]
    try:
        listed = [str(one) for one in json.loads(text)] if text.startswith("[") else items(text)
    except ValueError:
        listed = items(text)
    plain = {key: row[key] for key in ("organisation", "status", "from", "until", "note")}
    return {"country": code, **plain, "sources": listed}


def _same(members: list[Data], member: Data) -> bool:
    keys = ("country", "organisation", "from")
    return any(all(one.get(key) == member.get(key) for key in keys) for one in members)


def _known(content: Content, name: str, member: Data, place: Place, notes: list[Note]) -> bool:
    """Whether the group has that member already, which is told."""
    group = content.groups.get(name)
    for one in map(as_data, group.members if group else ()):
        if one["country"] == member["country"] and (
            one.get("organisation", "") == member.get("organisation", "")
        ):
            differs = [key for key, value in member.items() if one.get(key) != value]
            told = f"and differs in {', '.join(differs)}" if differs else "and says the same"
            message = f"{member['country']} is in {name!r} already, {told}"
            notes.append(Note("known", place, message, "nothing was changed" if differs else ""))
            return True
    return False


def _groups(
    content: Content,
    members: Mapping[str, list[Data]],
    at: Mapping[tuple[str, str], Place],
    notes: list[Note],
) -> Imported:
    """A new group whole, with places to fill; of one that is there the members to paste."""
    entries: dict[str, Data] = {}
    pasted = False
    for name, those in members.items():
        statuses = dict.fromkeys(
            one["status"] for one in those if not marks.is_marked(one["status"])
        )
        place = next(at[key] for key in at if key[0] == name)
        if not is_there(content, "groups", name):
            told = {one: marks.mark() for one in statuses} or {"member": marks.mark()}
            entries[name] = filled(Group, {"members": those, "statuses": told})
            notes += to_fill("groups", {name: entries[name]}, {name: place})
            continue
        entries[name], pasted = {"members": those}, True
        notes += to_fill("groups", {name: entries[name]}, {name: place})
        notes += _unknown_statuses(content, name, statuses, place)
        at_group = content.groups[name].origin.key() if name in content.groups else name
        message = f"{name!r} stands at {at_group}: paste its new members below 'members:' there"
        notes.append(Note("known", place, message))
    notes += _unknown_sources(content, members, at)
    return Imported({"groups": entries}, notes=tuple(notes), to_paste=pasted)


def _unknown_statuses(
    content: Content, name: str, statuses: Mapping[str, None], place: Place
) -> Iterator[Note]:
    known = content.groups[name].statuses if name in content.groups else statuses
    for one in statuses:
        if one not in known:
            cure = did_you_mean(one, known)
            yield Note("to-fill", place, f"{one!r} is no status of {name!r}", cure)


def _unknown_sources(
    content: Content, members: Mapping[str, list[Data]], at: Mapping[tuple[str, str], Place]
) -> Iterator[Note]:
    told: set[str] = set()
    for name, those in members.items():
        for one in those:
            for source in one.get("sources", []):
                if source not in told and not is_there(content, "sources", source):
                    told.add(source)
                    message = f"the source {source!r} is not among the sources"
                    place = at[name, one["country"]]
                    yield Note("to-fill", place, message, "add it: see 'import sources'")
