"""Plans in and out as workbooks, copying to the national application, documents of a whole unit."""
