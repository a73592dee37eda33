"""Words of what is no feast: illness, death, parting, need, the end of a job; in the languages of most notes."""

from __future__ import annotations

import re
from functools import cache

from ..text.folding import fold

_HARD = (
    """
    abus* accident accidents addict* alzheimer* amputat* arrest* assault* bankrupt* bereave* biops* broken_hip
    burial burials burn-out burnout burnt_out cancer chemo* closed closing closure cremat* custody dead death
    deaths debt debts dementia deport* depress* diagnos* died dies disease diseases divorc* evict* fired funeral
    funerals grave grief griev* hospice hospital hospitalised hospitalized hospitals ill illness illnesses
    injur* invasion jail* jobless laid_off lawsuit layoff layoffs leukaemia leukemia losing loss losses lost
    lymphoma* metasta* miscarriage money_problems money_trouble money_troubles money_worries mourning murder*
    operation overdos* passed_away passing prison* redundan* rehab relaps* retrenched separat* sick* sold split
    stillb* stroke suicid* surger* therapies therapy trauma* treatment treatments tumor tumors tumour tumours
    unemploy* war widow* cancro cirurgia desempreg* despedid* divida dividas divorci* doenca doencas doente
    doentes enterro falec* internad* luto morre* morte mortes operacao prisao quimio* separou separacao viuv*
    acidente accidente carcel cirugia desempleo despido deuda deudas duelo enferm* entierro fallec* guerra
    muert* murio viud* chimio* chirurgie chomage deces decede* deuil dette dettes enterrement fausse_couche
    guerre hopital licencie licenciee licenciement malad* mort obseques veuf veuve arbeitslos* beerdigung
    begrabnis entlass* fehlgeburt gefangnis geschieden gestorben getrennt krank* *krebs krieg kundigung
    scheidung schlaganfall schulden tod todestag tot trauer* trennung unfall verstorben* witwe* divorzi*
    incidente licenziat* lutto malatti* morta morti morto begrafenis dood kanker overleden rouw scheiding
    werkloos ziek* chorob* pogrzeb rozwod* smierc* zmarl* болезн* болеет больниц* войн* війн* лікарн* операц*
    похорон* помер* развод* рак розлуч* смерт* умер* хвор*
    """,
    ("† ✝ 病 癌 死 葬 亡くな 手術 手术 入院 住院 離婚 离婚 流産 失業 失业 解雇 借金 "
     "逝世 去世 "
    "질병 병원 수술 입원 사망 장례 이혼 실직 해고 투병 "
    "مرض مريض وفاة توفي جنازة طلاق سرطان مستشفى מחלה חולה נפטר מוות הלוויה גירוש סרטן ניתוח"),
)  # fmt: skip

_NO_JOB = (
    """
    between_jobs career_break deceased disability dismissed emerita emeritus ex fired former formerly
    gap_year hospitalised hospitalized ill in_hospital in_jail in_prison jobless job_seek* jobseek* laid_off
    layoff left_the looking_for lost_job lost_the no_job none not_working on_leave leave_of_absence
    maternity_leave paternity_leave parental_leave medical_leave sick_leave unpaid_leave compassionate_leave
    out_of_work pensioner quit redundant resigned retired retiree retirement retiring sabbatical sacked
    seeking sick suspended unemploy* n/a antiga antigo aposent* baixa_medica de_baixa demitid* demitiu
    desempreg* despedid* licenca_* pensionista reformad* sem_emprego sem_trabalho de_baja desemplead*
    despedido desocupad* en_paro excedencia jubilad* parado sin_empleo sin_trabajo ancien ancienne
    au_chomage chomage chomeu* conge_* en_conge demissionnaire licencie licenciee retraite retraitee
    sans_emploi arbeitslos* arbeitsuchend arbeitssuchend beurlaubt ehemalige* elternzeit entlassen
    freigestellt im_ruhestand in_rente krankgeschrieben pensionar* pensioniert rentner* ruhestand
    disoccupat* in_congedo in_pensione licenziat* pensionat* gepensioneerd ontslagen werkloos werkzoekend
    bezrobotn* emeryt* na_emeryturze zwolnion* arbetslos* pensionerad arbejdslos безработн* безробітн*
    звільнен* пенсіонер* пенсионер* на_пенсии на_пенсії уволен*
    """,
    ("無職 無业 无业 退職 退职 退休 休職 失業 失业 引退 離職 离职 待业 "
    "무직 실업 은퇴 퇴직 휴직 عاطل متقاعد מובטל פנסיונר"),
)  # fmt: skip

# Of the two who married: no more anniversaries.
_PARTING = (
    """
    bereave* dead death deaths deceased died dies divorc* passed_away separat* split widow* ex-husband ex-wife
    late_husband late_wife lost_her_husband lost_his_wife lost_her_wife lost_his_husband
    falec* morre* morte separou separacao viuv* fallec* muert* murio separad* viud*
    deces decede* deuil mort separ* veuf veuve gestorben geschieden getrennt scheidung trennung tod verstorben* witwe*
    divorzi* lutto morta morto separazione vedov* gescheiden overleden scheiding weduw* rozwod* smierc* wdow* zmarl*
    помер* развод* розлуч* смерт* умер*
    """,
    "† ✝ 死 亡くな 逝世 去世 離婚 离婚 사망 이혼 طلاق وفاة توفي גירוש נפטר",
)


def is_hard(text: str) -> bool:
    """True for the words of a date that is no feast, and of a subject that nobody begins a letter with."""
    return _pattern(*_HARD).search(fold(text)) is not None


def is_no_job(text: str) -> bool:
    """True for a role or an organization that is no job, though it stands where one would: retired, on leave."""
    return _pattern(*_NO_JOB).search(fold(text)) is not None


def is_parting(text: str) -> bool:
    """True for words of a death, a divorce or a separation."""
    return _pattern(*_PARTING).search(fold(text)) is not None


@cache
def _pattern(spaced: str, unspaced: str) -> re.Pattern[str]:
    """Finds any of the words in a folded text: `ill*` has any ending, `*krebs` any beginning, `laid_off` is two words.

    `spaced` are words between which there are spaces; `unspaced` are found within others.
    """
    words = (re.escape(fold(word)).replace(r"\*", r"\w*").replace("_", " ") for word in spaced.split())
    return re.compile("|".join((rf"\b(?:{'|'.join(words)})\b", *map(re.escape, fold(unspaced).split()))))
