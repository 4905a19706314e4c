"""What readers see of returns, before and after a publish, in sentences."""

from dataclasses import replace

from vtdash.returns.reader_view import published_sentence, seen_sentences
from vtdash.store import DatasetPreview, PeriodPreview
from vtdash.store.preview import SeenSum
from vtdash.text.language import Text

SEEN = PeriodPreview(
    "hanoi",
    "2025-Q2",
    SeenSum("sample", 47837, 30),
    SeenSum("reported", 625, 3),
    "training_turns",
    30,
    "district",
)


def seen(catalogue, language="en", **changes):
    change = DatasetPreview("enrolment", {}, {}, (), (replace(SEEN, **changes),))
    return list(seen_sentences(change, catalogue, Text(language)))


def test_sample_that_gives_way_is_told_with_how_many_areas_have_reported(catalogue):
    assert seen(catalogue) == [
        "Enrolment, Hanoi, Q2 2025: 47,837 generated training turns (sample data) go; 625 "
        "reported by 3 of 30 districts come."
    ]
    assert seen(catalogue, "vi") == [
        "Tuyển sinh, Hà Nội, quý II/2025: bỏ 47.837 lượt tuyển sinh minh họa (dữ liệu mẫu); "
        "thay bằng 625 lượt tuyển sinh, do 3/30 quận, huyện báo cáo."
    ]


def test_a_correction_is_told_before_and_after_and_a_first_return_as_new(catalogue):
    reported = SeenSum("reported", 600, 2)
    assert seen(catalogue, before=reported) == [
        "Enrolment, Hanoi, Q2 2025: 625 training turns instead of 600, reported by 3 of 30 "
        "districts (so far 2)."
    ]
    (first,) = seen(catalogue, before=None, expected=126, level="commune")
    assert first.endswith(
        "nothing so far; 625 training turns reported by 3 of 126 commune-level units come."
    )


def test_after_a_publish_the_page_and_the_number_on_it_are_named(catalogue):
    said = published_sentence("enrolment", SEEN, "Enrolment", catalogue, Text("en"))
    assert said == (
        "Now on Enrolment: Hanoi, Q2 2025: 625 training turns reported by 3 of 30 districts."
    )
