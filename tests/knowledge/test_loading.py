"""What is laid over the packaged catalogue, and how a wrong file is refused: by file, line and repair."""

import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from gc import collect
from pathlib import Path
from weakref import ref

import pytest

from knowledge import loading
from knowledge.catalogue import Catalogue
from knowledge.loading import CatalogueError, load_catalogue
from knowledge.yaml_files import read_yaml

PACK = """\
sources:
  - {id: Us2026, citation: Our own, identifier: none, licence: ours}
themes:
  - id: parking
    source: Us2026
    name: {en: Parking}
    definition: {en: Where the cars stand}
determinants:
  - id: car_park
    theme: parking
    source: Us2026
    name: {en: Car park, de: Parkplatz}
    definition: {en: Enough of it}
sounds_like:
  - about: car_park
    said: {en: nowhere to leave the car}
strategies:
  - id: build_a_car_park
    name: {en: Build a car park}
    title: {en: Build it}
    category: restructure
    definition: {en: Lay some asphalt}
    example: {en: A hospital did}
    first_step: {en: Measure the lawn}
    acts_on: [physical_opportunity]
    changes_work: true
    reach: organisation
    ratings: [{source: Us2026, importance: 4.5}]
    source: Us2026
links:
  - determinant: car_park
    primary: available_resources
    confidence: low
    com_b: [physical_opportunity]
    adds: [build_a_car_park]
endorsements:
  - {cfir: available_resources, strategy: build_a_car_park, level: "1", share: 100, sources: [Us2026]}
effects:
  - id: asphalt
    published: Asphalt
    strategies: [build_a_car_park]
    says: {en: It holds}
    caution: {en: Not in winter}
    source: Us2026
"""
REPLACED = """\
determinants:
  - id: time
    theme: work_processes
    source: Vis2018_T3
    name: {en: Hours}
    definition: {en: There are none}
"""

THEME = load_catalogue().get_theme("resources").name.to("en").upper()
TITLE = load_catalogue().strategies[0].title.to("en")

_read_once = cache(read_yaml)  # the packaged files are the same in each of these tests, and no other file has its path


@pytest.fixture(autouse=True)
def packaged_files_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "read_yaml", _read_once)


def test_the_packaged_catalogue_is_read_once() -> None:
    assert load_catalogue() is load_catalogue()


def test_threads_that_ask_at_once_get_one_catalogue(tmp_path: Path) -> None:
    pack = _write(tmp_path, PACK)
    with ThreadPoolExecutor(4) as threads:
        loaded = set(map(id, threads.map(load_catalogue, [pack] * 8)))

    assert len(loaded) == 1


def test_not_every_pack_that_was_ever_loaded_is_kept(tmp_path: Path) -> None:
    packaged = load_catalogue()
    first = ref(load_catalogue(_write(tmp_path, PACK)))
    for number in range(8):
        load_catalogue(_write(tmp_path, PACK, name=f"{number}.yaml"))
    collect()

    assert first() is None
    assert load_catalogue() is packaged


def test_a_packs_entries_are_added_after_the_packaged_ones(tmp_path: Path) -> None:
    loaded, packaged = load_catalogue(_write(tmp_path, PACK)), load_catalogue()

    assert _ids(loaded) == [*_ids(packaged), "car_park"]
    assert loaded.get_determinant("car_park").name.to("de") == "Parkplatz"
    assert loaded.get_determinant("car_park").review_theme == "parking"
    assert loaded.get_strategy("build_a_car_park").first_step.to("en") == "Measure the lawn"
    assert [effect.id for effect in loaded.effects_of("build_a_car_park")] == ["asphalt"]
    assert ("build_a_car_park", 100, "A") in {(c.strategy, c.share, c.basis) for c in loaded.crossings("car_park")}


def test_a_packs_entry_stands_in_the_place_of_the_one_of_its_id(tmp_path: Path) -> None:
    loaded, packaged = load_catalogue(_write(tmp_path, REPLACED)), load_catalogue()

    assert _ids(loaded) == _ids(packaged)
    assert loaded.get_determinant("time").name.to("de") == "Hours"
    assert loaded.sounds("time", "de") == packaged.sounds("time", "de")


