"""The switches: how exports looked over the years, and what has been seen to be odd about single ones."""

from __future__ import annotations

from enum import Enum


class Era(Enum):
    """A year whose exports differ from those of the one before."""

    Y2015 = 2015
    Y2021 = 2021
    Y2022 = 2022
    Y2023 = 2023
    Y2024 = 2024
    Y2025 = 2025
    Y2026 = 2026

    @property
    def has_preamble(self) -> bool:
        """Whether notes stand above the header of Connections.csv."""
        return self.value >= Era.Y2022.value

    @property
    def has_connection_urls(self) -> bool:
        """Whether Connections.csv, messages.csv and endorsements have everybody's profile URL."""
        return self.value >= Era.Y2023.value

    @property
    def has_invitation_urls(self) -> bool:
        """Whether Invitations.csv has profile URLs; they came half a year after the others."""
        return self.value >= Era.Y2024.value

    @property
    def has_draft_columns(self) -> bool:
        """Whether messages.csv tells drafts."""
        return self is Era.Y2024

    @property
    def has_attachments(self) -> bool:
        """Whether messages.csv has a column of attachments."""
        return self.value >= Era.Y2024.value

    @property
    def has_reposts(self) -> bool:
        """Whether reposts at one click have a file of their own."""
        return self.value >= Era.Y2021.value

    @property
    def has_suffixes(self) -> bool:
        """Whether content files carry the member's number and messages.csv quotes every cell."""
        return self.value >= Era.Y2026.value


class Quirk(Enum):
    """One oddity; any set of them can be asked for together."""

    # How the archive is packed.
    SUBFOLDER = "all files in a folder of the archive's name"
    REZIPPED_TWICE = "folders within folders, with what an operating system adds"
    BASIC = "named as the smaller archive"
    RENAMED = "the archive's name says nothing"
    # How files are written.
    BOM = "a byte order mark before every file"
    CRLF_HEADER = "the header line ends in CR LF"
    EXCEL_RESAVE = "saved again by a spreadsheet: mark, CR LF, its own dates"
    SEMICOLONS = "saved again where the comma is a decimal point"
    NO_FINAL_NEWLINE = "no line end after the last row"
    PADDING = "blank rows"
    REORDERED_COLUMNS = "columns in another order"
    EXTRA_COLUMNS = "columns that nobody has seen before"
    UPPER_CASE_HEADERS = "headers in capitals and padded"
    LATIN_1 = "files in Latin-1"
    UTF16_ENDORSEMENTS = "endorsements in UTF-16 with tabs"
    LONG_MONTHS = "months written out"
    NARROW_SPACE = "a narrow no-break space before AM and PM"
    ZERO_PADDED = "two digits for every month, day and hour"
    # Which files there are.
    HEADER_ONLY = "activity files with a header and no row"
    MISSING_FILES = "several files absent"
    NO_CONNECTIONS = "Connections.csv absent"
    NO_INVITATIONS = "Invitations.csv absent"
    NO_PROFILE = "Profile.csv absent"
    LOCALIZED_HEADERS = "headers of Reactions.csv in another language"
    ASSISTANT_CHATS = "chats with LinkedIn's assistants"
    WIDE_AD_TARGETING = "Ad_Targeting.csv with one name for several columns"
    # Connections.
    HIDDEN_PEOPLE = "rows with nothing but a date"
    NAME_ONLY = "rows without URL, company and position"
    WORLD_TITLES = "titles in many scripts"
    NOISY_URLS = "capitals, queries, slashes and percent signs in URLs"
    LETTERS_AFTER_NAMES = "names such as Jane Doe, Ph.D."
    # Invitations.
    NO_INVITATION_URLS = "Invitations.csv without URLs in any year"
    AMBIGUOUS_NAMES = "several connections with the name of an invitee"
    LOW_COVERAGE = "most connections never appear among invitations"
    RESENT = "invitations sent twice"
    # Messages.
    DRAFTS = "drafts among messages"
    SPAM = "spam among messages"
    SPONSORED = "advertising among messages"
    GROUP_THREADS = "conversations of more than two people"
    CLOSED_ACCOUNTS = "people whose account is gone"
    MULTILINE_MESSAGES = "HTML, quotes and line breaks in messages"
    OLDEST_FIRST = "messages in the order they were written"
    # Content.
    BACKSLASH_COMMENTS = "comments of several lines with escaped quotes, some ending in a backslash"
    LINE_QUOTED_SHARES = "each line of a post quoted by itself"
    BLANK_COMMENT_DATES = "comments without a date"
