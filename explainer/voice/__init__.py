"""How values, dates, countries and lists are said in the language of a page."""
