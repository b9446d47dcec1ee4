"""Every report of the catalogue: one file each, found by its slug."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cypher.header import Report, read_report
from graph.errors import HeaderError, NotFound

FOLDER = Path(__file__).parent / "reports"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The reports in the order in which people should see them."""

    reports: dict[str, Report]

    def __iter__(self) -> Iterator[Report]:
        return iter(self.reports.values())

    def report(self, slug: str) -> Report:
        """The report of that slug; NotFound where there is none."""
        try:
            return self.reports[slug]
        except KeyError:
            raise NotFound("cypher.no_such_report", slug=slug, known=" · ".join(self.reports)) from None


def read_folder(folder: Path) -> Catalogue:
    """The catalogue of a folder of `<topic>/<slug>.cypher`; HeaderError where one is wrong or stands twice."""
    found: dict[str, Report] = {}
    for path in sorted(folder.glob("*/*.cypher")):
        if path.stem in found:
            raise HeaderError("cypher.slug_twice", slug=path.stem)
        found[path.stem] = read_report(path.stem, path.read_text("utf-8"))
    ordered = sorted(found.values(), key=lambda report: (report.header.order, report.slug))
    return Catalogue({report.slug: report for report in ordered})


@cache
def catalogue() -> Catalogue:
    """The product's own reports, read once a process."""
    return read_folder(FOLDER)
