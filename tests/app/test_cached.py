"""What sessions share: a store that is in use keeps answering, whatever else is opened."""

from __future__ import annotations

from vtdash.model.filters import Filters
from vtdash.store import publish
from vtdash.store.questions import questions
from vtdash.ui import cached


def test_a_snapshot_in_use_answers_after_many_others_were_opened(tmp_path):
    folders = [tmp_path / str(number) for number in range(6)]
    ids = [publish(folder, sample=lambda catalogue: {}).id for folder in folders]
    first = (str(folders[0]), ids[0])
    cached.open_snapshot(*first)
    for year, (folder, snapshot_id) in enumerate(zip(folders[1:], ids[1:], strict=True), 2019):
        cached.open_snapshot(str(folder), snapshot_id)
        store, _ = cached.open_snapshot(*first)
        unseen = Filters(first_year=year)
        expected = questions.registered_figures(store, unseen)
        assert cached.asker(store)(questions.registered_figures, unseen) == expected


def test_an_answer_is_worked_out_once(tmp_path):
    snapshot_id = publish(tmp_path, sample=lambda catalogue: {}).id
    ask = cached.asker(cached.open_snapshot(str(tmp_path), snapshot_id)[0])
    asked = []

    def question(store, filters, **more):
        asked.append(more)
        return ()

    assert ask(question, Filters(), group="a") == ask(question, Filters(), group="a") == ()
    assert asked == [{"group": "a"}]


def test_what_no_filter_changes_is_kept_when_other_answers_are_forgotten(tmp_path):
    store, _ = cached.open_snapshot(
        str(tmp_path), publish(tmp_path, sample=lambda catalogue: {}).id
    )
    asked = []

    def question(store, filters):
        asked.append(filters)
        return ()

    cached.keeper(store)(question, Filters())
    cached.asker.cache_clear()
    cached.keeper(store)(question, Filters())
    assert asked == [Filters()]
