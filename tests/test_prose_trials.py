"""Lines as people write them in a notebook that is in use: no name is silently taken for somebody else's."""

from __future__ import annotations

import pytest
from small_vault import TODAY, note, vault_of

from notebook.changes.prose import Understood
from notebook.changes.prose.reading import read_line

NAMES = """wil-van-der-berg:Wil van der Berg
mary-jane-de-la-cruz:Mary-Jane de la Cruz
mary-jane-watson:Mary-Jane Watson
anne-marie-lund:Anne-Marie Lund
carlos-von-trapp:Carlos von Trapp
omar-al-sayed:Omar Al-Sayed
liam-oneill:Liam O'Neill
jose-garcia-lopez:José García López
jean-le-roux:Jean Le Roux
karl-von-der-heide:Karl von der Heide
ramiro-entrecampos:Ramiro Entrecampos
ronald-macdonald:Ronald MacDonald
domingos-faria:Domingos Faria
sovela-prata:Sovela Prata
noemia-brito:Noémia Brito
graca-simoes:Graça Simões
will-thorn:Will Thorn
tome-reis:Tomé Reis
kim-strand:Kim Strand
joao-pedro-de-almeida:João Pedro de Almeida
sam-attard:Sam Attard
sam-tull:Sam Tull
ivone-marcalo:Ivone Marçalo
uxia-rey:Uxía Rey
boram-seo:Boram Seo
orysia-hnat:Orysia Hnat
meena-rao:Meena Rao
zsofi-nemeth:Zsófi Németh
may-ash:May Ash
ian-fleet:Ian Fleet"""
VAULT = vault_of(
    {f"contacts/{one}": note(name=name) for one, name in (line.split(":") for line in NAMES.splitlines())}
    | {
        "contacts/rui-dias": note(name="Rui Dias", location="Falmouth"),
        "contacts/rui-matos": note(name="Rui Matos", location="Porto"),
        "organizations/mapas-cafe": note(name="Mapas & Café"),
        "organizations/history-society": note(name="Gower History Society"),
        "organizations/instituto-do-mar": note(name="Instituto do Mar"),
        "organizations/instituto-de-letras": note(name="Instituto de Letras"),
        "organizations/hospital": note(name="Hospital de Viana", location="hospital, Viana"),
        "events/mixer-past": note(name="Small presses' mixer", start="2026-11-12"),
        "events/mixer-next": note(name="Small presses' mixer", start="2026-11-24"),
        "interactions/2026-03-01-talk": note(with_="[sovela-prata, sam-tull]", date="2026-03-01"),
    }
)


def read(line: str) -> Understood:
    return read_line(line, VAULT, TODAY)


def people(line: str) -> str:
    return " ".join(read(line).people)


# Names that are nearly a contact's


@pytest.mark.parametrize(
    "line",
    [
        "coffee with Peter van der Berg",
        "coffee with Peter v. d. Berg",
        "emailed Anna de la Cruz",
        "coffee with Maria von Trapp",
        "met Fatima Al-Sayed",
        "Siobhan O'Neill called",
        "lunch with Ana García López",
        "lunch with José Maria García López",
        "Pierre Le Roux called",
        "Ursula von der Heide called",
        "ursula von der heide called",
        "coffee with peter van der berg",
        "coffee with siobhan o'neill",
        "met Ramiro Entrecampos Filho",
        "coffee with Jane Watson",
        "coffee with Marie",
        "coffee with Marie Lund",
        "lunch at MacDonald's",
        "dinner with Liam's O'Neill cousins",
        "emailed Anna de la Cruz about the fair",
        "called Peter van Berg",
        "coffee with Dr Peter van der Berg",
        "+Peter van der Berg told me a story",
        "Maria von Trapp sang",
        "coffee with Maria García López",
    ],
)
def test_somebody_with_the_surname_of_a_contact_is_somebody_else(line: str) -> None:
    assert (people(line), read(line).unclear) == ("", ())


@pytest.mark.parametrize(
    ("line", "there"),
    [
        ("coffee with Wil van der Berg", "wil-van-der-berg"),
        ("coffee with van der Berg", "wil-van-der-berg"),
        ("coffee with João de Almeida", "joao-pedro-de-almeida"),
        ("coffee with Wil Berg", "wil-van-der-berg"),
        ("Meeting With Kim Strand About Maps", "kim-strand"),
        ("met the tall Attard", "sam-attard"),
        ("Coffee with Herr von der Heide", "karl-von-der-heide"),
        ("Von Trapp called", "carlos-von-trapp"),
        ("called O'Neill", "liam-oneill"),
        ("called Mr O'Neill", "liam-oneill"),
        ("García López called", "jose-garcia-lopez"),
        ("José García called", "jose-garcia-lopez"),
        ("Met Ramiro Entrecampos. Filho is his son", "ramiro-entrecampos"),
        ("coffee with Al-Sayed", "omar-al-sayed"),
        ("met MacDonald at MacDonald's", "ronald-macdonald"),
        ("Jean and Le Roux called", "jean-le-roux"),
    ],
)
def test_a_surname_of_several_words_is_a_name_to_call_by(line: str, there: str) -> None:
    assert people(line) == there


