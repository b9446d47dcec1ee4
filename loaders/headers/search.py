"""Going through the beginning of a sheet from header to header."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice

from loaders.headers.build import SAMPLE, kinds_beneath
from loaders.headers.context import context_of, is_context, with_outer_titles
from loaders.headers.forms import Form, form_from
from loaders.headers.judge import Judge
from loaders.headers.kinds import Kinds
from loaders.headers.levels import Header, header_around
from loaders.headers.texts import (
    is_heading,
    is_labelled,
    is_note,
    is_ordinal,
    is_sentence,
    is_signed,
    is_titled,
    tidy,
    without_page,
)
from loaders.headers.view import View, filled

_WINDOW = 50
_LEAST_DATA = 2
_FIRST = 20
_KNOWN_APART = 0.6
_KNOWN_AMONG_RECORDS = 0.8


@dataclass
class Find:
    """A header, or a form, with the titles above it; the rows before index `end` are its own.

    `not_read` are the numbers of lines around it that belong to no table, `titles` those of its title lines that
    could as well be records of the table before, or of one of a single column.
    """

    what: Header | Form
    context: tuple[str, ...]
    end: int
    not_read: list[int] = field(default_factory=list)
    titles: list[int] = field(default_factory=list)


class Search:
    """Searches the rows of `judge`."""

    def __init__(self, judge: Judge, view: View) -> None:
        self._judge, self._view, self._rows = judge, view, judge.rows
        self._finds: list[Find] = []

    def finds(self) -> list[Find]:
        """Headers and forms in order; nothing where no row is recognised as either."""
        find = self._opening(0)
        while find:
            self._finds.append(find)
            find = self._after_form(find, find.what) if isinstance(find.what, Form) else self._beneath(find, find.what)
        return self._finds

    def _opening(self, start: int) -> Find | None:
        """The first header or form at or after a row."""
        what: Header | Form | None = form_from(start, self._judge, self._view)
        if what is None and (at := self._header_row(start)) is not None:
            what = header_around(at, self._judge, self._view, start)
        if what is None:
            return None
        above = self._rows[start : what.first]
        not_read = [row.number for row in above if not is_context(row)]
        if isinstance(what, Form):
            not_read += what.not_read
        end = what.end if isinstance(what, Form) else len(self._rows)
        named = next(filter(self._judge.alone, range(start, what.first)), what.first)
        doubtful = [row.number for row in self._rows[named + 1 : what.first] if is_context(row)]
        return Find(what, context_of(filter(is_context, above)), end, not_read, doubtful)

    def _header_row(self, start: int) -> int | None:
        rows = range(start, min(start + _WINDOW, len(self._rows)))
        firm = self._firm(rows)
        likely = self._likely(rows)
        if firm is not None and (likely is None or likely >= firm or not self._stands_apart(likely, firm, start)):
            return firm
        return likely if likely is not None else next(filter(self._judge.single, rows), None)

    def _firm(self, rows: range) -> int | None:
        """The first row that known wordings make a header, but a line of labels and values only where no other is."""
        paired: int | None = None
        for at in filter(self._judge.firm, rows):
            if not self._judge.pairs(at):
                above = range(at if paired is None else paired, at)
                return at if all(self._judge.pairs(each) or is_context(self._rows[each]) for each in above) else paired
            paired = at if paired is None else paired
        return paired

    def _likely(self, rows: range) -> int | None:
        """The first row that looks like a header, unless data begin before it."""
        for at in rows:
            texts = self._judge.texts(at).values()
            if len(texts) < 2 or any(map(is_labelled, texts)):
                continue
            if self._judge.likely(at):
                return at
            if not self._judge.narrow(at):
                return None
        return None

    def _stands_apart(self, likely: int, firm: int, start: int) -> bool:
        """True where a likely header above a firm one heads a table of its own.

        Either its levels together are as firm, or it has data of its own and a gap or a title follows.
        """
        header = header_around(likely, self._judge, self._view, start)
        if header.last >= firm:
            return False
        if sum(map(self._judge.hit, (path[-1] for path in header.paths.values()))) >= 2:
            return True
        counts = [len(filled(row)) for row in self._rows[likely + 1 : firm]]
        gap = self._rows[firm].number - self._rows[firm - 1].number > 1
        return sum(count > 1 for count in counts) >= _LEAST_DATA and (gap or counts[-1] == 1)

    def _after_form(self, find: Find, form: Form) -> Find | None:
        following = self._opening(form.end)
        if following is None:
            find.not_read += [row.number for row in self._rows[form.end :]]
        return following

    def _beneath(self, find: Find, header: Header) -> Find | None:
        """The next header beneath a table, if there is one; the table then ends where its titles begin."""
        seen = range(header.last + 1, min(header.last + 1 + SAMPLE, len(self._rows)))
        upto = next((at for at in seen if self._could_begin(at) and self._judge.firm(at)), seen.stop)
        kinds = kinds_beneath(header, find.context, self._rows[:upto], self._view)
        for at in range(header.last + 1, len(self._rows)):
            if not self._could_begin(at):
                continue
            start = self._titles_above(at, header, kinds)
            context = context_of(self._rows[start:at])
            if self._begins(at, header, find.context, context):
                following = self._following(find, header, at, start, context)
                following.titles += self._doubtful(find.end, at, kinds)
                return following
        return None

    def _doubtful(self, start: int, end: int, kinds: Kinds) -> list[int]:
        """The numbers of title lines that look like records of the table before and not like titles."""
        rows = ((row, filled(row)) for row in self._rows[start:end])
        return [row.number for row, at in rows if kinds.of(row, at) == "record" and not is_titled(row.cells[at[0]])]

    def _following(self, find: Find, header: Header, at: int, start: int, context: tuple[str, ...]) -> Find:
        first = self._finds[0].context
        if at == header.last + 1 and self._rows[at].number == header.bottom + 1:
            # Two headers one directly beneath the other: the upper was none.
            context = (*find.context, *context_of(self._rows[header.first : at]))
            self._finds.remove(find)
        else:
            find.end = start
            context = with_outer_titles(context, first)
        return Find(header_around(at, self._judge, self._view, start), context, len(self._rows))

    def _could_begin(self, at: int) -> bool:
        """A cheap test that nearly every record fails."""
        row = self._rows[at]
        cells = [row.cells[position] for position in filled(row)]
        if len(cells) < 2 or is_ordinal(cells[0]):
            return False
        return self._stands_off(at) or len(list(islice(filter(is_heading, map(tidy, cells[:_FIRST])), 2))) == 2

    def _stands_off(self, at: int) -> bool:
        """True for a row with a gap, a title or what is signed right above it."""
        row, above = self._rows[at], self._rows[at - 1]
        cells = filled(above)
        return row.number - above.number > 1 or len(cells) == 1 or is_signed(above.cells[cells[0]])

    def _begins(self, at: int, header: Header, titles: tuple[str, ...], context: tuple[str, ...]) -> bool:
        """True for the header of another table: other columns, or the same ones under another title."""
        texts = self._judge.texts(at)
        if texts in header.levels:
            known = {without_page(title) for title in titles}
            return any(without_page(title) not in known for title in context)
        share = self._judge.share(texts)
        better = at == header.last + 1 and share > self._judge.share(header.levels[-1])
        if share >= (_KNOWN_APART if better or self._stands_off(at) else _KNOWN_AMONG_RECORDS) and self._judge.firm(at):
            return True
        return bool(context) and self._judge.likely(at)

    def _titles_above(self, at: int, header: Header, kinds: Kinds) -> int:
        """The index of the first of the title lines right above a row."""
        start = at
        while self._is_title(start - 1, at, header, kinds):
            start -= 1
        return start

    def _is_title(self, at: int, end: int, header: Header, kinds: Kinds) -> bool:
        """True for a line that belongs to the header of index `end` beneath it and not to the table before."""
        if at <= header.last:
            return False
        row = self._rows[at]
        cells = filled(row)
        first = row.cells[cells[0]]
        gap, apart = self._rows[at + 1].number - row.number > 1, row.number - self._rows[at - 1].number > 1
        kind = kinds.of(row, cells)
        if is_note(first) or kind in {"total", "numbered", "header", "example"}:
            return False
        if is_signed(first):
            return not gap or at + 1 == end
        if len(cells) == 1 and gap and is_sentence(first):
            # A remark closes the table before, unless it stands right beneath a title.
            return not apart and self._is_title(at - 1, end, header, kinds)
        if kind == "note" or (is_labelled(first) and not gap):
            return True
        if len(cells) > 1 or row.merged:
            return False
        if apart:
            # One text alone between gaps may be a title, but not one after another: those are records.
            return not (gap and self._alone(at + 1, end))
        return not gap and len(header.paths) > 1

    def _alone(self, at: int, end: int) -> bool:
        row = self._rows[at]
        cells = filled(row)
        return at < end and len(cells) == 1 and not is_labelled(row.cells[cells[0]])
