"""Edits of a record's fields: which bytes a request changes, and what it refuses."""

from __future__ import annotations

import datetime

import pytest
from small_vault import TODAY, vault_of

from notebook.changes import ChangeSet
from notebook.changes.edit.close_task import How, close_task
from notebook.changes.edit.edit_fields import add_to_fields, remove_fields, set_fields, tag_record
from notebook.errors import NoSuchRecord, Refused, UsageFault
from notebook.practice.promises import Promise, promises
from notebook.practice.threads import Thread, threads
from notebook.snapshot import Snapshot

OTHERS = {
    "contacts/charles-babbage": "---\nname: Charles Babbage\naliases: [Babbage]\n---\n",
    "contacts/mary-somerville": "---\nname: Mary Somerville\n---\n",
    "contacts/sam-okafor": "---\nname: Sam Okafor\n---\n",
    "contacts/sam-haddad": "---\nname: Sam Haddad\n---\n",
    "events/2026-06-05-party": "---\nname: Party\nstart: 2026-06-05\n---\n",
    "organizations/acm": "---\nname: ACM\n---\n",
}


class Desk:
    """A file of Ada's with these lines of front matter, and what the requests make of it."""

    def __init__(self, front: str, path: str = "contacts/ada") -> None:
        self.raw = f"---\n{front}---\nShe  writes.\n".encode()
        self.snapshot = vault_of({**OTHERS, path: self.raw.decode()})
        self.record = next(record for record in self.snapshot.records if record.path == f"{path}.md")

    def set(self, *pairs: str) -> ChangeSet:
        return set_fields(
            self.record, [split(pair) for pair in pairs], read=self.read, snapshot=self.snapshot, today=TODAY
        )

    def add(self, *pairs: str) -> ChangeSet:
        return add_to_fields(
            self.record, [split(pair) for pair in pairs], read=self.read, snapshot=self.snapshot, today=TODAY
        )

    def remove(self, *asked: str) -> ChangeSet:
        pairs = [split(one) if "=" in one else (one, None) for one in asked]
        return remove_fields(self.record, pairs, read=self.read, snapshot=self.snapshot, today=TODAY)

    def tag(self, *tags: str, gone: tuple[str, ...] = ()) -> ChangeSet:
        return tag_record(self.record, tags, gone, read=self.read, snapshot=self.snapshot, today=TODAY)

    def read(self, path: str) -> bytes:
        assert path == self.record.path
        return self.raw


def split(pair: str) -> tuple[str, str]:
    key, _, value = pair.partition("=")
    return key, value


def front(changes: ChangeSet) -> str:
    """The front matter after the change, whose other bytes are checked to be as they were."""
    (change,) = changes.changes
    assert change.before is not None
    assert change.after is not None
    start, end = b"---\n", b"---\nShe  writes.\n"
    assert change.after.startswith(start)
    assert change.after.endswith(end)
    return change.after.removeprefix(start).removesuffix(end).decode()


# set


