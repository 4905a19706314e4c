"""What readers of forms say: what is wrong in a place. No sentence repeats a cell."""

from __future__ import annotations

from collections.abc import Sequence

from vtdash.model.datasets import Bilingual, Dataset
from vtdash.returns.model import Fact

FORM_NAMES: dict[str, Bilingual] = {
    "template": Bilingual("Tệp mẫu của dự án", "Template of this project"),
    "form_1": Bilingual(
        "Biểu 1: đào tạo nghề cho lao động nông thôn", "Form 1: training of rural workers"
    ),
    "form_2": Bilingual("Biểu 2: lớp học theo nghề", "Form 2: classes by occupation"),
    "roster": Bilingual("Danh sách học viên (dữ liệu cá nhân)", "Learner roster (personal data)"),
    "list_1956": Bilingual(
        "Danh sách theo Quyết định 1956 (dữ liệu cá nhân)",
        "List under Decision 1956 (personal data)",
    ),
}

_FACTS = {
    "period": Bilingual(
        "Không thấy kỳ báo cáo (một quý) ở phần đầu biểu.",
        "The heading does not state the period (one quarter).",
    ),
    "city": Bilingual(
        "Không rõ biểu thuộc Hà Nội hay Hải Phòng.",
        "It is not clear whether the form is Hanoi's or Hai Phong's.",
    ),
    "area": Bilingual(
        "Phần đầu biểu không nêu quận, huyện, phường hay xã nào có hiệu lực trong kỳ.",
        "The heading names no district or commune-level unit that is in force in the period.",
    ),
    "institution": Bilingual(
        "Không thấy tên đơn vị báo cáo ở phần đầu biểu.",
        "The heading does not name the reporting unit.",
    ),
    "occupation": Bilingual(
        "Phần đầu biểu không nêu nghề đào tạo.", "The heading does not name the occupation."
    ),
    "level": Bilingual(
        "Phần đầu biểu không nêu trình độ đào tạo.",
        "The heading does not state the level of training.",
    ),
    "rural": Bilingual(
        "Biểu không cho biết học viên có phải là lao động nông thôn không; chọn khi nạp tệp.",
        "The form does not say whether its learners are rural workers; choose when loading it.",
    ),
}
_SEVERAL_AREAS = Bilingual(
    "Không rõ biểu thuộc địa bàn nào; phần đầu biểu có thể chỉ nhiều địa bàn. Chọn một địa bàn.",
    "It is not clear which area the form is about; its heading may mean several. Choose one.",
)


def missing_fact(fact: Fact, heading_period: str) -> Bilingual:
    """Return what is missing; ``heading_period`` is a year where the heading states only that."""
    if fact.name == "period" and heading_period:
        return Bilingual(
            f"Phần đầu biểu chỉ ghi năm {heading_period}; số liệu tuyển sinh báo cáo theo quý.",
            f"The heading states only the year {heading_period}; enrolment is reported by quarter.",
        )
    if fact.name == "area" and fact.options:
        return _SEVERAL_AREAS
    return _FACTS[fact.name]


NOTHING = Bilingual("Mọi ô của tệp đều trống.", "Every cell of the file is blank.")
NOT_RECOGNISED = Bilingual(
    "Không trang tính nào có dòng tiêu đề của một biểu mẫu đã biết trong 60 dòng đầu.",
    "No sheet has the header row of a known form in its first 60 rows.",
)


def not_this_form(name: Bilingual) -> Bilingual:
    """Return that the form which the steward chose is not in the file."""
    return Bilingual(
        f"Tệp được đọc như '{name.vi}' nhưng không thấy dòng tiêu đề của biểu này.",
        f"The file was to be read as '{name.en}', but the header row of that form is not there.",
    )


def unknown_answer(name: str, allowed: Sequence[str]) -> Bilingual:
    """Return that an answer about form, dataset or sheet is none of the possible ones."""
    values = ", ".join(allowed)
    return Bilingual(
        f"Lựa chọn về '{name}' không phải là một trong: {values}.",
        f"The answer about '{name}' is not one of: {values}.",
    )


def other_sheet(name: Bilingual) -> Bilingual:
    """Return that a further sheet holds a form and is left unread."""
    return Bilingual(
        f"Trang tính này cũng là '{name.vi}' nhưng không được đọc: mỗi lần chỉ đọc một trang. "
        "Nạp lại tệp và chọn trang này, hoặc tách thành tệp riêng.",
        f"This sheet is a '{name.en}' as well but is not read: one sheet is read at a time. Load "
        "the file again and choose this sheet, or make a file of its own.",
    )


def missing_column(dataset: Dataset) -> Bilingual:
    """Return that a column of a template is not there."""
    return Bilingual(
        f"Thiếu cột này của bộ dữ liệu {dataset.name} ({dataset.title.vi}).",
        f"This column of the dataset {dataset.name} ({dataset.title.en}) is missing.",
    )


