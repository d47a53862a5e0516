"""What a council needs of the ledger: reports, notices, guidance, outcomes; evidence and questions, no verdicts."""
