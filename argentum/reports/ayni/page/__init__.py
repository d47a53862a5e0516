"""The parts of ayni's page: each computes what its piece of the template draws."""
