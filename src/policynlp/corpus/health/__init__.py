"""How the corpus fares: its sources against their own habits, its tags against the last month, its runs; what is wrong is an alarm."""
