"""Cases of letters of old fonts, of wrong codes, lost ones and ones that only look right."""

import unicodedata

from tests.intake.builders import as_csv, as_xlsx, table, typed
from tests.intake.corpus import Case
from tests.intake.official import form_1, form_1_rows, form_2
from tests.intake.people import SECRETS, roster
from vtdash.returns.files import legacy_letters
from vtdash.returns.model import Answers

UNIT = "Trung tâm dạy nghề Thanh Trì"
CLASSES = (("May công nghiệp", 2, 70, 60), ("Hàn điện", 1, 45, 21))
SUM_2, ALL = {"enrolled": 115, "enrolled_women": 81}, {"enrolled": 145, "enrolled_women": 93}
YES, NO = Answers(letters="convert"), Answers(letters="keep")
ASKED = {"S23": 1}


def tcvn3(text):
    """Return a text as a font of TCVN3 has it; it has no capitals with tones."""
    signs = {letter: sign for sign, letter in legacy_letters._TCVN3.items()}
    return "".join(
        signs.get(c, signs.get(c.lower(), c)) for c in unicodedata.normalize("NFC", text)
    )


def vni(text):
    """Return a text as a font of VNI has it."""
    signs = {letter: sign for sign, letter in legacy_letters._VNI.items()}
    found = ((c, signs.get(c.lower())) for c in unicodedata.normalize("NFC", text))
    return "".join(c if s is None else s.upper() if c.isupper() else s for c, s in found)


def twice(text):
    """Return a text in UTF-8 as it looks when it is read as Windows-1252."""
    return "".join(
        bytes([b]).decode("cp1252") if b not in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else chr(b)
        for b in text.encode()
    )


WAYS = {"TCVN3": tcvn3, "VNI": vni, "UTF-8 read twice": twice}


def cases():
    """Return the cases."""
    groups = (templates, forms, as_bytes, doubtful, sound)
    return [case for group in groups for case in group()]


def units(unit):
    """Return a template whose first row is of that unit."""
    return as_xlsx({"S": typed(table("enrolment", (1, "institution_id", unit)))})


def asked(name, content, records, sums, **words):
    """Yield a file that asks, and the same with a yes."""
    file = words.pop("file", "a.xlsx")
    yield Case(name, content, file, checks=ASKED, **words)
    yield Case(f"{name}, converted", content, file, records, sums, answers=YES)


def templates():
    """The unit of a template."""
    for name, way in WAYS.items():
        yield from asked(f"a unit in {name}", units(way(UNIT)), 3, {"enrolled": 215})
        yield Case(f"a unit in {name}, kept", units(way(UNIT)), "a.xlsx", checks={"T07": 1},
                   answers=NO)  # fmt: skip
    capital = "TRUNG T¢M D¹Y NGHÒ THANH TR×"
    yield from asked("a unit in a capital font", units(capital), 3, {"enrolled": 215})
    long = table("enrolment")
    row = long[1]
    more = [[*row[:3], f"CS-{n}", *row[4:]] for n in range(70)]
    late = [long[0], *more, [*row[:3], tcvn3(UNIT), *row[4:]]]
    yield Case("a unit in TCVN3 far below", as_csv(late), "a.csv", checks={"T07": 1})


def forms():
    """Whole forms, headings and all."""
    for name, way in WAYS.items():
        for form, rows, records, sums in (
            ("Form 1", form_1(form_1_rows()), 4, ALL),
            ("Form 2", form_2(CLASSES), 2, SUM_2),
        ):
            if (form, name) == ("Form 1", "VNI"):
                continue  # 'Troàng' is Vietnamese as it stands: see below
            old = [[way(c) if isinstance(c, str) else c for c in row] for row in rows]
            yield from asked(f"{form} in {name}", as_xlsx({"B": old}), records, sums)
    mixed = [[vni(c) if isinstance(c, str) else c for c in row] for row in form_1(form_1_rows())]
    yield Case("Form 1 in VNI with a name that could be Unicode", as_xlsx({"B": mixed}), "a.xlsx",
               checks={"C02": 1}, answers=YES)  # fmt: skip
    people = [[tcvn3(c) if isinstance(c, str) else c for c in row] for row in roster()]
    content, secrets = as_xlsx({"L": people}), (*SECRETS, *map(tcvn3, SECRETS))
    yield Case("a roster in TCVN3", content, "a.xlsx", checks=ASKED, answers=Answers(rural="all"),
               secrets=secrets)  # fmt: skip
    yield Case("a roster in TCVN3, converted", content, "a.xlsx", 1,
               {"enrolled": 5, "enrolled_women": 3}, secrets=secrets,
               answers=Answers(rural="all", letters="convert"))  # fmt: skip


def as_bytes():
    """CSV files whose bytes are those of the old codes."""
    for name, way in (("TCVN3", tcvn3), ("VNI", vni)):
        rows = [[way(c) if isinstance(c, str) else c for c in row] for row in form_2(CLASSES)]
        content = as_csv(rows, ";", "cp1252")
        yield from asked(f"Form 2 as CSV in {name}", content, 2, SUM_2, file="a.csv")


def doubtful():
    """Letters that cannot be converted: the name is refused."""
    for name, unit in {
        "lost letters": "Trung t?m d?y ngh? Thanh Tr?",
        "signs for lost letters": "Trung t\ufffdm dạy nghề",
        "Cyrillic letters": "Trung tâm dạy nghề Thаnh Trì",
        "half in TCVN3": "Trung tâm d¹y nghÒ Thanh Trì ở xã",
    }.items():
        yield Case(f"a unit with {name}", units(unit), "a.xlsx", checks={"T07": 1})
    rows = form_2(CLASSES, unit="Trung t?m GDNN-GDTX huyện Thanh Trì")
    yield Case("Form 2 whose unit has lost letters", as_xlsx({"B": rows}), "a.xlsx",
               checks={"S15": 1})  # fmt: skip


def sound():
    """What looks a little like old fonts and is none."""
    nfd = unicodedata.normalize("NFD", "Hà Nam – cơ sở 2 (60 × 40)")
    yield Case("a unit in decomposed letters and Latin signs", units(nfd), "a.xlsx",
               checks={"T07": 1})  # fmt: skip
    for unit in ("Trung tâm Đắk Lắk", "Café Trung Nguyên", "Quý Hà", "Trường Pháp–Đức số 2"):
        yield Case(f"the unit {unit}", units(unit), "a.xlsx", 3, {"enrolled": 215})
    rows = form_2(CLASSES, unit="Trung tâm GDNN-GDTX huyện Tha\u200bnh Trì")
    yield Case("Form 2 whose unit has a joiner", as_xlsx({"B": rows}), "a.xlsx", 2, SUM_2)
    rows = form_2(CLASSES)
    rows[7][1] = "May công nghiệp_x000D_\n"
    yield Case("Form 2 with an escaped line end", as_xlsx({"B": rows}), "a.xlsx", 2, SUM_2)
