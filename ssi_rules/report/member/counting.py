"""Rows of the tables that everybody knows, as a person counts them: InMails answered, requests accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.report.inert import inert
from ssi_rules.report.languages.language import ENGLISH, Language
from ssi_rules.scorecard import ANSWERS

if TYPE_CHECKING:
    from decimal import Decimal

    from ssi_rules.scorecard import Counted


KNOWN = frozenset(
    {"connections", "invitations", "messages", "inmails", "shares", "comments", "reactions", "searches"}
)
"""Tables whose rows have a word of their own."""


def rows(table: str, count: Decimal, language: Language = ENGLISH) -> str:
    """``24 InMails``; ``24 rows of visits`` for a table that only these rules know."""
    match table:
        case "connections":
            return language.plural("{count} connection", "{count} connections", count)
        case "invitations":
            return language.plural("{count} invitation", "{count} invitations", count)
        case "messages":
            return language.plural("{count} message", "{count} messages", count)
        case "inmails":
            return language.plural("{count} InMail", "{count} InMails", count)
        case "shares":
            return language.plural("{count} post", "{count} posts", count)
        case "comments":
            return language.plural("{count} comment", "{count} comments", count)
        case "reactions":
            return language.plural("{count} reaction", "{count} reactions", count)
        case "searches":
            return language.plural("{count} search", "{count} searches", count)
        case _:
            return language.plural(
                "{count} row of {table}", "{count} rows of {table}", count, table=_named(table)
            )


def counted_rows(counted: Counted, count: Decimal, language: Language = ENGLISH) -> str:
    """The same for the rows that a measure counts: ``3 answered InMails``."""
    match counted.table, counted.column, counted.market:
        case table, None, None:
            return rows(table, count, language)
        case "connections", None, _:
            return language.plural(
                "{count} connection in the market", "{count} connections in the market", count
            )
        case "invitations", "accepted", _:
            return language.plural("{count} accepted invitation", "{count} accepted invitations", count)
        case "inmails", "replied", _:
            return language.plural("{count} answered InMail", "{count} answered InMails", count)
        case "messages", "sent", _:
            return language.plural("{count} sent message", "{count} sent messages", count)
        case "shares", "original", _:
            return language.plural("{count} post of your own", "{count} posts of your own", count)
        case table, _, _:
            return counting(table, count, language)


def counting(table: str, count: Decimal, language: Language = ENGLISH) -> str:
    """Rows of which only some count: ``3 rows of visits that count``."""
    named = rows(table, count, language)
    return language.plural("{rows} that counts", "{rows} that count", count, rows=named)


def owned(counted: Counted, count: Decimal, language: Language = ENGLISH) -> str | None:
    """A count as a clause: ``you have 512 connections``; None where the table has no such words."""
    done = (
        _done(counted.table, count, language) if counted.column is None and counted.market is None else None
    )
    if done is not None:
        return done
    match counted.table, counted.column, counted.market:
        case "connections", None, str():
            return language.plural(
                "you have {count} connection in the market",
                "you have {count} connections in the market",
                count,
            )
        case "messages", "sent", None:
            return language.plural("you sent {count} message", "you sent {count} messages", count)
        case "shares", "original", None:
            return language.plural(
                "you wrote {count} post of your own", "you wrote {count} posts of your own", count
            )
        case "invitations", "accepted", None:
            return language.plural(
                "{count} of your invitations was accepted", "{count} of your invitations were accepted", count
            )
        case "inmails", "replied", None:
            return language.plural(
                "{count} of your InMails was answered", "{count} of your InMails were answered", count
            )
        case _:
            return None


def _done(table: str, count: Decimal, language: Language) -> str | None:
    match table:
        case "connections":
            return language.plural("you have {count} connection", "you have {count} connections", count)
        case "invitations":
            return language.plural("you sent {count} invitation", "you sent {count} invitations", count)
        case "messages":
            return language.plural("you exchanged {count} message", "you exchanged {count} messages", count)
        case "inmails":
            return language.plural("you sent {count} InMail", "you sent {count} InMails", count)
        case "shares":
            return language.plural("you shared {count} post", "you shared {count} posts", count)
        case "comments":
            return language.plural("you wrote {count} comment", "you wrote {count} comments", count)
        case "reactions":
            return language.plural("you gave {count} reaction", "you gave {count} reactions", count)
        case "searches":
            return language.plural("you made {count} search", "you made {count} searches", count)
        case _:
            return None


def singled_out(counted: Counted, count: Decimal, language: Language = ENGLISH) -> str | None:
    """What is said of the rows above the line: ``3 were answered``; None where there are no such words."""
    match counted.table, counted.column, counted.market:
        case "invitations", "accepted", None:
            return language.plural("{count} was accepted", "{count} were accepted", count)
        case "inmails", "replied", None:
            return language.plural("{count} was answered", "{count} were answered", count)
        case "messages", "sent", None:
            return language.plural("{count} came from you", "{count} came from you", count)
        case "shares", "original", None:
            return language.plural("{count} was your own", "{count} were your own", count)
        case "connections", None, str():
            return language.plural("{count} is in the market", "{count} are in the market", count)
        case _:
            return None


def may_be_answered(table: str, where: str | None) -> bool:
    """Whether what is asked of rows is an answer that somebody may still give to those that are there."""
    answer = ANSWERS.get(table)
    return answer is not None and answer in (where or "").split()


def turned(table: str, where: str | None, count: Decimal, language: Language = ENGLISH) -> str:
    """Rows that come to count above the line: ``one more reply``."""
    match table, where:
        case "inmails", "replied":
            return language.plural("one more reply", "{count} more replies", count)
        case "invitations", "accepted":
            return language.plural("one more accepted invitation", "{count} more accepted invitations", count)
        case _:
            return language.plural(
                "{count} more of the same rows ({condition})",
                "{count} more of the same rows ({condition})",
                count,
                condition=inert(where or ""),
            )


def more(table: str, count: Decimal, language: Language = ENGLISH) -> str:
    """Further rows of a table: ``5 more connections``."""
    match table:
        case "connections":
            return language.plural("{count} more connection", "{count} more connections", count)
        case "invitations":
            return language.plural("{count} more invitation", "{count} more invitations", count)
        case "messages":
            return language.plural("{count} more message", "{count} more messages", count)
        case "inmails":
            return language.plural("{count} more InMail", "{count} more InMails", count)
        case "shares":
            return language.plural("{count} more post", "{count} more posts", count)
        case "comments":
            return language.plural("{count} more comment", "{count} more comments", count)
        case "reactions":
            return language.plural("{count} more reaction", "{count} more reactions", count)
        case "searches":
            return language.plural("{count} more search", "{count} more searches", count)
        case _:
            return language.plural(
                "{count} more row of {table}", "{count} more rows of {table}", count, table=_named(table)
            )


def more_where(table: str, where: str | None, count: Decimal, language: Language = ENGLISH) -> str:
    """Further rows, of which a rule asks something in its own words: ``5 more posts (not original)``."""
    match table, where:
        case _, None:
            return more(table, count, language)
        case "messages", "sent":
            return language.plural("{count} more message from you", "{count} more messages from you", count)
        case "inmails", "replied":
            return language.plural("{count} more answered InMail", "{count} more answered InMails", count)
        case "invitations", "accepted":
            return language.plural(
                "{count} more accepted invitation", "{count} more accepted invitations", count
            )
        case "shares", "not original":
            return language.plural("{count} more repost", "{count} more reposts", count)
        case "shares", "original" | "original else yes":
            return language.plural("{count} more post of your own", "{count} more posts of your own", count)
        case _:
            named = more(table, count, language)
            return language.text("{rows} ({condition})", rows=named, condition=inert(where or ""))


def more_in_market(table: str, count: Decimal, language: Language = ENGLISH) -> str:
    """Further rows in the market that a measure counts: ``5 more connections in the market``."""
    return language.text("{rows} in the market", rows=more(table, count, language))


def _named(table: str) -> str:
    return inert(table.replace("_", " "))
