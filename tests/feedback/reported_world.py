"""A counted round about the health centre, for everybody who walks past all pages."""

from dataclasses import dataclass

from sqlalchemy import select

from app.db import atomic
from app.domain.feedback import RaterClass
from app.feedback.published import PublishedComment
from tests.feedback.making import make_round
from tests.feedback.publishing_rows import Said, publish

PEER, SUBORDINATE, SUPERIOR, SELF = RaterClass.PEER, RaterClass.SUBORDINATE, RaterClass.SUPERIOR, RaterClass.SELF
CENTRE = ["melur", "kenanga", "seroja", "delima", "dahlia", "nuri"]
PEERS = ["mutiara", "gaharu", "edelweis", "biduri", "kapela", "jalak"]
BELOW = ["flamboyan", "rigel", "nilam", "tanjung", "kartika"]
WORDS = "Selalu tenang saat ramai dan menjelaskan dengan sabar kepada ibu hamil yang baru pertama datang."
MEAN = "Dia pemalas"


@dataclass(frozen=True)
class Reported:
    """A report, one of its comments, and one somebody asked to withhold."""

    report_id: int
    comment_key: str
    request_key: str


def set_the_reports(assessor_id: int) -> Reported:
    """Six people with a report each; Melur's is the longest."""
    everybody = {PEER: PEERS, SUBORDINATE: BELOW, SUPERIOR: ["cempaka"]}
    about = {key: {**everybody, SELF: [key]} for key in CENTRE}
    made = make_round(about, ["altair", "elang", "rajawali"], "widuri")
    peers = [Said(score, (WORDS, f"Coba {score}", "")) for score in (2, 3, 4, 4, 5, 5)]
    below = [Said(score, (WORDS, "", MEAN if score == 1 else "")) for score in (1, 3, 3, 4, 5)]
    answers = {PEER: peers, SUBORDINATE: below, SUPERIOR: [Said(4, (WORDS, "", ""), assessor_id)], SELF: [Said(5)]}
    publish(made, dict.fromkeys(CENTRE, answers))
    report_id = made.subjects["melur"]
    with atomic() as session:
        comments = select(PublishedComment).where(PublishedComment.subject_id == report_id)
        asked = session.scalars(comments.where(PublishedComment.text == MEAN)).one()
        other = session.scalars(comments.where(PublishedComment.text == "Coba 2")).one()
        asked.flagged_by, asked.flag_reason = assessor_id, "Komentar ini menghina."
        return Reported(report_id, other.id.hex(), asked.id.hex())
