"""The sample government is complete and consistent before anything loads it."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from app.domain.behaviour import BehaviourValue
from app.domain.distribution import Achievement
from app.domain.planning import AnnexBlock, Aspect, Perspective, PlanForm, PlanState, ResultKind
from app.sample.data import names

DATA = Path(__file__).parents[2] / "app" / "sample" / "data"
FILES = sorted(DATA.glob("*.toml"))

UNIT_KINDS = {
    "agency",
    "secretariat",
    "office",
    "agency_body",
    "district",
    "section",
    "technical_unit",
    "health_centre",
    "school",
}
POSITION_KINDS = {
    "political",
    "jpt_pratama",
    "administrator",
    "supervisor",
    "executive",
    "functional_expert",
    "functional_skilled",
}
ROLES = {"unit_officer", "agency_officer", "head_of_agency", "auditor", "administrator"}
PNS_RANKS = {
    "Juru Muda, I/a",
    "Juru Muda Tk. I, I/b",
    "Juru, I/c",
    "Juru Tk. I, I/d",
    "Pengatur Muda, II/a",
    "Pengatur Muda Tk. I, II/b",
    "Pengatur, II/c",
    "Pengatur Tk. I, II/d",
    "Penata Muda, III/a",
    "Penata Muda Tk. I, III/b",
    "Penata, III/c",
    "Penata Tk. I, III/d",
    "Pembina, IV/a",
    "Pembina Tk. I, IV/b",
    "Pembina Utama Muda, IV/c",
    "Pembina Utama Madya, IV/d",
    "Pembina Utama, IV/e",
}
LEVEL_RANKS = {
    "Ahli Pertama": {"III/a", "III/b"},
    "Ahli Muda": {"III/c", "III/d"},
    "Ahli Madya": {"IV/a", "IV/b", "IV/c"},
    "Terampil": {"II/b", "II/c", "II/d"},
    "Mahir": {"III/a", "III/b"},
    "Penyelia": {"III/c", "III/d"},
}
NIP = re.compile(
    r"(?P<birth>\d{8})(?P<year>\d{4})(?P<month>\d{2})(?P<sex>[12])(?P<sequence>9\d{2})",
    re.ASCII,
)
PPPK_RANK = re.compile(r"Golongan (I|II|III|IV|V|VI|VII|VIII|IX|X|XI|XII|XIII|XIV|XV|XVI|XVII)")
ABSOLUTE = re.compile(r"\b(semua|selalu|setiap|seluruh|tidak pernah)\b", re.IGNORECASE)
REAL_PLACES = re.compile(r"\b(alak|serang|nanggalo|gunung ?kidul|sorong)\b", re.IGNORECASE)

Row = dict[str, Any]


@cache
def load(name: str) -> Row:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def rows(name: str, table: str) -> list[Row]:
    found: list[Row] = load(name)[table]
    return found


UNITS = rows("units", "unit")
PEOPLE = rows("people", "person")
GRANTS = rows("roles", "role")
PLACES = ["health", "district", "registry", "school", "social"]
"""The files of plans and of progress, in the order they are loaded: a plan serves only results loaded before it."""
PLANS = [plan for place in PLACES for plan in rows(f"plans_{place}", "plan")]
REALISATIONS = [row for place in PLACES for row in rows(f"progress_{place}", "realisation")]
FEEDBACK = [row for place in PLACES for row in rows(f"progress_{place}", "feedback")]
ACHIEVEMENTS = rows("achievements", "achievement")
UNIT = {unit["key"]: unit for unit in UNITS}
PERSON = {person["key"]: person for person in PEOPLE}
PLAN = {plan["person"]: plan for plan in PLANS}

STATES = {
    "health": {
        "angsana": ("A.1.1", "set"),
        "cempaka": ("A.1.1", "set"),
        "altair": ("A.1.7", "set"),
        "melur": ("A.1.7", "draft"),
        "kenanga": ("A.1.7", "set"),
        "seroja": ("A.1.7", "set"),
        "delima": ("A.1.7", "submitted"),
        "sagu": ("A.1.6", "set"),
    },
    "district": {
        "ulin": ("A.1.1", "set"),
        "cengkih": ("A.1.7", "set"),
        "kakatua": ("A.1.7", "set"),
        "deneb": ("A.1.7", "submitted"),
        "bungur": ("A.1.7", "draft"),
    },
    "registry": {
        "nyamplung": ("A.1.1", "set"),
        "sengon": ("A.1.7", "set"),
        "perkutut": ("A.1.7", "set"),
        "giok": ("A.1.7", "set"),
        "andromeda": ("A.1.7", "draft"),
    },
    "school": {
        "jati": ("A.1.1", "set"),
        "meranti": ("A.1.1", "set"),
        "antares": ("A.1.7", "set"),
        "flamboyan": ("A.1.7", "set"),
        "anggrek": ("A.1.7", "set"),
        "enggang": ("A.1.7", "submitted"),
        "zamrud": ("A.1.7", "draft"),
    },
    "social": {
        "trembesi": ("A.1.1", "set"),
        "kasuari": ("A.1.7", "set"),
        "akasia": ("A.1.7", "set"),
        "pirus": ("A.1.7", "set"),
        "mahoni": ("A.1.1", "set"),
        "aldebaran": ("A.1.7", "set"),
        "spika": ("A.1.7", "set"),
        "orion": ("A.1.7", "submitted"),
    },
}
READY = {
    "health": ["kenanga"],
    "district": ["cengkih"],
    "registry": ["perkutut"],
    "school": ["flamboyan"],
    "social": ["akasia", "spika"],
}
HALF_WAY = {
    "health": ["seroja"],
    "district": ["kakatua"],
    "registry": ["giok"],
    "school": ["anggrek"],
    "social": ["pirus"],
}

each_person = pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person["key"])
each_plan = pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan["person"])
each_place = pytest.mark.parametrize("place", PLACES)
each_ready = pytest.mark.parametrize("person", list(chain.from_iterable(READY.values())))
each_half_way = pytest.mark.parametrize("person", list(chain.from_iterable(HALF_WAY.values())))


def texts_in(value: object) -> Iterator[str]:
    """All strings anywhere inside a value read from TOML."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)