@pytest.mark.parametrize(
    ("before", "typed", "after"),
    [
        # a value where it stands, as it is written there
        ("cadence: 6 weeks\n", "cadence=monthly", "cadence: monthly\n"),
        ("cadence: '6 weeks' # often\n", "cadence=monthly", "cadence: 'monthly' # often\n"),
        ('role:   "Poet"\n', "role=Mathematician", 'role:   "Mathematician"\n'),
        # the word that the file has for the field
        ("mail: a@x.example\n", "emails=b@x.example", "mail: b@x.example\n"),
        ("emails: a@x.example\n", "mail=b@x.example", "emails: b@x.example\n"),
        ("E-mail: a@x.example\n", "email=b@x.example", "E-mail: b@x.example\n"),
        ("org: ACM\n", "organization=ACM", "org: acm\n"),
        # one value, several, a list and back, in the form that is there
        ("mail: a@x.example\n", "email=b@x.example,c@x.example", 'mail: ["b@x.example", "c@x.example"]\n'),
        ("tags: [a, b]\n", "tags=c", "tags: [c]\n"),
        ("tags: a, b\n", "tags=c,d", "tags: c, d\n"),
        ("tags:\n  - a # one\n  - b\n  - c\n", "tags=a,c", "tags:\n  - a # one\n  - c\n"),
        ("tags:\n- a\n", "tags=a,#b", "tags:\n- a\n- b\n"),
        ("tags:\n", "tags=a,b", "tags: [a, b]\n"),
        # a label, wherever it stands
        ("linkedin: ada\n", "linkedin=ada-l", "linkedin: ada-l\n"),
        ("linkedin: ada\n", "links.linkedin=ada-l", "linkedin: ada-l\n"),
        ("links: {linkedin: ada, github: a}\n", "linkedin=ada-l", "links: {linkedin: ada-l, github: a}\n"),
        ("socials:\n  LinkedIn: ada\n", "linkedin=ada-l", "socials:\n  LinkedIn: ada-l\n"),
        (
            "links:\n  - linkedin: ada\n  - https://a.example\n",
            "links.linkedin=ada-l",
            "links:\n  - linkedin: ada-l\n  - https://a.example\n",
        ),
        ("links: {github: a}\n", "linkedin=ada-l", "links: {github: a, linkedin: ada-l}\n"),
        ("links: [https://a.example]\n", "linkedin=ada-l", "links: [https://a.example, {linkedin: ada-l}]\n"),
        ("links:\n", "linkedin=ada-l", "links: {linkedin: ada-l}\n"),
        ("emails: [{work: a@x.example}, b@x.example]\n", "emails.work=c@x.example",
         'emails: [{work: "c@x.example"}, b@x.example]\n'),
        # a part of `met`
        ("met: {at: party}\n", "met.through=Mary", "met: {at: party, through: mary-somerville}\n"),
        ("met: {date: 2026-01}\n", "met.date=yesterday", "met: {date: 2026-11-20}\n"),
        ("met: at the fair\n", "met.through=Mary", "met: {through: mary-somerville, how: at the fair}\n"),
        ("met: at the fair\n", "met.how=at the zoo", "met: at the zoo\n"),
        ("met_through: Babbage\n", "met.through=Mary", "met_through: mary-somerville\n"),
        ("met_through: Babbage\n", "met.at=Party", "met_through: Babbage\nmet: {at: \"2026-06-05-party\"}\n"),
        ("how_we_met:\n  through: Babbage\n", "met_through=Mary", "how_we_met:\n  through: mary-somerville\n"),
        # names as ids, words as dates
        ("knows: [Babbage]\n", "knows=Mary Somerville", "knows: [mary-somerville]\n"),
        ("snooze: 2026-12-01\n", "snooze=friday", "snooze: 2026-11-27\n"),
        # a key of the user's own
        ("Shoe size: 43\n", "shoe_size=44", 'Shoe size: "44"\n'),
        ("pets: [cat]\n", "pets=dog, fish", "pets: [dog, fish]\n"),
        ("pets: cat\n", "pets=dog, fish", "pets: dog, fish\n"),
        ("pets: cat\n", "pets=[dog, fish]", "pets: [dog, fish]\n"),
        ("home: {street: Old, town: X}\n", "home.street=New", "home: {street: New, town: X}\n"),
    ],
)  # fmt: skip
def test_set_changes_what_stands_there_in_the_form_it_has(before: str, typed: str, after: str) -> None:
    assert front(Desk(f"name: Ada\n{before}uid: 1\n").set(typed)) == f"name: Ada\n{after}uid: 1\n"


def test_set_puts_a_new_field_at_its_place_in_the_field_table() -> None:
    desk = Desk("name: Ada\ntitle: Poet\nshoe size: 43\nuid: 1\n")
    assert front(desk.set("location=London", "cadence=monthly", "pronouns=she/her")) == (
        "name: Ada\npronouns: she/her\ntitle: Poet\nlocation: London\ncadence: monthly\nshoe size: 43\nuid: 1\n"
    )


def test_set_makes_front_matter_for_a_file_without_it() -> None:
    desk = Desk("name: Ada\n")
    desk.raw = b"# Ada\n"
    (change,) = desk.set("cadence=monthly").changes
    assert change.after == b"---\ncadence: monthly\n---\n# Ada\n"


def test_set_puts_a_new_key_of_the_users_own_last_and_says_so() -> None:
    changes = Desk("name: Ada\nuid: 1\n").set("shoe size=43")
    assert front(changes) == 'name: Ada\nuid: 1\nshoe size: "43"\n'
    assert changes.remarks == ('"shoe size" is no field of the notebook; it is kept as your own key.',)


