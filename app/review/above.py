"""Who stands above evaluations, as parts of statements about many of them.

The same that :func:`app.review.queries.standing_of` says of one: the assessor's assessor of today, or of the last day
of an employee who left. Whoever rated and rose to that place since decides nothing about the own rating (V.B.2, p.117);
then it is the rater's own assessor.
"""

from typing import Any

from sqlalchemy import Date, Select, and_, bindparam, case, or_, select
from sqlalchemy.orm import aliased

from app.domain.review import EvaluationState, Way
from app.people.models import AssessorAssignment, Person
from app.people.queries import on_day
from app.review.models import Evaluation

ME: Any = bindparam("me")
DAY = bindparam("day", type_=Date)
LAST_DAY = case((Person.ended_on < DAY, Person.ended_on), else_=DAY)
"""Of the employee: whoever left is answered for by those who did so on the last day."""

_First, _Second, _Third = (aliased(AssessorAssignment) for _ in range(3))
_Rater = aliased(Person)
_RATERS_DAY = case((_Rater.ended_on < DAY, _Rater.ended_on), else_=DAY)
_ROSE = and_(
    Evaluation.state != EvaluationState.OPEN,
    Evaluation.way != Way.TAKEN_OVER,
    _Second.assessor_id == Evaluation.assessor_id,
)


def as_assessor(*columns: Any) -> Select[Any]:
    """Evaluations of the people whom ``me`` assesses on ``day``."""
    return (
        select(*columns)
        .select_from(_First)
        .join(Person, Person.id == _First.employee_id)
        .join(Evaluation, Evaluation.employee_id == Person.id)
        .where(_First.assessor_id == ME, on_day(_First, LAST_DAY))
    )


def as_superior(*columns: Any) -> tuple[Select[Any], Select[Any]]:
    """Evaluations ``me`` is the superior of on ``day``: in two parts, each led by an index, none in both."""
    chain = (
        select(*columns)
        .select_from(_Second)
        .join(_First, _First.assessor_id == _Second.employee_id)
        .join(Person, Person.id == _First.employee_id)
        .join(Evaluation, Evaluation.employee_id == Person.id)
        .where(on_day(_First, LAST_DAY), on_day(_Second, LAST_DAY))
    )
    rater = (
        chain.join(_Rater, _Rater.id == Evaluation.assessor_id)
        .join(_Third, _Third.employee_id == _Rater.id)
        .where(on_day(_Third, _RATERS_DAY), _Third.assessor_id == ME, _ROSE)
    )
    return chain.where(_Second.assessor_id == ME, ~_ROSE), rater


IS_SUPERIOR = or_(and_(_Second.assessor_id == ME, ~_ROSE), and_(_Third.assessor_id == ME, _ROSE))


def with_superior(statement: Any) -> Any:
    """A statement about a few evaluations and their employees, cut to those ``me`` is the superior of."""
    return (
        statement.join(_First, and_(_First.employee_id == Evaluation.employee_id, on_day(_First, LAST_DAY)))
        .join(_Second, and_(_Second.employee_id == _First.assessor_id, on_day(_Second, LAST_DAY)))
        .join(_Rater, _Rater.id == Evaluation.assessor_id)
        .outerjoin(_Third, and_(_Third.employee_id == _Rater.id, on_day(_Third, _RATERS_DAY)))
        .where(IS_SUPERIOR)
    )
