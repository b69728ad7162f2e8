"""Invented people and firms, and titles as people write them."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

FIRST = (
    "Ada",
    "Basil",
    "Cleo",
    "Dorian",
    "Elowen",
    "Fitz",
    "Greta",
    "Hollis",
    "Ione",
    "Jory",
    "Kezia",
    "Lorcan",
    "Maud",
    "Nestor",
    "Opal",
    "Perrin",
    "Quilla",
    "Rufus",
    "Sable",
    "Tamsin",
    "Ulric",
    "Verity",
    "Wystan",
    "Xanthe",
    "Yorick",
    "Zelda",
    "Anselm",
    "Briony",
    "Caspian",
    "Delphine",
    "Emrys",
    "Fenella",
    "Gideon",
    "Hespera",
    "Isolde",
    "Jocasta",
    "Kit",
    "Leander",
    "Merrin",
    "Noor",
    "Oriel",
    "Phoebe",
    "Quentin",
    "Rosalind",
    "Saskia",
    "Thaddeus",
    "Undine",
    "Vesper",
    "Wilfred",
    "Ysolde",
)

LAST = (
    "Quillfeather",
    "Brambleworth",
    "Thistlewood",
    "Puddifoot",
    "Larkspur",
    "Nettlebed",
    "Fernsby",
    "Wobblington",
    "Applegarth",
    "Bottomley-Fisk",
    "Cloudesley",
    "Dunderdale",
    "Everglade",
    "Fiddlewick",
    "Gooseberry",
    "Hazelmere",
    "Inkpen",
    "Jellicoe",
    "Kettlewell",
    "Lumberjack",
    "Mossbank",
    "Nightingale",
    "Oddfellow",
    "Pennywhistle",
    "Quicksilver",
    "Ravenscroft",
    "Sugarplum",
    "Tumbleweed",
    "Underhill",
    "Vinegar",
    "Wigglesworth",
    "Yarrow",
    "Zephyrine",
    "Butterwick",
    "Candlewax",
    "Driftwood",
    "Elderberry",
    "Foxglove",
    "Gingerbread",
    "Honeycomb",
)

FIRMS = (
    "Example Widgets",
    "Placeholder Partners",
    "Fictional Freight",
    "Sample Software",
    "Imaginary Insurance",
    "Madeup Manufacturing",
    "Notreal Networks",
    "Specimen Supply",
    "Acme Anvils",
    "Fabrikam",
    "Contoso",
    "Northwind Traders",
)

ADVISORY_FIRMS = (
    "Evergreen Example Wealth",
    "Placeholder Private Wealth",
    "Sample Street Advisors",
    "Fictional Family Office",
    "Harbor Specimen Planning",
)

TITLES: dict[str, tuple[str, ...]] = {
    "vp": (
        "Vice President, Sales",
        "VP Marketing",
        "SVP Operations",
        "Vice President of Engineering",
        "EVP, Strategy",
        "V.P. Customer Success",
    ),
    "executive": (
        "CEO",
        "Chief Financial Officer",
        "Chief Technology Officer",
        "President",
        "Managing Director",
        "CFO",
        "Chief Operating Officer",
    ),
    "advisor": (
        "Financial Advisor",
        "Financial Adviser",
        "Wealth Advisor, CFP®",
        "Certified Financial Planner™",
        "Senior Financial Advisor",
        "Private Wealth Advisor",
        "Wealth Manager",
        "Financial Planner",
    ),
    "recruiter": ("Senior Recruiter", "Talent Acquisition Partner", "Technical Recruiter", "Sourcer"),
    "engineer": (
        "Software Engineer",
        "Senior Developer",
        "Data Engineer",
        "Site Reliability Engineer",
        "QA Analyst",
    ),
    "operations": (
        "Plant Manager",
        "Production Supervisor",
        "Supply Chain Analyst",
        "Maintenance Planner",
        "Buyer",
    ),
    "realty": ("Real Estate Agent", "Realtor®", "Property Manager", "Leasing Consultant"),
    "other": (
        "Teacher",
        "Account Executive",
        "Marketing Specialist",
        "Nurse",
        "Project Coordinator",
        "Sales Representative",
        "Office Manager",
        "Customer Service Representative",
        "Accountant",
        "Graphic Designer",
        "Client Associate",
        "Compliance Analyst",
        "Registered Nurse | Volunteer",
        "Branch Administrator",
    ),
    "world": (
        "Geschäftsführer",
        "Directrice générale adjointe",
        "Asesora financiera",
        "理财顾问",
        "代表取締役社長",
        "Генеральный директор",
        "المدير التنفيذي",
        "\U0001d5d6\U0001d5d8\U0001d5e2 & Founder",
        "मुख्य कार्यकारी",
        "대표이사",
        'Head of "Special" Projects, EMEA 😊',
    ),
}
"""Positions by audience."""


def names(rng: Random) -> list[tuple[str, str]]:
    """Every first and last name there can be, none twice, in random order."""
    plain = list(product(FIRST, LAST))
    rng.shuffle(plain)
    initials = "ABCDEFGHIJKLMNOPQRSTUVW"
    return plain + [(f"{first} {initial}.", last) for initial in initials for first, last in plain]


def slug(first: str, last: str) -> str:
    """A profile slug as LinkedIn would make it."""
    letters = f"{first}-{last}".casefold().replace(" ", "-").replace(".", "").replace(",", "")
    return f"{letters}-example"
