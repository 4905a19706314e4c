"""What sessions share: a store that is in use keeps answering, whatever else is opened."""

from __future__ import annotations

import gc
import weakref

from vtdash.model.errors import SnapshotDamaged
from vtdash.model.filters import Filters
from vtdash.store import publish, snapshot_folder
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


def test_a_damaged_snapshot_that_was_mended_is_seen_without_a_restart(tmp_path):
    before, after = (
        publish(tmp_path, sample=lambda catalogue: {}, note=note) for note in ("before", "after")
    )
    file = snapshot_folder(tmp_path, after.id) / "figure.parquet"
    whole = file.read_bytes()
    file.write_bytes(whole[:-1])
    store, damage = cached.open_snapshot(str(tmp_path), after.id)
    assert (store.id, type(damage)) == (before.id, SnapshotDamaged)

    file.write_bytes(whole)
    cached._is_mended.clear()  # as time does
    store, damage = cached.open_snapshot(str(tmp_path), after.id)
    assert (store.id, damage) == (after.id, None)


def test_what_was_worked_out_of_a_snapshot_goes_when_another_is_opened(tmp_path):
    stores = []
    for note in ("one", "two", "three"):
        made = publish(tmp_path, sample=lambda catalogue: {}, note=note)
        store, _ = cached.open_snapshot(str(tmp_path), made.id)
        cached.asker(store)(questions.registered_figures, Filters())
        cached.names_of(store, "vi")
        stores.append(weakref.ref(store))
    del store
    gc.collect()
    assert [ref() is not None for ref in stores] == [False, True, True]