def test_several_values_of_one_list_are_joined() -> None:
    assert front(Desk("name: Ada\n").set("tags=a,b", "tag=c", "linkedin=l", "github=g")) == (
        "name: Ada\nlinks: {linkedin: l, github: g}\ntags: [a, b, c]\n"
    )


def test_every_line_end_and_blank_stays_as_it_is() -> None:
    desk = Desk("name: Ada\n")
    desk.raw = b"\xef\xbb\xbf---\r\nname:  Ada \t\r\ncadence: 6 weeks\r\n\r\n# old\r\n---\r\n\r\nText"
    (change,) = desk.set("cadence=monthly", "role=Poet").changes
    assert change.after == (
        b"\xef\xbb\xbf---\r\nname:  Ada \t\r\nrole: Poet\r\ncadence: monthly\r\n\r\n# old\r\n---\r\n\r\nText"
    )


@pytest.mark.parametrize("typed", ["cadence=6 weeks", "mail=A@x.example"])
def test_set_to_what_stands_there_changes_nothing(typed: str) -> None:
    changes = Desk("cadence: '6 weeks'\nemails: A@x.example\n").set(typed)
    assert (changes.changes, changes.remarks) == ((), ("contacts/ada.md says so already.",))


@pytest.mark.parametrize(
    ("before", "typed", "says"),
    [
        ("emails: a@x.example\nmail: b@x.example\n", "email=c@x.example",
         "contacts/ada.md:2: emails stands here (emails) and on line 3 (mail)."),
        ("cadence: monthly\ncadence: weekly\n", "cadence=yearly", "stands here (cadence) and on line 3 (cadence)."),
        ("linkedin: a\nlinks: {linkedin: b}\n", "linkedin=c",
         "linkedin stands here (linkedin) and on line 3 (links.linkedin)."),
        ("links: {github: a}\nsocials: {blog: b}\n", "linkedin=c",
         "links stands here (links) and on line 3 (socials)."),
        ("pets: cat\nPets: dog\n", "PETS=fish", "stands here (pets) and on line 3 (Pets)."),
        ("linkedin: a\n", "links=b", "contacts/ada.md:2: links stands here as linkedin."),
        ("role: &it Poet\n", "role=x", "contacts/ada.md:2: "),
        ("tags: [a, # old\n  b]\n", "tags=c", "contacts/ada.md:2: "),
    ],
)  # fmt: skip
def test_what_stands_in_two_places_or_cannot_be_edited_safely_is_refused(before: str, typed: str, says: str) -> None:
    with pytest.raises(Refused) as caught:
        Desk(before).set(typed)
    assert says in caught.value.message
    assert caught.value.message.endswith("Nothing was written.")
    assert caught.value.hint


@pytest.mark.parametrize(
    ("typed", "says", "hint"),
    [
        ("birthday=1990-13-05", 'birthday "1990-13-05" is not a date.', "Write 1990-05-13"),
        ("status=retired", 'status "retired" is none of active', ""),
        ("cadence=often", 'cadence "often" is not a length of time.', "Write 6 weeks"),
        ("brithday=1990", '"brithday" is no field of a contact.', "Did you mean birthday?"),
        ("met={when: 2019}", "met wants date, at, through and how, not when.", "For example"),
        ("dates=soon", "dates wants a date and what it is.", "For example"),
        ("birthday.day=3", 'birthday has no part "day".', "For example: birthday: 1990-12-10"),
        ("met.by=train", 'met has no part "by".', "It has date, at, through, how."),
        ("tags=[a", "[a cannot be read.", ""),
        ("cadence=", "cadence= has no value.", "notebook remove ada cadence"),
        ("tags=[]", "tags= has no value.", "notebook remove ada tags"),
        ("name=Ada King", "A name is changed together with what refers to it.", "notebook rename ada"),
        ("kind=event", "With this the file would be no contact.", "notebook edit ada"),
        ("content=x", '"content" cannot be a key in a file.', "notebook fields contact"),
    ],
)
def test_set_refuses_what_would_be_wrong_in_the_file(typed: str, says: str, hint: str) -> None:
    with pytest.raises(UsageFault) as caught:
        Desk("name: Ada\n").set(typed)
    assert caught.value.message.startswith(says)
    assert hint in (caught.value.hint or "")


@pytest.mark.parametrize("typed", [("role=a", "role=b"), ("pets=a", "pets=b"), ("linkedin=a", "links.linkedin=b")])
def test_one_value_cannot_be_set_twice(typed: tuple[str, str]) -> None:
    with pytest.raises(UsageFault, match="is given twice"):
        Desk("name: Ada\n").set(*typed)


