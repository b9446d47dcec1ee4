"""Columns set by hand: which column of a dropped file is read as what, tried on that file, then kept for its like."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter

from explorer.intake.jobs import Jobs
from explorer.intake.mappings import mappings_for, mappings_shown
from explorer.intake.upload import Setting, Upload
from explorer.intake.uploads import Uploads, write_whole
from graph.errors import QianxianError, UnreadableFile
from graph.schema import Text
from loaders.office.catalogue import Catalogue, mappings
from loaders.office.custom import UNREAD, Custom, check_name, custom, forget, name_like, path_of, save
from loaders.office.sources import source_of
from loaders.office.to_set import TableToSet, tables_to_set
from loaders.office.wishes import Wishes


@dataclass(frozen=True, slots=True)
class _Looked:
    """The tables of a file as of the reading of that number."""

    asked: int
    tables: list[TableToSet]


_LOOKED = TypeAdapter(_Looked)


@dataclass(frozen=True, slots=True)
class BeingSet:
    """All there is to say of the columns of a table while they are set.

    `problem` says why it cannot be read so; `unkept` that the table is read as was set for this file alone; `kept`
    names the mapping of the workspace that reads it; `there` is whether the workspace has one of the setting's name.
    """

    tables: list[TableToSet]
    setting: Setting
    catalogue: Catalogue
    problem: QianxianError | None
    unkept: bool
    kept: str
    there: bool

    @property
    def table(self) -> TableToSet:
        """The table whose columns are set."""
        return self.tables[self.setting.place]


class Columns:
    """What is done to set the columns of the files of a workspace."""

    def __init__(self, home: Path, uploads: Uploads, jobs: Jobs) -> None:
        self._home = home
        self._uploads = uploads
        self._jobs = jobs

    def asked(self, upload: Upload) -> BeingSet | None:
        """What is shown where columns are being set, or must be since nothing fits; None where neither is so."""
        if upload.setting is None and not upload.unknown:
            return None
        tables = self._tables(upload)
        setting = upload.setting or _first(upload, tables)
        if setting is None or setting.place >= len(tables):
            return None
        catalogue, problem = mappings_shown(self._home, upload.choices), None
        try:
            self._custom(tables, setting, catalogue)
        except QianxianError as error:
            problem = error
        by = tables[setting.place].mapping
        unkept = any(each.name == by for each in upload.choices.layouts)
        kept = by if by in catalogue.own and not unkept else ""
        return BeingSet(tables, setting, catalogue, problem, unkept, kept, self._is_kept(setting.name))

    def open(self, id: str, place: int | None = None) -> None:
        """Begins to set the columns of the table at a place, else of the first that nothing fits, or the first."""
        upload = self._uploads.get(id)
        tables = self._tables(upload)
        setting = _first(upload, tables) if place is None else _setting(upload, tables, place)
        self._uploads.change(id, setting=setting)

    def close(self, id: str) -> None:
        """Leaves the columns as they are read now."""
        self._uploads.change(id, setting=None)

    def choose(self, id: str, what: str, value: str) -> None:
        """Sets the "kind", the "name", or by its position what a column is to be read as ("unread": not at all)."""
        upload = self._uploads.get(id)
        tables = self._tables(upload)
        setting = upload.setting or _first(upload, tables)
        if setting is None:
            return
        if what == "name":
            setting = replace(setting, name=name_like(value))
        elif what == "kind":
            kind = mappings_shown(self._home, upload.choices).named(value)
            setting = replace(setting, kind=kind.name, read=tables[setting.place].read_as(kind))
        else:
            setting = replace(setting, read={**setting.read, int(what): value})
        self._uploads.change(id, setting=setting)

    def read(self, id: str) -> None:
        """Has the file read as was set; LoadError says why it cannot be."""
        upload, made, by = self._made(id)
        layouts = tuple(each for each in upload.choices.layouts if each.name not in (by, made.adapted.name))
        choices = replace(upload.choices, mapping="", layouts=(made.adapted, *layouts))
        self._jobs.read(id, choices=choices, setting=replace(self._set(upload), name=made.adapted.name))

    def save(self, id: str, *, again: bool) -> None:
        """Keeps what was set among the mappings of the workspace, `again` in the place of one, and has the file read.

        LoadError says why it cannot be.
        """
        upload, made, by = self._made(id)
        save(made.adapted, self._home, replace=again)
        layouts = tuple(each for each in upload.choices.layouts if each.name not in (by, made.adapted.name))
        choices = replace(upload.choices, mapping="", layouts=layouts)
        self._jobs.read(id, choices=choices, setting=self._set(upload))

    def drop(self, id: str) -> None:
        """Has the file read without what was set for the table, and forgets that where the workspace keeps it."""
        upload = self._uploads.get(id)
        asked = self.asked(upload)
        if asked is None:
            return
        if asked.kept:
            forget(asked.kept, self._home)
        layouts = tuple(each for each in upload.choices.layouts if each.name != asked.table.mapping)
        self._jobs.read(id, choices=replace(upload.choices, layouts=layouts), setting=None)

    def _set(self, upload: Upload) -> Setting:
        setting = upload.setting or _first(upload, self._tables(upload))
        assert setting is not None, "what was made was set"
        return setting

    def _made(self, id: str) -> tuple[Upload, Custom, str]:
        """The file, what was set, and the name of the mapping that reads the table now."""
        upload = self._uploads.get(id)
        tables, setting = self._tables(upload), self._set(upload)
        catalogue = mappings_for(self._home, upload.choices)
        return upload, self._custom(tables, setting, catalogue), tables[setting.place].mapping

    def _custom(self, tables: list[TableToSet], setting: Setting, catalogue: Catalogue) -> Custom:
        table, kind = tables[setting.place], catalogue.named(setting.kind)
        check_name(setting.name)
        choice = {each.position: setting.read.get(each.position, UNREAD) for each in table.columns}
        title = Text(zh=f"{setting.name}（{kind.title.zh}）", en=f"{setting.name} ({kind.title.en})")
        return custom(table.table(), choice, name=setting.name, base=kind, title=title, catalogue=catalogue)

    def _is_kept(self, name: str) -> bool:
        try:
            return path_of(name, self._home).exists()
        except QianxianError:
            return False

    def _tables(self, upload: Upload) -> list[TableToSet]:
        """The tables of a file, looked at once a reading; none where it cannot be opened any more."""
        path = self._uploads.columns_path(upload)
        if path.exists() and (looked := _LOOKED.validate_json(path.read_bytes())).asked == upload.asked:
            return looked.tables
        choices = upload.choices
        try:
            wishes = Wishes(
                mapping=choices.mapping or None,
                hidden=choices.hidden,
                catalogue=mappings_shown(self._home, choices),
            )
            tables = tables_to_set(self._uploads.path(upload), wishes)
        except UnreadableFile:
            return []
        write_whole(path, _LOOKED.dump_json(_Looked(upload.asked, tables)))
        return tables


def _first(upload: Upload, tables: list[TableToSet]) -> Setting | None:
    """Where setting begins: with the first table that nothing fits, else the first; None where there is none."""
    if not tables:
        return None
    return _setting(upload, tables, next((at for at, each in enumerate(tables) if not each.mapping), 0))


def _setting(upload: Upload, tables: list[TableToSet], place: int) -> Setting:
    table = tables[place]
    if table.mapping and all(each.name != table.mapping for each in mappings()):
        return Setting(place, table.kind, dict(table.read), table.mapping)
    parts = (source_of(Path(upload.name)), table.sheet if len(tables) > 1 else "")
    return Setting(place, table.kind, dict(table.read), name_like("_".join(filter(None, parts))))