def indicators_of(plan: Row) -> set[tuple[int, int]]:
    return {
        (number, place)
        for number, result in enumerate(plan["result"], start=1)
        for place, _ in enumerate(result["indicator"], start=1)
    }


def realised(person: str) -> set[tuple[int, int]]:
    return {(row["result"], row["indicator"]) for row in REALISATIONS if row["person"] == person}


# All files


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_parses_and_names_no_real_place(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert tomllib.loads(text)
    assert not REAL_PLACES.search(text)


def test_no_file_is_missing() -> None:
    assert [path.stem for path in FILES] == [
        "achievements",
        "agreements",
        "evaluations",
        "matrices",
        "people",
        "places",
        *sorted(f"plans_{place}" for place in PLACES),
        *sorted(f"progress_{place}" for place in PLACES),
        "roles",
        "rounds",
        "units",
    ]


def test_files_are_loaded_in_the_order_their_references_need() -> None:
    for kind in ("plans", "progress"):
        assert names(kind) == [f"{kind}_{place}" for place in PLACES]


# Units


def test_unit_keys_and_names_are_unique() -> None:
    assert len(UNIT) == len(UNITS)
    assert len({unit["name"] for unit in UNITS}) == len(UNITS)


def test_units_form_one_tree_listed_from_the_root() -> None:
    assert [unit["key"] for unit in UNITS if "parent" not in unit] == [UNITS[0]["key"]]
    seen: set[str] = set()
    for unit in UNITS:
        assert unit["kind"] in UNIT_KINDS
        assert isinstance(unit["independent"], bool)
        assert "parent" not in unit or unit["parent"] in seen
        seen.add(unit["key"])


def test_every_unit_has_people_and_exactly_one_head() -> None:
    heads = Counter(person["unit"] for person in PEOPLE if person["head"])
    assert heads == dict.fromkeys(UNIT, 1)


# People


def test_person_keys_names_nips_and_logins_are_unique() -> None:
    assert len(PERSON) == len(PEOPLE)
    for column in ("name", "nip", "login"):
        values = [person[column] for person in PEOPLE if column in person]
        assert len(set(values)) == len(values), column


def test_the_government_has_the_promised_size() -> None:
    assert 80 <= len(PEOPLE) <= 100
    size = Counter(person["unit"] for person in PEOPLE)
    assert size["health_centre"] >= 15
    assert size["school"] >= 15


@each_person
def test_a_person_is_well_formed(person: Row) -> None:
    assert person["unit"] in UNIT
    assert person["position_kind"] in POSITION_KINDS
    assert person["position"]
    assert person["basis"] in {"definitive", "delegated"}
    assert isinstance(person["head"], bool)
    assert isinstance(person["team_leader"], bool)
    assert person.get("duty") != ""
    assert ("nip" in person) != ("login" in person)


@each_person
def test_employment_nip_and_rank_fit_together(person: Row) -> None:
    if person["employment"] == "non_asn":
        assert person.keys().isdisjoint({"nip", "rank", "assessor"})
        return
    match = NIP.fullmatch(person["nip"])
    assert match
    born = date.fromisoformat(match["birth"])
    assert born.year + 19 <= int(match["year"]) <= 2025
    if person["employment"] == "pns":
        assert 1 <= int(match["month"]) <= 12
        assert person["rank"] in PNS_RANKS
    else:
        assert person["employment"] == "pppk"
        assert match["month"] == "21"
        assert PPPK_RANK.fullmatch(person["rank"])


@each_person
def test_a_functional_official_holds_a_rank_of_his_level(person: Row) -> None:
    functional = person["position_kind"].startswith("functional_")
    level = next((level for level in LEVEL_RANKS if person["position"].endswith(level)), None)
    assert functional == (level is not None)
    if level is not None:
        assert (person["position_kind"] == "functional_expert") == level.startswith("Ahli")
        if person["employment"] == "pns":
            assert person["rank"].rpartition(" ")[2] in LEVEL_RANKS[level]


@each_person
def test_assessors_lead_to_the_regent_without_a_cycle(person: Row) -> None:
    seen = [person["key"]]
    while "assessor" in person:
        person = PERSON[person["assessor"]]
        assert person["key"] not in seen
        seen.append(person["key"])
    assert person["position_kind"] == "political"


@each_person
def test_an_assessor_leads_a_unit_and_a_functional_one_by_delegation(person: Row) -> None:
    if "assessor" not in person:
        return
    assessor = PERSON[person["assessor"]]
    assert assessor["head"]
    assert (person["basis"] == "delegated") == (assessor["position_kind"] == "functional_expert")
    if person["position_kind"] == "jpt_pratama":
        assert assessor["position_kind"] == "political"


@pytest.mark.parametrize("unit", ["health_centre", "school"])
def test_the_head_assesses_everybody_in_the_health_centre_and_the_school(unit: str) -> None:
    staff = [person for person in PEOPLE if person["unit"] == unit]
    (head,) = (person["key"] for person in staff if person["head"])
    assert {person["assessor"] for person in staff if not person["head"]} == {head}


# Roles


def test_roles_are_given_to_people_who_exist() -> None:
    for grant in GRANTS:
        assert grant["person"] in PERSON
        assert grant["role"] in ROLES
        assert ("unit" in grant) == (grant["role"] == "unit_officer")
    assert {grant["role"] for grant in GRANTS} == ROLES
    assert len({(grant["person"], grant["role"], grant.get("unit")) for grant in GRANTS}) == len(GRANTS)


def test_every_office_the_health_centre_and_the_school_have_an_officer() -> None:
    officers = {grant["unit"] for grant in GRANTS if grant["role"] == "unit_officer"}
    offices = {unit["key"] for unit in UNITS if unit.get("parent") == UNITS[0]["key"]}
    assert officers == offices | {"health_centre", "school"}


# Plans


def test_nobody_has_two_plans() -> None:
    assert len(PLAN) == len(PLANS)
    assert set(PLAN) <= set(PERSON)


@each_place
def test_the_plans_of_a_place_are_in_the_intended_states(place: str) -> None:
    found = {plan["person"]: (plan["form"], plan["state"]) for plan in rows(f"plans_{place}", "plan")}
    assert found == STATES[place]


@each_place
def test_a_place_shows_plans_of_leaders_and_staff_and_some_still_on_the_way(place: str) -> None:
    plans = rows(f"plans_{place}", "plan")
    assert {plan["form"] for plan in plans} >= {PlanForm.A11, PlanForm.A17}
    assert PlanState.SET in {plan["state"] for plan in plans if plan["form"] == PlanForm.A17}
    assert {plan["state"] for plan in plans} & {PlanState.DRAFT, PlanState.SUBMITTED}


@each_plan
def test_the_form_follows_the_position(plan: Row) -> None:
    person = PERSON[plan["person"]]
    leads = person["position_kind"] == "jpt_pratama" or (person["head"] and UNIT[person["unit"]]["independent"])
    assert PlanForm(plan["form"]).is_leaders == leads


@each_plan
def test_a_plan_has_a_main_result_and_indicators(plan: Row) -> None:
    kinds = [ResultKind(result["kind"]) for result in plan["result"]]
    assert ResultKind.MAIN in kinds
    assert kinds == sorted(kinds, reverse=True)
    for result in plan["result"]:
        assert result["text"]
        assert result["indicator"]


@each_plan
def test_indicators_fit_the_form(plan: Row) -> None:
    for indicator in chain.from_iterable(result["indicator"] for result in plan["result"]):
        assert indicator["text"]
        if plan["form"] == PlanForm.A11:
            assert indicator["aspects"] == []
            assert indicator["target"] == ""
            assert Perspective(indicator["perspective"])
        elif plan["form"] == PlanForm.A16:
            assert indicator.keys() == {"text"}
        else:
            assert {Aspect(aspect) for aspect in indicator["aspects"]}
            assert re.search(r"\d", indicator["target"])
            assert "perspective" not in indicator


@each_plan
def test_a_plan_promises_nothing_absolute(plan: Row) -> None:
    assert [text for text in texts_in(plan) if ABSOLUTE.search(text)] == []
    targets = [indicator.get("target", "") for result in plan["result"] for indicator in result["indicator"]]
    assert [target for target in targets if re.search(r"\b100 ?%", target)] == []


@each_plan
def test_a_plan_on_a11_covers_the_four_perspectives(plan: Row) -> None:
    if plan["form"] == PlanForm.A11:
        found = {indicator["perspective"] for result in plan["result"] for indicator in result["indicator"]}
        assert found == set(Perspective)


@each_plan
def test_every_result_says_which_result_of_a_leader_it_serves(plan: Row) -> None:
    before = PLANS[: PLANS.index(plan)]
    results_before = {earlier["person"]: len(earlier["result"]) for earlier in before}
    for result in plan["result"]:
        assert ("leader" in result) != ("leader_text" in result)
        if "leader" in result:
            key, _, number = result["leader"].partition(":")
            assert key in results_before, "the leader's plan is loaded later"
            assert 1 <= int(number) <= results_before[key]
            assert PLAN[key]["state"] == PlanState.SET
        else:
            assert result["leader_text"]


@each_plan
def test_the_leader_is_the_assessor_or_leads_a_team_of_the_unit(plan: Row) -> None:
    person = PERSON[plan["person"]]
    team_leaders = {row["key"] for row in PEOPLE if row["unit"] == person["unit"] and row["team_leader"]}
    leaders = {result["leader"].partition(":")[0] for result in plan["result"] if "leader" in result}
    assert leaders <= team_leaders | {person.get("assessor")}


@each_plan
def test_behaviour_and_annex_use_the_words_of_the_forms(plan: Row) -> None:
    assert plan["behaviour"]
    assert {BehaviourValue(value) for value in plan["behaviour"]} <= set(BehaviourValue)
    assert set(plan["annex"]) == set(AnnexBlock)
    assert all(plan["annex"].values())


def test_the_midwives_serve_the_team_leader_but_are_assessed_by_the_head() -> None:
    for key in ("melur", "kenanga", "seroja"):
        assert {result["leader"].partition(":")[0] for result in PLAN[key]["result"]} == {"altair"}
        assert PERSON[key]["assessor"] == "cempaka"


def test_others_serve_the_team_leader_of_the_registry() -> None:
    served = {result["leader"].partition(":")[0] for result in PLAN["giok"]["result"]}
    assert served == {"perkutut"}
    assert PERSON["perkutut"]["team_leader"]


# Progress


@each_place
def test_progress_is_about_plans_of_the_same_place(place: str) -> None:
    about = {row["person"] for row in load(f"progress_{place}")["realisation"]}
    assert about == {*READY[place], *HALF_WAY[place]}
    assert {row["person"] for row in load(f"progress_{place}")["feedback"]} == about
    assert about <= set(STATES[place])


@each_place
def test_progress_claims_nothing_absolute(place: str) -> None:
    assert [text for text in texts_in(load(f"progress_{place}")) if ABSOLUTE.search(text)] == []


def test_realisations_belong_to_set_plans_and_occur_once() -> None:
    places = [(row["person"], row["result"], row["indicator"]) for row in REALISATIONS]
    assert len(set(places)) == len(places)
    for person, result, indicator in places:
        assert PLAN[person]["state"] == "set"
        assert (result, indicator) in indicators_of(PLAN[person])


def test_evidence_is_a_text_or_a_link_to_nowhere_real() -> None:
    for evidence in chain.from_iterable(row.get("evidence", []) for row in REALISATIONS):
        assert evidence["text"]
        if evidence["kind"] == "link":
            assert evidence["url"].startswith("https://arsip.nusamelati.example/")
        else:
            assert evidence["kind"] == "text"
            assert "url" not in evidence


def test_feedback_is_about_a_result_or_a_value_and_given_once() -> None:
    places = [(row["person"], row["item"]) for row in FEEDBACK]
    assert len(set(places)) == len(places)
    for row in FEEDBACK:
        assert row["text"]
        about, _, which = row["item"].partition(":")
        if about == "result":
            assert 1 <= int(which) <= len(PLAN[row["person"]]["result"])
        else:
            assert about == "value"
            assert BehaviourValue(which)


@each_ready
def test_whoever_is_ready_to_be_rated_has_everything_the_assessor_needs(person: str) -> None:
    plan = PLAN[person]
    assert realised(person) == indicators_of(plan)
    assert all(row["evidence"] for row in REALISATIONS if row["person"] == person)
    items = {row["item"] for row in FEEDBACK if row["person"] == person}
    assert {f"result:{number}" for number, _ in enumerate(plan["result"], start=1)} <= items
    assert sum(item.startswith("value:") for item in items) >= 4
    assert PERSON[PERSON[person]["assessor"]]["unit"] in {row["unit"] for row in ACHIEVEMENTS}


def test_the_first_midwife_has_feedback_on_all_seven_values() -> None:
    assert {f"value:{value}" for value in BehaviourValue} <= {
        row["item"] for row in FEEDBACK if row["person"] == "kenanga"
    }


@each_half_way
def test_whoever_is_half_way_has_about_half(person: str) -> None:
    share = len(realised(person)) / len(indicators_of(PLAN[person]))
    assert 0.4 <= share <= 0.6


@pytest.mark.parametrize("person", ["flamboyan", "perkutut"])
def test_results_of_a_class_and_days_to_issue_are_told_before_and_after(person: str) -> None:
    texts = " ".join(row["text"] for row in REALISATIONS if row["person"] == person)
    assert re.search(r"(naik|turun) dari [\d,]+ .*?menjadi [\d,]+", texts)


# Achievements and places


def test_achievements_are_recorded_once_with_their_document() -> None:
    assert len({(row["unit"], row.get("period", 0)) for row in ACHIEVEMENTS}) == len(ACHIEVEMENTS)
    assert len({row["document"] for row in ACHIEVEMENTS}) == len(ACHIEVEMENTS)
    for row in ACHIEVEMENTS:
        assert row["unit"] in UNIT
        assert Achievement(row["grade"])
        assert UNIT[row["unit"]]["name"] in row["document"]
        assert ("Triwulan III" in row["document"]) is (row.get("period") == 3), "each period rests on its own document"


def test_some_units_have_no_achievement_yet() -> None:
    assert {row["unit"] for row in ACHIEVEMENTS} < set(UNIT)


def test_five_places_tell_their_story() -> None:
    places = rows("places", "place")
    assert len({place["key"] for place in places}) == len(places) == 5
    for place in places:
        assert place["units"]
        assert set(place["units"]) <= set(UNIT)
        assert place["office"]
        assert place["benefit"]
        assert "\n" not in place["story"]
        assert 2 <= len(re.findall(r"\.(?:\s|$)", place["story"])) <= 3
