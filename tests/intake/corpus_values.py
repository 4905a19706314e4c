"""Cases of what stands in the cells of the templates: names, eras, codes, figures, keys, time."""

from tests.intake.builders import SOUND, as_csv, table
from tests.intake.corpus import Case
from tests.intake.corpus_tables import named, sound
from vtdash.model.datasets import Bilingual
from vtdash.returns.model import Answers


def cases():
    """Return the cases."""
    groups = (names, eras, cells, figures, keys, times)
    return [case for group in groups for case in group()]


def one(name, *changes, checks=None, dataset="enrolment", **words):
    """Return the case of a CSV file in which some cells are changed; checks refuse it."""
    records = None if checks else len(SOUND[dataset])
    words = {"records": records, **words}
    content = as_csv(table(dataset, *changes))
    return Case(name, content, f"{dataset}.csv", checks=checks or {}, dataset=dataset, **words)


def names():
    """Names in place of codes: exact, near and unknown."""
    rows = table("enrolment", (1, "city", "Hà Nội"), (1, "area_code", "Huyện Chương Mỹ"),
                 (1, "occupation_key", "Công nghệ thông tin"), (1, "level", "Cao đẳng"),
                 (2, "level", "Sơ cấp"), (3, "level", "Trung cấp"))  # fmt: skip
    yield sound("names in place of codes", as_csv(rows), "a.csv")
    rows = table("digital_skills", (1, "audience", "Lao động nông thôn"), (2, "audience", "adults"))
    yield sound("an audience by name", as_csv(rows), "a.csv", "digital_skills")
    yield sound("names without their prefix", as_csv(named("Chương Mỹ", "chương mỹ", "Thanh Trì")),
                "a.csv")  # fmt: skip
    capitals = named("HUYỆN CHƯƠNG MỸ", "H. Chương Mỹ", "HUYỆN THANH TRÌ")
    yield sound("capitals and short prefixes", as_csv(capitals), "a.csv")
    bare = named("Huyen Chuong My", "chuong my", "thanh tri")
    yield sound("names without accents", as_csv(bare), "a.csv")
    tone = named("Huyện  Chương Mỹ", "Huyện Chương Mỹ ", "Huyện Ứng Hoà")
    yield sound("blanks and the old place of a tone mark", as_csv(tone), "a.csv")
    codes = table("enrolment", (1, "occupation_key", "6480201"), (3, "occupation_key", "5340301"))
    yield sound("national codes of seven digits", as_csv(codes), "a.csv")
    slip = as_csv(named("Huyện Chưong Mĩ", "277", "020"))
    yield Case("a misspelt area", slip, "a.csv", checks={"C02": 1})
    yes = Answers(accepted={("area", "huyen chuong mi"): "277"})
    yield sound("a misspelt area that a steward said yes to", slip, "a.csv", answers=yes)
    yield Case("an unknown area", as_csv(named("Huyện Mường Lay", "277", "020")), "a.csv",
               checks={"C01": 1})  # fmt: skip
    yield one("an unknown level", (1, "level", "Tiến sĩ"), checks={"C01": 1})
    yield one("a code that lost its zeros", (3, "area_code", "20"), checks={"C02": 1})
    yield one("a name of two occupations", (2, "occupation_key", "Điện dân dụng"),
              checks={"C02": 1})  # fmt: skip


def eras():
    """Districts to 30 June 2025, commune-level units since 1 July 2025."""
    old, new = ("period", "2025-Q2"), ("period", "2025-Q3")
    all_new = [(row, *new) for row in (1, 2, 3)]
    own, other = "10015 - Phường Chương Mỹ", "00640 - Xã Thanh Trì"
    units = [(1, "area_code", own), (2, "area_code", own), (3, "area_code", other)]
    new_level = ((1, "area_code", own), (1, "level", "Trung học nghề"))
    bare = [(row, column, text[:5]) for row, column, text in units]
    yield one("districts in their last quarter", *((row, *old) for row in (1, 2, 3)))
    yield one("communes in their first quarter", *all_new, *units)
    yield one("a district after the reform", (1, *new), checks={"C03": 1})
    yield one("a commune before the reform", (1, "area_code", "10015"), checks={"C03": 1})
    by_name = [(1, "area_code", "Phường Chương Mỹ"), (2, "area_code", "phường chương mỹ"),
               (3, "area_code", "Xã Thanh Trì")]  # fmt: skip
    yield one("communes by name", *all_new, *by_name)
    yield one("a name of two communes, told apart by the city", (1, *new), (2, *old), (3, *old),
              (1, "area_code", "Xã An Khánh"))  # fmt: skip
    yield one("a district of the other city", (1, "area_code", "303"), checks={"C04": 1})
    yield one("an occupation at a level that is not taught", (2, "level", "college"),
              checks={"C05": 1})  # fmt: skip
    yield one("an occupation at the other level that is taught", (1, "level", "elementary"))
    yield one("the new level in its first quarter", *new_level, (1, "period", "2026-Q1"))
    yield one("the new level a quarter too early", *new_level, (1, "period", "2025-Q4"),
              checks={"C08": 1})  # fmt: skip
    yield one("the older name of the intermediate level", (3, "level", "Trung học chuyên nghiệp"),
              checks={"C02": 1})  # fmt: skip
    yield one("codes alone that were another's before", *all_new, *bare, checks={"C07": 1},
              records=3)  # fmt: skip
    yield one("an item of its own city", (1, "item_id", "HN-T8"), dataset="task_progress")
    yield one("an item of the other city", (1, "item_id", "HP-M1"), checks={"C06": 1},
              dataset="task_progress")  # fmt: skip
    yield one("a cohort by commune of its own year", (1, "cohort_year", "2025"),
              (1, "area_code", own), dataset="graduate_tracer")  # fmt: skip
    yield one("a cohort by a district that was gone", (1, "cohort_year", "2025"),
              checks={"C03": 1}, dataset="graduate_tracer")  # fmt: skip


