"""`notebook digest`."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from .. import completing
from ..session import Session, pass_session, width

if TYPE_CHECKING:
    from datetime import date

    from ...digest.model import Digest, Period
    from ...records import AnyRecord
    from ...render.filters import Form


@click.command("digest")
@click.option("--week", metavar="WEEK", help="The week: 2026-W47, 'last week'. Else the one around today.")
@click.option("--since", metavar="DATE", help="The first day, for another span than a week.")
@click.option("--until", metavar="DATE", help="The last day; else today.")
@click.option("--format", "form", type=click.Choice(["text", "md", "html", "json"]), help="text, or md with --save.")
@click.option("--template", metavar="NAME", shell_complete=completing.templates,
              help="A template of the vault's templates/, or a built-in one.")  # fmt: skip
@click.option("--save", is_flag=True, help="Write it into the vault's digests/.")
@click.option("--yes", is_flag=True, help="With --save: replace a digest that says something else.")
@click.option("--dry-run", is_flag=True, help="With --save: show the change, write nothing.")
@pass_session
def command(
    session: Session,
    week: str | None,
    since: str | None,
    until: str | None,
    form: str | None,
    template: str | None,
    save: bool,
    yes: bool,
    dry_run: bool,
) -> None:
    """The week on one page.

    What has its day today, whom to write to and why, promises both ways, what to ask about, what is coming up, who
    could help whom and what happened. [digest] in notebook.toml chooses the sections, their order and how long each
    is; a saved query can be one.

    \b
    Example:
      notebook digest
      notebook digest --week 2026-W47 --format html > week.html
      notebook digest --save
    """
    if week and (since or until):
        raise click.UsageError("--week and --since/--until are two ways to name the days; use one.")
    if (yes or dry_run) and not save:
        raise click.UsageError("--yes and --dry-run go with --save.")
    from ...collecting import no_collecting

    period = _period(session, week, since, until)
    form = form or _form_of(template) or ("md" if save else "text")
    with no_collecting():
        page = _page(session, _digest(session, period, form, save), form, template, plain=save)
    if save:
        _save(session, page, f"digests/{_stem(period)}.{form.replace('text', 'txt')}", yes, dry_run)
    else:
        click.echo(page, nl=False)


def _period(session: Session, week: str | None, since: str | None, until: str | None) -> Period:
    from ...digest.period import span_period, week_period

    if since or until:
        return span_period(since, until, session.today)
    return week_period(week, session.today, session.settings.week_starts)


def _form_of(template: str | None) -> str | None:
    if template is None:
        return None
    from ...render.digest import form_of_template

    return form_of_template(template)


def _digest(session: Session, period: Period, form: str, save: bool) -> Digest:
    """The digest; on a page that is kept, or made for a program, every day is named."""
    from ...digest.build import build_digest
    from ...digest.context import DigestSpec, news_since
    from ..news import career_news

    settings = session.settings
    spec = DigestSpec(
        period,
        settings.cadence,
        settings.look_ahead,
        settings.week_starts,
        settings.digest,
        lambda name: _records(session, name, period.day),
        later=save or form != "text",
        now=session.today if session.today > period.day else None,
    )
    commit = _commit(session) if form == "json" else None
    changes = career_news(session, news_since(period))
    return build_digest(session.snapshot, spec, commit=commit, changes=changes)


def _records(session: Session, name: str, day: date) -> list[AnyRecord]:
    """The records that fit a saved query on that day; none, with a sentence on stderr, where it cannot be answered."""
    from ...query import QueryFault
    from ..finding import Finder, without_archived

    finder = Finder(session, day)
    try:
        node = finder.parse(session.settings.queries[name])
        records = [match.record for match in finder.matches(node)]
    except QueryFault as fault:
        session.say(f"The section @{name} is left out: {fault.sentence} ({fault.query})")
        return []
    return without_archived(records, node, False)


def _commit(session: Session) -> str | None:
    from ...git.repository import head_commit

    return session.as_of.id if session.as_of else head_commit(session.root)


def _page(session: Session, digest: Digest, form: str, template: str | None, plain: bool) -> str:
    from ...render.digest import PAGE_WIDTH, digest_json, digest_page

    if form == "json":
        return digest_json(digest)
    own = session.own_templates
    columns = PAGE_WIDTH if plain else min(width(), PAGE_WIDTH)
    return digest_page(digest, cast("Form", form), template=template, own=own, width=columns, color=not plain)


def _stem(period: Period) -> str:
    """`2026-W47` for a week, else both days."""
    from datetime import timedelta

    if (period.until - period.since).days == 6:
        year, week, _ = (period.since + timedelta(days=3)).isocalendar()
        return f"{year}-W{week:02d}"
    return f"{period.since}-to-{period.until}"


def _save(session: Session, page: str, path: str, yes: bool, dry_run: bool) -> None:
    """Writes the page; one that is there and says something else is only replaced when that is asked for."""
    from ...changes import ChangeSet, FileChange
    from ...errors import Refused
    from ..writing import carry_out

    file = session.root / path
    if file.is_symlink() or file.parent.is_symlink():
        raise Refused(f"{path} is a link, so no digest is saved there.", "Delete the link, or leave --save out.")
    before = file.read_bytes() if file.is_file() else None
    after = page.encode()
    changes = ChangeSet((FileChange(path, before, after),), f"Save {path}")
    if dry_run:
        carry_out(session, changes, dry_run=True)
        return
    if before is not None and before != after and not yes:
        raise Refused(
            f"{path} is there already and says something else.", "--yes replaces it; --dry-run shows the change."
        )
    if before != after:
        carry_out(session, changes, dry_run=False)
    click.echo(path)
