"""Timelines from and to the formats that meetings are recorded in; a reader or a writer a file.

Readers take the text and the name of its source, and give timelines or an `InputError` that names the source, the line
and what was expected. Nobody here opens a file.
"""