def cells():
    """One wrong cell each, and ones that are nearly wrong."""
    yield one("a blank cell", (1, "enrolled_women", ""), checks={"T01": 1})
    yield one("a zero in place of a blank", (1, "enrolled_women", "0"))
    yield one("a dash in place of a number", (1, "enrolled_women", "-"), checks={"T02": 1})
    yield one("a unit behind a number", (1, "enrolled", "120 người"), checks={"T02": 1})
    yield one("a thousands mark in a template", (1, "enrolled", "1.200"), checks={"T03": 1})
    yield one("a blank for thousands", (1, "enrolled", "1 200"), checks={"T03": 1})
    yield one("blanks around a number", (1, "enrolled", "\u00a0120 "))
    yield one("a plus sign before a number", (1, "enrolled", "+120"), checks={"T02": 1})
    yield one("a whole number with a decimal of zero", (1, "enrolled", "120,0"))
    yield one("half a learner", (1, "enrolled", "120,5"), checks={"T02": 1})
    yield one("a number of four digits", (1, "enrolled", "1200"))
    yield one("a number of nine digits", (1, "enrolled", "999999999"))
    yield one("a number of ten digits", (1, "enrolled", "1000000000"), checks={"T02": 1})
    yield one("a negative amount", (1, "money_planned", "-5"), checks={"T04": 1},
              dataset="task_progress")  # fmt: skip
    yield one("an amount of two readings", (1, "money_spent", "420.125"), checks={"T03": 1},
              dataset="task_progress")  # fmt: skip
    yield one("an amount of four decimals", (1, "money_spent", "420.1250"),
              dataset="task_progress")  # fmt: skip
    yield one("the first year that is taken", (1, "cohort_year", "2000"),
              dataset="graduate_tracer")  # fmt: skip
    yield one("a year too early", (1, "cohort_year", "1999"), checks={"T05": 1},
              dataset="graduate_tracer")  # fmt: skip
    yield one("a year of two digits", (1, "cohort_year", "24"), checks={"T05": 1},
              dataset="graduate_tracer")  # fmt: skip
    yield one("a fifth quarter", (1, "period", "2024-Q5"), checks={"T06": 1})
    yield one("quarters as people write them", (1, "period", "Quý I/2024"),
              (2, "period", "Q1/2024"), (3, "period", "quý 1 năm 2024"))  # fmt: skip
    yield one("a code of a hundred and one letters", (1, "institution_id", "C" * 101),
              checks={"T07": 1})  # fmt: skip
    yield one("a code of a hundred letters", (1, "institution_id", "C" * 100))
    yield one("a code that cannot be printed", (1, "institution_id", "CS\x07-2"),
              checks={"T07": 1})  # fmt: skip
    yield one("a code of sample data", (1, "institution_id", "SAMPLE-HN-1"), checks={"T08": 1})
    yield one("a code that is nearly sample data", (1, "institution_id", "SAMPEL-HN-1"))
    yield one("a formula as a code", (1, "institution_id", "=1+1"))


