<<<<<<< HEAD
"""Tests in a real Chromium, against a real server."""
=======
"""Tests of browser."""
>>>>>>> main
