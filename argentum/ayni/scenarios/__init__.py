"""Seeded villages whose members have known habits: what the alerts are tuned on, and what they are measured on.

Who has which habit is drawn first, and the labels follow from it alone; then the habits are played out by chance. So a
label says what somebody does, not what can be seen of it, and no detector can be right about all of them.
"""