def test_an_endorsement_is_replaced_by_construct_and_strategy(tmp_path: Path) -> None:
    told = "cfir: adaptability, strategy: promote_adaptability, level: '1', share: 99, sources: [Waltz2019_T2]"
    loaded = load_catalogue(_write(tmp_path, f"endorsements: [{{{told}}}]"))

    shares = [e.share for e in loaded.endorsements if (e.cfir, e.strategy) == ("adaptability", "promote_adaptability")]
    assert shares == [99]
    assert len(loaded.endorsements) == len(load_catalogue().endorsements)


def test_what_people_say_adds_up(tmp_path: Path) -> None:
    pack = _write(tmp_path, "sounds_like: [{about: time, said: {en: 'the clock eats us', de: die Uhr frisst uns}}]")
    loaded, packaged = load_catalogue(pack), load_catalogue()

    assert loaded.sounds("time", "en") == (*packaged.sounds("time", "en"), "the clock eats us")
    assert loaded.sounds("time", "de")[-1] == "die Uhr frisst uns"


def test_a_folder_is_a_pack_of_all_its_files(tmp_path: Path) -> None:
    _write(tmp_path, PACK, name="a.yaml")
    _write(tmp_path, REPLACED, name="b.yaml")
    _write(tmp_path, "not: read", name="notes.txt")
    loaded = load_catalogue(tmp_path)

    assert loaded.get_determinant("car_park").theme == "parking"
    assert loaded.get_determinant("time").name.to("en") == "Hours"


def test_a_folder_without_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError) as refused:
        load_catalogue(tmp_path)

    assert str(refused.value) == f"{tmp_path}: holds no file that ends in .yaml; add one, or name the file itself"


def test_one_id_in_two_files_of_a_folder_is_refused_in_the_second(tmp_path: Path) -> None:
    _write(tmp_path, REPLACED, name="a.yaml")
    _write(tmp_path, REPLACED, name="b.yaml")

    with pytest.raises(
        CatalogueError, match=r"b\.yaml, line 2: determinants 'time': .*'time' stands here a second time"
    ):
        load_catalogue(tmp_path)


def test_the_packaged_catalogue_survives_a_wrong_pack(tmp_path: Path) -> None:
    packaged = load_catalogue()

    with pytest.raises(CatalogueError):
        load_catalogue(_write(tmp_path, "determinants: [{id: time}]"))
    assert load_catalogue() is packaged
    assert packaged.get_determinant("time").name.to("en") != "Hours"


