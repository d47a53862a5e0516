"""The policy as a JSON Schema, for editors that complete and check while one types."""

from __future__ import annotations

import json

from argentum.policy import Policy

COMMITTED = ("configs", "policy.schema.json")
"""Where the repository keeps a copy; see `shipped_file`."""


def policy_schema() -> str:
    """Give the schema as JSON text, always the same for the same policy model.

    It describes files with keys of the policy: presets, `--policy` files and the user config.
    """
    schema = Policy.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "argentum policy"
    schema["properties"]["$schema"] = {"type": "string", "description": "this schema, for editors; without effect"}
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
