"""Limits of this process: whatever opens foreign files or holds secrets says what it may take and leaves no dump."""

from contextlib import suppress


def limit(*, memory: int | None = None, seconds: int | None = None) -> None:
    """No core dump from now on; at most so many bytes of memory and seconds of processor time. Nothing on Windows."""
    with suppress(ImportError):  # Windows has no limits for a process
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if memory is not None:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        if seconds is not None:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