def unknown_column(dataset: Dataset, close: str) -> Bilingual:
    """Return that a heading is none of a template's, with the name probably meant."""
    vi, en = (f" Có phải là '{close}'?", f" Did you mean '{close}'?") if close else ("", "")
    return Bilingual(
        f"Bộ dữ liệu {dataset.name} không có cột này.{vi}",
        f"The dataset {dataset.name} has no such column.{en}",
    )


def column_twice(first: str) -> Bilingual:
    """Return that a column stands a second time; ``first`` is the letter of the one read."""
    return Bilingual(
        f"Cột này đã có ở cột {first}.", f"This column stands in column {first} already."
    )


EXAMPLE = Bilingual(
    "Đây là dòng ví dụ của tệp mẫu, không phải số liệu.",
    "This is the template's example row, not data.",
)


def wrong_width(found: int, width: int) -> Bilingual:
    """Return that a row has more or fewer cells than the header."""
    return Bilingual(
        f"Dòng này có {found} ô, dòng tiêu đề có {width} ô.",
        f"This row has {found} cells, the header has {width}.",
    )


def needed_column(vi: str, en: str) -> Bilingual:
    """Return that an official form lacks a column that is needed to count."""
    return Bilingual(
        f"Không thấy cột {vi} trong các dòng tiêu đề của biểu.",
        f"The heading rows of the form have no column for {en}.",
    )


def part_above_whole(part: int | str, part_value: int, whole: int | str, value: int) -> Bilingual:
    """Return that a part is larger than the whole; columns are named by number or heading."""
    return Bilingual(
        f"Cột {part} là {part_value}, lớn hơn cột {whole} là {value}.",
        f"Column {part} is {part_value}, above column {whole}, which is {value}.",
    )


def rule_broken(rule: str, stated: int, summed: int) -> Bilingual:
    """Return that a sum rule of the form does not hold in a row."""
    return Bilingual(
        f"Quy tắc {rule} không đúng: cột tổng ghi {stated}, các cột thành phần cộng lại là "
        f"{summed}.",
        f"The rule {rule} does not hold: the sum says {stated}, its parts add up to {summed}.",
    )


def total_differs(stated: float, summed: float) -> Bilingual:
    """Return that a totals row differs from the rows that it is the total of."""
    return Bilingual(
        f"Dòng tổng ghi {stated:.15g}, các dòng thành phần cộng lại là {summed:.15g}.",
        f"The totals row says {stated:.15g}, the rows that it is the total of add up to "
        f"{summed:.15g}.",
    )


def graduated_above_enrolled(graduated: int, enrolled: int) -> Bilingual:
    """Return that more people graduated in the period than began."""
    return Bilingual(
        f"Phần B ghi {graduated} người tốt nghiệp, phần A ghi {enrolled} người tuyển sinh.",
        f"Part B states {graduated} graduates, part A {enrolled} people enrolled.",
    )


NOT_STORED = Bilingual(
    "Phần B (tốt nghiệp) được kiểm tra nhưng không lưu: biểu không có khảo sát việc làm.",
    "Part B (graduation) is checked but not stored: the form has no survey of graduates.",
)
PART_TWICE = Bilingual(
    "Phần này của biểu đã có ở trên; nếu cộng cả hai thì mỗi người bị đếm hai lần.",
    "This part of the form stands above already; adding up both would count everybody twice.",
)
NO_CLASSES = Bilingual(
    "Dòng này có số liệu nhưng không có dòng lớp nào bên dưới, nên không biết là nghề nào.",
    "This row has counts but no class under it, so the occupation is not known.",
)
NO_NAME = Bilingual("Dòng này có số liệu nhưng không có tên.", "This row has counts but no name.")
_MISPLACED = {
    "sector": Bilingual(
        "Dòng lĩnh vực (I, II) không nằm dưới phần A hoặc B.",
        "This row of a field (I, II) stands under no part A or B.",
    ),
    "level": Bilingual(
        "Dòng trình độ (1, 2) không nằm dưới lĩnh vực I hoặc II.",
        "This row of a level (1, 2) stands under no field I or II.",
    ),
    "age": Bilingual(
        "Dòng nhóm tuổi không nằm dưới trình độ 1 hoặc 2.",
        "This row of an age group stands under no level 1 or 2.",
    ),
    "class": Bilingual(
        "Dòng này không phải là mục nào của biểu và không nằm dưới một nhóm tuổi.",
        "This row is no heading of the form and stands under no age group.",
    ),
}


def misplaced(kind: str) -> Bilingual:
    """Return that a row of Form 1's tree stands where its parent is missing."""
    return _MISPLACED[kind]
