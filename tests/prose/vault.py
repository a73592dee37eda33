"""A made-up vault with hard names: words that are names, names that are places, namesakes, many scripts.

Everybody in it is invented. The owner is Noor Lindqvist; today is Saturday, 21 November 2026. What a careful reader may
use to settle a first name stands here too: who met whom and when, who works where, who is in which project.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from small_vault import TODAY, vault_of

from notebook.snapshot import Snapshot

__all__ = ["TODAY", "prose_vault"]

# id | name | more fields, `;` between them
_CONTACTS = """
noor-lindqvist | Noor Lindqvist | location: Lisbon
ada-brightwell | Ada Brightwell | organization: kestrel-foundry; location: Lisbon
grace-achterberg | Grace Achterberg | role: Librarian
sam-okafor | Sam Okafor | organization: tidewater
samira-haddad | Samira Haddad | aliases: [Sam, Sami]; organization: northlight
anna-kowalczyk | Anna Kowalczyk | organization: halden-press
anna-bergstrom | Anna Bergström | relationship: mentor; location: Gothenburg
anna-lena-vogt | Anna-Lena Vogt | location: Bremen
ana-figueira | Ana Figueira | location: Lisbon
anne-tessier | Anne Tessier | location: Nantes
will-thornbury | Will Thornbury | organization: halden-press; role: Printer
may-ashdown | May Ashdown | role: Potter
april-castellane | April Castellane | role: Translator
june-hartwick | June Hartwick | role: Gardener
mark-dunleavy | Mark Dunleavy | role: Lawyer
rose-tanimoto | Rose Tanimoto | role: Violinist
hope-ndlovu-price | Hope Ndlovu-Price | role: Botanist
bill-kessler | Bill Kessler | role: Carpenter
paris-andreou | Paris Andreou | location: Athens
jordan-wakefield | Jordan Wakefield | role: Photographer
chelsea-rourke | Chelsea Rourke | role: Nurse
sunday-adeyemi | Sunday Adeyemi | role: Running coach
yamada-kotaro | 山田小太郎 | aliases: [Kotaro Yamada, Yamada-san]; location: Osaka
lin-xiaochuan | 林小川 | aliases: [Lin Xiaochuan, Xiaochuan]; location: Suzhou
yoon-seoa | 윤서아 | aliases: [Yoon Seoa, Seoa]; location: Busan
olga-vetrova | Ольга Ветрова | aliases: [Olga Vetrova]
dmitri-solovey | Дмитрий Соловей | aliases: [Dmitri Solovey, Dima]
layla-mansour | ليلى منصور | aliases: [Layla Mansour]
nikos-karalis | Νίκος Καραλής | aliases: [Nikos Karalis]
priya-nair | प्रिया नायर | aliases: [Priya Nair]
jose-villaquiran | José Villaquirán | location: Oviedo
lukasz-wrona | Łukasz Wrona | location: Gdynia
zoe-lacombe | Zoë Lacombe | location: Ghent
thora-einarsdottir | Þóra Einarsdóttir | location: Akureyri
dang-minh-chau | Đặng Minh Châu | aliases: [Chau]; location: Hue
siobhan-obrien | Siobhán O'Brien | location: Galway
maria-da-silva | Maria da Silva | location: Faro
maria-santos-porto | Maria Santos | location: Porto; role: Ceramist
maria-santos-lyon | Maria Santos | location: Lyon; role: Cellist
ludwig-van-der-berg | Ludwig van der Berg | role: Piano tuner
tindra | Tindra | role: Singer
ozan | Ozan | organization: northlight
jp-marchetti | J. P. Marchetti | aliases: [JP]; role: Notary
ts-raghavan | T. S. Raghavan | role: Professor
margaret-fennimore | Margaret Fennimore | aliases: [Peggy, Aunt Peg]; relationship: family
alexander-dravic | Alexander Dravic | aliases: [Sasha]
alexandra-moreau | Alexandra Moreau | aliases: [Sasha, Alex]
tom-wexley | Tom Wexley | role: Baker
tom-garrity | Tom Garrity | status: archived
beatrix-holm | Beatrix Holm | status: archived
helen-marlowe | Helen Marlowe | knows: [{who: peter-marlowe, as: husband}]
peter-marlowe | Peter Marlowe | knows: [{who: helen-marlowe, as: wife}]
peter-szabo | Peter Szabó | role: Dentist
david-colebrook | David Colebrook | organization: kestrel-foundry
david-colebrook-bath | David Colebrook | location: Bath; role: Historian
robert-ashgrove | Robert Ashgrove | aliases: [Bob, Rob]
rob-tillery | Rob Tillery | tags: [climbing]
jack-ferris | Jack Ferris | tags: [climbing]
jack-oduya | Jack Oduya |
elena-popescu | Elena Popescu | role: Architect
elena-ricci | Elena Ricci |
elizabeth-crane | Elizabeth Crane | aliases: [Liz]
imogen-falk | Imogen Falk | aliases: [Dr Falk]; organization: hope-street-clinic; role: Doctor
lee-park | Lee Park | role: Illustrator
victoria-brask | Victoria Brask | role: Conductor
georgia-pell | Georgia Pell | role: Baker
sydney-marsh | Sydney Marsh | role: Sailor
florence-adair | Florence Adair | role: Restorer
joy-banerjee | Joy Banerjee | role: Teacher
art-vance | Art Vance | role: Sculptor
frank-osei | Frank Osei | role: Accountant
drew-halloran | Drew Halloran | role: Animator
miles-okonjo | Miles Okonjo | organization: tidewater
dawn-prewitt | Dawn Prewitt | role: Midwife
summer-lindholm | Summer Lindholm | role: Surfer
"""

_ORGANIZATIONS = """
northlight | Northlight Studio | aliases: [Northlight]; location: Lisbon
halden-press | Halden Press | location: Lisbon
kestrel-foundry | Kestrel Foundry | location: Setúbal
tidewater | Tidewater Institute | aliases: [Tidewater]
makers-guild | Lisbon Makers' Guild | aliases: [Makers' Guild, the Guild]; role: treasurer
reading-room | The Reading Room | location: Lisbon
hope-street-clinic | Hope Street Clinic | location: Lisbon
mark-and-rose | Mark & Rose | kind: company; location: Sintra
"""

_EVENTS = """
2025-10-16-pycon-pt | PyCon PT | start: 2025-10-16; end: 2025-10-18; place: Porto; with: [lukasz-wrona, jack-oduya]
2026-10-19-pycon-pt | PyCon PT | start: 2026-10-19; end: 2026-10-21; place: Braga; with: [anna-bergstrom, lukasz-wrona]
2025-05-23-harbour-book-fair | Harbour Book Fair | aliases: [Book Fair]; start: 2025-05-23; with: [grace-achterberg]
2026-05-22-harbour-book-fair | Harbour Book Fair | aliases: [Book Fair]; start: 2026-05-22; with: [will-thornbury]
2026-09-12-northlight-open-house | Northlight Open House | start: 2026-09-12; place: Lisbon; with: [ozan, samira-haddad]
2026-11-07-makers-fair | Makers' Fair | start: 2026-11-07; end: 2026-11-08; with: [art-vance, may-ashdown]
2026-11-13-guild-dinner | Guild Dinner | start: 2026-11-13; kind: dinner; organizer: makers-guild
2026-12-03-typography-day | Typography Day | start: 2026-12-03; kind: workshop; organizer: halden-press
"""

_PROJECTS = """
open-atlas | Open Atlas | with: [anna-kowalczyk, ada-brightwell, lukasz-wrona]; status: active
seed-library | Seed Library | with: [june-hartwick, hope-ndlovu-price, maria-da-silva]; status: active
choir-archive | Choir Archive | with: [helen-marlowe, peter-marlowe]; status: paused
tidal | Tidal | with: [miles-okonjo, sam-okafor]; organization: tidewater; status: active
"""

# day | channel | people | more fields
_INTERACTIONS = """
2026-11-19 | walk | rob-tillery, jack-ferris |
2026-11-18 | coffee | jack-ferris |
2026-11-17 | coffee | tom-wexley |
2026-11-15 | call | ada-brightwell | topics: [funding]
2026-11-14 | meal | helen-marlowe, peter-marlowe |
2026-11-13 | event | bill-kessler, georgia-pell | event: 2026-11-13-guild-dinner
2026-11-12 | coffee | samira-haddad, ozan |
2026-11-12 | walk | rob-tillery, jack-ferris |
2026-11-10 | video | anna-kowalczyk, lukasz-wrona | project: open-atlas
2026-11-07 | event | art-vance, may-ashdown | event: 2026-11-07-makers-fair
2026-11-05 | coffee | maria-santos-porto |
2026-11-05 | walk | rob-tillery |
2026-11-04 | visit | elena-popescu |
2026-11-03 | call | sam-okafor | project: tidal
2026-11-02 | coffee | anna-bergstrom |
2026-11-01 | message | alexandra-moreau |
2026-10-30 | call | maria-da-silva, june-hartwick | project: seed-library
2026-10-29 | walk | rob-tillery, jack-ferris |
2026-10-28 | meal | samira-haddad, ozan |
2026-10-25 | call | peter-szabo |
2026-10-22 | drink | tom-wexley, bill-kessler |
2026-10-20 | event | anna-bergstrom, lukasz-wrona | event: 2026-10-19-pycon-pt
2026-10-16 | coffee | will-thornbury |
2026-10-15 | walk | rob-tillery, jack-ferris |
2026-10-11 | email | alexander-dravic |
2026-10-10 | meal | helen-marlowe, peter-marlowe, victoria-brask |
2026-10-08 | coffee | samira-haddad, ozan |
2026-10-06 | call | tom-wexley |
2026-10-05 | call | grace-achterberg |
2026-10-01 | walk | jack-ferris |
2026-09-28 | video | yoon-seoa |
2026-09-24 | meal | elena-popescu, florence-adair |
2026-09-20 | coffee | sam-okafor, miles-okonjo | project: tidal
2026-09-15 | message | paris-andreou |
2026-09-12 | event | samira-haddad, ozan | event: 2026-09-12-northlight-open-house
2026-09-10 | email | yamada-kotaro |
2026-09-05 | meal | helen-marlowe, peter-marlowe |
2026-09-02 | call | david-colebrook |
2026-08-29 | visit | margaret-fennimore |
2026-08-20 | message | maria-santos-lyon |
2026-08-14 | walk | sunday-adeyemi, chelsea-rourke |
2026-08-01 | meal | samira-haddad, ozan |
2026-07-30 | video | anna-kowalczyk, ada-brightwell | project: open-atlas
2026-07-15 | email | david-colebrook-bath |
2026-07-04 | meal | mark-dunleavy, rose-tanimoto |
2026-06-30 | coffee | april-castellane |
2026-06-14 | visit | anna-lena-vogt |
2026-05-22 | event | will-thornbury, grace-achterberg | event: 2026-05-22-harbour-book-fair
2026-05-11 | call | sam-okafor |
2026-05-02 | coffee | hope-ndlovu-price, june-hartwick | project: seed-library
2026-03-15 | letter | beatrix-holm |
2026-02-20 | drink | drew-halloran, frank-osei |
2025-12-06 | meal | mark-dunleavy, rose-tanimoto |
2025-10-17 | event | lukasz-wrona | event: 2025-10-16-pycon-pt
2025-05-23 | event | grace-achterberg | event: 2025-05-23-harbour-book-fair
2022-04-09 | message | jack-oduya |
2021-02-03 | call | tom-garrity |
2019-06-18 | meal | robert-ashgrove |
"""


@cache
def prose_vault() -> Snapshot:
    """The vault as one value."""
    files: dict[str, str] = {}
    for folder, rows in (
        ("contacts", _CONTACTS),
        ("organizations", _ORGANIZATIONS),
        ("events", _EVENTS),
        ("projects", _PROJECTS),
    ):
        for stem, name, more in _rows(rows):
            files[f"{folder}/{stem}"] = _file(f"name: {name}", more)
    for number, (day, channel, people, more) in enumerate(_rows(_INTERACTIONS)):
        fields = (f"date: {day}", f"with: [{people}]", f"channel: {channel}")
        files[f"interactions/{day}-{channel}-{number}"] = _file(*fields, more)
    return vault_of(files, me="noor-lindqvist")


def _rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def _file(*fields: str) -> str:
    lines = [line.strip() for field in fields for line in field.split(";") if line.strip()]
    return "\n".join(("---", *lines, "---", ""))