def test_a_problem_that_was_there_before_is_no_reason_to_refuse() -> None:
    desk = Desk("birthday: soon\ncadence: often\nname: Ada\nname: Eva\n")
    assert front(desk.set("role=Poet")) == "birthday: soon\ncadence: often\nname: Ada\nname: Eva\nrole: Poet\n"


def test_a_wrong_value_is_refused_where_another_wrong_value_stands() -> None:
    with pytest.raises(UsageFault, match="interests wants a list of words here"):
        Desk("interests: {a: b}\n").set("interests={c: d}")


def test_a_problem_that_an_edit_would_make_elsewhere_is_refused() -> None:
    desk = Desk("name: Fair\nstart: 2026-06-05\n", "events/fair")
    with pytest.raises(UsageFault, match="lies before the start"):
        desk.set("end=2026-06-01")


@pytest.mark.parametrize(
    ("typed", "fault", "says"),
    [
        ("knows=Sam", NoSuchRecord, '"Sam" could be Sam Haddad'),
        ("knows=Nobody", NoSuchRecord, 'No contact is called "Nobody".'),
        ("met.through=Samuel", None, ""),
        ("aliases=Babbage", Refused, 'goes by "Babbage" already.'),
    ],
)
def test_names_mean_one_record_of_the_vault(typed: str, fault: type[Exception] | None, says: str) -> None:
    desk = Desk("name: Ada\n")
    if fault is None:
        assert front(desk.set(typed)) == "name: Ada\nmet: {through: Samuel}\n"
        return
    with pytest.raises(fault) as caught:
        desk.set(typed)
    assert says in str(caught.value)


def test_a_record_may_keep_its_own_alias() -> None:
    assert front(Desk("name: Ada\naliases: [Countess]\n").set("aliases=Countess,Lovelace")) == (
        "name: Ada\naliases: [Countess, Lovelace]\n"
    )


def test_every_kind_of_record_can_be_edited() -> None:
    talk = Desk("date: 2026-11-18\nwith: [Babbage]\n", "interactions/talk")
    assert front(talk.set("people=Mary, Babbage", "depth=deep")) == (
        "date: 2026-11-18\nwith: [mary-somerville, charles-babbage]\ndepth: deep\n"
    )
    fair = Desk("name: Fair\nstart: 2026-06-05\n", "events/fair")
    assert front(fair.set("kind=workshop", "host=ACM")) == (
        "name: Fair\nstart: 2026-06-05\nkind: workshop\norganizer: acm\n"
    )
    atlas = Desk("name: Atlas\nwith: [{who: mary-somerville, as: editor}]\n", "projects/atlas")
    assert front(atlas.add("with={who: Babbage, as: engineer}")) == (
        "name: Atlas\nwith: [{who: mary-somerville, as: editor}, {who: charles-babbage, as: engineer}]\n"
    )


# add


@pytest.mark.parametrize(
    ("before", "typed", "after"),
    [
        ("tags: [a]\n", "tags=b", "tags: [a, b]\n"),
        ("tags:\n  - a\n", "tags=b,c", "tags:\n  - a\n  - b\n  - c\n"),
        ("tags: a\n", "tags=b", "tags: [a, b]\n"),
        ("tags: a, b\n", "tags=c", "tags: a, b, c\n"),
        ("tags:\n", "tags=c", "tags: [c]\n"),
        ("mail: a@x.example\n", "emails=work:b@x.example", 'mail: ["a@x.example", {work: "b@x.example"}]\n'),
        ("emails: {home: a@x.example}\n", "email=work:b@x.example",
         'emails: {home: a@x.example, work: "b@x.example"}\n'),
        ("emails: {home: a@x.example}\n", "email=home:b@x.example", 'emails: {home: ["a@x.example", "b@x.example"]}\n'),
        ("emails: {home: a@x.example}\n", "email=b@x.example", 'emails: [{home: "a@x.example"}, "b@x.example"]\n'),
        ("phones: ['+1']\n", "mobile=+2", "phones: ['+1', {mobile: \"+2\"}]\n"),
        ("mobile: '+1'\n", "mobile=+2", "mobile: ['+1', \"+2\"]\n"),
        ("mobile: '+1'\n", "phones=+2", "mobile: '+1'\nphones: [\"+2\"]\n"),
        ("organization: ACM\n", "org=Society", "organization: [ACM, Society]\n"),
        ("organization: '[[ACM]] [[IEEE]]'\n", "org=Society", 'organization: ["[[ACM]]", "[[IEEE]]", Society]\n'),
        ("care: [grief]\n", "care=mother ill since 2026-09", "care: [grief, mother ill since 2026-09]\n"),
        ("knows: [Babbage]\n", "knows=Mary", "knows: [Babbage, mary-somerville]\n"),
        ("knows: {Babbage: friend}\n", "knows=Mary", "knows: [{Babbage: friend}, mary-somerville]\n"),
        ("dates: [{2020: moved}]\n", "dates={date: 2021, what: moved}",
         "dates: [{2020: moved}, {date: \"2021\", what: moved}]\n"),
        ("pets: cat\n", "pets=dog, fish", "pets: [cat, dog, fish]\n"),
    ],
)  # fmt: skip
def test_add_puts_values_at_the_end_in_the_form_that_is_there(before: str, typed: str, after: str) -> None:
    assert front(Desk(f"name: Ada\n{before}uid: 1\n").add(typed)) == f"name: Ada\n{after}uid: 1\n"


