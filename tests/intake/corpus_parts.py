"""Cases of rows that count some of the people of a row next to them again."""

from dataclasses import replace

from tests.intake.builders import as_xlsx
from tests.intake.corpus import Case
from tests.intake.documents import W, Xml, as_docx, word_cell
from tests.intake.official import POULTRY, SEWING, UNIT, form_1, form_1_rows, form_1_xlsx, form_2
from vtdash.returns.model import Answers

SEW, WELD = "May công nghiệp", "Hàn điện"
CLASSES = ((SEW, 2, 70, 60), (WELD, 1, 20, 1))
ONCE, TWICE = {"enrolled": 90, "enrolled_women": 61}, {"enrolled": 160, "enrolled_women": 121}
ASKED = {"A06": 1}
SURE = Answers(reasons={"A06": "Ba lớp khác nhau."})


def cases():
    """Return the cases."""
    return [*marked(), *bare(), *form_1_rows_added(), *word()]


def with_rows(*rows, classes=CLASSES):
    """Return Form 2 whose body is made of rows (number, occupation, classes, people, women)."""
    made = form_2(classes, total="none")
    return as_xlsx({"B": [*made[:7], *map(list, rows), *made[7 + len(classes) :]]})


def parts(one, other, name=SEW):
    """Return sewing with its two classes, and welding."""
    return ((1, SEW, 2, 70, 60), (one, name, 1, 35, 30), (other, name, 1, 35, 30),
            (2, WELD, 1, 20, 1))  # fmt: skip


def marked():
    """Parts that a mark tells: signs, letters, numbers under Roman ones, and parts of parts."""
    for one, other, name in (("+", "+", SEW), ("-", "-", SEW), ("a", "b", SEW), ("i", "ii", SEW),
                             ("(a)", "(b)", SEW), ("", "", "+ May công nghiệp"),
                             ("", "", "a) May công nghiệp")):  # fmt: skip
        content = with_rows(*parts(one, other, name))
        yield Case(f"Form 2 with parts {one or 'in'} {name}", content, "a.xlsx", 2, ONCE)
    roman = (("I", SEW, 2, 70, 60), *parts(1, 2)[1:3], ("II", WELD, 1, 20, 1))
    roman = (roman[0], (1, *roman[1][1:]), (2, *roman[2][1:]), roman[3], (1, WELD, 1, 20, 1))
    yield Case("Form 2 with Arabic numbers under Roman ones", with_rows(*roman), "a.xlsx", 2, ONCE)
    deep = (*roman[:2], ("-", SEW, "", 20, 15), ("-", SEW, "", 15, 15), *roman[2:])
    yield Case("Form 2 with parts of parts", with_rows(*deep), "a.xlsx", 2, ONCE)
    group = (("I", "Nhóm nghề may", 2, 70, 60), (1, SEW, 1, 40, 35), (2, "Trồng hoa", 1, 30, 25),
             ("II", WELD, 1, 20, 1))  # fmt: skip
    yield Case("Form 2 with a Roman group of two occupations", with_rows(*group), "a.xlsx", 3, ONCE)
    wrong = (roman[0], (1, SEW, 1, 34, 30), *roman[2:])
    yield Case("Form 2 with Arabic parts that add up to less", with_rows(*wrong), "a.xlsx",
               checks={"A03": 1})  # fmt: skip
    groups = [[*row, *([5] if n == 0 else [])] for n, row in enumerate(parts("a", "b"))]
    yield Case("Form 2 whose parts leave a policy group blank", with_rows(*groups), "a.xlsx", 2,
               ONCE)  # fmt: skip
    letters = (("a", SEW, 2, 70, 60), ("b", WELD, 1, 20, 1))
    yield Case("Form 2 numbered by letters", with_rows(*letters), "a.xlsx", 2, ONCE)
    numerals = (("I", SEW, 2, 70, 60), ("II", WELD, 1, 20, 1))
    yield Case("Form 2 numbered by Roman numbers", with_rows(*numerals), "a.xlsx", 2, ONCE)


def bare():
    """Rows without a mark that are what rows next to them add up to: asked about, never chosen."""
    for name, rows in (("no numbers", parts("", "")), ("spaces", parts("", "", f"    {SEW}")),
                       ("numbers of their own", parts(2, 3)),
                       ("the sum last", (*parts(1, 2)[1:3], (3, *parts(1, 2)[0][1:]),
                                         (4, WELD, 1, 20, 1)))):  # fmt: skip
        yield Case(f"Form 2 with parts by {name}", with_rows(*rows), "a.xlsx", 2, TWICE, ASKED)
    yield Case("Form 2 with parts by no numbers, which are classes", with_rows(*parts("", "")),
               "a.xlsx", 2, TWICE, ASKED, answers=SURE)  # fmt: skip
    other = (*parts("", "")[:1], ("", WELD, 1, 35, 30), ("", "Trồng hoa", 1, 35, 30))
    yield Case("Form 2 with unnumbered occupations that add up to the one above",
               with_rows(*other), "a.xlsx", 3, {"enrolled": 140}, ASKED)  # fmt: skip
    chance = ((1, SEW, 2, 70, 60), (2, WELD, 1, 35, 30), (3, "Trồng hoa", 1, 35, 30))
    yield Case("Form 2 with occupations that add up to another by chance", with_rows(*chance),
               "a.xlsx", 3, {"enrolled": 140})  # fmt: skip
    more = (*parts(2, 3)[:2], (3, SEW, 1, 36, 30), (4, WELD, 1, 20, 1))
    yield Case("Form 2 with two rows of an occupation that are not a third one", with_rows(*more),
               "a.xlsx", 2, {"enrolled": 161})  # fmt: skip
    women = (*parts(2, 3)[:2], (3, SEW, 1, 35, 29), (4, WELD, 1, 20, 1))
    yield Case("Form 2 with rows that add up in people and not in women", with_rows(*women),
               "a.xlsx", 2, {"enrolled": 160})  # fmt: skip


