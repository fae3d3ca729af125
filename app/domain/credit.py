"""Credit points of functional officials: the predikat of the year times the coefficient of the grade.

Source: PermenPANRB 1/2023 and PerBKN 3/2023: months / 12 x percent of the predikat x coefficient of the grade.
"""

from enum import StrEnum


class Grade(StrEnum):
    """Jenjang of a functional position, from the lowest of each family up."""

    BEGINNER = "beginner"
    SKILLED = "skilled"
    PROFICIENT = "proficient"
    SUPERVISING = "supervising"
    FIRST = "first"
    JUNIOR = "junior"
    MIDDLE = "middle"
    MAIN = "main"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            Grade.BEGINNER: "Pemula",
            Grade.SKILLED: "Terampil",
            Grade.PROFICIENT: "Mahir",
            Grade.SUPERVISING: "Penyelia",
            Grade.FIRST: "Ahli Pertama",
            Grade.JUNIOR: "Ahli Muda",
            Grade.MIDDLE: "Ahli Madya",
            Grade.MAIN: "Ahli Utama",
        }[self]
