"""Events: strikes, advances, sieges and what else happens; which of them an article reports."""
