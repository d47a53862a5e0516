"""The name under which the specification of ayni knows it; everything is argentum's."""