@pytest.mark.parametrize(
    ("right", "wrong", "line", "words"),
    [
        pytest.param("theme: parking", "theme: cars", 10, "there is no 'cars'; use one of: acceptance, ", id="theme"),
        pytest.param(
            "theme: parking\n",
            "theme: parking\n    review_theme: cars\n",
            11,
            "'review_theme': there is no 'cars'",
            id="review theme",
        ),
        pytest.param("about: car_park", "about: car_prak", 15, "did you mean car_park?", id="sounds like nothing"),
        pytest.param(
            "{en: nowhere to leave the car}", "[nowhere]", 16, "write {en: ..., de: ...}", id="said as a list"
        ),
        pytest.param("{en: nowhere to leave the car}", "{en: '  '}", 16, "'said.en' is empty", id="said nothing"),
        pytest.param("{en: nowhere to leave the car}", "{English: no car}", 16, "language codes", id="said in English"),
        pytest.param("said:", "says:", 15, "'said' is missing", id="said misspelt"),
        pytest.param("category: restructure", "category: rebuild", 21, "there is no 'rebuild'", id="category"),
        pytest.param("reach: organisation", "reach: us", 27, "'reach': Input should be 'team'", id="reach"),
        pytest.param("true", "perhaps", 26, "'changes_work': Input should be a valid boolean", id="boolean"),
        pytest.param("importance: 4.5", "importance: 6", 28, "less than or equal to 5", id="rating"),
        pytest.param("{source: Us2026, imp", "{source: Them, imp", 28, "there is no 'Them'", id="rating's source"),
        pytest.param("    first_step: {en: Measure the lawn}\n", "", 18, "'first_step' is missing", id="first step"),
        pytest.param("{en: Build it}", f"{{en: {'B' * 41}}}", 20, "shorten it to 40", id="strategy's title"),
        pytest.param(
            "determinant: car_park", "determinant: bus_stop", 31, "there is no 'bus_stop'", id="link of nothing"
        ),
        pytest.param("primary: available_resources", "primary: money", 32, "there is no 'money'", id="primary"),
        pytest.param("confidence: low", "confidence: none", 33, "Input should be 'high', 'medium' or", id="confidence"),
        pytest.param("adds: [build_a_car_park]", "adds: [build]", 35, "there is no 'build'", id="adds"),
        pytest.param("adds: [build_a_car_park]", "prefers: [build]", 35, "there is no 'build'", id="prefers"),
        pytest.param("adds: [build_a_car_park]", "unfit: [build]", 35, "there is no 'build'", id="unfit"),
        pytest.param("share: 100", "share: 101", 37, "less than or equal to 100", id="share"),
        pytest.param('level: "1"', "level: 1", 37, "'level': Input should be '1', '2'", id="level as a number"),
        pytest.param("{cfir: available_resources", "{cfir: parking", 37, "there is no 'parking'", id="endorsed for"),
        pytest.param("sources: [Us2026]", "sources: [Them]", 37, "there is no 'Them'", id="endorsement's source"),
        pytest.param("sources: [Us2026]", "sources: []", 37, "'sources' is empty", id="endorsement without source"),
        pytest.param(
            "share: 100", "share: 49", 37, "49 % is not what level 1 stands for, 50 to 100 %", id="share of 1"
        ),
        pytest.param(
            'level: "1", share: 100', 'level: "2", share: 50', 37, "level 2 stands for, 20 to 49 %", id="share of 2"
        ),
        pytest.param('level: "1", share: 100', "level: 1or2, share: 19", 37, "20 to 100 %", id="share of 1 or 2"),
        pytest.param('level: "1", share: 100', 'level: "<20", share: 20', 37, "1 to 19 %", id="share of few"),
        pytest.param('level: "1", share: 100', 'level: "0", share: 1', 37, "0 to 0 %", id="share of none"),
        pytest.param('level: "1", share: 100', "level: unknown, share: 60", 37, "no figure", id="share not seen"),
        pytest.param("share: 100", "experts: 0", 37, "'experts': Input should be greater than", id="no experts"),
        pytest.param("    caution: {en: Not in winter}\n", "", 39, "'caution' is missing", id="effect without caution"),
        pytest.param("strategies: [build_a_car_park]", "strategies: [it]", 41, "there is no 'it'", id="effect"),
        pytest.param("{en: Car park, de: Parkplatz}", "{de: Parkplatz}", 12, "no English text; add 'en'", id="English"),
        pytest.param("    source: Us2026\n", "", 4, "'source' is missing", id="source"),
        pytest.param("source: Us2026", "source: Us", 5, "there is no 'Us'", id="unknown source"),
        pytest.param("{en: Enough of it}", "{en: Enough}\n    hint: x", 14, "'hint' is no field here", id="field"),
        pytest.param("{en: Car park, de: Parkplatz}", "Car park", 12, "write {en: ..., de: ...}", id="bare text"),
        pytest.param("{en: Enough of it}", "{en: no}", 13, "put it in quotes", id="YAML's no"),
        pytest.param("{en: Enough of it}", "{en: ''}", 13, "is empty", id="empty"),
        pytest.param("{en: Car park, de", '{en: "Car\\npark", de', 12, "not allowed here", id="two lines"),
        pytest.param("de: Parkplatz", "German: Parkplatz", 12, "language codes", id="language"),
        pytest.param("id: car_park", "id: Car park!", 9, "not allowed here", id="id"),
        pytest.param("id: car_park", "id: none", 9, "'none' is a button of ours; give it another id", id="button"),
        pytest.param("id: car_park", "id: observability_experience_of_cars", 9, "same 22 characters as 'obs", id="22"),
        pytest.param(
            "{en: Car park, de", "{en: TIME, de", 12, "'TIME' is what 'time' is called", id="determinant's name"
        ),
        pytest.param("Car park, de: Parkplatz", "Zeit", 12, "'Zeit' is what 'time' is called", id="in German"),
        pytest.param(
            "{en: Parking}", f"{{en: '{THEME}'}}", 6, "is what 'resources' is called", id="theme's name taken"
        ),
        pytest.param("{en: Build it}", f"{{en: '{TITLE}'}}", 20, "is called; call it something", id="title taken"),
        pytest.param("{en: Parking}", '{en: "\\u200b"}', 6, "U+200B is not allowed here", id="nothing to see"),
        pytest.param("{en: Parking}", '{en: "Par\\u202eking"}', 6, "U+202E is not allowed here", id="turned round"),
        pytest.param("{en: Parking}", '{en: "Par\\ue000king"}', 6, "U+E000 is not allowed here", id="private use"),
        pytest.param("{en: Parking}", '{en: "\\u3164"}', 6, "U+3164 is not allowed here", id="a blank letter"),
        pytest.param("{en: Parking}", '{en: "?!"}', 6, "no letter and no digit", id="no letter"),
        pytest.param("{en: nowhere", '{en: "no\\u200bwhere"} #', 16, "U+200B is not allowed", id="said unseen"),
        pytest.param(
            "{en: nowhere", "{fr: nulle part", 16, "'fr' is not understood, only en and de", id="said in French"
        ),
        pytest.param("{en: Parking}", f"{{en: {'P' * 41}}}", 6, "shorten it to 40", id="theme's name"),
        pytest.param("de: Parkplatz", f"de: {'P' * 61}", 12, "shorten it to 60", id="determinant's name"),
        pytest.param("de: Parkplatz", "en: Parkplatz", 12, "'en' stands twice in one entry", id="key twice"),
        pytest.param("{en: Parking}", "{en: Parking", 7, "not valid YAML", id="bad YAML"),
        pytest.param("{en: Parking}", "!!python/name:os.system x", 6, "not valid YAML", id="a tag"),
        pytest.param("{en: Parking}", "{en: Par\x07king}", 6, "not valid YAML", id="control character"),
        pytest.param("{en: Parking}", "{[en]: Parking}", 6, "not valid YAML", id="a list as key"),
        pytest.param("name: {en: Parking}", "name: &a [*a]", 6, "*a stands for something else", id="alias"),
        pytest.param("importance: 4.5", "importance: !!float abc", 28, "no float that can be read", id="no float"),
        pytest.param("importance: 4.5", f"importance: {'9' * 5_000}", 28, "no int that can be read", id="digits"),
        pytest.param("true", "!!bool perhaps", 26, "no bool that can be read); put it in quotes", id="no boolean"),
        pytest.param("id: car_park", "id: !!timestamp abc", 9, "remove what begins with '!'", id="no time"),
        pytest.param("id: car_park", "id: 2024-13-45", 9, "'id' has characters that are not", id="no such day"),
        pytest.param("{en: Parking}", "{<<: {en: Parking}}", 6, "language codes", id="merged"),
        pytest.param("name: {en: Parking}", f"name: {'[' * 100_000}", 6, "nested without end", id="brackets"),
        pytest.param(
            "  - id: car_park", "  - car_park\n  - id: car_park", 9, "must be a list of fields", id="bare entry"
        ),
        pytest.param("themes:", "themen:", 3, "'themen' is no section; use one of: sources, themes,", id="section"),
        pytest.param(PACK, "themes: parking", 1, "'themes' must be a list", id="no list"),
        pytest.param(PACK, "", 1, "no catalogue; it needs sections", id="empty file"),
        pytest.param(PACK, "- time\n- funds\n", 1, "no catalogue", id="a list"),
    ],
)
def test_a_wrong_pack_is_refused_with_line_and_repair(
    tmp_path: Path, right: str, wrong: str, line: int, words: str
) -> None:
    file = _write(tmp_path, PACK.replace(right, wrong, 1))

    with pytest.raises(CatalogueError) as refused:
        load_catalogue(file)

    assert (refused.value.file, refused.value.line) == (file, line)
    assert f"pack.yaml, line {line}: " in str(refused.value)
    assert words in str(refused.value)


