"""The grammar of Danish administrative prose: numbers, money, dates, counts and persons, found in running text."""
