"""The parts of `report.html`: each computes what its piece of the template draws."""
