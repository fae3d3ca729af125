"""What holds for every answer: headers, caching, tokens, files."""
