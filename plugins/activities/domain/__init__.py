"""Pure rules of activities: times, places, sign-ups and check-in."""
