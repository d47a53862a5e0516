"""What was said and decided: values that the journal, the reports and the agents share."""
