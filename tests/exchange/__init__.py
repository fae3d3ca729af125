"""Workbooks out and in, copying to the national application."""