def test_add_makes_the_list_where_there_is_none() -> None:
    assert front(Desk("name: Ada\n").add("interests=chess, music", "email=a@x.example", "knows=Mary")) == (
        'name: Ada\nemails: ["a@x.example"]\ninterests: [chess, music]\nknows: [mary-somerville]\n'
    )


@pytest.mark.parametrize(
    ("before", "typed"),
    [
        ("tags: [Café]", "tags=#cafe"),
        ("tags: a, b", "tags=B"),
        ("mail: Ada@x.example", "emails=work:ada@X.example"),
        ("phones: ['+44 20 7946-0000']", "phones=+442079460000"),
        ("knows: [Babbage]", "knows=charles-babbage"),
        ("knows: [{who: '[[charles-babbage|C]]', as: friend}]", "knows=Babbage"),
        ("organization: acm", "organization=ACM"),
        ("interests: [[[chess]]]", "interests=Chess"),
        ("dates: [{2020: moved}]", "dates={date: 2020, what: Moved}"),
        ("linkedin: ada-l", "links.linkedin=ada-l"),
        ("pets: [cat]", "pets=Cat"),
    ],
)
def test_what_is_there_already_is_not_added_again(before: str, typed: str) -> None:
    changes = Desk(f"{before}\n").add(typed)
    assert changes.changes == ()
    assert changes.remarks[0].endswith(" already.")


def test_what_is_new_is_added_beside_what_is_there_already() -> None:
    changes = Desk("tags: [a]\n").add("tags=b,a,b")
    assert front(changes) == "tags: [a, b]\n"
    assert changes.remarks == ("tags has a already.",)


@pytest.mark.parametrize("typed", ["cadence=monthly", "role=Poet", "met.through=Mary", "snooze=friday"])
def test_a_field_of_one_value_is_set_not_added_to(typed: str) -> None:
    with pytest.raises(UsageFault) as caught:
        Desk("name: Ada\n").add(typed)
    assert "holds one value" in caught.value.message
    assert caught.value.hint == f"notebook set ada {typed}"


def test_somebody_in_another_role_is_not_added_twice() -> None:
    with pytest.raises(UsageFault, match="in another role"):
        Desk("knows: [{who: charles-babbage, as: friend}]\n").add("knows={who: Babbage, as: rival}")


def test_a_value_that_would_be_wrong_is_not_added() -> None:
    with pytest.raises(UsageFault, match="is not a date"):
        Desk("dates: [{2020: moved}]\n").add("dates={date: soon, what: moves}")


# remove


