"""Where may it go? Slot rules, strips and the placements that are worth most. Knows no layout."""
