"""Official forms as XLSX and PDF, from frozen contents of their own; knows no feature."""