@pytest.mark.parametrize(
    ("before", "typed", "after"),
    [
        ("cadence: monthly # often\n", "cadence", ""),
        ("cadence: monthly\n", "frequency", ""),
        ("mail: a@x.example\n", "emails", ""),
        ("tags:\n  - a\n  - b # x\n  - c\n", "tags=b", "tags:\n  - a\n  - c\n"),
        ("tags: [a, b, c]\n", "tags=A,c", "tags: [b]\n"),
        ("tags: [a, b]\n", "tags=a,b", ""),
        ("tags: ['#a', b]\n", "tags=a", "tags: [b]\n"),
        ("tags: a, b, c\n", "tags=b", "tags: a, c\n"),
        ("tags: a, b\n", "tags=b,a", ""),
        ("tags: a\n", "tags=a", ""),
        ("interests: ['milk, sugar', tea]\n", "interests=milk, sugar", "interests: [tea]\n"),
        ("emails: [a@x.example, {work: b@x.example}]\n", "emails=work", "emails: [a@x.example]\n"),
        ("emails: [a@x.example, {work: b@x.example}]\n", "emails.work", "emails: [a@x.example]\n"),
        ("emails: [a@x.example, {work: b@x.example}]\n", "email=work:b@x.example", "emails: [a@x.example]\n"),
        ("emails: [{home: a@x.example, work: b@x.example}]\n", "emails.work", "emails: [{home: a@x.example}]\n"),
        ("emails: a@x.example, b@x.example\n", "emails=a@x.example", "emails: b@x.example\n"),
        ("links: {github: a, blog: b}\n", "github", "links: {blog: b}\n"),
        ("links:\n  github: a\n  blog: b\n", "links=a", "links:\n  blog: b\n"),
        ("links:\n  github: a\n", "github", ""),
        ("github: a\nblog: b\n", "github", "blog: b\n"),
        ("phones: ['+44 20 7946', '+1']\n", "phones=+44207946", "phones: ['+1']\n"),
        ("knows: [Babbage, mary-somerville]\n", "knows=Charles Babbage", "knows: [mary-somerville]\n"),
        ("knows: [{who: Babbage, as: friend}, Gone]\n", "knows=charles-babbage", "knows: [Gone]\n"),
        ("knows: [Mary Somerville, Charls]\n", "knows=charls", "knows: [Mary Somerville]\n"),
        ("knows: [{Babbage: friend, Mary: rival}]\n", "knows=Babbage", "knows: [{Mary: rival}]\n"),
        ("knows: '[[Babbage]] [[Mary]]'\n", "knows=Babbage", "knows: '[[Mary]]'\n"),
        ("dates: [{date: 2020, what: moved}, {2021: married}]\n", "dates=moved", "dates: [{2021: married}]\n"),
        ("met: {date: 2019, through: Mary}\n", "met.date", "met: {through: Mary}\n"),
        ("met: {through: Mary}\n", "met_through", ""),
        ("snooze: 2026-11-27\n", "snooze=friday", ""),
        ("Shoe size: 43\n", "shoe_size", ""),
        ("pets: [cat, dog]\n", "pets=DOG", "pets: [cat]\n"),
        ("home: {street: Old, town: X}\n", "home.street", "home: {town: X}\n"),
        ("emails: a@x.example\nmail: b@x.example\n", "mail", "emails: a@x.example\n"),
        ("emails: a@x.example\nmail: b@x.example\n", "email=b@x.example", "emails: a@x.example\n"),
    ],
)
def test_remove_takes_out_what_is_meant_and_what_it_empties(before: str, typed: str, after: str) -> None:
    assert front(Desk(f"name: Ada\n{before}uid: 1\n").remove(typed)) == f"name: Ada\n{after}uid: 1\n"


@pytest.mark.parametrize(
    ("typed", "says", "hint"),
    [
        ("cadence", "Ada has no cadence.", "There is name, tags, links."),
        ("tags=c", 'Ada has no "c" in tags.', "There is a, b."),
        ("tags=a,c", 'Ada has no "c" in tags.', "There is a, b."),
        ("links.blog", "Ada has no links.blog.", "There is name, tags, links."),
        ("emails=a@x.example", 'Ada has no "a@x.example" in emails.', None),
        ("tgas", "Ada has no tgas.", "There is name, tags, links."),
    ],
)
def test_what_is_not_there_cannot_be_removed(typed: str, says: str, hint: str | None) -> None:
    with pytest.raises(NoSuchRecord) as caught:
        Desk("name: Ada\ntags: [a, b]\nlinks: {github: g}\n").remove(typed)
    assert (caught.value.message, caught.value.hint) == (says, hint)


def test_remove_refuses_a_field_in_two_places_and_a_name() -> None:
    desk = Desk("name: Ada\nemails: a@x.example\nmail: b@x.example\n")
    with pytest.raises(Refused, match="on line 4"):
        desk.remove("e_mail")
    with pytest.raises(UsageFault, match="A name is changed"):
        desk.remove("name")
    with pytest.raises(UsageFault, match="has no value"):
        desk.remove("emails=")


