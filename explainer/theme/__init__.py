"""How the site looks: templates, static files, colours and type."""
