"""The rules, as pure functions over values: no Flask, no database, no clock."""