def test_a_file_that_would_be_no_such_record_any_more_is_refused() -> None:
    desk = Desk("kind: contact\nname: Ada\n")
    with pytest.raises(NoSuchRecord):
        desk.remove("kind")
    talk = Desk("date: 2026-11-18\nwith: [Babbage]\n", "interactions/talk")
    with pytest.raises(UsageFault, match="The interaction has no date"):
        talk.remove("date")


# tag


def test_tags_come_and_go_in_one_change() -> None:
    changes = Desk("name: Ada\ntags:\n  - old\n  - kept\n").tag("#new", "kept", "more, most", gone=("#OLD",))
    assert front(changes) == "name: Ada\ntags:\n  - kept\n  - new\n  - more\n  - most\n"
    assert changes.remarks == ("tags has kept already.",)
    assert changes.summary == "Tag Ada: new, kept, more, most, without OLD"


def test_the_last_tag_takes_its_key_along() -> None:
    assert front(Desk("name: Ada\ngroups: old\n").tag(gone=("old",))) == "name: Ada\n"


def test_tag_says_what_it_cannot_do() -> None:
    desk = Desk("name: Ada\ntags: [a]\n")
    with pytest.raises(NoSuchRecord, match='no "b" in tags'):
        desk.tag("c", gone=("b",))
    with pytest.raises(UsageFault, match="both come and go"):
        desk.tag("b", gone=("b",))
    with pytest.raises(UsageFault, match="No tag is named"):
        desk.tag("#", gone=(" ",))


# Promises and threads

TALK = """\
---
date: 2026-11-18
with: [mary-somerville]
---
- [ ] send the list due:2026-11-20
* [?] how did the exam go ^a1
- [ ] send the list
"""


def talk(text: str = TALK) -> Snapshot:
    return vault_of({**OTHERS, "interactions/talk": text})


def closed(found: Promise | Thread, how: How, day: datetime.date | None, now: str = TALK) -> str:
    changes = close_task(found, how, day, read=lambda path: now.encode(), snapshot=talk())
    (change,) = changes.changes
    assert change.after is not None
    return change.after.decode().removeprefix("---\ndate: 2026-11-18\nwith: [mary-somerville]\n---\n")


def test_a_kept_promise_gets_an_x_and_its_day() -> None:
    first, second = promises(talk())
    assert closed(first, "done", TODAY) == (
        "- [x] send the list due:2026-11-20 done:2026-11-21\n* [?] how did the exam go ^a1\n- [ ] send the list\n"
    )
    assert closed(second, "done", TODAY).endswith("- [x] send the list done:2026-11-21\n")


def test_a_thread_is_closed_in_the_same_way() -> None:
    (thread,) = threads(talk())
    assert "* [x] how did the exam go done:2026-11-21 ^a1\n" in closed(thread, "done", TODAY)
    assert "* [-] how did the exam go ^a1\n" in closed(thread, "dropped", None)


def test_a_task_is_found_again_by_its_words_where_the_file_has_changed() -> None:
    first, _ = promises(talk())
    now = TALK.replace("- [ ] send the list due", "New first line.\n\n- [ ] send the list due")
    assert closed(first, "done", TODAY, now).startswith(
        "New first line.\n\n- [x] send the list due:2026-11-20 done:2026-11-21\n"
    )


@pytest.mark.parametrize(
    ("now", "says"),
    [
        (TALK.replace("[ ] send the list due", "[x] send the list due"), '"send the list" is closed already.'),
        (TALK.replace("send the list", "send a list"), '"send the list" stands there no more.'),
        ("---\nname: [\n---\n", '"send the list" stands there no more.'),
    ],
)
def test_a_task_that_is_not_there_any_more_is_not_closed(now: str, says: str) -> None:
    first, _ = promises(talk())
    with pytest.raises(Refused) as caught:
        closed(first, "done", TODAY, now)
    assert says in caught.value.message
    assert caught.value.message.startswith("interactions/talk.md:5: ")


def test_a_key_that_is_named_as_it_stands_is_that_key_alone() -> None:
    before = 'categories: ["[[Events]]", x]\ntags: [events, y]\n'
    after = front(Desk(before).remove("categories=[[Events]]"))
    assert after == "categories: [x]\ntags: [events, y]\n"
