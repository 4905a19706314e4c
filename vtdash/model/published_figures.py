"""The columns of a return of published figures: what a page states, where, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vtdash.model.codes import NOT_SHOWN
from vtdash.model.datasets import DATASETS, Bilingual, Column, Dataset


def _column(
    name: str, kind: str, title: tuple[str, str], meaning: tuple[str, str], example: str
) -> Column:
    return Column(name, kind, "", Bilingual(*meaning), example, Bilingual(*title))


PUBLISHED_FIGURES = Dataset(
    "published_figures",
    Bilingual("Số liệu công bố", "Published figures"),
    (
        _column(
            "indicator_id",
            "indicator",
            ("Chỉ tiêu", "Indicator"),
            ("Mã hoặc tên chỉ tiêu", "Id or name of the indicator"),
            "trained_rate_all_forms",
        ),
        _column(
            "territory",
            "territory",
            ("Lãnh thổ", "Territory"),
            ("Mã hoặc tên lãnh thổ mà số liệu bao quát", "Id or name of what the figure covers"),
            "ha_noi",
        ),
        _column(
            "area_name",
            "term_area",
            ("Địa bàn bên trong", "Place inside"),
            (
                "Huyện, xã hoặc cơ sở bên trong lãnh thổ; để trống nếu là cả lãnh thổ",
                "District, commune or institution inside; blank for the whole territory",
            ),
            "",
        ),
        _column(
            "level",
            "code",
            ("Trình độ", "Level"),
            (
                "Trình độ đào tạo; để trống nếu không nói đến trình độ nào",
                "Level of training; blank where none is spoken of",
            ),
            "",
        ),
        _column(
            "breakdown",
            "term_breakdown",
            ("Nhóm", "Group"),
            (
                "Nhóm mà số liệu nói đến; để trống nếu là toàn bộ đối tượng của chỉ tiêu",
                "Group that the figure speaks of; blank for the indicator's whole population",
            ),
            "",
        ),
        _column(
            "period",
            "period",
            ("Kỳ số liệu", "Period of the figure"),
            (
                "Năm (2030), các năm (2026-2030), quý (2026-Q1), tháng (2026-03) hoặc kỳ có trong "
                "danh mục",
                "Year (2030), years (2026-2030), quarter (2026-Q1), month (2026-03) or a period of "
                "the register",
            ),
            "2030",
        ),
        _column(
            "recurrence",
            "code",
            ("Cách tính theo kỳ", "Over the period"),
            (
                "single: của kỳ đó; annual: mỗi năm; cumulative: cộng dồn cả giai đoạn",
                "single: of that period; annual: each year; cumulative: over the whole span",
            ),
            "single",
        ),
        _column(
            "value",
            "stated_value",
            ("Giá trị", "Value"),
            (
                "Giá trị như trang nguồn viết: 75; 54,6; khoảng 20000; trên 70; ít nhất 80; 80-85",
                "Value as the page words it: 75; 54.6; about 20000; over 70; at least 80; 80-85",
            ),
            "75",
        ),
        _column(
            "unit",
            "code",
            ("Đơn vị tính", "Unit"),
            ("Đơn vị tính của giá trị", "Unit of the value"),
            "percent",
        ),
        _column(
            "status",
            "code",
            ("Loại số liệu", "Kind of figure"),
            (
                "observed: thực hiện; estimate: ước tính; plan: kế hoạch năm; target: mục tiêu",
                "observed, estimate, plan (of the year) or target",
            ),
            "target",
        ),
        _column(
            "document",
            "document",
            ("Văn bản", "Document"),
            (
                "Văn bản mà trang nguồn dẫn, tên tiếng Việt; để trống nếu không dẫn văn bản nào",
                "Document that the page names, in Vietnamese; blank where it names none",
            ),
            "Kế hoạch số 999/KH-UBND",
        ),
        _column(
            "document_en",
            "text",
            ("Văn bản, tên tiếng Anh", "Document in English"),
            (
                "Tên tiếng Anh của văn bản mới; để trống nếu danh mục đã có văn bản",
                "English name of a new document; blank for one that the register has",
            ),
            "Plan 999/KH-UBND",
        ),
        _column(
            "document_kind",
            "code",
            ("Loại văn bản", "Kind of document"),
            (
                "Loại của văn bản mới: decision, statistics, report, press, forecast",
                "Kind of a new document: decision, statistics, report, press, forecast",
            ),
            "decision",
        ),
        _column(
            "document_date",
            "day",
            ("Ngày văn bản", "Date of the document"),
            (
                "Ngày ban hành văn bản mới; để trống nếu không rõ",
                "Day on which a new document was issued; blank where it is not known",
            ),
            "2026-10-01",
        ),
        _column(
            "source_url",
            "url",
            ("Địa chỉ trang nguồn", "Address of the page"),
            (
                "Địa chỉ trang nêu số liệu, bắt đầu bằng http:// hoặc https://",
                "Address of the page that states the figure, beginning with http:// or https://",
            ),
            "https://example.vn/ke-hoach-999",
        ),
        _column(
            "source_publisher",
            "text",
            ("Đơn vị xuất bản", "Publisher"),
            ("Cơ quan hoặc tờ báo có trang đó", "Authority or newspaper whose page it is"),
            "Cổng thông tin điện tử (ví dụ)",
        ),
        _column(
            "source_kind",
            "code",
            ("Loại trang nguồn", "Kind of page"),
            (
                "official: trang của cơ quan; publisher: của chính đơn vị xuất bản; republisher: "
                "đăng lại; mirror: bản sao lưu",
                "official, publisher (its own page), republisher or mirror",
            ),
            "official",
        ),
        _column(
            "source_title",
            "text",
            ("Tên trang nguồn", "Title of the page"),
            ("Tên bài hoặc trang, đúng như trên trang", "Title of the page as it has it"),
            "Kế hoạch đào tạo nghề (ví dụ)",
        ),
        _column(
            "source_date",
            "day",
            ("Ngày đăng", "Date of the page"),
            ("Ngày đăng trang nguồn", "Day on which the page was published"),
            "2026-10-05",
        ),
        _column(
            "confidence",
            "code",
            ("Độ tin cậy", "Confidence"),
            (
                "high: đọc nguyên văn trên trang; medium: chỉ đọc được một phần hoặc qua bản dịch",
                "high: read word for word; medium: only a part or a translation could be read",
            ),
            "high",
        ),
        _column(
            "note_vi",
            "text",
            ("Ghi chú tiếng Việt", "Note in Vietnamese"),
            ("Điều người đọc cần biết, tiếng Việt", "What readers have to mind, in Vietnamese"),
            "",
        ),
        _column(
            "note_en",
            "text",
            ("Ghi chú tiếng Anh", "Note in English"),
            ("Điều người đọc cần biết, tiếng Anh", "What readers have to mind, in English"),
            "",
        ),
    ),
    (
        "indicator_id",
        "territory",
        "area_name",
        "level",
        "breakdown",
        "period",
        "recurrence",
        "value",
        "unit",
        "status",
        "source_url",
    ),
    "period",
)

MAY_BE_BLANK = frozenset(
    {
        "area_name",
        "level",
        "breakdown",
        "document",
        "document_en",
        "document_kind",
        "document_date",
        "note_vi",
        "note_en",
    }
)
"""Columns of which a cell may be blank, where its meaning says so."""

CODES_OF_FIGURES: dict[str, tuple[str, ...]] = {
    "status": ("observed", "estimate", "plan", "target"),
    "document_kind": ("decision", "statistics", "report", "press", "forecast"),
}
"""Lists of which a return may use these codes; of all others it may use every one."""


def codes_of_figures(column: str, lists: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return the codes that a published figure may have in a column; ``lists``: of codes.toml.

    What is counted together to protect persons is no group of which anything is published.

    >>> codes_of_figures("level", {"level": ("college", "not_shown")})
    ('college',)
    """
    known = CODES_OF_FIGURES.get(column) or lists.get(column, ())
    return tuple(code for code in known if code != NOT_SHOWN)


TEMPLATES = {**DATASETS, PUBLISHED_FIGURES.name: PUBLISHED_FIGURES}
"""All that has a template: what offices count, and what is published elsewhere."""
