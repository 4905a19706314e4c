"""What readers say about figures of a form that do not add up."""

from __future__ import annotations

from vtdash.model.datasets import Bilingual


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