def form_1_rows_added():
    """Classes of Form 1 under an age group without counts, where no total tells them."""
    half = replace(SEWING, people=20, women=15, poor=5, near_poor=0)
    rest = replace(SEWING, people=15, women=15, poor=0, near_poor=4)
    for name, ages, sums, checks in (
        ("that is two more", [SEWING, half, rest], {"enrolled": 70}, ASKED),
        ("that two of another one are", [SEWING, replace(POULTRY, people=35, women=30)],
         {"enrolled": 70}, {}),
    ):  # fmt: skip
        tree = {"I Phi nông nghiệp": {"1 Sơ cấp": {"Dưới 25": ages}}}
        body = form_1_rows(tree)
        for row in body[:4]:
            row[2:] = [""] * 22
        content = form_1_xlsx(form_1(body))
        records = len({one.name for one in ages})
        yield Case(f"Form 1 with a class {name}", content, "b1.xlsx", records, sums, checks)


NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="7">{{levels}}</w:abstractNum>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
)
LEVEL = (
    '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
)
STYLES = (
    f'<w:styles xmlns:w="{W}"><w:style w:styleId="Phan"><w:pPr><w:numPr><w:ilvl w:val="1"/>'
    '<w:numId w:val="3"/></w:numPr></w:pPr></w:style><w:style w:styleId="Con"><w:basedOn '
    'w:val="Phan"/></w:style></w:styles>'
)


def numbered(level, text="", style=""):
    """Return a cell of Word with an automatic number, by a style or of its own."""
    of = (
        f'<w:pStyle w:val="{style}"/>' if style
        else f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr>'
    )  # fmt: skip
    return Xml(word_cell(f"<w:pPr>{of}</w:pPr><w:r><w:t>{text}</w:t></w:r>"))


def in_word(first, second, rows):
    """Return Form 2 in Word: how its two levels count, and its rows."""
    levels = LEVEL.format(0, *first) + LEVEL.format(1, *second)
    lines = [" ".join(cell for cell in row if cell) for row in form_2(CLASSES)[:6]]
    lines[0] += f" Đơn vị báo cáo: {UNIT}"
    heads = ["STT", "Tên nghề đào tạo", "Số lớp", "Số người", "Trong đó: Nữ"]
    made = {"word/numbering.xml": NUMBERING.format(levels=levels), "word/styles.xml": STYLES}
    return as_docx(*lines, [heads, *rows], parts=made)


def word():
    """Automatic numbers of Word, which stand in no text."""
    decimal = ("decimal", "%1.")

    def rows(mark):
        return [[numbered(0), *row] if not n or n > 2 else mark(row)
                for n, (_, *row) in enumerate(parts("", ""))]  # fmt: skip

    for name, first, second, mark in (
        ("1.1", decimal, ("decimal", "%1.%2."), lambda row: [numbered(1), *row]),
        ("1 further in", decimal, ("decimal", "%2)"), lambda row: [numbered(1), *row]),
        ("a)", decimal, ("lowerLetter", "%2)"), lambda row: [numbered(1), *row]),
        ("1 under I", ("upperRoman", "%1"), ("decimal", "%2."), lambda row: [numbered(1), *row]),
        ("bullets", decimal, ("bullet", "•"), lambda row: ["", numbered(1, row[0]), *row[1:]]),
        ("numbers before names", decimal, ("decimal", "%1.%2"),
         lambda row: ["", numbered(1, row[0]), *row[1:]]),
        ("numbers of a style", decimal, ("lowerRoman", "%2."),
         lambda row: [numbered(1, "", "Con"), *row]),
    ):  # fmt: skip
        content = in_word(first, second, rows(mark))
        yield Case(f"Form 2 in Word with parts by {name}", content, "a.docx", 2, ONCE)
    flat = [[numbered(0), *row] for _, *row in (*parts("", "")[1:], (1, "Trồng hoa", 1, 70, 60))]
    yield Case("Form 2 in Word with automatic numbers", in_word(decimal, decimal, flat), "a.docx",
               3, TWICE)  # fmt: skip
    named = [["", numbered(0, row[0]), *row[1:]] for _, *row in parts("", "")[1:]]
    yield Case("Form 2 in Word with bullets before all names",
               in_word(("bullet", "-"), decimal, named), "a.docx", 2, ONCE)  # fmt: skip
