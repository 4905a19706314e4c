"""Are the programmes fast enough for 2030? Targets, their histories, the pace, scenarios."""