def test_a_fault_names_the_entry_it_is_in(tmp_path: Path) -> None:
    file = _write(tmp_path, PACK.replace("definition: {en: Enough of it}", "defnition: {en: Enough of it}"))

    with pytest.raises(CatalogueError) as refused:
        load_catalogue(file)

    assert str(refused.value).splitlines() == [
        f"{file}, line 9: determinants 'car_park': 'definition' is missing; add it",
        f"{file}, line 13: determinants 'car_park': 'defnition' is no field here; correct its spelling or remove it",
    ]


def test_all_that_is_wrong_between_entries_is_told_at_once(tmp_path: Path) -> None:
    wrong = (("theme: parking", "theme: cars"), ("primary: available_resources", "primary: money"))
    text = PACK.replace("{en: Build it}", "{en: Make it}")
    for right, other in (*wrong, ("about: car_park", "about: nothing")):
        text = text.replace(right, other)

    with pytest.raises(CatalogueError) as refused:
        load_catalogue(_write(tmp_path, text))

    assert [fault.line for fault in refused.value.faults] == [10, 15, 32]


def test_a_replaced_entry_is_wrong_in_the_pack(tmp_path: Path) -> None:
    file = _write(tmp_path, REPLACED.replace("source: Vis2018_T3", "source: Vis2018"))

    with pytest.raises(CatalogueError) as refused:
        load_catalogue(file)

    assert str(refused.value) == (
        f"{file}, line 4: determinants 'time': 'source': there is no 'Vis2018'; did you mean Vis2018_T3?"
    )


