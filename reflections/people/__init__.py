"""Who someone is, what they consented to, how often they may do what, and the seal on what they write.

- Who: `models`, `names`, `actions`, `guests`, `who` (asks), `reader` (and how they want pages), `zones`.
- Ways in: `allauth`, `forms`, `forms_without_password`, `providers`, `second_factor`, `factor_forms`.
- Guards: `middleware` (the door), `known` and `slow_down` (guessing), `limits`, `sessions`, `cookies`.
- What happened: `events` (of security), `logs` (what a line may say).
- What is kept: `seal`, `rotation` (a new key), `deletions`, `traces`, `prepared` (SQL that is made once).
- What leaves: `mail`, `links`.
"""
