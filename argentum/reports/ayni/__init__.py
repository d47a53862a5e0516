"""What ayni shows: tables, sentences, documents and the page."""