def test_aliases_that_multiply_are_refused_at_once(tmp_path: Path) -> None:
    laughs = "".join(f"  - &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 30))

    with pytest.raises(CatalogueError, match=r"line 3: .*\*l0 stands for something else\); write it out"):
        load_catalogue(_write(tmp_path, f"themes:\n  - &l0 [ha]\n{laughs}  - id: *l29\n"))


def test_what_may_never_end_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")

    for endless in (tmp_path / "pipe.yaml", Path("/dev/zero")):
        with pytest.raises(CatalogueError, match=f"{endless.name}: is a pipe or a device; name a file or a folder"):
            load_catalogue(endless)


def test_a_file_too_large_for_a_catalogue_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"has more than 5,000,000 characters; make it a folder of smaller files"):
        load_catalogue(_write(tmp_path, "#" * 5_000_001))


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"missing\.yaml: cannot be read .* check the path") as refused:
        load_catalogue(tmp_path / "missing.yaml")

    assert refused.value.line is None


def test_a_file_in_another_encoding_is_refused_with_line(tmp_path: Path) -> None:
    file = tmp_path / "pack.yaml"
    file.write_bytes(PACK.replace("Parkplatz", "Zähigkeit").encode("latin-1"))

    with pytest.raises(CatalogueError, match="line 12: not UTF-8; save the file as UTF-8"):
        load_catalogue(file)


def test_a_file_with_windows_line_ends_and_a_byte_order_mark_is_loaded(tmp_path: Path) -> None:
    file = tmp_path / "pack.yaml"
    file.write_bytes(PACK.replace("\n", "\r\n").encode("utf-8-sig"))

    assert load_catalogue(file).get_theme("parking").name.to("en") == "Parking"


def _ids(catalogue: Catalogue) -> list[str]:
    return [determinant.id for determinant in catalogue.determinants]


def _write(folder: Path, text: str, *, name: str = "pack.yaml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file
