"""Files of published figures: what pages state, and how offices write it down."""

import csv
import io

from tests.intake.builders import as_xlsx
from tests.intake.corpus import Case
from vtdash.model.published_figures import PUBLISHED_FIGURES
from vtdash.returns.model import Answers

SEEN = {
    "indicator_id": "trained_rate_certified", "territory": "ha_noi", "period": "2024",
    "recurrence": "single", "value": "54.06", "unit": "percent", "status": "observed",
    "source_url": "https://example.vn/a", "source_publisher": "Báo X",
    "source_kind": "publisher", "source_title": "Bài", "source_date": "2026-01-05",
    "confidence": "high",
}  # fmt: skip
"""What F182 says of Hanoi, on another page: a second witness."""

AIM = SEEN | {
    "indicator_id": "trained_rate_all_forms", "period": "2025", "value": "75", "status": "target",
}  # fmt: skip
"""What F170 and F602 say."""

KNOWN = AIM | {
    "source_url": "https://laodongthudo.vn/"
    "ha-noi-phan-dau-nam-2025-ty-le-lao-dong-qua-dao-tao-dat-75-183263.html",
    "source_publisher": "", "source_kind": "", "source_title": "", "source_date": "",
}  # fmt: skip
"""F170 on its own page, of which the register knows the rest."""
OTHER = SEEN | {"value": "54,6"}
CONTRADICTION = "figures:F182-PC5C9D66C"

DOCUMENT = AIM | {
    "document": "Kế hoạch số 999/KH-UBND", "document_en": "Plan 999/KH-UBND",
    "document_kind": "decision", "document_date": "2026-01-02",
}  # fmt: skip


def table(*rows):
    """Return rows under the headings of the template."""
    names = PUBLISHED_FIGURES.column_names
    return [list(names), *([row.get(name, "") for name in names] for row in rows)]


def figures_csv(*rows, separator=","):
    """Return rows as a CSV file."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(table(*rows))
    return out.getvalue().encode("utf-8-sig")


def cases():
    """Return the cases."""
    return [
        _case("a second witness of a target", 1, {}, AIM),
        _case("a figure with a new document", 1, {}, DOCUMENT),
        _case("names of the register in place of codes", 1, {}, AIM | {
            "indicator_id": "Tỷ lệ lao động qua đào tạo (mọi hình thức)",
            "territory": "Thành phố Hà Nội", "status": "Mục tiêu", "value": "75%"}),
        _case("an unknown indicator", None, {"C01": 1},
              AIM | {"indicator_id": "trained_rate_al_forms"}),
        _case("an unknown territory", None, {"C01": 1}, AIM | {"territory": "ha_nol"}),
        _case("a page without an address", None, {"C09": 1}, AIM | {"source_url": ""}),
        _case("an address that leads nowhere", None, {"C09": 1},
              AIM | {"source_url": "baohanoi.vn/a"}),
        _case("a page without a date", None, {"C09": 1}, AIM | {"source_date": ""}),
        _case("a page of tomorrow", None, {"C09": 1}, AIM | {"source_date": "16/02/2026"}),
        _case("a page of today", 1, {}, AIM | {"source_date": "15/02/2026"}),
        _case("a contradiction", None, {"K03": 1}, OTHER),
        _case("a contradiction that was decided", 1, {}, OTHER, answers=Answers(
            counted={CONTRADICTION: "F182"}, whys={CONTRADICTION: "số của cả năm"})),
        _case("a contradiction decided without a reason", None, {"K03": 1}, OTHER,
              answers=Answers(counted={CONTRADICTION: "F182"})),
        _case("a figure that is there beside a new one", 1, {"K04": 1}, KNOWN, AIM),
        _case("a figure that is there alone", None, {"K04": 1, "S13": 1}, KNOWN),
        _case("the same figure twice", None, {"K01": 1}, AIM, AIM),
        _case("two pages that state the same", 2, {}, AIM,
              AIM | {"source_url": "https://example.vn/b"}),
        _case("a page that changes its date", None, {"C10": 1}, AIM,
              SEEN | {"source_date": "2026-01-06"}),
        _case("a unit that does not fit", None, {"C10": 1}, AIM | {"unit": "persons"}),
        _case("percent above a hundred", None, {"C10": 1}, AIM | {"value": "750"}),
        _case("a new document without its English name", None, {"C10": 2},
              AIM | {"document": "Kế hoạch số 998/KH-UBND"}),
        _case("a note in one language", None, {"C10": 1}, AIM | {"note_vi": "Đọc bản tin."}),
        _case("percent as a share", None, {"T11": 1, "K03": 1}, AIM | {"value": "0,75"}),
        _case("percent with its sign", 1, {}, AIM | {"value": "75 %"}),
        _case("a value in thousands", None, {"T10": 1}, AIM | {"value": "20 nghìn"}),
        _case("a value with a word", None, {"K03": 1}, AIM | {"value": "trên 75"}),
        _case("thousands marks in a figure", None, {"T03": 1}, AIM | {"value": "khoảng 20.000"}),
        _case("a range with a decimal comma", None, {"K03": 1}, AIM | {"value": "74,5 – 75,5"}),
        _case("a period that nobody knows", None, {"T12": 1}, AIM | {"period": "sắp tới"}),
        _case("a quarter as people write it", 1, {}, SEEN | {"period": "Quý III/2025"}),
        _case("an observed figure of a year to come", None, {"P01": 1}, SEEN | {"period": "2030"}),
        _case("a blank unit", None, {"T01": 1}, AIM | {"unit": ""}),
        Case("figures in a workbook with numbers as numbers",
             as_xlsx({"Dữ liệu": table(AIM | {"value": 75, "period": 2025})}), "so-lieu.xlsx",
             records=1, dataset="published_figures"),
        Case("a column of figures that is missing",
             figures_csv(AIM).replace(b",confidence", b",muc_chac"), "so-lieu.csv",
             checks={"S09": 1, "S10": 1}, dataset="published_figures"),
    ]  # fmt: skip


def _case(name, records, checks, *rows, answers=None):
    content = figures_csv(*rows)
    return Case(
        name,
        content,
        "so-lieu.csv",
        records=records,
        checks=checks,
        answers=answers or Answers(),
        dataset="published_figures",
    )
