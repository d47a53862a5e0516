"""`ayni schema`: the documents of ayni as JSON Schemas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer


def schema(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Document; none lists their names.")] = None,
    *,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Write NAME.schema.json there; without NAME, all of them."),
    ] = None,
) -> None:
    """Print the JSON Schema of a document, or write schemas to a folder.

    They are made from the types that the documents are made of, with each field's meaning, unit and range.
    """
    from argentum.ayni.fire_circle.schemas import DOCUMENTS, schema_of
    from argentum.workspace.atomic_file import write_text_atomically

    if out is None and name is None:
        for each in DOCUMENTS:
            typer.echo(each)
        return
    texts = {
        each: json.dumps(schema_of(each), indent=2, ensure_ascii=False) + "\n"
        for each in ([name] if name is not None else DOCUMENTS)
    }
    if out is None:
        typer.echo("".join(texts.values()), nl=False)
        return
    for each, text in texts.items():
        write_text_atomically(out / f"{each}.schema.json", text)
    typer.echo(f"{len(texts)} written to {out}")