def figures():
    """Parts and wholes."""
    yield one("women above the total", (1, "enrolled_women", "121"), checks={"A01": 1})
    yield one("as many women as learners", (1, "enrolled_women", "120"))
    yield one("every bound broken at once", (1, "graduated", "121"), (2, "respondents", "39"),
              (2, "in_field", "31"), checks={"A01": 3}, dataset="graduate_tracer")  # fmt: skip
    spent = ((2, "money_spent", "12"), (2, "milestones_planned", "2"))
    yield one("money spent where none was planned", *spent, checks={"A05": 1}, records=2,
              dataset="task_progress")  # fmt: skip
    yield one("more spent than planned", (1, "money_spent", "900"), dataset="task_progress")
    dong = ((1, "money_planned", "500000000"), (1, "money_spent", "420500000"))
    yield one("money in dong", *dong, checks={"T13": 2}, records=2, dataset="task_progress")
    yield one("money in thousands", (1, "money_planned", "500000"), checks={"T13": 1}, records=2,
              dataset="task_progress")  # fmt: skip
    yield one("just below a hundred billion", (1, "money_planned", "99999.9"),
              dataset="task_progress")  # fmt: skip
    mixed = ((1, "enrolled", "x"), (2, "enrolled_women", "36"), (3, "area_code", "999"))
    yield one("problems of three stages at once", *mixed,
              checks={"T02": 1, "A01": 1, "C01": 1})  # fmt: skip
    many = [table("enrolment")[0], *([*SOUND["enrolment"][0][:3], f"CS-{n:04}", "480201", "college",
                                      "10", "11", "0"] for n in range(1, 251))]  # fmt: skip
    yield Case("more problems of a kind than are listed", as_csv(many), "a.csv",
               checks={"A01": 250})  # fmt: skip


def keys():
    """The same key twice."""
    first = SOUND["enrolment"][0]
    rows = [*table("enrolment"), list(first)]
    yield Case("the same row twice", as_csv(rows), "a.csv", checks={"K01": 1})
    rows = [*table("enrolment"), [*first[:5], "elementary", *first[6:]]]
    yield Case("the same row at another level", as_csv(rows), "a.csv", 4)
    rows = [*table("enrolment"), [*first[:2], "Huyện Chương Mỹ", *first[3:]]]
    yield Case("the same row by code and by name", as_csv(rows), "a.csv", checks={"K01": 1})


def times():
    """Periods that have not begun, and what is in force already."""
    new = [(row, "area_code", "10015 - Phường Chương Mỹ") for row in (1, 2, 3)]
    yield one("a quarter that has not begun", *((row, "period", "2026-Q2") for row in (1, 2, 3)),
              *new, checks={"P01": 3})  # fmt: skip
    yield one("the running quarter", *((row, "period", "2026-Q1") for row in (1, 2, 3)), *new)
    yield one("a cohort of a year that has not begun", (1, "cohort_year", "2027"),
              (1, *new[0][1:]), checks={"P01": 1}, dataset="graduate_tracer")  # fmt: skip
    yield from history()
    yield from published()


def published():
    """What published figures say against the records."""
    against = (Bilingual("Tổng 2024: 215; văn bản: 200", "Total of 2024: 215; document: 200"),)
    yield one("records that contradict a published figure", checks={"H03": 1}, records=3,
              contradicts=against)  # fmt: skip
    yield one("records that agree with what is published")


def history():
    """The same unit reported before: one unit, so that each warning stands once."""
    first = SOUND["enrolment"][0]

    def before(period, enrolled="110", key="480201"):
        return (first[0], period, *first[2:4], key, first[5], enrolled, "50", "80")

    def case(name, checks, *in_force, records=1, accepted=(), **counted):
        content = as_csv([table("enrolment")[0], first])
        return Case(name, content, "a.csv", records, checks=checks, in_force=in_force,
                    answers=Answers(counted=counted, accepted=dict(accepted)))  # fmt: skip

    yield case("the period after the last", {}, before("2023-Q4"))
    yield case("a period that is in force", {"P02": 1}, before("2024-Q1"), records=None)
    yield case("a period in force that is replaced", {}, before("2024-Q1"), again="replaces")
    yield case("a period in force that is added to", {}, before("2024-Q1"), again="adds")
    yield case("a quarter left out", {"P03": 1}, before("2023-Q3"))
    yield case("a period before the first", {"P04": 1}, before("2024-Q2"))
    yield case("three times the last total", {"H01": 1}, before("2023-Q4", "40"))
    yield case("nearly three times the last total", {}, before("2023-Q4", "41"))
    yield case("a record that would vanish", {"H02": 1}, before("2024-Q1"),
               before("2024-Q1", "10", "340301"), again="replaces")  # fmt: skip
    for name, checks, unit in (
        ("a unit spelled in another way than before", {"H04": 1}, "TT-GDNN-HUYEN-CM"),
        ("another unit of the same area", {}, "CONG-TY-MAY-10"),
    ):
        then = (*before("2024-Q1")[:3], unit, *before("2024-Q1")[4:])
        yield case(name, checks or {"K02": 1}, then, records=None)
        yield case(f"{name}, and both count", {}, then, overlap="adds",
                   accepted={("unit", "ttgdnn cm"): "TTGDNN-CM"})  # fmt: skip
    one = (*before("2024-Q1")[:3], "TT-GDNN-HUYEN-CM", *before("2024-Q1")[4:])
    yield case("a unit spelled in another way than before, and it is the same", {}, one,
               again="replaces", accepted={("unit", "ttgdnn cm"): "TT-GDNN-HUYEN-CM"})  # fmt: skip
