"""The industrial clusters, chains, parks, zones and bases that an article speaks of."""
