"""Built-in agents: they argue on any topic without a model, a key or a network.

A topic is taken apart into its terms (`topic`), a planner chooses what to do next in the talk (`planner`), phrase
books say it (`phrases/*.txt`, `phrase_book`, `realiser`), and a registry refuses everything that was said before
(`novelty`).
"""
