"""Tilik: performance management for Indonesian civil-service offices.

This module stays empty so that importing ``app.domain`` loads no framework; see ``app/factory.py``.
"""
