"""Loaded by a Python before anything else: kills the counting program at the step that ``DIES_AT`` names."""  # noqa: INP001

import os

if os.environ.get("DIES_AT"):
    from app.feedback import count
    from tests.adversary.killing import Point

    def _lie_in_wait() -> None:
        kind, number = os.environ["DIES_AT"].split()
        real = count.run_count

        def run_count(*about: object) -> bool:
            Point(kind, int(number)).arm()
            return real(*about)  # type: ignore[arg-type]

        count.run_count = run_count  # type: ignore[assignment]

    _lie_in_wait()