@pytest.mark.parametrize("line", ["tea with her husband Pedro", "tea with Pedro", "Pedro called", "called pedro"])
def test_nobody_is_called_by_a_name_in_the_middle(line: str) -> None:
    assert (people(line), read(line).unclear) == ("", ())


# Who took part


@pytest.mark.parametrize(
    ("line", "there"),
    [
        ("Domingos is unwell, watched the match with Sovela", "sovela-prata"),
        ("Noémia gave a lecture, went with Graça", "graca-simoes"),
        ("Will is coming in spring, planned it with Tomé", "tome-reis"),
        ("Karl is abroad, coffee with Kim", "kim-strand"),
        ("Karl says hi, Kim told me on the phone", "kim-strand"),
        ("Karl retired, says Kim", "kim-strand"),
        ("Karl sends his love, saw Kim at the market", "kim-strand"),
        ("Karl cancelled, saw Kim instead", "kim-strand"),
        ("Karl called, met Kim yesterday", "karl-von-der-heide"),
        ("coffee with Peter van der Berg and Kim", "kim-strand"),
        ("Karl couldn't come, lunch with Kim", "kim-strand"),
        ("only Kim came, Karl stayed home", "kim-strand"),
        ("Karl came over, then dinner with Kim", "karl-von-der-heide kim-strand"),
        ("Karl called, later coffee with Kim", "karl-von-der-heide kim-strand"),
        ("Ivone Marcalo and Sovela for dinner at mine yesterday evening, +Ana Pinto came too",
         "ivone-marcalo sovela-prata"),
        ("video call with Uxía (Vigo) and Boram (Busan) @ 9am", "uxia-rey boram-seo"),
        ("coffee with sam a and sam t", "sam-attard sam-tull"),
        ("coffee with sam a, he is well", "sam-attard"),
        ("Sam A and Sam T came over", "sam-attard sam-tull"),
    ],
)  # fmt: skip
def test_those_took_part_whom_the_line_says_to_have(line: str, there: str) -> None:
    assert people(line) == there


@pytest.mark.parametrize(
    "line", ["coffee with Sovela and Sam", "Rui rang about the tide gauges in Falmouth"]
)  # fmt: skip
def test_too_little_settles_no_name(line: str) -> None:
    assert len(read(line).unclear) == 1


def test_where_somebody_lives_settles_a_name() -> None:
    assert people("coffee with Rui in Falmouth") == "rui-dias"


@pytest.mark.parametrize(
    ("line", "introduced"),
    [
        ("introduced +Lena Hofstätter to Orysia", "orysia-hnat"),
        ("introduced Ivone to +Ana Pinto", "ivone-marcalo"),
        ("coffee with Ivone, intro'd her to Meena by email", "ivone-marcalo meena-rao"),
    ],
)
def test_introductions_of_new_people_count(line: str, introduced: str) -> None:
    assert " ".join(read(line).introduced) == introduced


# Where, and how


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("dinner with Ivone at Café Majestic", "Café Majestic"),
        ("dinner with Ivone at Mapas & Café", "Mapas & Café"),
        ("dinner with Ivone at the Society", "Gower History Society"),
        ("dinner with Ivone at the History Society", "Gower History Society"),
        ("met Ivone at the Instituto", "Instituto"),
        ("met Ivone at the archive 12.11.", "archive"),
        ("saw Ivone in hospital", None),
    ],
)
def test_a_place_is_known_by_its_name_or_by_nothing_but_words_of_it(line: str, place: str | None) -> None:
    assert read(line).place == place


@pytest.mark.parametrize(
    ("line", "event"),
    [
        ("saw Ivone at the Small presses' mixer", "mixer-past"),
        ("saw Ivone at the Small presses' mixer on 24 November 2026", "mixer-next"),
    ],
)
def test_something_past_was_at_no_event_to_come(line: str, event: str) -> None:
    assert read(line).event == event


@pytest.mark.parametrize(
    ("line", "channel", "initiated"),
    [
        ("sent Zsófi a postcard from Viana", "letter", "me"),
        ("met somebody called Paulo with Kim", "meeting", None),
        ("met Will, will call him next week", "meeting", None),
        ("whatsapp'd Kim", "message", "me"),
        ("voice note from Kim", "message", "them"),
        ("slack with Kim", "message", None),
    ],
)
def test_how_it_was_held(line: str, channel: str, initiated: str | None) -> None:
    assert (read(line).channel, read(line).initiated) == (channel, initiated)


@pytest.mark.parametrize("line", ["coffee with peter Attard", "met kim Attard", "lunch with sam Byron yesterday"])
def test_a_first_name_in_lower_case_before_a_strange_surname_is_somebody_else(line: str) -> None:
    vault = vault_of(
        {"contacts/nina": note(name="Nina Attard"), "contacts/kim": note(name="Kim Berg"),
         "contacts/sam": note(name="Sam Marlow"), "contacts/peter": note(name="Peter Silva")}
    )  # fmt: skip
    assert read_line(line, vault, TODAY).people == ()
